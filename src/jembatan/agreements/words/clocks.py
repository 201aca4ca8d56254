"""What people call clocks, their states, offices' turns and grades.

Names of clocks also stand in notices, which everybody reads in the own language: so they are wordings, not
messages of the catalogue.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from jembatan.agreements.engine.law_files import standard_roads
from jembatan.agreements.rules.clocks import Clock, ClockState, Measure
from jembatan.agreements.rules.rule_uses import How
from jembatan.workflow.law import Grade, Unit
from jembatan.workflow.wording import Wording

# By code, or by the code without the number of its row: "permit.12.end" is "permit.end".
NAMES: Mapping[str, Wording] = {
    "T1": Wording("Keputusan DPRD", "Decision of the DPRD"),
    "T2": Wording("Tindak lanjut hasil pembinaan dan pengawasan", "Follow-up of guidance and supervision"),
    "T11": Wording("Laporan pelaksanaan kepada Mendagri", "Report to the Minister of Home Affairs"),
    "INTENT.AGEING": Wording("Umur pernyataan kehendak", "Age of the letter of intent"),
    "DORMANT": Wording("Waktu sejak kegiatan terakhir", "Time since the last activity"),
    "term.end": Wording("Akhir masa berlaku", "End of the term"),
    "term.notice": Wording("Hari terakhir pemberitahuan", "Last day to give notice"),
    "term.review": Wording("Peninjauan kerja sama tanpa batas waktu", "Review of a term without an end"),
    "permit.renewal": Wording("Pengajuan perpanjangan izin", "Filing for the renewal of the permit"),
    "permit.end": Wording("Akhir izin", "End of the permit"),
    "obligation": Wording("Kewajiban", "Obligation"),
    "mission": Wording("Izin perjalanan kepala daerah", "Travel permit of the head of the region"),
    "meeting": Wording("Pertemuan yang direncanakan", "Planned meeting"),
    "review": Wording("Rapat telaah", "Review meeting"),
    "diligence": Wording("Akhir uji tuntas mitra", "End of the partner's due diligence"),
}
STATES = {
    ClockState.RUNNING: _("running"),
    ClockState.DUE_SOON: _("due soon"),
    ClockState.OVERDUE: _("overdue"),
    ClockState.MET: _("met in time"),
    ClockState.AGEING: _("measured"),
    ClockState.STOPPED: _("ended"),
}
PAST_UNREAD = _("past an unverified period, nobody in default")
# The shape of a state's chip; the word stands beside it.
SHAPES = {
    ClockState.RUNNING: "",
    ClockState.DUE_SOON: "risk",
    ClockState.OVERDUE: "out",
    ClockState.MET: "done",
    ClockState.AGEING: "open",
    ClockState.STOPPED: "gone",
}
MEASURES = {
    Measure.WORKING: _("working days"),
    Measure.CALENDAR: _("calendar days"),
    Measure.MONTHS: _("by the date"),
    Measure.NONE: _("no limit, only measured"),
}
GRADES = {
    Grade.A: _("A: the article itself was read"),
    Grade.B: _("B: an official page or an excerpt of it was read"),
    Grade.C: _("C: known from news or papers, unverified"),
    Grade.D: _("D: nobody here has read a text; a configurable value, unverified"),
}
# The shape of a grade's chip.
GRADE_SHAPES = {Grade.A: "done", Grade.B: "done", Grade.C: "open", Grade.D: "open"}
# How a rule is used at a stage, or by a clock of its own.
USES = {
    How.STAGE: _("the stage itself"),
    How.NEED: _("a check"),
    How.WARNING: _("a warning"),
    How.CLOCK: _("the clock"),
    How.WAIVER: _("the waiver"),
    How.OWN_CLOCK: _("a clock outside the road"),
}
UNITS = {
    Unit.WORKING_DAYS: _("working days"),
    Unit.DAYS: _("days"),
    Unit.MONTHS: _("months"),
    Unit.YEARS: _("years"),
    Unit.TIMES_A_YEAR: _("times a year"),
    Unit.COPIES: _("copies"),
    Unit.SWITCH: _("(1: on, 0: off)"),
}


def clock_name(clock: Clock, about: str = "") -> Wording:
    """What people call a clock; with the own name of its row, where it has one: "Akhir izin: 12/IP/2026"."""
    name = _stage_name(clock.code) or NAMES.get(family(clock.code)) or Wording(clock.code, clock.code)
    return Wording(f"{name.id}: {about}", f"{name.en}: {about}") if about else name


def family(code: str) -> str:
    """The code without the number of its row."""
    return ".".join(part for part in code.split(".") if not part.isdigit())


def _stage_name(code: str) -> Wording | None:
    """The age of a stage is called as the stage."""
    kind, _dot, stage = code.partition(".")
    if kind != "stage":
        return None
    found = (one for road in standard_roads().values() for one in road.stages if one.code == stage)
    name = next((one.name for one in found), None)
    return None if name is None else Wording(f"Tahap {name.id}", f"Stage {name.en}")
