"""Cells that a spreadsheet would take for a formula.

A text that begins with = + - @ (or a tab or line break before one) runs as a formula when a CSV is
opened in a spreadsheet. Source: OWASP, "CSV Injection".
"""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# XML 1.0 forbids these; one of them in a name would make a workbook or letter unreadable.
FORBIDDEN = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def unarmed(text: str) -> str:
    """`text` as a spreadsheet shows it without running it: an apostrophe is put before a dangerous start.

    Plain negative numbers (-5, -1.250) are left as they are: they are values, not formulas.
    """
    if text.startswith(FORMULA_STARTS) and not _is_number(text):
        return f"'{text}"
    return text


def printable(text: str) -> str:
    """`text` without the control characters that no Word, Excel or PDF file may hold."""
    return text.translate(FORBIDDEN).encode("utf-8", "replace").decode("utf-8")


def _is_number(text: str) -> bool:
    digits = text[1:].replace(".", "").replace(",", "")
    return text[0] in "+-" and digits.isascii() and digits.isdigit()
