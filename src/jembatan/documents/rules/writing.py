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
