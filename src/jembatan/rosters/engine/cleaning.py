"""How written values become canonical ones: identity numbers, dates, sex, coordinates, places of rows.

Every function gives a polars expression over the fields of a row ("f_" + field, already trimmed; see
`extracting`), so that a file is cleaned column by column, not cell by cell.
Sources: `docs/formats.md` (dirt and rules); NIK layout: PP 40/2019 art. 30 and Dukcapil's own guides.
"""

from typing import Any

import polars as pl

from jembatan.rosters.engine.codelists import labels_to_codes

# Whole numbers up to here survive as a double; above, odd ones cannot be represented.
LARGEST_EXACT = 2**53
# Excel serial days that can be a birth date: 1927 to 2099.
FIRST_SERIAL, LAST_SERIAL = 10_000, 73_050
SERIAL_EPOCH = -25_569
FIRST_YEAR, LAST_YEAR = 1900, 2099
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"]
_NUMERALS = {roman: str(number) for number, roman in enumerate(_ROMAN, start=1)}
# Where Indonesia lies, in degrees.
LATITUDES, LONGITUDES = (-11.5, 6.5), (94.0, 142.0)

# Compared without blanks and hyphens.
SEXES = {
    **dict.fromkeys(("L", "LK", "LAKILAKI", "LAKI", "PRIA", "1", "1.0"), "L"),
    **dict.fromkeys(("P", "PR", "PEREMPUAN", "WANITA", "2", "2.0"), "P"),
}
_MONTHS = (
    ("januari", "01"), ("februari", "02"), ("pebruari", "02"), ("maret", "03"), ("april", "04"),
    ("mei", "05"), ("juni", "06"), ("juli", "07"), ("agustus", "08"), ("september", "09"),
    ("oktober", "10"), ("november", "11"), ("nopember", "11"), ("desember", "12"),
    ("jan", "01"), ("feb", "02"), ("mar", "03"), ("apr", "04"), ("jun", "06"), ("jul", "07"),
    ("agu", "08"), ("agt", "08"), ("sep", "09"), ("okt", "10"), ("nov", "11"), ("nop", "11"), ("des", "12"),
)  # fmt: skip


def with_number_facts(frame: pl.DataFrame, fields: list[str]) -> pl.DataFrame:
    """`frame` with, for each field of an identity number, the columns every later question needs:

    "d_": its digits, null when there are none; "s_": the number as stored where the cell is, or was, a
    number; "lost_": whether it lost its last digit; "fake_": whether it is a stand-in. The last two
    are never null.
    """
    frame = frame.with_columns(
        *(_digits(field).alias(f"d_{field}") for field in fields),
        *(_stored_number(field).alias(f"s_{field}") for field in fields),
    )
    frame = frame.with_columns(_is_placeholder(field).alias(f"fake_{field}") for field in fields)
    return frame.with_columns(_precision_lost(field).alias(f"lost_{field}") for field in fields)


def _digits(field: str) -> pl.Expr:
    text = pl.col(f"f_{field}").str.strip_suffix(".0").str.replace_all(r"[^0-9]", "")
    return pl.when(text != "").then(text)


def _stored_number(field: str) -> pl.Expr:
    """Exponents (9.9E+15) and a trailing .0 betray a number even in a text file."""
    text = pl.col(f"f_{field}")
    is_betrayed = text.str.contains(r"^\d([.,]\d+)?[eE]\+?\d+$|^\d{15,}\.0$")
    return pl.coalesce(pl.col(f"n_{field}"), pl.when(is_betrayed).then(text))


def _is_placeholder(field: str) -> pl.Expr:
    """One digit repeated, 9s then 0s, or 1234567890..."""
    value = pl.col(f"d_{field}")
    is_alike = value.str.strip_chars(value.str.head(1)) == ""
    is_filler = value.str.starts_with("999999") & (
        value.str.strip_chars_start("9").str.strip_chars("0") == ""
    )
    return (is_alike | is_filler | value.str.starts_with("1234567890")).fill_null(False)


def _precision_lost(field: str) -> pl.Expr:
    """Whether a 16-digit number went through a spreadsheet's 15 digits.

    True for a numeric cell ending in 0, an exponent form, a double above 2^53 of a text file, and for
    any number whose serial is 0000, which is never given out.
    """
    number = pl.col(f"s_{field}")
    whole = number.str.strip_suffix(".0")
    is_exponent = number.str.contains("[eE]")
    from_text = pl.col(f"n_{field}").is_null() & number.is_not_null()
    too_large = from_text & (whole.cast(pl.Float64, strict=False) > LARGEST_EXACT)
    is_damaged = (whole.str.len_chars() >= 16) & (whole.str.ends_with("0") | too_large)
    value = pl.col(f"d_{field}")
    no_serial = (value.str.len_chars() == 16) & value.str.ends_with("0000") & ~pl.col(f"fake_{field}")
    return is_exponent.fill_null(False) | is_damaged.fill_null(False) | no_serial.fill_null(False)


def number16(field: str) -> pl.Expr:
    """A NIK or family card number of 16 digits; null when missing, damaged or a stand-in."""
    stored = pl.col(f"n_{field}")
    value = pl.when(stored.str.len_chars() == 16).then(stored).otherwise(pl.col(f"d_{field}"))
    is_good = (value.str.len_chars() == 16) & ~pl.col(f"lost_{field}") & ~pl.col(f"fake_{field}")
    return pl.when(is_good).then(value)


def nisn() -> pl.Expr:
    """A NISN of 10 digits; leading zeros lost in a number are put back (7 digits or more)."""
    value = pl.col("d_nisn")
    is_good = value.str.len_chars().is_between(7, 10) & ~pl.col("fake_nisn")
    return pl.when(is_good).then(value.str.zfill(10))


