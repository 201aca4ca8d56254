"""Amounts, dates, durations and other figures of a clause, in one form for every language.

"5 (lima) tahun", "five (5) years" and 五年 are the same figure. Number words are read in Indonesian and
English, and only where they count time, so that "one of the Parties" is no figure. Source: common practice.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jembatan.agreements.rules.numbering import number_value
from jembatan.documents.rules.writing import ENGLISH_MONTHS, MONTHS, english_words, in_words

UNITS: Mapping[str, tuple[str, ...]] = {
    "working day": ("hari kerja", "working days", "working day", "business days", "business day", "営業日", "工作日"),
    "year": (
        "tahun", "years", "year", "jaren", "jaar", "jahre", "jahren", "jahr", "ans", "années", "años", "año",
        "anos", "лет", "года", "年間", "年", "년",
    ),
    "month": (
        "bulan", "months", "month", "maanden", "maand", "monate", "monaten", "monat", "mois", "meses", "mes",
        "месяцев", "か月", "ヶ月", "カ月", "箇月", "個月", "个月", "개월",
    ),
    "week": ("minggu", "weeks", "week", "weken", "wochen", "semaines", "semanas", "週間", "周", "주"),
    "day": ("hari", "days", "day", "dagen", "tage", "tagen", "jours", "días", "dias", "дней", "日間", "日", "天", "일"),
    "percent": ("%", "persen", "per cent", "percent", "procent", "prozent", "pour cent", "por ciento"),
}  # fmt: skip
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}
SCALES = {
    "ribu": 10**3, "thousand": 10**3, "juta": 10**6, "million": 10**6,
    "miliar": 10**9, "billion": 10**9, "triliun": 10**12, "trillion": 10**12,
}  # fmt: skip
CURRENCIES = {
    "rp": "IDR",
    "idr": "IDR",
    "us$": "USD",
    "$": "USD",
    "a$": "AUD",
    "€": "EUR",
    "¥": "JPY",
    "£": "GBP",
}
CODES = ("IDR", "USD", "AUD", "EUR", "JPY", "CNY", "GBP", "KRW", "SGD", "MYR", "CAD", "CHF", "SEK", "NOK")
# Where a comma parts the thousands; elsewhere it is the point, and the comma begins the fraction.
COMMA_THOUSANDS = frozenset({"en", "ja", "zh", "ko", "th", "he", "ar"})
MONTH_OF = {name.casefold(): at % 12 + 1 for at, name in enumerate((*MONTHS, *ENGLISH_MONTHS))}


def _words_of(spoken: str) -> list[str]:
    return spoken.replace("-", " ").split()


# Bounded, and never begun within another number: a long row of digits must not be tried from each of them.
_NUMBER = r"(?<!\d)(?<!\d[.,])\d{1,15}(?:[.,]\d{1,15}){0,8}(?!\d)"
_CURRENCY = "|".join(
    re.escape(sign) for sign in sorted((*CURRENCIES, *map(str.casefold, CODES)), key=len, reverse=True)
)
_UNIT = "|".join(re.escape(word) for word in sorted(UNIT_OF, key=len, reverse=True))
_SCALE = "|".join(SCALES)
DATES = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{'|'.join(MONTH_OF)})\s+(?P<year>\d{{4}})"
    rf"|(?P<month2>{'|'.join(MONTH_OF)})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
    r"|(?P<year3>\d{4})\s*[年년]\s*(?P<month3>\d{1,2})\s*[月월]\s*(?P<day3>\d{1,2})\s*[日일]"
    r"|(?P<year4>\d{4})-(?P<month4>\d{2})-(?P<day4>\d{2})"
)
MONEY = re.compile(
    rf"(?<!\w)(?P<sign>{_CURRENCY})\.?\s*(?P<number>{_NUMBER})(?:\s+(?P<scale>{_SCALE}))?(?!\w)"
)
COUNTED = re.compile(rf"(?P<number>{_NUMBER}|[〇一二三四五六七八九十百]+)\s*(?P<unit>{_UNIT})(?![a-zà-ÿ])")
PLAIN = re.compile(_NUMBER)
WORDS_BEHIND = re.compile(rf"(?P<number>{_NUMBER})\s*\(\s*(?P<words>[^()\d]{{2,120}}?)\s*\)")
DIGITS_BEHIND = re.compile(rf"(?P<words>[a-z]+(?:[ -][a-z]+){{0,12}})\s*\(\s*(?P<number>{_NUMBER})\s*\)")
SPEAK: Mapping[str, Callable[[int], str]] = {"id": in_words, "en": english_words}
_SPOKEN_ONCE = (*range(1000), 10**3, 2000, 10**6, 10**9, 10**12)
# Every word a number is spoken with, and those that may stand among them.
VOCABULARY = {
    language: frozenset(word for number in _SPOKEN_ONCE for word in _words_of(speak(number)))
    | {"and", "rupiah"}
    for language, speak in SPEAK.items()
}
SPOKEN = {language: {speak(number): number for number in range(1, 101)} for language, speak in SPEAK.items()}
SPOKEN_COUNTED = {
    language: re.compile(rf"\b({'|'.join(sorted(spoken, key=len, reverse=True))})(?=\s+(?:{_UNIT})\b)")
    for language, spoken in SPOKEN.items()
}


@dataclass(frozen=True, slots=True)
class Figure:
    """`kind` is "date", "money", "number" or a unit of time or share; `value` its canonical form."""

    kind: str
    value: str

    @property
    def weighs(self) -> bool:
        """Whether a difference changes what is agreed: dates, sums, durations and shares do."""
        return self.kind != "number"

    @property
    def shown(self) -> str:
        """For a person: "5 year", "IDR 1250000", "2026-05-01", "7"."""
        return self.value if self.kind in ("date", "money", "number") else f"{self.value} {self.kind}"


def figures(text: str, language: str) -> Counter[Figure]:
    """The figures of `text`, each as often as it stands there; figures repeated in words count once."""
    left = _normal(text)
    left = WORDS_BEHIND.sub(lambda it: it["number"] if _all_spoken(it["words"], language) else it[0], left)
    left = DIGITS_BEHIND.sub(lambda it: _without_words(it, language), left)
    left = _spoken_counts(left, language)
    found: Counter[Figure] = Counter()

    def keep(figure: Figure) -> str:
        found.update([figure])
        return " "

    left = DATES.sub(lambda it: keep(_date(it)), left)
    left = MONEY.sub(lambda it: keep(_money(it, language)), left)
    left = COUNTED.sub(lambda it: keep(_counted(it, language)), left)
    for number in PLAIN.findall(left):
        keep(Figure("number", _plain(_value(number, language))))
    return found


def contradictions(text: str, language: str) -> tuple[str, ...]:
    """Figures whose words say another number, as written: "5 (enam)". Only Indonesian and English are read."""
    if language not in VOCABULARY:
        return ()
    return tuple(_contradicting(_normal(text), language))


def _contradicting(text: str, language: str) -> Iterator[str]:
    for found in (*WORDS_BEHIND.finditer(text), *DIGITS_BEHIND.finditer(text)):
        words = _number_words(found["words"], language)
        value = _value(found["number"], language)
        if not words or value != int(value) or value >= 10**15:
            continue
        if words != _number_words(SPEAK[language](int(value)), language):
            yield found[0]


def _number_words(words: str, language: str) -> tuple[str, ...]:
    """The number words at the end of `words`, without "and" and the currency; empty when there are none."""
    tokens = _words_of(words)
    run: list[str] = []
    while tokens and tokens[-1] in VOCABULARY[language]:
        run.insert(0, tokens.pop())
    return tuple(word for word in run if word not in ("and", "rupiah"))


def _all_spoken(words: str, language: str) -> bool:
    return all(word in VOCABULARY.get(language, ()) for word in _words_of(words))


def _without_words(found: re.Match[str], language: str) -> str:
    """ "five (5)" becomes "5"; words before that are no number stay."""
    if language not in VOCABULARY:
        return found[0]
    words, count = found["words"], len(_number_words(found["words"], language))
    if not count:
        return f"{words} {found['number']}"
    kept = re.split(r"[ -]", words)[:-count]
    return f"{' '.join(kept)} {found['number']}"


def _spoken_counts(text: str, language: str) -> str:
    """Number words before a unit of time as digits: "lima tahun" becomes "5 tahun"."""
    if language not in SPOKEN:
        return text
    return SPOKEN_COUNTED[language].sub(lambda it: str(SPOKEN[language][it[1]]), text)


def _date(found: re.Match[str]) -> Figure:
    year = found["year"] or found["year2"] or found["year3"] or found["year4"]
    day = found["day"] or found["day2"] or found["day3"] or found["day4"]
    month = found["month"] or found["month2"]
    number = MONTH_OF[month] if month else int(found["month3"] or found["month4"])
    try:
        return Figure("date", date(int(year), number, int(day)).isoformat())
    except ValueError:
        return Figure("date", f"{year}-{number}-{day}")


def _money(found: re.Match[str], language: str) -> Figure:
    sign = CURRENCIES.get(found["sign"], found["sign"].upper())
    amount = _value(found["number"], language) * SCALES.get(found["scale"] or "", 1)
    return Figure("money", f"{sign} {_plain(amount)}")


def _counted(found: re.Match[str], language: str) -> Figure:
    written = found["number"]
    value = _value(written, language) if written[0].isdecimal() else number_value(written)
    assert value is not None, "the pattern lets only readable numerals through"
    return Figure(UNIT_OF[found["unit"]], _plain(Decimal(value)))


def _value(written: str, language: str) -> Decimal:
    """The number: 1.250,5 in Indonesian and 1,250.5 in English are the same."""
    thousands, point = (",", ".") if language in COMMA_THOUSANDS else (".", ",")
    whole, found, fraction = written.rpartition(point)
    if not found:
        whole, fraction = written, ""
    digits = whole.replace(thousands, "").replace(point, "")
    return Decimal(f"{digits}.{re.sub('[.,]', '', fraction) or 0}")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _normal(text: str) -> str:
    """Digits of any script as ASCII, lower case, single blanks."""
    plain = unicodedata.normalize("NFKC", text)
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in plain)
    return " ".join(digits.casefold().split())
