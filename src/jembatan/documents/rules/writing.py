"""How Indonesian offices write money, counts, dates and sums in words.

Source: common practice of official letters (Rp1.250.000; 22 November 2026; sums repeated in words).
"""

from datetime import date
from decimal import Decimal

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SMALL = (
    "nol", "satu", "dua", "tiga", "empat", "lima",
    "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ENGLISH_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ENGLISH_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
# Each scale word and its value, largest first.
SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))


def dotted(amount: Decimal | int) -> str:
    """A whole number with dots between thousands: 1250000 gives 1.250.000.

    A fraction is kept after a comma, with two digits.
    """
    whole = Decimal(amount)
    if whole == whole.to_integral_value():
        return f"{int(whole):,}".replace(",", ".")
    return f"{whole:,.2f}".translate(str.maketrans(",.", ".,"))


def rupiah(amount: Decimal | int) -> str:
    """Money as the offices write it: Rp1.250.000. Rupiah have no fraction in these papers."""
    whole = Decimal(amount)
    sign = "-" if whole < 0 else ""
    return f"{sign}Rp{dotted(abs(whole))}"


def long_date(day: date) -> str:
    """22 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def english_date(day: date) -> str:
    """22 November 2026, in English."""
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def english_words(number: int) -> str:
    """A whole number from 0 to below 10^15 in English words: 1250 gives "one thousand two hundred fifty"."""
    if not 0 <= number < 10**15:
        raise OverflowError("Only whole numbers from 0 to below 10^15 are written in words.")
    for value, word in (*ENGLISH_SCALES, (100, "hundred")):
        if number >= value:
            rest = f" {english_words(number % value)}" if number % value else ""
            return f"{english_words(number // value)} {word}{rest}"
    if number < 20:
        return ENGLISH_SMALL[number]
    tens = ENGLISH_TENS[number // 10 - 2]
    return f"{tens}-{ENGLISH_SMALL[number % 10]}" if number % 10 else tens


def in_words(number: int) -> str:
    """A whole number below 10^15 in Indonesian words: 1250 gives "seribu dua ratus lima puluh"."""
    if abs(number) >= 10**15:
        raise OverflowError("Numbers this long are not written in words.")
    if number < 0:
        return f"minus {in_words(-number)}"
    for value, word in SCALES:
        if number >= value:
            head = "seribu" if value == 1000 and number < 2000 else f"{in_words(number // value)} {word}"
            return _joined(head, number % value)
    return _below_thousand(number)


def _below_thousand(number: int) -> str:
    if number < 12:
        return SMALL[number]
    if number < 20:
        return f"{SMALL[number - 10]} belas"
    if number < 100:
        return _joined(f"{SMALL[number // 10]} puluh", number % 10)
    head = "seratus" if number < 200 else f"{SMALL[number // 100]} ratus"
    return _joined(head, number % 100)


def _joined(head: str, rest: int) -> str:
    return f"{head} {in_words(rest)}" if rest else head
