"""The terms of an agreement that may be changed while it is on its road, and what they must be.

After the signature they change by an amendment only (UU 24/2000 art. 16, grade A).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from jembatan.agreements.rules.kinds import CooperationObject
from jembatan.agreements.rules.lifecycle import TermType
from jembatan.agreements.rules.reasons import told
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

# Texts with their names and longest lengths.
TEXTS: Mapping[str, tuple[str, int]] = {
    "title_id": (_("Title"), 300),
    "title_en": (_("Title (English)"), 300),
    "initiator": (_("Who began it"), 200),
    "desk": (_("Answering office"), 160),
}
EDITABLE = (*TEXTS, "purpose", "starts_on", "ends_on", "term_type", "review_every_months", "notice_days")
TOPICS = ("field", "object", "affair")
MOST_TOPICS = 20
MOST_MONTHS, MOST_DAYS = 600, 3660


class AfterSignature(Refused):
    code = "agreements.after_signature"
    sentence = (
        "The terms can be changed here only while the agreement is on its road. Once it is signed, propose an "
        "amendment (UU 24/2000 art. 16, grade A); one that was given up must be taken up again first."
    )


class SomebodySigned(Refused):
    code = "agreements.somebody_signed"
    sentence = (
        "A party has signed this text, so its terms stand as they were signed. Take the recorded signature back "
        "first if it was recorded wrongly."
    )


class Stale(Refused):
    code = "agreements.stale"
    sentence = "Somebody else has changed the agreement meanwhile. Look at it as it is now and save again."


class OpenedInFuture(Refused):
    code = "agreements.opened_in_future"
    status = 400
    sentence = "A cooperation cannot be opened on %(on)s: that day has not come yet."


class BadTerms(Refused):
    code = "agreements.bad_terms"
    status = 400
    sentence = "%(field)s: %(problem)s."


class UnknownPlace(Refused):
    code = "agreements.unknown_place"
    status = 404
    sentence = "%(code)s is not a province, regency or city. Give its Kemendagri code, such as 35.09."


def checked_terms(values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` of all of EDITABLE as they are kept. Raises BadTerms or BadText."""
    new = dict(values)
    for name, (what, longest) in TEXTS.items():
        new[name] = told(str(values[name]), what, longest, needed=name == "title_id")
    new["purpose"] = str(values["purpose"]).strip()
    new["term_type"] = _term_type(values["term_type"])
    new["starts_on"], new["ends_on"] = _days(values["starts_on"], values["ends_on"], new["term_type"])
    new["review_every_months"] = _number(
        values["review_every_months"], _("Review every (months)"), MOST_MONTHS
    )
    new["notice_days"] = _number(values["notice_days"], _("Notice (days)"), MOST_DAYS)
    return new


def checked_topics(topics: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The codes of each list, each once. Raises BadTerms for an unknown list or object, or too many."""
    checked = {}
    for name, codes in topics.items():
        distinct = tuple(dict.fromkeys(code.strip() for code in codes if code.strip()))
        known = name != "object" or set(distinct) <= set(CooperationObject)
        if name not in TOPICS or not known or any(len(code) > 40 for code in distinct):
            raise BadTerms(field=_("What it is about"), problem=_("choose from the list"))
        if len(distinct) > MOST_TOPICS:
            raise BadTerms(field=_("What it is about"), problem=_("choose fewer"))
        checked[name] = distinct
    return checked


def _term_type(value: Any) -> TermType:
    if value not in set(TermType):
        raise BadTerms(field=_("Term"), problem=_("choose from the list"))
    return TermType(value)


def _days(starts_on: date | None, ends_on: date | None, term: TermType) -> tuple[date | None, date | None]:
    if term is TermType.INDEFINITE_WITH_REVIEW and ends_on is not None:
        raise BadTerms(field=_("In force until"), problem=_("an indefinite term has no last day"))
    if starts_on and ends_on and ends_on < starts_on:
        raise BadTerms(field=_("In force until"), problem=_("the last day lies before the first day"))
    return starts_on, ends_on


def _number(value: Any, what: str, most: int) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or not 0 < value <= most:
        raise BadTerms(field=what, problem=_("give a whole number that is possible"))
    return value
