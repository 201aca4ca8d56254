"""Outlines of places as SVG paths, for maps drawn by the server without tiles or JavaScript.

Boundaries are packaged for all provinces and districts, and for the subdistricts and villages of
Jember; they are good to look at, not to measure with (see data/SOURCES.md).
"""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from jembatan.places.engine import packaged
from jembatan.places.engine.simplifying import Point, Ring, thin_rings
from jembatan.places.rules.codes import Level, level_of, lies_within

Position = tuple[float, float]  # longitude, latitude in WGS 84 degrees

_FILES = {
    Level.PROVINCE: "boundaries_provinces.geojson.gz",
    Level.DISTRICT: "boundaries_districts.geojson.gz",
    Level.SUBDISTRICT: "boundaries_jember_subdistricts.geojson.gz",
    Level.VILLAGE: "boundaries_jember_villages.geojson.gz",
}
# Empty edge around the map, in drawing units, so that outlines are not cut by the frame.
MARGIN = 4
# Islands that cover fewer square units than this are left out, unless a place has nothing larger.
SMALLEST_ISLAND = 3.0
# How many horizontal lines are tried for the widest room of a label.
LABEL_LINES = 11


@dataclass(frozen=True, slots=True)
class Shape:
    """One place on a map. `path_d` is for `<path d=... fill-rule="evenodd">`; all numbers in drawing units.

    `label_x`, `label_y`: a point well inside, where a label has the most room; `label_width` is that room.
    """

    code: str
    name: str
    path_d: str
    label_x: int
    label_y: int
    label_width: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the earth lies on the drawing: equirectangular, true to scale at the middle latitude."""

    west: float
    north: float
    stretch: float  # length of a degree of longitude in degrees of latitude
    scale: float  # drawing units in a degree of latitude
    left: float
    top: float

    def at(self, lon: float, lat: float) -> Point:
        """Drawing units, right and down, of a position in WGS 84 degrees."""
        return (
            round(self.left + (lon - self.west) * self.stretch * self.scale),
            round(self.top + (self.north - lat) * self.scale),
        )


@dataclass(frozen=True, slots=True)
class _Outlined:
    code: str
    name: str
    polygons: tuple[tuple[tuple[Position, ...], ...], ...]  # per polygon: outer ring, then holes


@lru_cache(maxsize=64)
def outline(
    code: str, *, level: int | None = None, width: int = 1000, height: int = 1000, simplify: float = 1.0
) -> tuple[Shape, ...]:
    """The places of `level` in `code` as shapes that fill a drawing of `width` by `height` units.

    `code` "" is the whole country. `level` None means one below `code`; the level of `code` itself
    draws it alone. `simplify`: how many units a line may stray from the true one; 0 keeps every
    point. Neighbours stay in touch. Sorted by code; empty where no boundaries are packaged.
    """
    places = _places(code, level)
    if not places:
        return ()
    frame = _fitted(places, width, height)
    rings = [[_drawn(ring, frame) for polygon in place.polygons for ring in polygon] for place in places]
    thinned = iter(thin_rings([ring for of_place in rings for ring in of_place], simplify))
    return tuple(
        _shape(place, [next(thinned) for _ in of_place])
        for place, of_place in zip(places, rings, strict=True)
    )


@lru_cache(maxsize=64)
def frame(code: str, *, level: int | None = None, width: int = 1000, height: int = 1000) -> Frame | None:
    """The frame `outline` draws the same places in, to put points on that map; None without boundaries."""
    places = _places(code, level)
    return _fitted(places, width, height) if places else None


def _places(code: str, level: int | None) -> list[_Outlined]:
    if level is None:
        level = Level.PROVINCE if not code else min(level_of(code) + 1, Level.VILLAGE)
    return [place for place in _outlined(Level(level)) if not code or lies_within(place.code, code)]


@lru_cache(maxsize=len(_FILES))
def _outlined(level: Level) -> tuple[_Outlined, ...]:
    features = json.loads(packaged.read_bytes(_FILES[level]))["features"]
    found = [
        _Outlined(
            feature["properties"]["code"], feature["properties"]["name"], _polygons(feature["geometry"])
        )
        for feature in features
    ]
    return tuple(sorted(found, key=lambda place: place.code))


def _polygons(geometry: dict) -> tuple[tuple[tuple[Position, ...], ...], ...]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return tuple(
        tuple(tuple((lon, lat) for lon, lat in ring[:-1]) for ring in polygon) for polygon in polygons
    )


def _fitted(places: Sequence[_Outlined], width: int, height: int) -> Frame:
    positions = [spot for place in places for polygon in place.polygons for spot in polygon[0]]
    west, east = min(lon for lon, _ in positions), max(lon for lon, _ in positions)
    south, north = min(lat for _, lat in positions), max(lat for _, lat in positions)
    stretch = math.cos(math.radians((south + north) / 2))
    across, down = (east - west) * stretch, north - south
    scale = min((width - 2 * MARGIN) / across, (height - 2 * MARGIN) / down)
    return Frame(west, north, stretch, scale, (width - across * scale) / 2, (height - down * scale) / 2)


def _drawn(ring: Iterable[Position], frame: Frame) -> Ring:
    """The ring on the drawing's grid, points that fall together taken once."""
    points: list[Point] = []
    for lon, lat in ring:
        point = frame.at(lon, lat)
        if not points or points[-1] != point:
            points.append(point)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return tuple(points)


