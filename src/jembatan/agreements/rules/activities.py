"""The action plan of an agreement: what a line must say, what it adds up to, and reading it back from a sheet.

Pure. A budget nobody has said (None) is not a budget of nothing (0), in sums as well. Source of the columns:
the action plan of PP 28/2018 art. 30(3) (target, scope, funding source, duration) and common work plans.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from jembatan.workflow.lifecycles import Lifecycle
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

NOTHING = Decimal(0)
MOST_RUPIAH = Decimal(10) ** 15
LONGEST_TITLE, LONGEST_AGENCY, LONGEST_FUND = 300, 160, 60
EARLIEST_YEAR, LATEST_YEAR = 1950, 2100
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")
MONTH_WORDS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip


class State(StrEnum):
    """How far an activity is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"


LIFECYCLE = Lifecycle(
    start=State.PLANNED,
    routes={
        State.PLANNED: (State.UNDER_WAY, State.DONE, State.CANCELLED),
        State.UNDER_WAY: (State.DONE, State.CANCELLED),
        State.DONE: (),
        State.CANCELLED: (State.PLANNED,),
    },
    owners=dict.fromkeys(State, "agency_officer"),
)


class Direction(StrEnum):
    """Which way something flows between the parties; both ways is reciprocity."""

    OUT = "out"
    IN = "in"
    BOTH = "both"


DIRECTIONS = {
    "ke mitra": Direction.OUT, "keluar": Direction.OUT, "out": Direction.OUT, "to the counterpart": Direction.OUT,
    "dari mitra": Direction.IN, "masuk": Direction.IN, "in": Direction.IN, "from the counterpart": Direction.IN,
    "dua arah": Direction.BOTH, "both": Direction.BOTH, "both ways": Direction.BOTH, "timbal balik": Direction.BOTH,
}  # fmt: skip
YES_WORDS = frozenset({"ya", "y", "yes", "1", "true", "benar"})
NO_WORDS = frozenset({"", "tidak", "t", "no", "n", "0", "false", "-"})

EMPTY = _("this may not be empty")
TOO_LONG = _("this is longer than %(most)s characters")
NOT_A_DAY = _("this is not a day; write it like 31/8/2027")
NOT_MONEY = _("this is not an amount in whole rupiah; write it like 1250000")
ENDS_EARLY = _("the last day lies before the first day")
NOT_A_DIRECTION = _("write ke mitra, dari mitra or dua arah")
NOT_YES_OR_NO = _("write ya or tidak")
TWICE = _("the same activity with the same first day stands in row %(row)s")


class BadActivity(Refused):
    code = "agreements.bad_activity"
    status = 400
    sentence = "The activity cannot be kept: %(field)s: %(problem)s."


@dataclass(frozen=True, slots=True)
class Draft:
    """What a line of the action plan says. `budget` in rupiah, None while nobody has said."""

    title: str
    starts_on: date
    ends_on: date
    agency: str
    budget: Decimal | None = None
    fund: str = ""
    person: str = ""
    field: str = ""
    direction: Direction = Direction.BOTH
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a value. `row` is that of the sheet as people count, 0 on a form; `problem` a message id
    whose places are filled from `detail`."""

    row: int
    column: str
    problem: str
    detail: Mapping[str, object]


class Counted(Protocol):
    """Anything with a budget, what was spent of it, a source of money, an agency, and whether it was cancelled."""

    @property
    def budget(self) -> Decimal | None: ...
    @property
    def spent(self) -> Decimal | None: ...
    @property
    def fund(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def is_cancelled(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of what is known, and how many lines have said nothing."""

    known: Decimal = NOTHING
    lines: int = 0
    unsaid: int = 0

    def plus(self, amount: Decimal | None) -> "Amount":
        """With one more line; None is a line that says nothing."""
        if amount is None:
            return Amount(self.known, self.lines + 1, self.unsaid + 1)
        return Amount(self.known + amount, self.lines + 1, self.unsaid)


@dataclass(frozen=True, slots=True)
class Money:
    """What is planned and what was spent."""

    budget: Amount = Amount()
    spent: Amount = Amount()


@dataclass(frozen=True, slots=True)
class Totals:
    """The money of an action plan, whole and from two sides; each side adds up to the whole."""

    whole: Money
    by_fund: Mapping[str, Money]
    by_agency: Mapping[str, Money]


def totals(lines: Iterable[Counted]) -> Totals:
    """What the lines add up to. A cancelled line has no budget any more, but what it spent was spent."""
    listed = list(lines)
    return Totals(
        whole=_sum(listed),
        by_fund=_grouped(listed, lambda line: line.fund),
        by_agency=_grouped(listed, lambda line: line.agency),
    )


def check_draft(draft: Draft) -> None:
    """Raise BadActivity for the first value that cannot be kept."""
    for problem in problems_of(draft):
        raise BadActivity(field=problem.column, problem=problem.problem % dict(problem.detail))


