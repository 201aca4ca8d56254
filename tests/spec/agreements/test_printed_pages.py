"""The printed law and the printed roads are the ones that run."""

from docs.rules import law_page, roads_page


def test_the_printed_law_is_what_the_table_and_the_examples_give():
    assert law_page.PAGE.read_text("utf-8") == law_page.page(), "run make docs"


def test_the_printed_roads_are_those_of_the_files():
    assert roads_page.PAGE.read_text("utf-8") == roads_page.page(), "run make docs"
