"""Crosstables add up, and hide small counts only when asked to."""

from jembatan.children.rules.suppression import is_small, protect
from jembatan.dashboards.rules.crosstables import crosstable
from jembatan.dashboards.rules.figures import FIGURE_OF_STATUS, FIGURES, OUT_OF_SCHOOL

COUNTED = {("a", "x"): 2, ("a", "y"): 9, ("b", "x"): 8, ("b", "y"): 20}


def test_an_open_table_shows_everything_and_its_totals():
    made = crosstable(COUNTED, rows=["a", "b", "c"], columns=["x", "y"], protected=False)

    assert [line.counts for line in made.lines] == [(2, 9), (8, 20), (0, 0)]
    assert (made.totals, made.total) == ((10, 29), 39)


def test_a_protected_table_hides_the_small_count_and_what_would_give_it_away():
    made = crosstable(COUNTED, rows=["a", "b"], columns=["x", "y"], protected=True)

    assert [line.counts for line in made.lines] == [(None, None), (None, None)]
    assert (made.totals, made.total) == ((10, 29), 39)


def test_zero_and_five_may_be_shown_and_one_to_four_may_not():
    assert [is_small(count) for count in (0, 1, 4, 5)] == [False, True, True, False]


def test_a_table_of_one_small_number_hides_it_with_all_its_totals():
    alone = protect([[3]])

    assert (alone.cells, alone.row_totals, alone.column_totals, alone.total) == (
        ((None,),),
        (None,),
        (None,),
        None,
    )


def test_a_table_without_rows_is_empty():
    made = crosstable({}, rows=[], columns=["x"], protected=True)

    assert (made.lines, made.totals, made.total) == ((), (0,), 0)


def test_every_figure_names_only_figures_that_exist_beside_it():
    assert {beside for figure in FIGURES.values() for beside in figure.beside} <= set(FIGURES)
    assert set(OUT_OF_SCHOOL) <= set(FIGURE_OF_STATUS)
