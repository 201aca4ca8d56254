"""Maps are small, whole, and put every place where it is."""

import re
from collections import Counter

import pytest

from jembatan.places.engine import packaged
from jembatan.places.engine.boundaries import frame, outline
from jembatan.places.engine.gazetteer import Gazetteer
from jembatan.places.engine.simplifying import Point, Ring, douglas_peucker, thin_rings


def rings_of(path: str) -> list[Ring]:
    """The rings of a path of relative lines, as corner points."""
    rings = []
    for part in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        x, y = numbers[:2]
        ring = [(x, y)]
        for step_x, step_y in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + step_x, y + step_y
            ring.append((x, y))
        rings.append(tuple(ring))
    return rings


def side_uses(shapes) -> Counter[frozenset[Point]]:
    """How many rings use each side, whichever way they walk it."""
    return Counter(
        frozenset(side)
        for shape in shapes
        for ring in rings_of(shape.path_d)
        for side in zip(ring, ring[1:] + ring[:1], strict=True)
        if side[0] != side[1]
    )


def contains(path: str, x: float, y: float) -> bool:
    """Whether the point lies inside the path, even-odd."""
    inside = False
    for ring in rings_of(path):
        for (from_x, from_y), (to_x, to_y) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (from_y > y) != (to_y > y) and x < from_x + (y - from_y) * (to_x - from_x) / (to_y - from_y):
                inside = not inside
    return inside


@pytest.mark.parametrize(
    ("code", "level", "places", "most_bytes"),
    [
        ("35.09", 4, 248, 60_000),
        ("35.09", 3, 31, 15_000),
        ("35.09.30", 4, 9, 15_000),
        ("35", 2, 38, 15_000),
        ("", 1, 38, 20_000),
    ],
)
def test_a_map_has_every_place_and_stays_small(code, level, places, most_bytes):
    shapes = outline(code, level=level)

    assert [shape.code for shape in shapes] == list(Gazetteer.packaged().below(code, level))
    assert len(shapes) == places
    assert sum(len(shape.path_d) for shape in shapes) < most_bytes
    assert all(shape.path_d.startswith("M") and shape.path_d.endswith("z") for shape in shapes)


def test_every_subdistrict_of_jember_has_a_map_of_its_villages_under_15_kB():
    sizes = {
        code: sum(len(shape.path_d) for shape in outline(code))
        for code in Gazetteer.packaged().children_of("35.09")
    }

    assert len(sizes) == 31
    assert max(sizes.values()) < 15_000


def test_a_map_fills_its_frame_and_stays_inside_it():
    corners = [
        spot
        for shape in outline("35.09", width=800, height=400)
        for ring in rings_of(shape.path_d)
        for spot in ring
    ]

    assert min(x for x, _ in corners) >= 0
    assert max(x for x, _ in corners) <= 800
    assert (min(y for _, y in corners), max(y for _, y in corners)) == (4, 396)


def test_thinning_opens_no_gap_between_neighbours():
    exact = side_uses(outline("35.09", level=4, simplify=0))
    thinned = side_uses(outline("35.09", level=4, simplify=1.5))

    on_the_edge = {point for side, uses in exact.items() if uses == 1 for point in side}
    loose = [side for side, uses in thinned.items() if uses == 1 and not side <= on_the_edge]
    assert len(thinned) < len(exact)
    assert loose == []


def test_a_label_lies_inside_its_place():
    shapes = outline("35.09", level=4)

    astray = [
        shape.code for shape in shapes if not contains(shape.path_d, shape.label_x, shape.label_y + 0.01)
    ]

    assert astray == []


def test_schools_fall_into_the_villages_their_coordinates_were_read_as():
    shapes = {shape.code: shape for shape in outline("35.09", level=4, width=4000, height=4000, simplify=0)}
    where = frame("35.09", level=4, width=4000, height=4000)
    schools = [school for school in Gazetteer.packaged().schools_in("35.09") if school.village_code]

    hits = sum(
        contains(shapes[school.village_code].path_d, *where.at(school.lon, school.lat)) for school in schools
    )

    # The coordinate was compared with finer boundaries than the packaged ones.
    assert hits / len(schools) > 0.97


def test_one_place_is_drawn_alone_at_its_own_level():
    (alone,) = outline("35.09.23.2005", level=4)

    assert (alone.code, alone.name) == ("35.09.23.2005", "Suco")
    assert outline("35.09.23.2005") == (alone,)


def test_where_no_boundaries_are_packaged_there_is_no_map():
    assert outline("35.10") == ()
    assert frame("35.10") is None


def test_the_level_below_is_drawn_unless_another_is_asked_for():
    assert [shape.code for shape in outline("35.09")] == list(Gazetteer.packaged().children_of("35.09"))
    assert {len(shape.code) for shape in outline("")} == {2}


def test_a_point_off_the_line_by_less_than_the_tolerance_goes():
    line = [(0, 0), (5, 1), (10, 0), (15, 4), (20, 0)]

    assert douglas_peucker(line, 2) == [(0, 0), (10, 0), (15, 4), (20, 0)]
    assert douglas_peucker(line, 0) == line
    assert douglas_peucker([(0, 0), (5, 0), (10, 0)], 0) == [(0, 0), (10, 0)]


def test_two_rings_that_share_a_crooked_line_share_it_after_thinning():
    shared = [(10, 0), (11, 5), (10, 10), (14, 15), (10, 20)]
    left: Ring = ((0, 0), *shared, (0, 20))
    right: Ring = ((30, 0), (30, 20), *reversed(shared))

    thin_left, thin_right = thin_rings([left, right], 2)

    assert thin_left == ((10, 0), (10, 10), (14, 15), (10, 20), (0, 20), (0, 0))
    assert set(thin_left) & set(thin_right) == {(10, 0), (10, 10), (14, 15), (10, 20)}


def test_an_island_and_the_hole_it_fills_are_thinned_alike():
    island: Ring = ((0, 0), (5, 1), (10, 0), (10, 10), (0, 10))
    hole: Ring = (island[2], island[1], island[0], island[4], island[3])

    thin_island, thin_hole = thin_rings([island, hole], 2)

    assert set(thin_island) == set(thin_hole)
    assert len(thin_island) == 4


def test_the_boundary_files_are_whole():
    for name in ("provinces", "districts", "jember_subdistricts", "jember_villages"):
        assert packaged.read_bytes(f"boundaries_{name}.geojson.gz").startswith(b'{"type":"FeatureCollection"')
