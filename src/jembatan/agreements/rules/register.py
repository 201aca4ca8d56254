"""A row of a public register: what it must say, which state it gives, and what nobody knows about it.

Source: PP 28/2018 art. 48 (grade A): agreements signed before 13 July 2018 stay valid, so their stages are
unknown, never missing. The status words are those of the lists the register starts from. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jembatan.agreements.rules.claims import GRADES, LONGEST_VALUE, Fact, PartialDate, Told, partial_date
from jembatan.agreements.rules.kinds import Kind, Tier
from jembatan.agreements.rules.lifecycle import State, TermType
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording

# The day PP 28/2018 came into force; art. 48.
REGULATION_FROM = date(2018, 7, 13)
CENTRAL = "pusat"
ENGLISH_HOME = {"Kementerian Dalam Negeri": "the Ministry of Home Affairs"}
LONGEST_TITLE = 300
LEVELS = ("provinsi", "kabupaten", "kota", "desa", CENTRAL)
COLUMNS = (
    "reference",
    "local_government",
    "level",
    "within",
    "partner",
    "partner_written",
    "partner_kind",
    "partner_level",
    "country",
    "partner_within",
    "kind",
    "tier",
    "parent",
    "implementing",
    "title_id",
    "title_en",
    "fields",
    "intent_on",
    "launched_on",
    "signed_on",
    "starts_on",
    "ends_on",
    "ended_on",
    "term_type",
    "review_every_months",
    "source_status",
    "status_words",
    "source",
    "url",
    "grade",
    "note",
)
REQUIRED = (
    "reference",
    "local_government",
    "level",
    "partner",
    "partner_kind",
    "kind",
    "source_status",
    "source",
    "grade",
)
# Which column of a register row is a claim about which fact.
CLAIMED = {
    "intent_on": Fact.INTENT_ON,
    "launched_on": Fact.LAUNCHED_ON,
    "signed_on": Fact.SIGNED_ON,
    "starts_on": Fact.STARTS_ON,
    "ends_on": Fact.ENDS_ON,
    "fields": Fact.FIELDS,
}
DATE_COLUMNS = ("intent_on", "launched_on", "signed_on", "starts_on", "ends_on", "ended_on")


class SourceStatus(StrEnum):
    """What a public source says the standing of a cooperation is."""

    SIGNED = "MOU_OR_AGREEMENT"
    RENEWED = "MOU_RENEWED"
    RUNNING = "PROGRAMME_RUNNING_AT_SOURCE"
    INTENT = "LOI"
    EXPLORING = "EXPLORATORY"
    LISTED = "LISTED"
    STALLED = "STALLED"
    ENDED = "ENDED"
    UNVERIFIED = "UNVERIFIED"


class Standing(StrEnum):
    """How a cooperation stands in the eyes of a reader of the register: the state, or only what a source says."""

    ON_THE_ROAD = "on_the_road"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"
    DROPPED = "dropped"
    SIGNED = "signed"
    RENEWED = "renewed"
    RUNNING = "running"
    INTENT = "intent"
    EXPLORING = "exploring"
    LISTED = "listed"
    STALLED = "stalled"
    UNVERIFIED = "unverified"


STANDING_WORDS = {
    Standing.ON_THE_ROAD: _("on the legal road"),
    Standing.IN_FORCE: _("in force"),
    Standing.SUSPENDED: _("suspended"),
    Standing.ENDED: _("ended"),
    Standing.DROPPED: _("not continued"),
    Standing.SIGNED: _("signed, says the source"),
    Standing.RENEWED: _("signed and renewed, says the source"),
    Standing.RUNNING: _("programme running, says the source"),
    Standing.INTENT: _("letter of intent, says the source"),
    Standing.EXPLORING: _("exploring, says the source"),
    Standing.LISTED: _("named in a list; stage unknown"),
    Standing.STALLED: _("stalled, says the source"),
    Standing.UNVERIFIED: _("unverified claim"),
}
_STANDING_OF = {
    SourceStatus.SIGNED: Standing.SIGNED,
    SourceStatus.RENEWED: Standing.RENEWED,
    SourceStatus.RUNNING: Standing.RUNNING,
    SourceStatus.INTENT: Standing.INTENT,
    SourceStatus.EXPLORING: Standing.EXPLORING,
    SourceStatus.LISTED: Standing.LISTED,
    SourceStatus.STALLED: Standing.STALLED,
    SourceStatus.ENDED: Standing.ENDED,
    SourceStatus.UNVERIFIED: Standing.UNVERIFIED,
}

# States in which a source's word is all that is known while nothing was recorded here.
TOLD_STATES = (State.ON_THE_ROAD, State.IN_FORCE, State.ENDED)


class StagesUnknown(StrEnum):
    """Why nobody asks an imported cooperation for its stages."""

    OLDER = "older"
    UNDATED = "undated"
    NOT_TOLD = "not_told"


STAGES_UNKNOWN_WORDS = {
    StagesUnknown.OLDER: _(
        "Signed before 13 July 2018: it stays valid (PP 28/2018 art. 48, grade A). Its stages were not recorded "
        "here; they are unknown, not missing."
    ),
    StagesUnknown.UNDATED: _("No source says when it was signed, so its stages are unknown, not missing."),
    StagesUnknown.NOT_TOLD: _(
        "Signed since 13 July 2018, so the stages of PP 28/2018 applied; the public source does not tell them. "
        "The region can add its documents."
    ),
}


class BadLine(Refused):
    code = "agreements.bad_register_line"
    status = 400
    sentence = "Column %(column)s: “%(value)s” cannot be used. %(mend)s"


@dataclass(frozen=True, slots=True)
class Line:
    """One checked row. Empty text where the row says nothing; dates as precise as the source.

    `implementing` names bodies beside the two sides, separated by semicolons; for the central government those
    that sign with it. `fields` are the source's words or codes of fields, separated by semicolons. `ended_on`
    is needed only for what ended before its term.
    """

    reference: str
    local_government: str
    level: str
    within: str
    partner: str
    partner_written: str
    partner_kind: str
    partner_level: str
    country: str
    partner_within: str
    kind: Kind
    tier: Tier
    parent: str
    implementing: str
    title_id: str
    title_en: str
    fields: str
    intent_on: PartialDate | None
    launched_on: PartialDate | None
    signed_on: PartialDate | None
    starts_on: PartialDate | None
    ends_on: PartialDate | None
    ended_on: PartialDate | None
    term_type: TermType
    review_every_months: int | None
    source_status: SourceStatus
    status_words: str
    source: str
    url: str
    grade: str
    note: str

    @property
    def state(self) -> State:
        """The stored state; raises BadLine for an end without its day."""
        state = state_of(self.source_status, is_dated=self.signed_on is not None)
        if state is State.ENDED and self.last_day is None:
            raise BadLine(
                column="ends_on",
                value=str(self.ends_on or ""),
                mend=_("An ended cooperation needs the exact day it ended."),
            )
        return state

    @property
    def last_day(self) -> date | None:
        """The exact day it ended or ends; None when nobody gives it."""
        day = self.ended_on or self.ends_on
        return day.exact if day is not None else None

    @property
    def bodies(self) -> list[str]:
        """The names in `implementing`."""
        return [name.strip() for name in self.implementing.split(";") if name.strip()]


def read_line(row: Mapping[str, str | None]) -> Line:
    """A row of a register file. Cells are trimmed text or None. Raises BadLine at the first cell that cannot be."""
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    for column in REQUIRED:
        if not cells[column]:
            raise BadLine(column=column, value="", mend=_("Fill it in."))
    months = cells["review_every_months"]
    if months and not months.isdecimal():
        raise BadLine(column="review_every_months", value=months, mend=_("Write a whole number of months."))
    texts = {name: cells[name] for name in COLUMNS if name not in (*DATE_COLUMNS, *_CODES)}
    return Line(
        **{**texts, **{name: _date(cells, name) for name in DATE_COLUMNS}},  # type: ignore[arg-type]
        kind=Kind(_one_of(cells, "kind", tuple(Kind))),
        tier=Tier(_one_of(cells, "tier", tuple(Tier)) or Tier.MOU),
        term_type=TermType(_one_of(cells, "term_type", tuple(TermType)) or TermType.FIXED),
        source_status=SourceStatus(_one_of(cells, "source_status", tuple(SourceStatus))),
        level=_one_of(cells, "level", LEVELS),
        grade=_one_of(cells, "grade", GRADES),
        review_every_months=int(months) if months else None,
    )


_CODES = ("kind", "tier", "term_type", "source_status", "level", "grade", "review_every_months")


def _one_of(cells: Mapping[str, str], column: str, allowed: tuple[str, ...]) -> str:
    value = cells[column]
    if value and value not in allowed:
        raise BadLine(column=column, value=value, mend=", ".join(allowed))
    return value


def _date(cells: Mapping[str, str], column: str) -> PartialDate | None:
    if not cells[column]:
        return None
    read = partial_date(cells[column])
    if read is None:
        raise BadLine(column=column, value=cells[column], mend=_("Write 2017, 2017-10 or 2017-10-06."))
    return read


def state_of(status: SourceStatus, *, is_dated: bool) -> State:
    """The state a source's word stands for. Nothing but a date or a plain word proves a signature."""
    if status in (SourceStatus.SIGNED, SourceStatus.RENEWED, SourceStatus.RUNNING):
        return State.IN_FORCE
    if status is SourceStatus.ENDED:
        return State.ENDED
    if status in (SourceStatus.LISTED, SourceStatus.STALLED) and is_dated:
        return State.IN_FORCE
    return State.ON_THE_ROAD


