"""Draws the outlines of countries for the public register's map: run once, its result is packaged.

    .venv/bin/python -m scripts.world_map COUNTRIES-110M.json COUNTRIES-50M.json

Both files are of the npm package world-atlas 2.0.2 (Natural Earth 4.1.0, public domain). Countries too small for
the coarse file get a point from the finer one. Projection: Equal Earth (Savric, Patterson, Jenny 2018), which
keeps areas true. Antarctica is left out.
"""

import gzip
import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from jembatan.counterparts.engine.packaged import countries

OUT = Path(__file__).resolve().parents[1] / "src/jembatan/agreements/data/world.json.gz"
WIDTH = 960
LEFT_OUT = {"Antarctica", "Fr. S. Antarctic Lands"}
# Names the atlas shortens.
CODES = {
    "Antigua and Barb.": "AG", "Bosnia and Herz.": "BA", "British Virgin Is.": "VG", "Cayman Is.": "KY",
    "Central African Rep.": "CF", "Cook Is.": "CK", "Côte d'Ivoire": "CI", "Dem. Rep. Congo": "CD",
    "Dominican Rep.": "DO", "Eq. Guinea": "GQ", "Faeroe Is.": "FO", "Falkland Is.": "FK", "Fr. Polynesia": "PF",
    "Macedonia": "MK", "Marshall Is.": "MH", "Micronesia": "FM", "N. Mariana Is.": "MP", "Palestine": "PS",
    "S. Sudan": "SS", "Saint Helena": "SH", "Solomon Is.": "SB", "St. Kitts and Nevis": "KN",
    "St. Vin. and Gren.": "VC", "São Tomé and Principe": "ST", "Turks and Caicos Is.": "TC",
    "U.S. Virgin Is.": "VI", "United States of America": "US", "Vatican": "VA", "W. Sahara": "EH",
    "Wallis and Futuna Is.": "WF", "eSwatini": "SZ", "Congo": "CG", "Macao": "MO", "Hong Kong": "HK",
}  # fmt: skip
# Land that has no ISO code of its own is drawn without a name.
NAMELESS = "-"
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
# Half the width of the whole projected world, and the parallels the picture ends at.
HALF = 2 * math.sqrt(3) * math.pi / (3 * A1)
NORTH, SOUTH = 84, -57
# Shapes and islands that would be smaller than this many square units of the picture are not drawn.
SMALLEST = 1.5


def projected(lon: float, lat: float) -> tuple[float, float]:
    """Where a point of the earth lies in the picture, from its upper left corner."""
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    bend = 9 * A4 * angle**8 + 7 * A3 * angle**6 + 3 * A2 * angle**2 + A1
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(angle) / (3 * bend)
    y = A4 * angle**9 + A3 * angle**7 + A2 * angle**3 + A1 * angle
    scale = WIDTH / (2 * HALF)
    return (x + HALF) * scale, -y * scale


def rings(atlas: dict[str, Any], shape: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The rings of a country in the picture, holes included (the even-odd rule leaves them open)."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    drawn = [part for polygon in polygons for arcs in polygon for part in parted(ring(atlas, arcs))]
    return [[projected(*point) for point in part] for part in drawn]


def ring(atlas: dict[str, Any], arcs: list[int]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for number in arcs:
        piece = arc(atlas, ~number if number < 0 else number)
        points.extend((piece[::-1] if number < 0 else piece)[1 if points else 0 :])
    return points


def parted(points: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """A ring cut at the edge of the picture (180 degrees), so that no land is drawn across it."""
    turned = [points[0]]
    for lon, lat in points[1:]:
        before = turned[-1][0]
        turned.append((lon + 360 * round((before - lon) / 360), lat))
    parts = []
    for turn in (-360, 0, 360):
        moved = [(lon + turn, lat) for lon, lat in turned]
        if kept := within(within(moved, 180, 1), -180, -1):
            parts.append(kept)
    return parts


def within(points: list[tuple[float, float]], edge: float, side: int) -> list[tuple[float, float]]:
    """The part of a ring on the inner side of a meridian: below `edge` for side 1, above it for side -1."""
    kept: list[tuple[float, float]] = []
    for before, here in zip([points[-1], *points[:-1]] if points else [], points, strict=True):
        was_in, is_in = side * before[0] <= side * edge, side * here[0] <= side * edge
        if was_in != is_in:
            share = (edge - before[0]) / (here[0] - before[0])
            kept.append((edge, before[1] + share * (here[1] - before[1])))
        if is_in:
            kept.append(here)
    return kept


def arc(atlas: dict[str, Any], number: int) -> list[tuple[float, float]]:
    (by_x, by_y), (from_x, from_y) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    x = y = 0
    points = []
    for step_x, step_y in atlas["arcs"][number]:
        x, y = x + step_x, y + step_y
        points.append((x * by_x + from_x, y * by_y + from_y))
    return points


def area(points: list[tuple[float, float]]) -> float:
    closed = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in closed)) / 2


def path(outline: list[list[tuple[float, float]]], top: float) -> str:
    """An SVG path in whole units, with relative steps; points that fall together are one."""
    written = []
    for points in outline:
        if area(points) < SMALLEST and area(points) < max(map(area, outline)):
            continue
        whole = [(round(x), round(y - top)) for x, y in points]
        kept = [point for place, point in enumerate(whole) if place == 0 or point != whole[place - 1]]
        if kept[0] == kept[-1] and len(kept) > 1:
            kept.pop()
        if len(kept) < 3:
            continue
        steps = [f"{x - u},{y - v}" for (u, v), (x, y) in pairwise(kept)]
        written.append(f"M{kept[0][0]},{kept[0][1]}l{' '.join(steps)}z".replace(",-", "-").replace(" -", "-"))
    return "".join(written)


def code_of(name: str) -> str:
    if name in CODES:
        return CODES[name]
    found = countries().find(name)
    return found.iso2 if found else NAMELESS


def main(coarse: Path, fine: Path) -> None:
    atlas, finer = (json.loads(file.read_text(encoding="utf-8")) for file in (coarse, fine))
    top = projected(0, NORTH)[1]
    shapes: dict[str, str] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name not in LEFT_OUT and (drawn := path(rings(atlas, shape), top)):
            shapes[code_of(name)] = shapes.get(code_of(name), "") + drawn
    points = {}
    for shape in finer["objects"]["countries"]["geometries"]:
        code = code_of(shape["properties"]["name"])
        if code not in shapes and code != NAMELESS and shape["properties"]["name"] not in LEFT_OUT:
            largest = max(rings(finer, shape), key=area)
            middle = [sum(part) / len(largest) for part in zip(*largest, strict=True)]
            points[code] = [round(middle[0]), round(middle[1] - top)]
    picture = {
        "width": WIDTH,
        "height": round(projected(0, SOUTH)[1] - top),
        "shapes": dict(sorted(shapes.items())),
        "points": dict(sorted(points.items())),
    }
    OUT.write_bytes(gzip.compress(json.dumps(picture, separators=(",", ":")).encode(), 9, mtime=0))
    print(f"{len(shapes)} outlines, {len(points)} points, {sum(map(len, shapes.values())):,} characters")


if __name__ == "__main__":
    main(*(Path(name) for name in sys.argv[1:3]))
