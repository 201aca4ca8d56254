"""Fewer points for polygons that touch, so that neighbours keep touching.

Rings are cut into arcs at the points where three or more lines meet; each arc is thinned once
(Douglas and Peucker, 1973) and used by both neighbours, so no gap or overlap opens between them.
"""

from collections.abc import Iterable, Sequence

Point = tuple[int, int]
# A closed line without its repeated last point.
Ring = tuple[Point, ...]


def thin_rings(rings: Sequence[Ring], tolerance: float) -> list[Ring]:
    """The rings with points left out that lie within `tolerance` of the line without them.

    Points must coincide exactly where rings touch. The result is in the same order; a ring may
    shrink to fewer than three points, which means it is too small to be seen.
    """
    junctions = _junctions(rings)
    return [_thin_ring(ring, junctions, tolerance) for ring in rings]


def _junctions(rings: Iterable[Ring]) -> set[Point]:
    """Points from which more or fewer than two lines leave."""
    neighbours: dict[Point, set[Point]] = {}
    for ring in rings:
        for place, point in enumerate(ring):
            beside = neighbours.setdefault(point, set())
            beside.add(ring[place - 1])
            beside.add(ring[(place + 1) % len(ring)])
    return {point for point, beside in neighbours.items() if len(beside) != 2}


def _thin_ring(ring: Ring, junctions: set[Point], tolerance: float) -> Ring:
    cuts = [place for place, point in enumerate(ring) if point in junctions]
    if not cuts:
        # An island: cut at two fixed points, the same whoever draws it, its neighbour included.
        cuts = sorted({ring.index(min(ring)), ring.index(max(ring))})
    thinned: list[Point] = []
    for place, start in enumerate(cuts):
        end = cuts[(place + 1) % len(cuts)]
        arc = ring[start : end + 1] if end > start else ring[start:] + ring[: end + 1]
        thinned += _thin_arc(arc, tolerance)[:-1]
    return tuple(thinned)


def _thin_arc(arc: Sequence[Point], tolerance: float) -> list[Point]:
    """The arc thinned the same way from whichever end it is walked."""
    if tuple(arc) <= tuple(reversed(arc)):
        return douglas_peucker(arc, tolerance)
    return douglas_peucker(arc[::-1], tolerance)[::-1]


def douglas_peucker(line: Sequence[Point], tolerance: float) -> list[Point]:
    """The line without the points nearer than `tolerance` to what is left; its ends always stay."""
    keep = {0, len(line) - 1}
    open_spans = [(0, len(line) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        farthest, distance = first, 0.0
        for place in range(first + 1, last):
            away = _distance_squared(line[place], line[first], line[last])
            if away > distance:
                farthest, distance = place, away
        if distance > tolerance * tolerance:
            keep.add(farthest)
            open_spans += [(first, farthest), (farthest, last)]
    return [line[place] for place in sorted(keep)]


def _distance_squared(point: Point, start: Point, end: Point) -> float:
    """Squared distance from `point` to the stretch between `start` and `end`."""
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    from_x, from_y = point[0] - start[0], point[1] - start[1]
    length = along_x * along_x + along_y * along_y
    share = max(0.0, min(1.0, (from_x * along_x + from_y * along_y) / length)) if length else 0.0
    return float((from_x - share * along_x) ** 2 + (from_y - share * along_y) ** 2)