def standing_of(state: str, source_status: str, *, stage: str, is_legacy: bool) -> Standing:
    """What a reader is told. A source's word is shown until something has been recorded here."""
    told = _STANDING_OF.get(source_status)  # type: ignore[call-overload]
    untouched = is_legacy and not stage
    if told is not None and untouched and state in TOLD_STATES:
        return Standing(told)
    return Standing(state)


def source_status_of(standing: Standing) -> SourceStatus | None:
    """The word of a source that a standing shows; None for one that only a state can give."""
    return next((status for status, told in _STANDING_OF.items() if told is standing), None)


def stages_unknown(signed: PartialDate | None) -> StagesUnknown:
    """Why the stages of an imported cooperation are unknown. A year that holds both is not called older."""
    if signed is None:
        return StagesUnknown.UNDATED
    return StagesUnknown.OLDER if signed.latest < REGULATION_FROM else StagesUnknown.NOT_TOLD


def title_of(line: Line, country: Wording | None) -> Wording:
    """The title of the row, or a plain one made of the two sides: sources seldom give one."""
    if line.title_id:
        return Wording(line.title_id[:LONGEST_TITLE], line.title_en[:LONGEST_TITLE])
    abroad_id = line.partner if country is None else f"{line.partner} ({country.id})"
    abroad_en = line.partner if country is None else f"{line.partner} ({country.en})"
    home_en = ENGLISH_HOME.get(line.local_government, line.local_government)
    return Wording(
        f"Kerja sama {line.local_government} dan {abroad_id}"[:LONGEST_TITLE],
        f"Cooperation between {home_en} and {abroad_en}"[:LONGEST_TITLE],
    )


def told_by(line: Line) -> list[Told]:
    """What the row itself claims, of its own source."""
    said = {fact: str(getattr(line, column) or "") for column, fact in CLAIMED.items()}
    said[Fact.STATUS] = line.status_words or line.source_status
    return [
        Told(
            fact=fact,
            value=value[:LONGEST_VALUE],
            source=line.source,
            url=line.url,
            grade=line.grade,
            remark=line.note if fact is Fact.STATUS else "",
        )
        for fact, value in said.items()
        if value
    ]
