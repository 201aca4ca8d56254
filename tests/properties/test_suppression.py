"""A protected table keeps its promise against somebody who adds and subtracts whatever is shown."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jembatan.children.rules.suppression import THRESHOLD, is_small, protect, protect_tree

COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 400))
TABLES = st.tuples(st.integers(1, 7), st.integers(1, 5)).flatmap(
    lambda shape: st.lists(
        st.lists(COUNTS, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


def _wide(table):
    """All shown numbers as one grid with the totals in the last row and column."""
    rows = [[*cells, total] for cells, total in zip(table.cells, table.row_totals, strict=True)]
    return [*rows, [*table.column_totals, table.total]]


def _worked_out(shown):
    """Positions of hidden numbers that follow from the shown ones: solved as linear equations."""
    rows, columns = range(len(shown)), range(len(shown[0]))
    across = [[((r, c), 1 if c < columns[-1] else -1) for c in columns] for r in rows]
    down = [[((r, c), 1 if r < rows[-1] else -1) for r in rows] for c in columns]
    hidden = [(r, c) for r in rows for c in columns if shown[r][c] is None]
    return _solved(hidden, across + down)


def _solved(hidden, equations):
    place = {cell: i for i, cell in enumerate(hidden)}
    matrix = []
    for equation in equations:
        line = [Fraction(0)] * len(hidden)
        for cell, sign in equation:
            if cell in place:
                line[place[cell]] += sign
        matrix.append(line)
    return [hidden[_first(line)] for line in _reduced(matrix) if sum(n != 0 for n in line) == 1]


def _first(line):
    return next(i for i, n in enumerate(line) if n != 0)


def _reduced(matrix):
    done = 0
    for column in range(len(matrix[0]) if matrix else 0):
        pivot = next((i for i in range(done, len(matrix)) if matrix[i][column] != 0), None)
        if pivot is None:
            continue
        matrix[done], matrix[pivot] = matrix[pivot], matrix[done]
        matrix[done] = [n / matrix[done][column] for n in matrix[done]]
        for i, line in enumerate(matrix):
            if i != done and line[column] != 0:
                matrix[i] = [a - line[column] * b for a, b in zip(line, matrix[done], strict=True)]
        done += 1
    return matrix[:done]


@given(TABLES)
def test_no_hidden_count_can_be_worked_out_by_adding_and_subtracting(table):
    shown = _wide(protect(table))

    assert _worked_out(shown) == []


@given(TABLES)
def test_no_small_count_is_shown_and_every_shown_count_is_true(table):
    shown = protect(table)

    for row, true_row in zip(shown.cells, table, strict=True):
        for count, true_count in zip(row, true_row, strict=True):
            assert count is None or (count == true_count and not is_small(count))
    assert shown.total is None or shown.total == sum(map(sum, table))
    assert all(n is None or not is_small(n) for n in (*shown.row_totals, *shown.column_totals, shown.total))


@given(TABLES)
def test_a_table_without_small_counts_is_shown_whole(table):
    large = [[0 if n == 0 else n + THRESHOLD for n in row] for row in table]

    shown = protect(large)

    assert [list(row) for row in shown.cells] == large
    assert None not in (*shown.row_totals, *shown.column_totals, shown.total)


@given(
    st.lists(
        st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=1, max_size=4), min_size=1, max_size=4
    )
)
def test_no_page_of_a_district_gives_away_what_another_page_hides(subdistricts):
    tops = {"d": [f"d.{s}" for s in range(len(subdistricts))]}
    tops |= {f"d.{s}": [f"d.{s}.{v}" for v in range(len(rows))] for s, rows in enumerate(subdistricts)}
    counts = {f"d.{s}.{v}": row for s, rows in enumerate(subdistricts) for v, row in enumerate(rows)}

    hidden = protect_tree(tops, counts)

    columns = range(4)
    across = [[((place, c), 1 if c < 3 else -1) for c in columns] for place in hidden]
    down = [
        [((top, c), -1), *(((part, c), 1) for part in parts)] for top, parts in tops.items() for c in columns
    ]
    assert _solved([(place, c) for place, cs in hidden.items() for c in sorted(cs)], across + down) == []
    assert all(c in hidden[place] for place, row in counts.items() for c, n in enumerate(row) if is_small(n))
