"""The printed rules are the rules that run."""

from docs.rules.classification_page import PAGE, page


def test_the_printed_page_is_what_the_table_and_the_examples_give():
    assert PAGE.read_text("utf-8") == page(), "run python -m docs.rules.classification_page"
