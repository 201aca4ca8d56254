"""The pipeline: where the agreements on their roads stand, stage by stage, and for how long."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from jembatan.accounts.models import User
from jembatan.agreements.engine.law_files import standard_roads
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.road import road_of
from jembatan.agreements.rules.ageing import Ages, WorkingDays, ages_of
from jembatan.agreements.rules.kinds import ROAD_OF, Kind, RoadCode
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.roads import Phase, Stage
from jembatan.workflow.wording import Wording

CARDS, ON_A_PAGE = 5, 50


@dataclass(frozen=True, slots=True)
class Sieve:
    """What the board is asked to show; empty asks for everything. `place` is a code, `turn` an office."""

    place: str = ""
    kind: str = ""
    turn: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One agreement where it stands: `age` in working days, None when nobody knows since when."""

    agreement: Agreement
    age: int | None
    is_overdue: bool


@dataclass(slots=True)
class Column:
    """One stage: how old its cases are, and the oldest of them."""

    stage: Stage
    ages: Ages
    late: int
    cards: list[Card] = field(default_factory=list)

    @property
    def more(self) -> int:
        """Cases that are not shown as cards."""
        return self.ages.count - len(self.cards)


@dataclass(frozen=True, slots=True)
class Board:
    """The columns by phase, and all of them added up. `elsewhere` counts cases at stages no road knows."""

    phases: dict[Phase, list[Column]]
    whole: Ages
    late: int
    elsewhere: int

    @property
    def columns(self) -> list[Column]:
        """Every stage in the order of the road."""
        return [column for columns in self.phases.values() for column in columns]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the table. `next_key` is "" on the last."""

    cards: list[Card]
    whole: int
    next_key: str


def board(viewer: User, on: date, sieve: Sieve) -> Board:
    """The pipeline the viewer may see. Three queries, however many agreements."""
    found = travelling(viewer, sieve)
    rows = list(found.order_by("stage_since", "pk").values_list("pk", "stage", "stage_since", "next_due_on"))
    days = _days((since for _pk, _stage, since, _due in rows), on)
    ages: dict[str, list[int | None]] = {}
    late: dict[str, int] = {}
    oldest: dict[str, list[int]] = {}
    for pk, code, since, due in rows:
        ages.setdefault(code, []).append(_age(days, since, on))
        late[code] = late.get(code, 0) + (due is not None and due < on)
        if len(oldest.setdefault(code, [])) < CARDS:
            oldest[code].append(pk)
    wanted = [pk for keys in oldest.values() for pk in keys]
    shown = {row.pk: row for row in _with_names(Agreement.objects.filter(pk__in=wanted))}
    stages = stages_of(sieve.kind)
    phases: dict[Phase, list[Column]] = {}
    for stage in stages:
        column = Column(stage, ages_of(ages.get(stage.code, ())), late.get(stage.code, 0))
        column.cards = [_card(shown[pk], days, on) for pk in oldest.get(stage.code, ()) if pk in shown]
        phases.setdefault(stage.phase, []).append(column)
    known = {stage.code for stage in stages}
    return Board(
        phases,
        ages_of(age for some in ages.values() for age in some),
        sum(late.values()),
        sum(len(some) for code, some in ages.items() if code not in known),
    )


def page_of(viewer: User, on: date, sieve: Sieve, *, after: str = "") -> Page:
    """The table, oldest first, from the key `after` on ("" is the start). Three queries."""
    found = travelling(viewer, sieve)
    rows = list(_with_names(_after(found, after))[: ON_A_PAGE + 1])
    days = _days((row.stage_since for row in rows), on)
    last = rows[ON_A_PAGE - 1] if len(rows) > ON_A_PAGE else None
    return Page([_card(row, days, on) for row in rows[:ON_A_PAGE]], found.count(), _key(last) if last else "")


def every_card(viewer: User, on: date, sieve: Sieve) -> Iterable[Card]:
    """The table whole, to be written to a file row by row."""
    found = travelling(viewer, sieve)
    first = (
        found.exclude(stage_since__isnull=True).order_by("stage_since").values_list("stage_since", flat=True)
    )
    days = _days(first[:1], on)
    for row in _with_names(found.order_by("stage_since", "pk")).iterator(chunk_size=500):
        yield _card(row, days, on)


def travelling(viewer: User, sieve: Sieve) -> QuerySet[Agreement]:
    """The agreements on their roads that the viewer may see and that pass the sieve."""
    found = Agreement.objects.visible_to(viewer).filter(state=State.ON_THE_ROAD)
    if sieve.place:
        found = found.of_places_in(sieve.place)
    wanted = {"kind": sieve.kind, "turn": sieve.turn, "stage": sieve.stage}
    return found.filter(**{name: value for name, value in wanted.items() if value})


def stages_of(kind: str = "") -> list[Stage]:
    """The stages up to the signature of one kind's road, or of all roads together, each once and in order."""
    roads = standard_roads()
    code = ROAD_OF[Kind(kind)] if kind else None
    merged: list[Stage] = []
    for road in [roads[code]] if code else [roads[one] for one in RoadCode]:
        place = 0
        for stage in road.before_signature:
            at = next((n for n, known in enumerate(merged) if known.code == stage.code), None)
            if at is None:
                merged.insert(place, stage)
                at = place
            place = at + 1
    order = list(Phase)
    return sorted(merged, key=lambda stage: order.index(stage.phase))


def stage_name(agreement: Agreement, code: str = "") -> Wording | None:
    """What a stage (the present one for "") is called on the agreement's own road; None when it is not on it."""
    road = road_of(agreement)
    wanted = code or agreement.stage
    return next((stage.name for stage in road.stages if stage.code == wanted), None) if road else None


def _after(found: QuerySet[Agreement], key: str) -> QuerySet[Agreement]:
    """The rows behind a key "<day>_<number>"; a key that is none begins at the start."""
    ordered = found.order_by("stage_since", "pk")
    day, _line, number = key.partition("_")
    if not (number.isascii() and number.isdigit()):
        return ordered
    try:
        since = date.fromisoformat(day)
    except ValueError:
        return ordered
    return ordered.filter(Q(stage_since__gt=since) | Q(stage_since=since, pk__gt=int(number)))


def _key(row: Agreement) -> str:
    return f"{row.stage_since.isoformat()}_{row.pk}" if row.stage_since else ""


def _with_names(found: QuerySet[Agreement]) -> QuerySet[Agreement]:
    return found.select_related("place", "counterpart")


def _card(row: Agreement, days: WorkingDays, on: date) -> Card:
    is_overdue = row.next_due_on is not None and row.next_due_on < on
    return Card(row, _age(days, row.stage_since, on), is_overdue)


def _days(since: Iterable[date | None], on: date) -> WorkingDays:
    return WorkingDays(min((day for day in since if day), default=on), on)


def _age(days: WorkingDays, since: date | None, on: date) -> int | None:
    return None if since is None else days.between(since, on)
