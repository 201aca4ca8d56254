"""A protected table keeps its promise against somebody who adds and subtracts whatever is shown."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jembatan.dashboards.rules.suppression import THRESHOLD, is_small, protect

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
    unknown = [(r, c) for r, row in enumerate(shown) for c, n in enumerate(row) if n is None]
    place = {cell: i for i, cell in enumerate(unknown)}
    equations = []
    for r, row in enumerate(shown):
        equations.append([((r, c), 1 if c < len(row) - 1 else -1) for c in range(len(row))])
    for c in range(len(shown[0])):
        equations.append([((r, c), 1 if r < len(shown) - 1 else -1) for r in range(len(shown))])
    matrix = []
    for equation in equations:
        line = [Fraction(0)] * len(unknown)
        for cell, sign in equation:
            if cell in place:
                line[place[cell]] += sign
        matrix.append(line)
    return [
        cell
        for line in _reduced(matrix)
        if sum(n != 0 for n in line) == 1
        for cell in [unknown[_first(line)]]
    ]


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
