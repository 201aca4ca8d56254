"""Lines of an action plan: what they must say, what they add up to, and reading them from a sheet."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from jembatan.agreements.engine.sheet_cells import UnreadableSheet, first_sheet
from jembatan.agreements.rules.activities import (
    EMPTY,
    ENDS_EARLY,
    NOT_A_DAY,
    NOT_A_DIRECTION,
    NOT_MONEY,
    NOT_YES_OR_NO,
    TOO_LONG,
    TWICE,
    Amount,
    BadActivity,
    Direction,
    Draft,
    Money,
    check_draft,
    drafts_in,
    read_day,
    read_rupiah,
    totals,
)
from jembatan.agreements.rules.plan_sheet import NoHeadings, TooManyLines, rows_of

ROW = {
    "title": "Pertukaran guru",
    "starts_on": "1/3/2027",
    "ends_on": "2027-03-31",
    "agency": "Dinas Pendidikan",
    "budget": "Rp1.250.000",
    "fund": "APBD",
    "person": "",
    "field": "education",
    "direction": "Dua Arah",
    "continues": "ya",
}
DRAFT = Draft(
    "Pertukaran guru", date(2027, 3, 1), date(2027, 3, 31), "Dinas Pendidikan", Decimal(1250000), "APBD",
    field="education", direction=Direction.BOTH, continues=True,
)  # fmt: skip


@dataclass
class Line:
    budget: Decimal | None = None
    spent: Decimal | None = None
    fund: str = "APBD"
    agency: str = "Dinas Pendidikan"
    is_cancelled: bool = False


def test_nobody_said_is_not_nothing():
    found = totals([Line(Decimal(0)), Line(None), Line(Decimal(500), Decimal(200), fund="Hibah")])

    assert found.whole == Money(Amount(Decimal(500), 3, 1), Amount(Decimal(200), 3, 2))
    assert found.by_fund["APBD"].budget == Amount(Decimal(0), 2, 1)
    assert found.by_fund["Hibah"].spent == Amount(Decimal(200), 1, 0)
    assert found.by_agency == {"Dinas Pendidikan": found.whole}


def test_a_cancelled_line_keeps_only_what_it_spent():
    found = totals([Line(Decimal(500), Decimal(20), is_cancelled=True), Line(Decimal(9), is_cancelled=True)])

    assert found.whole == Money(Amount(), Amount(Decimal(20), 1, 0))


def test_a_filled_in_sheet_is_read_and_empty_rows_are_passed_over():
    drafts, problems = drafts_in([(5, ROW), (6, dict.fromkeys(ROW)), (7, ROW | {"title": "Beasiswa"})])

    assert problems == ()
    assert drafts == (DRAFT, replace(DRAFT, title="Beasiswa"))


@pytest.mark.parametrize(
    ("changes", "column", "problem"),
    [
        ({"title": ""}, "title", EMPTY),
        ({"title": "x" * 301}, "title", TOO_LONG),
        ({"agency": None}, "agency", EMPTY),
        ({"starts_on": "besok"}, "starts_on", NOT_A_DAY),
        ({"starts_on": ""}, "starts_on", EMPTY),
        ({"starts_on": "31/2/2027"}, "starts_on", NOT_A_DAY),
        ({"ends_on": "1/2/2027"}, "ends_on", ENDS_EARLY),
        ({"budget": "banyak"}, "budget", NOT_MONEY),
        ({"budget": "1250.5"}, "budget", NOT_MONEY),
        ({"direction": "ke bulan"}, "direction", NOT_A_DIRECTION),
        ({"continues": "mungkin"}, "continues", NOT_YES_OR_NO),
    ],
)
def test_a_wrong_cell_is_told_with_its_row_and_column(changes, column, problem):
    _drafts, problems = drafts_in([(12, ROW | changes)])

    assert [(found.row, found.column, found.problem) for found in problems] == [(12, column, problem)]


def test_every_wrong_cell_of_a_row_is_told_at_once():
    _drafts, problems = drafts_in([(4, ROW | {"title": " ", "starts_on": "x", "budget": "y", "agency": ""})])

    assert {found.column for found in problems} == {"title", "starts_on", "budget", "agency"}


def test_the_same_line_twice_is_told():
    _drafts, problems = drafts_in([(5, ROW), (9, ROW)])

    assert [(found.row, found.problem, found.detail) for found in problems] == [(9, TWICE, {"row": 5})]


@pytest.mark.parametrize(
    "cell",
    [date(2027, 8, 31), datetime(2027, 8, 31, 9), "31/8/2027", "2027-08-31", "31-08-2027", "31 Agustus 2027",
     "2027-08-31 00:00:00"],
)  # fmt: skip
def test_days_as_people_write_them(cell):
    assert read_day(cell) == date(2027, 8, 31)


@pytest.mark.parametrize("cell", ["1/1/0001", "31 Foo 2027", "tahun depan", None])
def test_what_is_no_day(cell):
    with pytest.raises(ValueError):
        read_day(cell)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("", None), (None, None), (0, 0), ("0", 0), (1250000.0, 1250000), (1250000, 1250000), ("1250000", 1250000),
     ("Rp 1.250.000,-", 1250000), ("1.250.000,00", 1250000), ("1,250,000", 1250000)],
)  # fmt: skip
def test_amounts_as_people_write_them(cell, amount):
    assert read_rupiah(cell) == amount


@pytest.mark.parametrize("cell", [1.5, -4, "1.25", "Rp satu juta", 1e20])
def test_what_is_no_amount(cell):
    with pytest.raises(ValueError):
        read_rupiah(cell)


def test_a_form_is_refused_at_its_first_problem():
    with pytest.raises(BadActivity) as refusal:
        check_draft(replace(DRAFT, title=" "))

    assert refusal.value.detail["field"] == "title"
    with pytest.raises(BadActivity):
        check_draft(replace(DRAFT, budget=Decimal(-1)))
    check_draft(DRAFT)


def test_a_sheet_is_found_below_its_titles_in_either_language():
    rows = [
        ("Rencana aksi",),
        (),
        ("Activity", "first day", "LAST DAY", "Agency", "?"),
        ("Beasiswa", "1/3/2027"),
    ]

    assert rows_of(rows, file="a.xlsx") == [(4, {"title": "Beasiswa", "starts_on": "1/3/2027"})]


def test_a_sheet_without_its_headings_or_end_is_refused():
    with pytest.raises(NoHeadings):
        rows_of([("Kegiatan", "Hari pertama")], file="a.xlsx")
    with pytest.raises(TooManyLines):
        rows_of([()] * 2001, file="a.xlsx")
    with pytest.raises(UnreadableSheet):
        first_sheet(b"PK rusak", file="a.xlsx")
