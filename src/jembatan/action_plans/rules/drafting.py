"""A draft plan from a village's own children: which activity, for how many, at what cost.

A proposal, never a decision: every line carries the matrix rows and the counts of children that made it.
Sources: matrix cause, support, agency (editable data); RKPDes columns and fields.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from jembatan.action_plans.rules.catalogue import ActivityKind, Catalogue, Standing, SupportRule, UnitCost
from jembatan.action_plans.rules.facts import NO_CAUSE, ChildFacts, causes_of
from jembatan.action_plans.rules.pathways import fits, pathway_of

# The cause whose rules serve codes that the catalogue does not know: they are kept and counted.
OTHER_CAUSE = "x6"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line is there: the matrix row, the cause it asks for, how many children met it, the support it gives."""

    rule: str
    cause: str
    children: int
    support: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One activity of a plan. `children` are counted once each, however many reasons they have.

    `unit_cost` is in whole rupiah; `starts` and `ends` are the first and last day. `kind` is "" for a line
    added by hand.
    """

    kind: str
    field: int
    name: str
    location: str
    basis: Literal["child", "village"]
    children: int
    times: int
    times_unit: str
    unit_cost: Decimal
    standing: Standing
    fund: str
    pattern: str
    implementer: str
    agency: str
    starts: date
    ends: date
    benefit: str
    indicator: str
    sensitive: bool = False
    reasons: tuple[Reason, ...] = ()
    references: tuple[str, ...] = ()

    @property
    def quantity(self) -> int:
        """How many units are paid: children times `times`, or `times` for a package of the village."""
        return self.times * (self.children if self.basis == "child" else 1)

    @property
    def total(self) -> Decimal:
        """What the line costs, in whole rupiah."""
        return self.unit_cost * self.quantity


@dataclass(frozen=True, slots=True)
class Setting:
    """What a draft is made with: the catalogue, the matrix rows and unit costs in force, where and when."""

    catalogue: Catalogue
    rules: Sequence[SupportRule]
    costs: Mapping[str, UnitCost]
    village: str
    year: int


def draft_lines(children: Iterable[ChildFacts], setting: Setting) -> list[Line]:
    """The proposed lines, by field and then in the catalogue's order. No children give no lines.

    The order of `children` does not matter, and a child that meets several rows of one activity is
    counted once in it.
    """
    met: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for child in children:
        for rule in rules_met(child, setting.rules, setting.catalogue):
            met[rule.activity][rule.code].add(child.reference)
    kinds = [kind for kind in setting.catalogue.activities.values() if kind.code in met]
    ordered = sorted(kinds, key=lambda kind: kind.field)
    return [_line(kind, met[kind.code], setting) for kind in ordered]


def rules_met(child: ChildFacts, rules: Sequence[SupportRule], catalogue: Catalogue) -> list[SupportRule]:
    """The matrix rows that apply to `child`, in their given order."""
    causes = {
        code if code in catalogue.causes or code == NO_CAUSE else OTHER_CAUSE for code in causes_of(child)
    }
    pathway = pathway_of(child)
    return [
        rule
        for rule in rules
        if (rule.cause == "any" or rule.cause in causes)
        and rule.category in ("", child.category)
        and fits(pathway, rule.pathway)
    ]


def _line(kind: ActivityKind, met: Mapping[str, set[str]], setting: Setting) -> Line:
    by_code = {rule.code: rule for rule in setting.rules}
    cost = setting.costs[kind.unit_cost]
    starts, ends = setting.catalogue.windows[kind.window].days(setting.year)
    everyone = set[str]().union(*met.values())
    return Line(
        kind=kind.code,
        field=kind.field,
        name=kind.name,
        location=kind.location.replace("{village}", setting.village),
        basis=kind.basis,
        children=len(everyone),
        times=kind.times,
        times_unit=kind.times_unit,
        unit_cost=cost.amount,
        standing=cost.standing,
        fund=kind.fund,
        pattern=kind.pattern,
        implementer=kind.implementer,
        agency=_agencies(kind, met, setting.rules),
        starts=starts,
        ends=ends,
        benefit=kind.benefit,
        indicator=kind.indicator,
        sensitive=kind.sensitive,
        reasons=tuple(
            Reason(code, by_code[code].cause, len(met[code]), by_code[code].support) for code in sorted(met)
        ),
        references=tuple(sorted(everyone)),
    )


def _agencies(kind: ActivityKind, met: Mapping[str, set[str]], rules: Sequence[SupportRule]) -> str:
    """The agencies of the rows met, each once. A sensitive activity names those of all its rows, because
    the agency of one row would tell its cause."""
    chosen = [rule for rule in rules if rule.activity == kind.code and (kind.sensitive or rule.code in met)]
    names = [name.strip() for rule in chosen for name in rule.agency.split(";")]
    return "; ".join(dict.fromkeys(name for name in names if name))
