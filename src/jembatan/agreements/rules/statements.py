"""What offices may state about a case, and the kind of value each statement has.

A statement is called as the need it meets: "<kind>.<code>", as in "declaration.no_office_abroad". Those that
begin with "case." say something of the case itself and belong to no stage.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jembatan.agreements.rules.finding import PLANS
from jembatan.agreements.rules.roads import Need, NeedKind
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording

DPRD_RECEIVED = "fact.dprd_received"
OBJECT_IS_REGIONAL = "fact.object_is_regional"
# Of a text that was only handed over as a file: somebody has compared its languages.
MATCHED = "language.matched"
GRANT, COUNTERPART_FUNDS = "case.involves_grant", "case.needs_counterpart_funds"
# UU 24/2000 art. 7(5): what a technical text needs beside an agreement in force, to be signed without full powers.
WITHIN_AUTHORITY = "declaration.within_authority"
# Of a quorum: nobody of this class is concerned.
EXCUSED = "excused"
# What holds for one round of its stage only: the next meeting, the next letter to the DPRD.
IN_ROUND = ("quorum.", DPRD_RECEIVED)
STATED_KINDS = (
    NeedKind.DECLARATION,
    NeedKind.QUORUM,
    NeedKind.CONSULTATION,
    NeedKind.PLAN,
)
STATED_FACTS = (DPRD_RECEIVED, OBJECT_IS_REGIONAL, MATCHED)
OF_THE_CASE: Mapping[str, Wording] = {
    GRANT: Wording("Kerja sama ini memuat hibah", "The cooperation involves a grant"),
    COUNTERPART_FUNDS: Wording("Hibah mensyaratkan dana pendamping", "The grant requires counterpart funds"),
    WITHIN_AUTHORITY: Wording(
        "Naskah teknis ini berada dalam kewenangan badan penandatangan",
        "This technical text lies within the authority of the body that signs it",
    ),
}
LONGEST = 300


class NotStated(Refused):
    code = "agreements.not_stated"
    status = 400
    sentence = "%(code)s is not something that is stated: it follows from documents and records."


class BadValue(Refused):
    code = "agreements.bad_value"
    status = 400
    sentence = "%(what)s: %(problem)s."


def code_of(need: Need) -> str:
    """What a statement that meets this need is called."""
    return f"{need.kind}.{need.code}"


def is_stated(need: Need) -> bool:
    """Whether a person meets this need by stating it, and not by a document or another record."""
    return need.kind in STATED_KINDS or code_of(need) in STATED_FACTS


def checked_value(code: str, value: Any) -> Any:
    """`value` as it is kept for the statement `code`. Raises BadValue.

    A day is kept as "2026-11-22", the reference to a plan as its text; everything else is True or False, and
    a class of participants may also be "excused".
    """
    if code == DPRD_RECEIVED:
        return _day(code, value)
    if code.startswith(f"{NeedKind.PLAN}."):
        return _reference(code, value)
    if code.startswith(f"{NeedKind.QUORUM}.") and value == EXCUSED:
        return value
    if not isinstance(value, bool):
        raise BadValue(what=code, problem=_("answer yes or no"))
    return value


def _day(code: str, value: Any) -> str:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()
    except ValueError:
        raise BadValue(what=code, problem=_("give a day")) from None


def _reference(code: str, value: Any) -> str:
    text = " ".join(str(value).split()) if isinstance(value, str) else ""
    plans = PLANS[code.partition(".")[2]]
    if len(text) > LONGEST or not plans & plans_named(text):
        raise BadValue(what=" / ".join(sorted(plans)), problem=_("name the plan and the place in it"))
    return text


def plans_named(text: str) -> frozenset[str]:
    """The plans (RPJMN, RPJMD, RKPD) that a reference names."""
    return frozenset(plan for plans in PLANS.values() for plan in plans if plan in text.upper())
