"""What a new version of a rule must bring."""

from dataclasses import replace
from datetime import date

import pytest

from jembatan.agreements.rules.versions import (
    ArticleUnread,
    BadNumber,
    Draft,
    EndsBeforeItBegins,
    MayNotEnd,
    NoNumberHere,
    NoReasonGiven,
    NotRead,
    check_version,
    verified,
)
from jembatan.workflow.law import Grade, Rule, Unit
from jembatan.workflow.refusals import Refused
from jembatan.workflow.wording import Wording

READ = Rule(
    "T1",
    Wording("60 hari kerja", "60 working days"),
    "PP contoh",
    Grade.A,
    date(2027, 1, 1),
    article="3",
    parameter=60,
    unit=Unit.WORKING_DAYS,
    verified_by="Biro Hukum",
    verified_on=date(2026, 11, 1),
)
PLAIN = replace(READ, code="E2", parameter=None, unit=None)
SWITCH = replace(READ, code="REAPPROVAL", unit=Unit.SWITCH, parameter=1)


@pytest.mark.parametrize("rule", [READ, PLAIN, SWITCH, replace(PLAIN, effective_to=date(2028, 1, 1))])
def test_a_version_that_brings_everything_passes(rule: Rule):
    check_version(Draft(rule, "Putusan baru"))


@pytest.mark.parametrize(
    ("rule", "reason", "refusal"),
    [
        (READ, " ", NoReasonGiven),
        (replace(PLAIN, effective_to=date(2026, 12, 31)), "x", EndsBeforeItBegins),
        (replace(READ, effective_to=date(2028, 1, 1)), "x", MayNotEnd),
        (replace(READ, verified_by=None), "x", NotRead),
        (replace(READ, verified_on=None), "x", NotRead),
        (replace(READ, grade=Grade.D), "x", ArticleUnread),
        (replace(PLAIN, parameter=3), "x", NoNumberHere),
        (replace(READ, parameter=None), "x", BadNumber),
        (replace(READ, parameter=0), "x", BadNumber),
        (replace(READ, parameter=4000), "x", BadNumber),
        (replace(SWITCH, parameter=2), "x", BadNumber),
    ],
)
def test_a_version_that_lacks_something_is_refused(rule: Rule, reason: str, refusal: type[Refused]):
    with pytest.raises(refusal):
        check_version(Draft(rule, reason))


def test_who_read_a_text_is_known_only_with_the_day():
    assert verified(READ) == ("Biro Hukum", date(2026, 11, 1))
    assert verified(replace(READ, verified_on=None)) is None
