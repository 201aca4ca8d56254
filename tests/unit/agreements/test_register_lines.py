"""A row of a register: what it must say, which state it gives, what a reader is told."""

from datetime import date

import pytest

from jembatan.agreements.engine.register_files import starting_register
from jembatan.agreements.rules.claims import PartialDate, partial_date
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.register import (
    BadLine,
    SourceStatus,
    StagesUnknown,
    Standing,
    read_line,
    source_status_of,
    stages_unknown,
    standing_of,
    state_of,
    title_of,
)
from jembatan.workflow.wording import Wording

ROW = next(row.cells for row in starting_register() if row.cells["reference"] == "REG-3578-01")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"partner": " "}, "partner"),
        ({"kind": "sister"}, "kind"),
        ({"grade": "E"}, "grade"),
        ({"level": "kecamatan"}, "level"),
        ({"signed_on": "1992-9-29"}, "signed_on"),
        ({"review_every_months": "5 years"}, "review_every_months"),
        ({"source_status": ""}, "source_status"),
    ],
)
def test_a_cell_that_cannot_be_is_named(cells, column):
    with pytest.raises(BadLine) as refusal:
        read_line({**ROW, **cells})

    assert refusal.value.detail["column"] == column


def test_columns_that_are_missing_or_empty_say_nothing():
    line = read_line(
        {name: value for name, value in ROW.items() if name not in ("tier", "term_type", "note")}
    )

    assert (line.tier, line.term_type, line.note) == ("mou", "fixed", "")
    assert line.signed_on == PartialDate(1992, 9, 29)


def test_an_end_needs_its_day():
    line = read_line({**ROW, "source_status": "ENDED", "ends_on": "2025"})

    with pytest.raises(BadLine):
        _ = line.state


@pytest.mark.parametrize(
    ("status", "dated", "state"),
    [
        ("MOU_OR_AGREEMENT", False, State.IN_FORCE),
        ("MOU_RENEWED", True, State.IN_FORCE),
        ("PROGRAMME_RUNNING_AT_SOURCE", False, State.IN_FORCE),
        ("LOI", True, State.ON_THE_ROAD),
        ("EXPLORATORY", False, State.ON_THE_ROAD),
        ("LISTED", False, State.ON_THE_ROAD),
        ("LISTED", True, State.IN_FORCE),
        ("STALLED", True, State.IN_FORCE),
        ("STALLED", False, State.ON_THE_ROAD),
        ("UNVERIFIED", True, State.ON_THE_ROAD),
        ("ENDED", True, State.ENDED),
    ],
)
def test_nothing_but_a_date_or_a_plain_word_proves_a_signature(status, dated, state):
    assert state_of(SourceStatus(status), is_dated=dated) is state


def test_a_sources_word_is_shown_until_something_is_recorded_here():
    told = {"source_status": "LISTED", "is_legacy": True}

    assert standing_of("on_the_road", stage="", **told) is Standing.LISTED
    assert standing_of("on_the_road", stage="PENJAJAKAN", **told) is Standing.ON_THE_ROAD
    assert standing_of("suspended", stage="", **told) is Standing.SUSPENDED
    assert standing_of("in_force", "", stage="", is_legacy=False) is Standing.IN_FORCE


def test_only_standings_that_a_source_can_tell_have_its_word():
    assert source_status_of(Standing.LISTED) is SourceStatus.LISTED
    assert source_status_of(Standing.SUSPENDED) is None


@pytest.mark.parametrize(
    ("signed", "why"),
    [
        (None, StagesUnknown.UNDATED),
        ("1992", StagesUnknown.OLDER),
        ("2018-07-12", StagesUnknown.OLDER),
        ("2018-07-13", StagesUnknown.NOT_TOLD),
        ("2018-07", StagesUnknown.NOT_TOLD),
        ("2018-06", StagesUnknown.OLDER),
        ("2018", StagesUnknown.NOT_TOLD),
    ],
)
def test_the_thirteenth_of_july_2018_divides_unknown_from_not_told(signed, why):
    assert stages_unknown(partial_date(signed) if signed else None) is why


def test_a_title_names_both_sides_in_both_languages():
    line = read_line(ROW)

    title = title_of(line, Wording("Amerika Serikat", "United States"))

    assert title.id == "Kerja sama Kota Surabaya dan Seattle (Amerika Serikat)"
    assert title.en == "Cooperation between Kota Surabaya and Seattle (United States)"
    assert title_of(line, None).en.endswith("and Seattle")


def test_a_title_that_a_row_gives_is_kept():
    line = read_line({**ROW, "title_id": "Kota Kembar", "title_en": "Sister City"})

    assert title_of(line, None) == Wording("Kota Kembar", "Sister City")


def test_every_row_of_the_starting_register_can_be_read():
    lines = [read_line(row.cells) for row in starting_register()]

    assert len({line.reference for line in lines}) == len(lines) == 111
    assert all(line.state in tuple(State) for line in lines)
    assert max(line.signed_on.latest for line in lines if line.signed_on) < date(2026, 11, 22)
