"""An agreement with a results framework in two reconciled villages, made by its verbs.

Suco has 7 children who dropped out and 3 who never attended; Lengkong 12 who finished a level and did not go on.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement
from jembatan.children.models import Reconciliation
from jembatan.results import actions
from jembatan.results.models import Indicator, ProgrammePlace, Result
from jembatan.results.rules.levels import Direction, Level, Unit
from tests.builders import JEMBER, LENGKONG, SUCO, person, place
from tests.cooperation import Cast, cast
from tests.living import in_force
from tests.reconciled import child, reconciliation

SINCE = date(2026, 2, 1)
BASELINE = date(2026, 3, 31)
RECONCILED = date(2026, 10, 31)


@dataclass(frozen=True)
class Story:
    """The people, the agreement, and the three levels of its framework."""

    people: Cast
    agreement: Agreement
    objective: Result
    outcome: Result
    output: Result
    partner: User
    analyst: User

    @property
    def officer(self) -> User:
        return self.people.officer


def story() -> Story:
    """An agreement in force in Jember with an objective, an outcome and an output; no place, no indicator yet."""
    people = cast()
    agreement = in_force(people, title="Anak kembali sekolah (contoh)")
    objective = add(agreement, people, Level.OBJECTIVE, "Semua anak belajar")
    outcome = add(agreement, people, Level.OUTCOME, "Anak tidak sekolah berkurang", objective)
    return Story(
        people=people,
        agreement=agreement,
        objective=objective,
        outcome=outcome,
        output=add(agreement, people, Level.OUTPUT, "Desa merencanakan", outcome),
        partner=person("mitra", "partner", at=JEMBER),
        analyst=person("analis", "district_analyst", at=JEMBER),
    )


def add(agreement: Agreement, people: Cast, level: Level, title: str, parent: Result | None = None) -> Result:
    """A result of the framework."""
    draft = actions.ResultDraft(level, title, f"{title} (en)", parent)
    return actions.add_result(agreement, draft=draft, by=people.officer)


def reconciled(at: str = JEMBER, *, as_of: date = RECONCILED) -> Reconciliation:
    """The two villages' children."""
    run = reconciliation(at, as_of=as_of)
    for village, status, number in (
        (SUCO, "dropped_out", 7),
        (SUCO, "never_attended", 3),
        (SUCO, "in_school", 5),
        (LENGKONG, "not_continued", 12),
    ):
        for _ in range(number):
            child(run, village, status=status)
    return run


def works_in(told: Story, *codes: str, since: date = SINCE) -> list[ProgrammePlace]:
    """The agreement works in the places."""
    made = []
    for code in codes:
        place(code)
        where = actions.Place(code, since, "Rencana kerja 2026, hlm. 4")
        made.append(actions.add_place(told.agreement, place=where, by=told.officer))
    return made


def counted(told: Story, measure: str, *, under: Result | None = None, on: date | None = None) -> Indicator:
    """An indicator counted by a measure; `on` is the day of its baseline."""
    down = measure.startswith("children.") and measure != "children.villages_reconciled"
    draft = actions.IndicatorDraft(
        title_id=f"Indikator {measure}",
        measure=measure,
        direction=Direction.DOWN if down else Direction.UP,
        baseline_on=on,
    )
    return actions.add_indicator(under or told.outcome, draft=draft, by=told.officer)


def stated(told: Story, *, baseline: int | None = None) -> Indicator:
    """An indicator whose values are stated."""
    known = {} if baseline is None else {"baseline_on": BASELINE, "baseline_source": "Survei contoh"}
    draft = actions.IndicatorDraft(
        title_id="Guru yang dilatih",
        title_en="Teachers trained",
        unit=Unit.COUNT,
        baseline_value=None if baseline is None else Decimal(baseline),
        **known,
    )
    return actions.add_indicator(told.output, draft=draft, by=told.officer)
