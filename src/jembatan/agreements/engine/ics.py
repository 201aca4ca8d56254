"""Days of the calendar as an iCalendar file (RFC 5545, with the names of RFC 7986).

Pure: the moment of writing is passed in. Every entry is a whole day; one that a decree can still move is
marked as tentative. What a reader's calendar keeps is found again by `uid`, and `sequence` grows when the
entry is changed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//Jembatan//Tenggat kerja sama//ID"
MEDIA_TYPE = "text/calendar; charset=utf-8"
# Octets of a line without its end; a longer one is folded (RFC 5545, 3.1).
LINE = 75
# How often a reader is asked to look again.
REFRESH = "PT12H"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Day:
    """One entry of a whole day.

    `uid` is the same for the same thing for ever. `sequence` is 0 or more and never falls. `url` is absolute or
    empty. `alarms` are days before `day`, each 1 or more. `is_provisional` says that `day` may still move.
    """

    uid: str
    day: date
    title: str
    text: str = ""
    url: str = ""
    sequence: int = 0
    alarms: tuple[int, ...] = ()
    categories: tuple[str, ...] = ()
    is_provisional: bool = False


def calendar_file(days: Iterable[Day], *, name: str, language: str, written_at: datetime) -> bytes:
    """The file, in UTF-8 with the line ends the standard asks for. `written_at` has a time zone.

    The same days, name and moment give the same file.
    """
    assert written_at.tzinfo is not None, "a moment without a time zone"
    stamp = written_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME;LANGUAGE={language}:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        *(line for day in days for line in _entry(day, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def escaped(text: str) -> str:
    """A value of the type TEXT: composed, without control characters, its marks escaped (RFC 5545, 3.3.11)."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return CONTROL.sub("", plain).replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets; pieces after the first begin with a blank.

    No character is cut in two, so that a reader who joins octets and one who joins characters read the same.
    """
    piece, room = "", LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            yield piece
            piece, room = " ", LINE - 1
        piece += character
        room -= size
    yield piece


def _entry(day: Day, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(day.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"SEQUENCE:{day.sequence}"
    yield f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(day.title)}"
    if day.text:
        yield f"DESCRIPTION:{escaped(day.text)}"
    if day.url:
        yield f"URL:{day.url}"
    if day.categories:
        yield f"CATEGORIES:{','.join(escaped(category) for category in day.categories)}"
    yield f"STATUS:{'TENTATIVE' if day.is_provisional else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:CONFIDENTIAL"
    for before in day.alarms:
        yield from _alarm(day, before)
    yield "END:VEVENT"


def _alarm(day: Day, before: int) -> Iterator[str]:
    assert before >= 1, before
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escaped(day.title)}"
    yield f"TRIGGER:-P{before}D"
    yield "END:VALARM"
