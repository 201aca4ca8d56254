"""The entries a plan is put together from: causes, funds, windows, activities, costs, support rules.

All of them are dated or editable data with a source and a grade; this module says what they must be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from jembatan.workflow.refusals import Refused

# What a unit cost rests on. Only "official" may be printed without a warning.
Standing = Literal["official", "stated", "elsewhere", "example", "free"]
STANDINGS: Mapping[str, str] = {
    "official": "standar biaya setempat",
    "stated": "ditetapkan desa",
    "elsewhere": "acuan daerah lain, wajib disesuaikan",
    "example": "contoh, wajib diganti",
    "free": "tanpa biaya desa",
}
PATTERNS = ("swakelola", "kerja sama antar-desa", "pihak ketiga")


class BadCatalogue(Refused):
    code = "action_plans.bad_catalogue"
    status = 400
    sentence = (
        "The reference data of action plans cannot be used: %(where)s: %(problem)s. Correct it and try again."
    )


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a child is out of school. `problem` is its wording in the problem tree, neutral when sensitive.
    An `outcome` is a finding about the register rather than a cause."""

    code: str
    label: str
    problem: str
    behind: tuple[str, ...]
    sensitive: bool
    outcome: bool
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Root:
    """A candidate for the root of the problem tree."""

    text: str
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Fund:
    """Where money comes from. `village` is True for money of the village's own budget (APBDes)."""

    code: str
    name: str
    village: bool
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Window:
    """When an activity is done, as month and day of the plan's year (or the next, for its end)."""

    code: str
    name: str
    starts: tuple[int, int]
    ends: tuple[int, int]
    ends_next_year: bool
    source: str
    grade: str

    def days(self, year: int) -> tuple[date, date]:
        """First and last day in the plan of `year`."""
        return date(year, *self.starts), date(year + self.ends_next_year, *self.ends)


@dataclass(frozen=True, slots=True)
class ActivityKind:
    """What can be done. `field` is the bidang of the RKPDes, 1-4. With basis "child" the volume is the
    number of children times `times`; with "village" it is `times` however many children there are."""

    code: str
    field: int
    name: str
    location: str
    basis: Literal["child", "village"]
    times: int
    times_unit: str
    unit_cost: str
    fund: str
    pattern: str
    implementer: str
    window: str
    benefit: str
    indicator: str
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What one unit costs, in whole rupiah, from a day and perhaps until a day."""

    code: str
    label: str
    unit: str
    amount: Decimal
    standing: Standing
    source: str
    grade: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class SupportRule:
    """A row of the matrix cause, support, activity, agency.

    `cause` is a cause code, "any" for every child or "none" for a child without a known cause;
    `category` and `pathway` narrow it further, "" leaves them open.
    """

    code: str
    cause: str
    category: str
    pathway: str
    activity: str
    support: str
    agency: str
    source: str
    grade: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries that stand in the program's files, by code."""

    causes: Mapping[str, Cause]
    roots: tuple[Root, ...]
    funds: Mapping[str, Fund]
    windows: Mapping[str, Window]
    fields: Mapping[int, str]
    activities: Mapping[str, ActivityKind]


class Dated(Protocol):
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


def in_force[D: Dated](entries: Sequence[D], on: date) -> list[D]:
    """The entries valid on the day `on`, in their given order. `valid_to` is the last day of validity."""
    return [
        entry
        for entry in entries
        if entry.valid_from <= on and (entry.valid_to is None or on <= entry.valid_to)
    ]


def check_catalogue(catalogue: Catalogue) -> None:
    """Raise BadCatalogue when an activity names something that is not there, or would betray a child."""
    for kind in catalogue.activities.values():
        where = f"activity {kind.code}"
        known = {
            "field": kind.field in catalogue.fields,
            "fund": kind.fund in catalogue.funds,
            "window": kind.window in catalogue.windows,
            "pattern": kind.pattern in PATTERNS,
        }
        if unknown := [name for name, is_known in known.items() if not is_known]:
            raise BadCatalogue(where=where, problem=f"unknown {', '.join(unknown)}")
        if kind.sensitive and kind.basis != "village":
            raise BadCatalogue(where=where, problem="a sensitive activity must be costed per village")


def check_rules(rules: Sequence[SupportRule], costs: Sequence[UnitCost], catalogue: Catalogue) -> None:
    """Raise BadCatalogue when something named is not there, or a cause would give itself away.

    A sensitive cause may only lead to sensitive activities: any other would put it into a public paper.
    """
    costed = {cost.code for cost in costs}
    for kind in catalogue.activities.values():
        if kind.unit_cost not in costed:
            raise BadCatalogue(
                where=f"activity {kind.code}", problem=f"no unit cost {kind.unit_cost} in force"
            )
    for rule in rules:
        check_rule(rule, catalogue)


def check_rule(rule: SupportRule, catalogue: Catalogue) -> None:
    """Raise BadCatalogue when a matrix row names something unknown or would give a sensitive cause away."""
    where = f"support rule {rule.code}"
    if rule.activity not in catalogue.activities:
        raise BadCatalogue(where=where, problem=f"unknown activity {rule.activity}")
    if rule.cause not in ("any", "none") and rule.cause not in catalogue.causes:
        raise BadCatalogue(where=where, problem=f"unknown cause {rule.cause}")
    cause = catalogue.causes.get(rule.cause)
    if cause and cause.sensitive and not catalogue.activities[rule.activity].sensitive:
        raise BadCatalogue(where=where, problem="a sensitive cause needs a sensitive activity")