def upper(field: str) -> pl.Expr:
    """A person's name in capitals; null when it holds no letter."""
    text = pl.col(f"f_{field}")
    return pl.when(text.str.contains(r"\p{L}")).then(text.str.to_uppercase())


def is_no_date(field: str) -> pl.Expr:
    """Whether a date cell is empty or one of the zeros that databases export for "no date"."""
    text = pl.col(f"f_{field}")
    return text.is_null() | text.str.contains(r"^0+([-/.:]0+)*( 0+:0+:0+)?$")


def birth_date(texts: pl.Series) -> pl.Series:
    """Dates of yyyy-mm-dd, dd/mm/yyyy (also - . and month names), either with a time, or a serial day.

    Month before day is never assumed: 09/17/2014 gives null.
    """
    text = texts.to_frame("text").lazy().select(_month_numbers(texts)).collect()["text"]
    frame = text.to_frame("text")
    year_first = pl.col("text").str.extract_groups(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D|$)")
    day_first = pl.col("text").str.extract_groups(r"^(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})(?:\D|$)")
    serial = pl.col("text").str.extract(r"^(\d{5})(?:\.\d+)?$").cast(pl.Int32, strict=False)
    is_serial = serial.is_between(FIRST_SERIAL, LAST_SERIAL)
    iso = pl.coalesce(_iso(year_first, "1", "2", "3"), _iso(day_first, "3", "2", "1"))
    date = pl.coalesce(
        iso.str.to_date("%Y-%m-%d", strict=False),
        pl.when(is_serial).then(serial + SERIAL_EPOCH).cast(pl.Date),
    )
    return frame.select(
        pl.when(date.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(date).alias("birth_date")
    )["birth_date"]


def _iso(groups: pl.Expr, year: str, month: str, day: str) -> pl.Expr:
    two = [groups.struct.field(part).str.zfill(2) for part in (month, day)]
    return pl.concat_str([groups.struct.field(year), *two], separator="-")


def _month_numbers(texts: pl.Series) -> pl.Expr:
    """Month names as numbers, where there are any."""
    if not texts.str.contains(r"(?i)[a-z]{3}").any():
        return pl.col("text")
    names, numbers = zip(*_MONTHS, strict=True)
    return pl.col("text").str.to_lowercase().str.replace_many(list(names), list(numbers), leftmost=True)


def sex(field: str = "sex") -> pl.Expr:
    """L or P; null when neither is meant."""
    return (
        pl.col(f"f_{field}")
        .str.to_uppercase()
        .str.replace_all("[ -]", "")
        .replace_strict(SEXES, default=None, return_dtype=pl.String)
    )


def block_number(field: str) -> pl.Expr:
    """RT or RW as three digits; 0 and text without digits are null."""
    value = pl.col(f"f_{field}").str.replace(r"\.0$", "").str.extract(r"(\d{1,3})")
    return pl.when(value.str.contains("[1-9]")).then(value.str.zfill(3))


def dusun() -> pl.Expr:
    """The hamlet without the word before it."""
    return pl.col("f_dusun").str.replace(r"(?i)^(dusun|dsn\.?|dukuh|dk\.?)\s+", "")


def degrees(field: str) -> pl.Expr:
    """A coordinate, decimal comma allowed; 0 is null."""
    value = pl.col(f"f_{field}").str.replace(",", ".").cast(pl.Float64, strict=False)
    return pl.when(value != 0).then(value)


def coordinates() -> dict[str, pl.Expr]:
    """`lat`, `lon`, and the marks `is_swapped`, `is_outside`, from the fields lat and lon."""
    lat, lon = degrees("lat"), degrees("lon")
    is_right = lat.is_between(*LATITUDES) & lon.is_between(*LONGITUDES)
    is_swapped = lon.is_between(*LATITUDES) & lat.is_between(*LONGITUDES)
    return {
        "lat": pl.when(is_right).then(lat).when(is_swapped).then(lon),
        "lon": pl.when(is_right).then(lon).when(is_swapped).then(lat),
        "is_swapped": is_swapped.fill_null(False),
        "is_outside": (~is_right & ~is_swapped).fill_null(False),
    }


def coded(frame: pl.DataFrame, field: str, table: dict[str, str]) -> pl.Expr:
    """The code a written code or label means; null when it means none."""
    column = f"f_{field}"
    if column not in frame.columns:
        return pl.lit(None, dtype=pl.String)
    found: dict[str, Any] = labels_to_codes(frame[column].unique().to_list(), table)
    return mapped(pl.col(column), found)


def mapped(column: pl.Expr, table: dict[str, str]) -> pl.Expr:
    """`column` looked up in `table`; null when it is not there."""
    if not table:
        return pl.lit(None, dtype=pl.String)
    return column.replace_strict(table, default=None, return_dtype=pl.String)


def grade_of_class(column: pl.Expr) -> pl.Expr:
    """The grade a class name speaks of: roman numerals first (X MIPA 1 is 10), then the first number."""
    text = column.str.to_uppercase().str.replace(r"^PAKET\s*[ABC]\b", "")
    text = text.str.replace_all(r"\b(KELAS|KLS|TINGKAT|ROMBEL)\b\.?", " ").str.strip_chars(" -.:")
    roman = text.str.extract(r"^(XIII|XII|XI|IX|VIII|VII|VI|IV|III|II|X|V|I)(?:[^A-Z]|$)")
    number = pl.coalesce(
        roman.replace_strict(_NUMERALS, default=None, return_dtype=pl.String), text.str.extract(r"(\d+)")
    )
    grade = number.cast(pl.Int64, strict=False)
    return pl.when(grade.is_between(1, 13)).then(grade)