def problems_of(draft: Draft, row: int = 0) -> list[Problem]:
    """Everything wrong with a line."""
    found = []
    for column, text, most in (
        ("title", draft.title, LONGEST_TITLE),
        ("agency", draft.agency, LONGEST_AGENCY),
        ("fund", draft.fund, LONGEST_FUND),
    ):
        if not text.strip() and column != "fund":
            found.append(Problem(row, column, EMPTY, {}))
        if len(text) > most:
            found.append(Problem(row, column, TOO_LONG, {"most": most}))
    if draft.ends_on < draft.starts_on:
        found.append(Problem(row, "ends_on", ENDS_EARLY, {}))
    if draft.budget is not None and not NOTHING <= draft.budget <= MOST_RUPIAH:
        found.append(Problem(row, "budget", NOT_MONEY, {}))
    return found


def drafts_in(rows: Iterable[tuple[int, Mapping[str, Any]]]) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """The lines of a filled-in sheet, and everything that is wrong in it, row by row.

    `rows` are (row number as people count, column name → cell). Rows without any value are passed over. A line
    that stands twice is a problem of the second.
    """
    drafts: list[Draft] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, date], int] = {}
    for number, cells in rows:
        if not any(_text(cell) for cell in cells.values()):
            continue
        draft, wrong = _draft_of(number, cells)
        problems += wrong
        if draft is None:
            continue
        first = seen.setdefault((draft.title.casefold(), draft.starts_on), number)
        if first != number:
            problems.append(Problem(number, "title", TWICE, {"row": first}))
        drafts.append(draft)
    return tuple(drafts), tuple(problems)


def _draft_of(number: int, cells: Mapping[str, Any]) -> tuple[Draft | None, list[Problem]]:
    read: dict[str, Any] = {}
    wrong: list[Problem] = []
    for column, reader, problem in _READERS:
        try:
            read[column] = reader(cells.get(column))
        except ValueError:
            empty = column in ("starts_on", "ends_on") and not _text(cells.get(column))
            wrong.append(Problem(number, column, EMPTY if empty else problem, {}))
    if wrong:
        texts = [("title", _text(cells.get("title"))), ("agency", _text(cells.get("agency")))]
        return None, wrong + [Problem(number, column, EMPTY, {}) for column, text in texts if not text]
    draft = Draft(**read)
    return draft, problems_of(draft, number)


def read_day(cell: Any) -> date:
    """A day from a cell: a date, 31/8/2027, 2027-08-31 or 31 Agustus 2027. Raises ValueError."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    for form in DAY_FORMATS:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - only the day is kept
        except ValueError:
            continue
        return _possible(day)
    if found := re.fullmatch(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})", text):
        number, word, year = found.groups()
        if word.casefold() in MONTH_WORDS:
            return _possible(date(int(year), MONTH_WORDS.index(word.casefold()) + 1, int(number)))
    raise ValueError(text)


def read_rupiah(cell: Any) -> Decimal | None:
    """Whole rupiah from a cell: 1250000, Rp1.250.000, 1.250.000,00; None for an empty one. Raises ValueError."""
    text = _text(cell).removeprefix("Rp").removeprefix("IDR").replace(" ", "")
    if not text:
        return None
    if isinstance(cell, float | int):
        text = f"{cell:.2f}".removesuffix(".00")
    text = text.removesuffix(",00").removesuffix(",-").removesuffix(".00")
    if not re.fullmatch(r"\d{1,15}|\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+", text):
        raise ValueError(text)
    return Decimal(text.replace(".", "").replace(",", ""))


def _possible(day: date) -> date:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError(day)
    return day


def _direction(cell: Any) -> Direction:
    text = _text(cell).casefold()
    if text and text not in DIRECTIONS:
        raise ValueError(text)
    return DIRECTIONS.get(text, Direction.BOTH)


def _yes(cell: Any) -> bool:
    text = _text(cell).casefold()
    if text not in YES_WORDS | NO_WORDS:
        raise ValueError(text)
    return text in YES_WORDS


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


_READERS: tuple[tuple[str, Callable[[Any], Any], str], ...] = (
    ("title", _text, EMPTY),
    ("starts_on", read_day, NOT_A_DAY),
    ("ends_on", read_day, NOT_A_DAY),
    ("agency", _text, EMPTY),
    ("budget", read_rupiah, NOT_MONEY),
    ("fund", _text, EMPTY),
    ("person", _text, EMPTY),
    ("field", _text, EMPTY),
    ("direction", _direction, NOT_A_DIRECTION),
    ("continues", _yes, NOT_YES_OR_NO),
)
COLUMNS = tuple(column for column, _reader, _problem in _READERS)


def _sum(lines: Iterable[Counted]) -> Money:
    budget = spent = Amount()
    for line in lines:
        if not line.is_cancelled:
            budget = budget.plus(line.budget)
        if not line.is_cancelled or line.spent is not None:
            spent = spent.plus(line.spent)
    return Money(budget, spent)


def _grouped(lines: list[Counted], key: Callable[[Counted], str]) -> dict[str, Money]:
    groups: dict[str, list[Counted]] = defaultdict(list)
    for line in lines:
        groups[key(line)].append(line)
    return {name: _sum(group) for name, group in groups.items()}