def _shape(place: _Outlined, rings: list[Ring]) -> Shape:
    by_size = sorted(rings, key=lambda ring: -abs(_area(ring)))
    shown = [ring for ring in rings if abs(_area(ring)) >= SMALLEST_ISLAND] or by_size[:1]
    x, y, room = _label_spot(shown, by_size[0])
    return Shape(place.code, place.name, "".join(_path(ring) for ring in shown), x, y, room)


def _area(ring: Ring) -> float:
    """Signed area in square units."""
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in _sides(ring)) / 2


def _sides(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, ring[1:] + ring[:1], strict=True)


def _path(ring: Ring) -> str:
    """The ring as a path with relative whole numbers, the shortest form SVG has."""
    steps = "".join(
        f"{_spaced(x - last_x)}{_spaced(y - last_y)}" for (last_x, last_y), (x, y) in pairwise(ring)
    )
    return f"M{ring[0][0]} {ring[0][1]}l{steps.lstrip()}z" if steps else f"M{ring[0][0]} {ring[0][1]}z"


def _spaced(number: int) -> str:
    """A minus sign separates by itself; other numbers need a blank before them."""
    return str(number) if number < 0 else f" {number}"


def _label_spot(rings: Sequence[Ring], largest: Ring) -> tuple[int, int, int]:
    """The middle and length of the longest horizontal stretch inside, lines near the middle preferred."""
    ys = [y for _, y in largest]
    low, high = min(ys), max(ys)
    corner = float(largest[0][0])
    best = (0.0, (corner, corner), float(low))
    for step in range(1, LABEL_LINES + 1):
        share = step / (LABEL_LINES + 1)
        y = low + share * (high - low) + 1e-6
        for stretch in _inside(rings, y):
            weight = (stretch[1] - stretch[0]) * (1 - abs(share - 0.5))
            if weight > best[0]:
                best = (weight, stretch, y)
    _, (left, right), y = best
    return round((left + right) / 2), round(y), round(right - left)


def _inside(rings: Sequence[Ring], y: float) -> list[tuple[float, float]]:
    """The stretches of the horizontal line at `y` that lie inside the rings, even-odd."""
    crossings = sorted(
        x + (y - from_y) * (to_x - x) / (to_y - from_y)
        for ring in rings
        for (x, from_y), (to_x, to_y) in _sides(ring)
        if (from_y > y) != (to_y > y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))
