"""The calendar file, read again by a strict reader that follows RFC 5545 line by line."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jembatan.agreements.engine.ics import LINE, Day, calendar_file, escaped, folded

WRITTEN = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
CONTENT_LINE = re.compile(r"(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=[^;:]+)*):(?P<value>.*)", re.S)


def written(*days: Day) -> bytes:
    return calendar_file(days, name="Tenggat", language="id", written_at=WRITTEN)


def unfolded(file: bytes) -> list[str]:
    """The content lines; asserts the line ends and lengths of the standard."""
    assert file.endswith(b"\r\n")
    physical = file.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= LINE and b"\r" not in line and b"\n" not in line for line in physical)
    lines: list[bytes] = []
    for line in physical:
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode() for line in lines]


def plain(value: str) -> str:
    """A TEXT value without its escapes; an unknown escape is an error."""
    read = re.sub(r"\\(.)", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), value)
    assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,nN]", value)
    return read


def events(file: bytes) -> list[dict[str, str]]:
    """The entries by property; those of an alarm are named ALARM.<property> and joined by a comma."""
    found: list[dict[str, str]] = []
    open_parts: list[str] = []
    for line in unfolded(file):
        match = CONTENT_LINE.fullmatch(line)
        assert match, line
        name, value = match["name"], match["value"]
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert open_parts.pop() == value
        elif "VALARM" in open_parts:
            found[-1][f"ALARM.{name}"] = ",".join(filter(None, [found[-1].get(f"ALARM.{name}"), value]))
        elif "VEVENT" in open_parts:
            assert name not in found[-1], name
            found[-1][name] = value
    assert not open_parts
    return found


def test_a_calendar_without_entries_is_still_a_calendar():
    lines = unfolded(written())

    assert lines[0] == "BEGIN:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert lines[-1] == "END:VCALENDAR"


def test_an_entry_takes_one_whole_day_and_says_when_it_was_written():
    entry = Day("12:dprd@jembatan", date(2026, 12, 31), "Persetujuan DPRD", url="http://localhost/x")

    (event,) = events(written(entry))

    assert event["UID"] == "12:dprd@jembatan"
    assert (event["DTSTART"], event["DTEND"]) == ("20261231", "20270101")
    assert event["DTSTAMP"] == "20261122T063000Z"
    assert event["URL"] == "http://localhost/x"
    assert event["TRANSP"] == "TRANSPARENT"


def test_the_moment_of_writing_is_told_in_utc_wherever_it_was_taken():
    jakarta = datetime(2026, 11, 22, 13, 30, tzinfo=timezone(timedelta(hours=7)))

    file = calendar_file([Day("a", date(2027, 1, 1), "b")], name="n", language="id", written_at=jakarta)

    assert events(file)[0]["DTSTAMP"] == "20261122T063000Z"


def test_a_moment_without_a_time_zone_is_a_mistake():
    with pytest.raises(AssertionError):
        calendar_file([], name="n", language="id", written_at=datetime(2026, 11, 22, 6, 30))


def test_a_provisional_day_is_tentative():
    firm, open_ = Day("a", date(2027, 1, 4), "x"), Day("b", date(2028, 1, 4), "x", is_provisional=True)

    assert [event["STATUS"] for event in events(written(firm, open_))] == ["CONFIRMED", "TENTATIVE"]


def test_alarms_ring_days_before():
    (event,) = events(written(Day("a", date(2027, 1, 4), "Izin; habis", alarms=(30, 7))))

    assert event["ALARM.TRIGGER"] == "-P30D,-P7D"
    assert event["ALARM.ACTION"] == "DISPLAY,DISPLAY"
    assert plain(event["ALARM.DESCRIPTION"].split(",")[0]) == "Izin; habis"


def test_the_sequence_is_written_as_given():
    (event,) = events(written(Day("a", date(2027, 1, 4), "x", sequence=3)))

    assert event["SEQUENCE"] == "3"


def test_the_same_days_give_the_same_file():
    entry = Day("a", date(2027, 1, 4), "x", text="y")

    assert written(entry) == written(entry)


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n;,\\:\"'"), max_size=200)


@given(TEXTS, TEXTS)
def test_any_text_comes_back_from_the_file(title: str, text: str):
    import unicodedata

    (event,) = events(written(Day("a", date(2027, 1, 4), title, text=text)))

    assert plain(event["SUMMARY"]) == unicodedata.normalize("NFC", title)
    assert plain(event.get("DESCRIPTION", "")) == unicodedata.normalize("NFC", text)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=400))
def test_folding_cuts_no_character_and_keeps_every_line_short(line: str):
    pieces = list(folded(line))

    assert all(len(piece.encode()) <= LINE for piece in pieces)
    assert pieces[0] + "".join(piece.removeprefix(" ") for piece in pieces[1:]) == line


def test_control_characters_never_reach_the_file():
    assert escaped("a\x00b\x1bc\r\nd\re") == "abc\\nd\\ne"
