"""The packaged outlines of countries, drawn once by scripts/world_map.py; see data/register/SOURCES.md."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "data" / "world.json.gz"
# Radius of the dot that stands for a country too small to draw.
DOT = 4


@dataclass(frozen=True, slots=True)
class WorldMap:
    """`outlines` maps ISO alpha-2 (or "-" for land without a code) to an SVG path in the picture's units."""

    width: int
    height: int
    outlines: Mapping[str, str]


@lru_cache(maxsize=1)
def world_map() -> WorldMap:
    """The map; small countries are dots."""
    drawn = json.loads(gzip.decompress(FILE.read_bytes()))
    dots = {
        code: f"M{x - DOT},{y}a{DOT},{DOT} 0 1,0 {2 * DOT},0a{DOT},{DOT} 0 1,0 {-2 * DOT},0z"
        for code, (x, y) in drawn["points"].items()
    }
    return WorldMap(drawn["width"], drawn["height"], {**dots, **drawn["shapes"]})
