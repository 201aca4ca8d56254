"""Small counts are hidden, and so is every other count that would give one away by subtraction.

Source: UU 27/2022 (data of children are specific personal data); fewer than five is the customary
threshold of public statistics. Rows, columns and totals of one table form a graph: a row or a column is
a point, a cell joins its row and its column, and the totals are a row and a column of their own. What is
published says that the numbers around a point add up, so a hidden number can be worked out exactly when
its cell is a bridge among the hidden cells: the only way between two parts. The second step therefore
hides more until no hidden cell is a bridge. Algorithm and guarantee: docs/decisions/0004-screens.md.
"""

import heapq
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

# Counts of one to four children are not shown to people who may not see the children themselves.
THRESHOLD = 5

Cell = tuple[int, int]
# A total tells more than a cell, so cells are hidden first.
TOTAL_COSTS = 1_000_000
# Hiding a zero protects little: whoever knows that zeros are shown would know that it is none.
ZERO_COSTS = 100_000_000


@dataclass(frozen=True, slots=True)
class Protected:
    """A table with its totals: None stands for a hidden number. `total` is the number of all."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def is_small(count: int) -> bool:
    """True when `count` may not be shown on its own; zero may."""
    return 0 < count < THRESHOLD


def protect(cells: Sequence[Sequence[int]]) -> Protected:
    """The table `cells` (rows of equal length, counts >= 0) with every small count protected.

    No hidden number can be worked out from the shown ones by adding and subtracting. A table without
    small counts is returned whole.
    """
    wide = _with_totals(cells)
    hidden = hide(wide, frozenset())
    shown = [
        [None if (r, c) in hidden else count for c, count in enumerate(row)] for r, row in enumerate(wide)
    ]
    return Protected(
        cells=tuple(tuple(row[:-1]) for row in shown[:-1]),
        row_totals=tuple(row[-1] for row in shown[:-1]),
        column_totals=tuple(shown[-1][:-1]),
        total=shown[-1][-1],
    )


def protect_tree(
    tops: Mapping[str, Sequence[str]], counts: Mapping[str, Sequence[int]]
) -> Mapping[str, set[int]]:
    """Which columns of each place are hidden, so that no page gives away what another page hides.

    `tops` maps a place to the places that make it up; a place may appear on both sides (a sub-district
    is part of its district and is made up of villages). `counts` holds the numbers of the places that
    are not made up of others. Column number len(numbers) is the total of the row. A number is either
    shown wherever it appears or hidden everywhere; tables are protected again until that is so.
    """
    numbers = {place: [*row, sum(row)] for place, row in counts.items()}
    for place in tops:
        _add_up(place, tops, numbers)
    hidden: dict[str, set[int]] = {place: set() for place in numbers}
    changed = True
    while changed:
        changed = False
        for top, parts in tops.items():
            places = [*parts, top]
            before = {(r, c) for r, place in enumerate(places) for c in hidden[place]}
            after = hide([numbers[place] for place in places], before)
            changed = changed or after != before
            for r, c in after - before:
                hidden[places[r]].add(c)
    return hidden


def _add_up(place: str, tops: Mapping[str, Sequence[str]], numbers: dict[str, list[int]]) -> list[int]:
    if place not in numbers:
        rows = [_add_up(part, tops, numbers) for part in tops[place]]
        numbers[place] = [sum(column) for column in zip(*rows, strict=True)]
    return numbers[place]


def hide(wide: Sequence[Sequence[int]], already: Set[Cell]) -> set[Cell]:
    """The cells to hide in a table whose last row and column are totals; `already` are hidden elsewhere."""
    small = {(r, c) for r, row in enumerate(wide) for c, count in enumerate(row) if is_small(count)}
    hidden = small | already
    while bridge := _a_bridge(hidden, len(wide)):
        hidden |= _way_around(bridge, hidden, wide)
    return hidden


def _with_totals(cells: Sequence[Sequence[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in cells]
    width = len(rows[0]) if rows else 1
    return [*rows, [sum(row[c] for row in rows) for c in range(width)]]


def _a_bridge(hidden: set[Cell], rows: int) -> Cell | None:
    """A hidden cell that is a bridge; None when there is none.

    A tree is laid through the hidden cells; each cell outside the tree closes one circle and marks both
    its ends with a sign of its own. Signs are gathered towards the root: a cell of the tree with no
    unpaired sign below it lies on no circle. Points 0.. are rows, points from `rows` on are columns.
    """
    edges = [(r, rows + c) for r, c in sorted(hidden)]
    parents = _tree(edges)
    signs = dict.fromkeys(parents, 0)
    for number, (one, other) in enumerate(edges):
        if parents[one] != other and parents[other] != one:
            signs[one] ^= 1 << number
            signs[other] ^= 1 << number
    for point, parent in reversed(parents.items()):
        if parent is None:
            continue
        if not signs[point]:
            return (min(point, parent), max(point, parent) - rows)
        signs[parent] ^= signs[point]
    return None


def _tree(edges: Sequence[tuple[int, int]]) -> dict[int, int | None]:
    """The parent of every point, parents before children; None for the root of each part."""
    joined: dict[int, list[int]] = {}
    for one, other in edges:
        joined.setdefault(one, []).append(other)
        joined.setdefault(other, []).append(one)
    parents: dict[int, int | None] = {}
    for start in joined:
        if start in parents:
            continue
        parents[start] = None
        waiting = [start]
        while waiting:
            point = waiting.pop()
            for other in joined[point]:
                if other not in parents:
                    parents[other] = point
                    waiting.append(other)
    return parents


def _way_around(bridge: Cell, hidden: set[Cell], wide: Sequence[Sequence[int]]) -> set[Cell]:
    """The cheapest cells to hide so that `bridge` lies on a circle: the shortest other way between its ends."""
    rows, columns = len(wide), len(wide[0])
    start, goal = bridge[0], rows + bridge[1]
    best = {start: 0}
    came_from: dict[int, int] = {}
    heap = [(0, start)]
    while heap:
        so_far, point = heapq.heappop(heap)
        if point == goal:
            break
        others = range(rows, rows + columns) if point < rows else range(rows)
        for other in others:
            cell = (point, other - rows) if point < rows else (other, point - rows)
            if cell == bridge:
                continue
            costs = so_far + _cost(cell, hidden, wide)
            if costs < best.get(other, costs + 1):
                best[other], came_from[other] = costs, point
                heapq.heappush(heap, (costs, other))
    way, point = set(), goal
    while point != start:
        before = came_from[point]
        way.add((min(point, before), max(point, before) - rows))
        point = before
    return way


def _cost(cell: Cell, hidden: set[Cell], wide: Sequence[Sequence[int]]) -> int:
    if cell in hidden:
        return 1
    count = wide[cell[0]][cell[1]]
    is_total = cell[0] == len(wide) - 1 or cell[1] == len(wide[0]) - 1
    return 2 + count + (TOTAL_COSTS if is_total else 0) + (ZERO_COSTS if count == 0 else 0)
