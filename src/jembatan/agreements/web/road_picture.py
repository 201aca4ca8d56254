"""A road as a picture: its stages from top to bottom, what leads on at the right, what leads back at the left."""

from collections.abc import Iterable
from dataclasses import dataclass

from jembatan.agreements.rules.roads import PHASES, Effect, Phase, Road, Route
from jembatan.agreements.words.register import said

# All lengths in units of the view box; one is a pixel when the picture is as wide as it is drawn.
WIDTH, STEP, BOX_HEIGHT = 400, 64, 44
BOX_LEFT, BOX_RIGHT = 76, 324
LANE, NEAR = 14, 10
LETTERS = 27
BAND = 22


@dataclass(frozen=True, slots=True)
class Box:
    """One stage: its place, its words in one or two lines, and how it is drawn ("signature", "life" or "")."""

    code: str
    number: str
    lines: tuple[str, ...]
    y: int
    style: str

    @property
    def first_line(self) -> int:
        """The height of the first line of words."""
        return self.y + (27 if len(self.lines) == 1 else 19)

    @property
    def second_line(self) -> int:
        return self.y + 35


@dataclass(frozen=True, slots=True)
class Arrow:
    """One route: its path, the tip of its head and which way it points, and its style."""

    path: str
    head: str
    style: str


@dataclass(frozen=True, slots=True)
class Band:
    """The name of a phase above its first stage."""

    name: str
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the template draws."""

    width: int
    height: int
    boxes: list[Box]
    arrows: list[Arrow]
    bands: list[Band]
    box_left: int = BOX_LEFT
    box_right: int = BOX_RIGHT
    box_width: int = BOX_RIGHT - BOX_LEFT
    box_height: int = BOX_HEIGHT


def picture_of(road: Road) -> Picture:
    """The picture of a road. Arrows of several outcomes to one stage are drawn once."""
    heights, bands, y = {}, [], 0
    phase: Phase | None = None
    for stage in road.stages:
        if stage.phase is not phase:
            phase = stage.phase
            bands.append(Band(said(PHASES[phase]), y + 14))
            y += BAND
        heights[stage.code] = y
        y += STEP
    boxes = [_box(stage.code, road, heights[stage.code]) for stage in road.stages]
    return Picture(WIDTH, y, boxes, list(_arrows(road, heights)), bands)


def _box(code: str, road: Road, y: int) -> Box:
    stage = road.stage(code)
    style = "signature" if code == road.signature else "" if stage.is_before_signature else "life"
    return Box(code, stage.number, _lines(said(stage.name)), y, style)


def _lines(words: str) -> tuple[str, ...]:
    """The words in one line, or in two that are not wider than a box; what does not fit ends in "…"."""
    first = ""
    rest = words.split()
    while rest and len(f"{first} {rest[0]}".strip()) <= LETTERS:
        first = f"{first} {rest.pop(0)}".strip()
    second = " ".join(rest)
    if len(second) > LETTERS:
        second = second[: LETTERS - 1].rstrip() + "…"
    return (first, second) if second else (first,)


def _arrows(road: Road, heights: dict[str, int]) -> Iterable[Arrow]:
    order = [stage.code for stage in road.stages]
    seen: set[tuple[str, str, str]] = set()
    lanes = {"left": 0, "right": 0}
    for route in road.routes:
        style = _style(route, order)
        key = (route.stage, route.to, style)
        if key in seen or route.stage == route.to:
            continue
        seen.add(key)
        far = order.index(route.to) - order.index(route.stage)
        if far == 1 and style != Effect.PRECLUDES:
            yield _straight(heights[route.stage], heights[route.to], style)
            continue
        side = "left" if style == "back" else "right"
        yield _around(heights[route.stage], heights[route.to], style, lanes[side] % 4)
        lanes[side] += 1


def _style(route: Route, order: list[str]) -> str:
    if route.effect is Effect.PRECLUDES:
        return str(Effect.PRECLUDES)
    return "back" if order.index(route.to) < order.index(route.stage) else "on"


def _straight(start: int, end: int, style: str) -> Arrow:
    x, tip = BOX_LEFT + 20, end - 1
    return Arrow(f"M{x} {start + BOX_HEIGHT}V{tip - 6}", f"M{x} {tip}l-5 -8h10z", style)


def _around(start: int, end: int, style: str, lane: int) -> Arrow:
    """Along the side of the boxes: back on the left, on and away on the right."""
    is_left = style == "back"
    edge, way = (BOX_LEFT, -1) if is_left else (BOX_RIGHT, 1)
    out = edge + way * (NEAR + 6 + lane * LANE)
    leave, arrive = start + BOX_HEIGHT // 2 + 6, end + BOX_HEIGHT // 2 - 6
    path = f"M{edge} {leave}H{out}V{arrive}H{edge + way * 7}"
    return Arrow(path, f"M{edge + way} {arrive}l{way * 8} -5v10z", style)
