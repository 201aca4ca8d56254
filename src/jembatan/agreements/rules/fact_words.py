"""Facts of a text in words: dates, durations and sums as the offices of either language write them.

A number is given in figures and in words ("5 (lima) tahun", "5 (five) years"), so that a slip of the pen
shows. Source: common practice of official texts.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jembatan.documents.rules.writing import (
    dotted,
    english_date,
    english_words,
    in_words,
    long_date,
    rupiah,
)
from jembatan.workflow.messages import message as _

Words = str | Mapping[str, str]
FactValue = Words | Sequence[Words] | date | int | Decimal | None


class FactKind(StrEnum):
    """What a fact is: a name or number (the same in every language), a text in each language, entries of a
    list, a day, a number of years, months or days, or a sum in rupiah."""

    NAME = "name"
    TEXT = "text"
    LIST = "list"
    DATE = "date"
    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"
    COUNT = "count"
    RUPIAH = "rupiah"

    @property
    def wanted(self) -> str:
        """What its value must be, in English."""
        return WANTED[self]


WANTED: Mapping[FactKind, str] = {
    FactKind.NAME: _("a text"),
    FactKind.TEXT: _("a text, or one for each language"),
    FactKind.LIST: _("a list of texts, at most 26"),
    FactKind.DATE: _("a date"),
    FactKind.YEARS: _("a whole number of years, 1 or more"),
    FactKind.MONTHS: _("a whole number of months, 1 or more"),
    FactKind.DAYS: _("a whole number of days, 1 or more"),
    FactKind.COUNT: _("a whole number, 0 or more"),
    FactKind.RUPIAH: _("an amount in whole rupiah, 0 or more"),
}
# Singular and plural of each unit in English; Indonesian has one form.
UNITS: Mapping[FactKind, tuple[str, str, str]] = {
    FactKind.YEARS: ("tahun", "year", "years"),
    FactKind.MONTHS: ("bulan", "month", "months"),
    FactKind.DAYS: ("hari", "day", "days"),
}
LONGEST_LIST = 26


def is_given(value: FactValue) -> bool:
    """Whether a value says anything: not None, not empty, not only blanks. 0 is a value."""
    if value is None:
        return False
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Mapping):
        return any(is_given(text) for text in value.values())
    if isinstance(value, Sequence):
        return bool(value) and all(is_given(entry) for entry in value)
    return True


def fact_in_words(kind: FactKind, value: FactValue, language: str) -> str | tuple[str, ...] | None:
    """`value` as it stands in a text in `language`; entries of a list apart. None when it does not fit."""
    if kind in (FactKind.NAME, FactKind.TEXT):
        return _text(value, language)
    if kind is FactKind.LIST:
        return _entries(value, language)
    if kind is FactKind.DATE:
        return _day(value, language)
    if kind is FactKind.RUPIAH:
        return _sum(value, language)
    return _number(kind, value, language)


def _text(value: FactValue, language: str) -> str | None:
    if isinstance(value, Mapping):
        value = value.get(language)
    return " ".join(value.split()) if isinstance(value, str) else None


def _entries(value: FactValue, language: str) -> tuple[str, ...] | None:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > LONGEST_LIST:
        return None
    entries = [_text(entry, language) for entry in value]
    return None if None in entries else tuple(entry for entry in entries if entry is not None)


def _day(value: FactValue, language: str) -> str | None:
    if not isinstance(value, date):
        return None
    return long_date(value) if language == "id" else english_date(value)


def _sum(value: FactValue, language: str) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not _is_whole(value):
        return None
    amount = int(value)
    if language == "id":
        return f"{rupiah(amount)} ({in_words(amount)} rupiah)"
    return f"IDR {amount:,} ({english_words(amount)} rupiah)"


def _is_whole(value: int | Decimal) -> bool:
    return 0 <= value < 10**15 and value == int(value)


def _english(number: int) -> str:
    return f"{number:,} ({english_words(number)})"


def _number(kind: FactKind, value: FactValue, language: str) -> str | None:
    least = 0 if kind is FactKind.COUNT else 1
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value < 10**15:
        return None
    shown = f"{dotted(value)} ({in_words(value)})" if language == "id" else _english(value)
    if kind is FactKind.COUNT:
        return shown
    indonesian, one, many = UNITS[kind]
    unit = indonesian if language == "id" else one if value == 1 else many
    return f"{shown} {unit}"
