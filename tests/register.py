"""The starting register, or some rows of it, for tests: entered through the very import people use."""

from collections.abc import Iterable
from datetime import date

from jembatan.agreements.engine.register_files import RegisterRow, starting_claims, starting_register
from jembatan.agreements.exchange.register_in import Result, import_register
from jembatan.ledger.machine import machine_account
from tests.builders import place

DAY = date(2026, 11, 22)
# One of each: claims that disagree, an umbrella with a child, a letter of intent, a village, an unverified one.
SEATTLE, KHARTOUM, CHENGDU, CPAP, ACEH = "REG-3578-01", "REG-32-06", "REG-1271-03", "REG-ID-01", "REG-11-01"
KLATEN, TARUANG, DAVAO, DENPASAR = "REG-3310-01", "REG-1308142002-01", "REG-7171-01", "REG-5171-01"
SOME = (SEATTLE, KHARTOUM, CHENGDU, CPAP, ACEH, KLATEN, TARUANG, DAVAO, DENPASAR)


def rows(references: Iterable[str] | None = SOME) -> list[RegisterRow]:
    """Rows of the packaged register; None asks for all."""
    wanted = None if references is None else set(references)
    return [row for row in starting_register() if wanted is None or row.cells["reference"] in wanted]


def enter(references: Iterable[str] | None = SOME) -> list[Result]:
    """Enter the rows, with the places they lie in."""
    chosen = rows(references)
    for row in chosen:
        if code := place_code(row):
            place(code)
    return import_register(
        chosen, claims=starting_claims(), on=DAY, by=machine_account(), partners_are_known_new=True
    )


def place_code(row: RegisterRow) -> str | None:
    """The code inside a reference: REG-3578-01 lies in 35.78; None for the central government."""
    digits = str(row.cells["reference"]).split("-")[1]
    if digits == "ID":
        return None
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)
