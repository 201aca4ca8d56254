"""Which written numbers can identify a person at all.

NIK = province, regency, sub-district, day (+40 for women), month, year, serial. Correcting a birth date
does not change the NIK (PP 40/2019, art. 30), so a date that differs is no fault of the number.
"""

import re

# A number with a run this long of one digit was typed to fill a required field.
LONGEST_RUN = 9
RUN = re.compile(rf"(\d)\1{{{LONGEST_RUN - 1},}}")
DIGITS_16 = re.compile(r"\d{16}")
DIGITS_10 = re.compile(r"\d{10}")


def usable_nik(text: str | None) -> str | None:
    """`text` when it can be somebody's NIK, else None (missing, placeholder, impossible date)."""
    if not text or not DIGITS_16.fullmatch(text) or RUN.search(text):
        return None
    day, month, serial = int(text[6:8]) % 40, int(text[8:10]), text[12:]
    impossible = not 1 <= day <= 31 or int(text[6:8]) > 71 or not 1 <= month <= 12
    return None if impossible or serial == "0000" or text.startswith("00") else text


def usable_kk(text: str | None) -> str | None:
    """`text` when it can be a family card's number, else None."""
    if not text or not DIGITS_16.fullmatch(text) or RUN.search(text):
        return None
    return None if text.endswith("0000") or text.startswith("00") else text


def usable_nisn(text: str | None) -> str | None:
    """`text` when it can be a pupil's number, else None."""
    if not text or not DIGITS_10.fullmatch(text):
        return None
    return None if len(set(text)) == 1 or text.endswith("0000000") else text
