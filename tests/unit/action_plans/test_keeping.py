"""What people type becomes typed values or a clear refusal, and a line survives being kept as JSON."""

from datetime import date
from decimal import Decimal

import pytest

from jembatan.action_plans.rules.drafting import Reason
from jembatan.action_plans.rules.keeping import (
    BadValue,
    checked_edits,
    edits_from_json,
    edits_to_json,
    line_from_json,
    line_to_json,
)
from tests.unit.action_plans.builders import line

FUNDS = {"csr": None}


def test_a_line_survives_being_kept():
    kept = line(reasons=(Reason("c3-transport", "3", 2, "Transportasi"),), references=("1", "2"))

    assert line_from_json(line_to_json(kept)) == kept


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("unit_cost", "Rp1.250.000", Decimal(1_250_000)),
        ("unit_cost", " 250000 ", Decimal(250_000)),
        ("unit_cost", 7, Decimal(7)),
        ("children", "12", 12),
        ("starts", date(2027, 7, 1), date(2027, 7, 1)),
        ("ends", "2027-08-31", date(2027, 8, 31)),
        ("name", "  Mobil   desa ", "Mobil desa"),
        ("indicator", "", ""),
        ("fund", "csr", "csr"),
        ("pattern", "swakelola", "swakelola"),
    ],
)
def test_what_people_paste_is_understood(name, typed, value):
    checked = checked_edits({name: typed}, funds=FUNDS)

    assert checked == {name: value}
    assert edits_from_json(edits_to_json(checked)) == checked


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("unit_cost", "1.25"),
        ("unit_cost", "sejuta"),
        ("unit_cost", "-1"),
        ("unit_cost", "1e20"),
        ("children", "١٢"),
        ("children", "-1"),
        ("starts", "1 Juli"),
        ("name", "x" * 201),
        ("location", "x" * 121),
        ("benefit", None),
        ("sensitive", "no"),
        ("fund", "lottery"),
        ("pattern", "lotre"),
    ],
)
def test_what_cannot_be_is_refused(name, typed):
    with pytest.raises(BadValue):
        checked_edits({name: typed}, funds=FUNDS)
