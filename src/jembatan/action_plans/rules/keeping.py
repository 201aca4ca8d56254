"""A line of a plan and an officer's edits as JSON, and back. Only what a database column can hold."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from jembatan.action_plans.rules.catalogue import PATTERNS
from jembatan.action_plans.rules.drafting import Line, Reason
from jembatan.action_plans.rules.redrafting import EDITABLE
from jembatan.workflow.refusals import Refused

MOST_CHILDREN, MOST_TIMES = 100_000, 1_000
MOST_RUPIAH, MOST_IN_A_LINE = Decimal(10) ** 12, Decimal(10) ** 14
LONGEST = {"name": 200, "benefit": 200, "indicator": 200, "times_unit": 20}
LONGEST_OTHERWISE = 120


class BadValue(Refused):
    code = "action_plans.bad_value"
    status = 400
    sentence = "%(field)s: %(problem)s. Correct it and save again."


def line_to_json(line: Line) -> dict[str, Any]:
    """`line` as JSON values: money as text, dates as ISO 8601."""
    return {name: _plain(value) for name, value in asdict(line).items()}


def line_from_json(kept: Mapping[str, Any]) -> Line:
    """The line that `line_to_json` wrote."""
    reasons = tuple(Reason(**reason) for reason in kept["reasons"])
    return Line(**{**kept, **_typed(kept), "reasons": reasons, "references": tuple(kept["references"])})


def edits_to_json(edits: Mapping[str, Any]) -> dict[str, Any]:
    """Checked edits as JSON values."""
    return {name: _plain(value) for name, value in edits.items()}


def edits_from_json(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The edits that `edits_to_json` wrote."""
    return {**kept, **_typed(kept)}


def checked_edits(values: Mapping[str, Any], *, funds: Mapping[str, Any]) -> dict[str, Any]:
    """`values` as a person typed them, with their types. Raises BadValue at the first that cannot be.

    Keys are names of EDITABLE; `funds` holds the codes that may be named as source of the money.
    """
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name not in EDITABLE:
            raise BadValue(field=name, problem="this cannot be changed by hand")
        checked[name] = _reader(name)(name, value)
    if "fund" in checked and checked["fund"] not in funds:
        raise BadValue(field="fund", problem="this source of money is not in the list")
    return checked


def check_line(line: Line) -> None:
    """Raise BadValue when the line ends before it starts, or costs more than a plan can hold."""
    if line.ends < line.starts:
        raise BadValue(field="ends", problem="the last day lies before the first day")
    if line.total > MOST_IN_A_LINE:
        raise BadValue(field="unit_cost", problem="the line costs more than any village has")


def _reader(name: str) -> Callable[[str, Any], Any]:
    return READERS.get(name, _text)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _typed(kept: Mapping[str, Any]) -> dict[str, Any]:
    types: dict[str, Callable[[str], Any]] = {
        "unit_cost": Decimal,
        "starts": date.fromisoformat,
        "ends": date.fromisoformat,
    }
    return {name: read(kept[name]) for name, read in types.items() if name in kept}


def _text(name: str, value: Any) -> str:
    text = " ".join(str(value or "").split())
    longest = LONGEST.get(name, LONGEST_OTHERWISE)
    if not text and name not in ("times_unit", "indicator"):
        raise BadValue(field=name, problem="this may not be empty")
    if len(text) > longest:
        raise BadValue(field=name, problem=f"this is longer than {longest} characters")
    return text


def _pattern(name: str, value: Any) -> str:
    if value not in PATTERNS:
        raise BadValue(field=name, problem=f"choose one of {', '.join(PATTERNS)}")
    return str(value)


def _count(name: str, value: Any) -> int:
    most = MOST_CHILDREN if name == "children" else MOST_TIMES
    text = str(value).strip()
    if not (text.isascii() and text.isdigit()) or not 0 <= int(text) <= most:
        raise BadValue(field=name, problem=f"this is not a whole number from 0 to {most}")
    return int(text)


def _rupiah(name: str, value: Any) -> Decimal:
    """Whole rupiah; people paste Rp1.250.000 as well as 1250000."""
    text = str(value).strip().removeprefix("Rp").strip()
    digits = text.replace(".", "") if all(len(part) == 3 for part in text.split(".")[1:]) else text
    try:
        amount = Decimal(digits)
    except InvalidOperation:
        amount = Decimal(-1)
    if not (amount.is_finite() and 0 <= amount <= MOST_RUPIAH and amount == amount.to_integral_value()):
        raise BadValue(field=name, problem="this is not an amount in whole rupiah, such as 250000")
    return amount


def _day(name: str, value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise BadValue(field=name, problem="this is not a date such as 2027-07-01") from None


READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "children": _count,
    "times": _count,
    "unit_cost": _rupiah,
    "starts": _day,
    "ends": _day,
    "pattern": _pattern,
}
