"""Yearly targets: how many of the children found shall be back at learning, and stay.

Source: the pilot of Mojokerto aimed at 30 % of the children found in the first year (inilahmojokerto.com,
19 January 2023, grade S). The years after it are proposals of this program (grade I).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from jembatan.action_plans.rules.facts import ChildFacts
from jembatan.workflow.refusals import Refused

MOJOKERTO = "Pilot Mojokerto: 30 persen anak yang ditemukan (inilahmojokerto.com, 19 Januari 2023)"
PROPOSED = "Usulan; ditetapkan dalam musyawarah desa"


class BadPercent(Refused):
    code = "action_plans.bad_percent"
    status = 400
    sentence = "%(percent)s is not a percentage from 0 to 100. Give a number such as 30."


@dataclass(frozen=True, slots=True)
class Target:
    """What shall be reached by the end of `year`: `percent` of `base` children, counted from the start."""

    code: str
    label: str
    year: int
    base: int
    percent: Decimal
    source: str
    grade: str

    @property
    def children(self) -> int:
        return share_of(self.base, self.percent)


def share_of(base: int, percent: Decimal) -> int:
    """`percent` of `base` children, rounded half up, and at least one child when both are above zero.

    Raises BadPercent outside 0 to 100.
    """
    if not 0 <= percent <= 100:
        raise BadPercent(percent=percent)
    share = int((base * percent / 100).quantize(Decimal(1), ROUND_HALF_UP))
    return max(share, 1) if base and percent else share


def default_targets(children: Iterable[ChildFacts], year: int) -> list[Target]:
    """Three years of return, and every child at risk kept at school. No children give no targets."""
    listed = list(children)
    found = sum(child.is_out_of_school for child in listed)
    at_risk = len(listed) - found
    steps = ((0, 30, MOJOKERTO, "S"), (1, 60, PROPOSED, "I"), (2, 90, PROPOSED, "I"))
    targets = [
        Target(
            "return", "Anak kembali belajar (kumulatif)", year + later, found, Decimal(percent), source, grade
        )
        for later, percent, source, grade in steps
        if found
    ]
    if at_risk:
        keep = "Anak berisiko tetap bersekolah"
        targets.append(Target("stay", keep, year, at_risk, Decimal(100), PROPOSED, "I"))
    return targets
