"""The hand-over pack in words: chapters of a table each, for the page and for the printed paper alike."""

import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from jembatan.agreements.engine.law_files import standard_roads
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.handover import Commitment, Pack
from jembatan.agreements.rules.activities import Amount
from jembatan.agreements.rules.kinds import OFFICES, ROAD_OF, Kind, Office
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.promises import level_of
from jembatan.agreements.rules.travel import Obstacle
from jembatan.agreements.words import clocks as clock_words
from jembatan.agreements.words import life as words
from jembatan.agreements.words import register as register_words
from jembatan.agreements.words import road as road_words
from jembatan.agreements.words.register import said
from jembatan.documents.engine.pdf import save_pdf
from jembatan.documents.rules.blocks import (
    Block,
    Book,
    Column,
    Facts,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
)
from jembatan.documents.rules.writing import dotted

MOST_DATES = 40
NOBODY = "–"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One table of the pack. `widths` are relative; `none` is said where there is no row; `notes` stand below."""

    title: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str
    notes: tuple[str, ...] = ()

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Every row with the name of its column beside each cell, as a phone shows it."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def chapters_of(pack: Pack) -> list[Chapter]:
    """The chapters of the pack in the order a new head reads them."""
    makers: tuple[Callable[[Pack], Chapter], ...] = (
        _commitments, _in_force, _on_the_road, _money, _people, _risks, _questions, _ahead,
    )  # fmt: skip
    return [make(pack) for make in makers]


def summary_of(pack: Pack) -> str:
    """The pack in one sentence."""
    force = sum(one.state == State.IN_FORCE for one in pack.agreements)
    road = sum(one.state == State.ON_THE_ROAD for one in pack.agreements)
    late = sum(one.is_late for one in pack.commitments)
    agreements = ngettext("%(n)s agreement in force", "%(n)s agreements in force", force) % {"n": force}
    return _("%(force)s, %(road)s on the way, %(open)s commitments of which %(late)s past their day.") % {
        "force": agreements, "road": road, "open": len(pack.commitments), "late": late,
    }  # fmt: skip


def pack_pdf(pack: Pack, *, title: str, author: str) -> io.BytesIO:
    """The pack as an archival PDF. Raises NoLetters for a script without a font."""
    blocks: list[Block] = [
        Paragraph(title, "title"),
        Paragraph(_day(pack.today), "subtitle"),
        Facts(((_("In short"), summary_of(pack)),)),
    ]
    for chapter in chapters_of(pack):
        blocks += _printed(chapter)
    book = Book(
        title=title,
        author=author,
        dated=pack.today,
        sections=(Section(tuple(blocks), landscape=True),),
        language=(get_language() or "id")[:2],
        footer=title,
        page_word=_("Page"),
        of_word=_("of"),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.pdf"
        save_pdf(path, book)
        return io.BytesIO(path.read_bytes())


def _printed(chapter: Chapter) -> Iterator[Block]:
    yield Heading(chapter.title)
    if not chapter.rows:
        yield Paragraph(chapter.none)
    else:
        columns = tuple(
            Column(title, width) for title, width in zip(chapter.columns, chapter.widths, strict=True)
        )
        yield Table(columns, tuple(Row(cells) for cells in chapter.rows), small=True)
    for note in chapter.notes:
        yield Paragraph(note, "note")


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else NOBODY


def _commitments(pack: Pack) -> Chapter:
    kinds = {
        "obligation": _("obligation"),
        "activity": _("activity"),
        "mission": _("journey"),
        "meeting": _("meeting"),
    }
    rows = tuple(
        (
            _day(one.on) + (f" ({_('past its day')})" if one.is_late else ""),
            one.title,
            kinds[one.kind],
            _owner(one),
            one.reference,
        )
        for one in pack.commitments
    )
    return Chapter(
        _("Commitments by date"),
        (_("Day"), _("What"), _("Kind"), _("Who"), _("Agreement")),
        (2.2, 5, 1.4, 3, 2.4),
        rows,
        _("Nothing is promised for any day."),
    )


def _owner(one: Commitment) -> str:
    office = said(OFFICES[Office(one.office)]) if one.office in set(Office) else ""
    return ", ".join(part for part in (office, one.who) if part) or NOBODY


def _in_force(pack: Pack) -> Chapter:
    signed = [one for one in pack.agreements if one.state != State.ON_THE_ROAD]
    rows = tuple(
        (
            one.reference,
            one.title_id,
            one.counterpart.official_name,
            str(road_words.STATES[State(one.state)]),
            _day(one.ends_on),
            _flags(pack, one),
        )
        for one in signed
    )
    return Chapter(
        _("What is in force"),
        (_("Agreement"), _("Title"), _("Counterpart"), _("State"), _("Until"), _("Look out for")),
        (2.4, 4, 3, 1.6, 2, 4),
        rows,
        _("Nothing is in force."),
    )


def _flags(pack: Pack, one: Agreement) -> str:
    found = []
    for flag in pack.flags.get(one.pk, ()):
        detail = {
            name: _day(value) if isinstance(value, date) else value for name, value in flag.detail.items()
        }
        found.append(_(flag.sentence) % detail)
    return " ".join(found) or NOBODY


def _on_the_road(pack: Pack) -> Chapter:
    roads = standard_roads()
    rows = []
    for one in pack.agreements:
        if one.state != State.ON_THE_ROAD:
            continue
        code = ROAD_OF[Kind(one.kind)]
        stages = {stage.code: stage.name for stage in roads[code].stages} if code else {}
        turn = said(OFFICES[Office(one.turn)]) if one.turn else NOBODY
        stage = said(stages[one.stage]) if one.stage in stages else NOBODY
        rows.append((one.reference, one.title_id, stage, _day(one.stage_since), turn, _flags(pack, one)))
    return Chapter(
        _("What is on the way"),
        (_("Agreement"), _("Title"), _("Stage"), _("Since"), _("Whose turn"), _("Look out for")),
        (2.4, 4, 2.4, 2, 2.4, 4),
        tuple(rows),
        _("Nothing is on the way."),
    )


def _money(pack: Pack) -> Chapter:
    funds = sorted(pack.money.by_fund.items())
    rows = [
        (name or _("nobody has said"), _amount(money.budget), _amount(money.spent)) for name, money in funds
    ]
    if rows:
        rows.append((_("Total"), _amount(pack.money.whole.budget), _amount(pack.money.whole.spent)))
    return Chapter(
        _("Money of the action plans"),
        (_("Source of money"), _("Budget (Rp)"), _("Spent (Rp)")),
        (4, 3, 3),
        tuple(rows),
        _("No activity is planned."),
        (_("Lines that say nothing are counted apart, never as 0."),),
    )


def _amount(amount: Amount) -> str:
    unsaid = _(" + %(n)s lines unsaid") % {"n": amount.unsaid} if amount.unsaid else ""
    return dotted(amount.known) + unsaid


def _people(pack: Pack) -> Chapter:
    rows = tuple(
        (
            one.reference,
            one.desk or NOBODY,
            str(one.officer) if one.officer else NOBODY,
            one.counterpart.official_name,
        )
        for one in pack.agreements
    )
    return Chapter(
        _("People"),
        (_("Agreement"), _("Answering office"), _("Officer"), _("Counterpart")),
        (2.4, 4, 3, 4),
        rows,
        _("Nobody is named."),
    )


def _risks(pack: Pack) -> Chapter:
    rows = tuple(
        (
            f"{words.LEVELS[level_of(one.likelihood, one.impact)]} ({one.likelihood} × {one.impact})",
            one.title,
            one.mitigation or NOBODY,
            one.owner or NOBODY,
            one.agreement.reference,
        )
        for one in sorted(pack.risks, key=lambda one: -one.likelihood * one.impact)
    )
    return Chapter(
        _("Risks"),
        (_("How grave"), _("Risk"), _("What is done about it"), _("Who watches it"), _("Agreement")),
        (2, 4, 4, 2.4, 2.4),
        rows,
        _("No risk is noted."),
    )


def _questions(pack: Pack) -> Chapter:
    rows = [
        (_("Waiver of a stage, unanswered by the supervisor"), event.legal_basis, event.agreement.reference)
        for event in pack.questions
    ]
    for amendment in pack.amendments:
        state = str(words.AMENDMENTS[amendment.state]).lower()  # type: ignore[index]
        what = _("Amendment %(number)s, %(state)s") % {"number": amendment.number, "state": state}
        rows.append((what, amendment.reason, amendment.agreement.reference))
    for meeting in pack.without_minutes:
        rows.append((_("Minutes are missing"), _day(meeting.held_on), meeting.agreement.reference))
    for mission, obstacles in pack.grounded:
        why = " ".join(_obstacle(one) for one in obstacles)
        rows.append(
            (_("A journey that may not leave yet"), f"{mission.purpose}: {why}", mission.agreement.reference)
        )
    return Chapter(
        _("Open questions"),
        (_("Question"), _("About"), _("Agreement")),
        (4, 6, 2.4),
        tuple(rows),
        _("No question is open."),
    )


def _obstacle(one: Obstacle) -> str:
    detail = {name: _day(value) if isinstance(value, date) else value for name, value in one.detail.items()}
    return _(one.sentence) % detail


def _ahead(pack: Pack) -> Chapter:
    rows = tuple(
        (
            _day(one.due_on),
            said(clock_words.clock_name(one.clock, one.about)),
            register_words.said(OFFICES[one.clock.owner]),
            one.agreement.reference,
        )
        for one in pack.ahead[:MOST_DATES]
    )
    more = len(pack.ahead) - len(rows)
    notes = (_("%(n)s more stand in the calendar.") % {"n": more},) if more > 0 else ()
    return Chapter(
        _("Next dates, within a year"),
        (_("Day"), _("What"), _("Who"), _("Agreement")),
        (2.2, 6, 3, 2.4),
        rows,
        _("No day is set."),
        notes,
    )
