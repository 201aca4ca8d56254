"""A rule is changed by the ministry, and the cases it touches are listed before and after."""

from dataclasses import replace
from datetime import date

import pytest

from jembatan.accounts.models import User
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements import actions
from jembatan.agreements.engine.law_files import standard_rulebook
from jembatan.agreements.models import RuleVersion
from jembatan.agreements.queries.affected import affected_by, affected_by_standing
from jembatan.agreements.queries.clocks import clocks_of
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules.versions import Draft, NoReasonGiven
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from jembatan.workflow.law import Grade, Rule, RuleUnknown
from tests.agreement_rows import at_dprd, counterpart, in_force, on_the_road
from tests.builders import JEMBER, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def ministry() -> User:
    return person("ministry", "ministry_supervisor")


@pytest.fixture
def officer() -> User:
    return person("officer", "cooperation_officer", at=JEMBER)


def dprd_rule(days: int, since: date) -> Rule:
    """T1 with another number, read by somebody."""
    rule = standard_rulebook().in_force("T1", TODAY)
    return replace(
        rule, parameter=days, effective_from=since, verified_by="Biro Hukum", verified_on=date(2026, 11, 1)
    )


def test_a_changed_number_moves_the_due_day_of_cases_that_begin_after_it(ministry: User, officer: User):
    agreement = on_the_road(1, JEMBER, officer, counterpart(officer), opened_on=date(2026, 1, 5))
    at_dprd(agreement, officer, since=date(2026, 11, 2), received_on=date(2026, 11, 2))
    before = {clock.code: clock for clock in clocks_of(agreement, TODAY)}["T1"]

    page = affected_by(ministry, dprd_rule(60, date(2026, 11, 1)), TODAY)

    (case,) = page.cases
    (moved,) = [moved for moved in case.moved if moved.clock.code == "T1"]
    assert case.agreement == agreement
    assert case.stage is not None
    assert case.stage.code == "DPRD"
    assert moved.before == before
    assert moved.after is not None
    assert moved.after.due is not None
    assert before.due is not None
    assert moved.after.due.day > before.due.day


def test_the_same_list_is_there_after_saving(ministry: User, officer: User):
    agreement = on_the_road(1, JEMBER, officer, counterpart(officer), opened_on=date(2026, 1, 5))
    at_dprd(agreement, officer, since=date(2026, 11, 2), received_on=date(2026, 11, 2))
    rule = dprd_rule(60, date(2026, 11, 1))
    preview = affected_by(ministry, rule, TODAY)

    version = actions.set_rule_version(draft=Draft(rule, "Perubahan PP"), at=COUNTRY, by=ministry)

    afterwards = affected_by_standing(ministry, version, TODAY)
    assert afterwards.cases == preview.cases
    assert affected_by(ministry, rule, TODAY).cases == []
    assert {clock.code: clock for clock in clocks_of(agreement, TODAY)}["T1"].due is not None


def test_a_case_whose_period_began_before_keeps_its_due_day(ministry: User, officer: User):
    agreement = on_the_road(1, JEMBER, officer, counterpart(officer), opened_on=date(2026, 1, 5))
    at_dprd(agreement, officer, since=date(2026, 10, 1), received_on=date(2026, 10, 1))

    page = affected_by(ministry, dprd_rule(60, date(2026, 11, 1)), TODAY)

    (case,) = page.cases
    assert case.moved == ()
    assert case.stage is not None


def test_what_is_not_touched_is_not_listed(ministry: User, officer: User):
    in_force(1, JEMBER, officer, counterpart(officer), signed_on=date(2026, 1, 1), ends_on=None)

    page = affected_by(ministry, dprd_rule(60, date(2026, 11, 1)), TODAY)

    assert (page.cases, page.whole) == ([], 0)


def test_a_version_that_begins_later_is_looked_at_on_its_first_day(ministry: User, officer: User):
    in_force(1, JEMBER, officer, counterpart(officer), signed_on=date(2026, 10, 1), ends_on=None)
    rule = replace(standard_rulebook().in_force("T11", TODAY), effective_from=date(2027, 1, 1), parameter=12)

    page = affected_by(ministry, rule, TODAY)

    assert page.on == date(2027, 1, 1)
    assert [moved.clock.code for case in page.cases for moved in case.moved] == ["T11"]


def test_the_list_is_paged_by_reference(ministry: User, officer: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("jembatan.agreements.queries.affected.ON_A_PAGE", 2)
    partner = counterpart(officer)
    for number in range(5):
        in_force(number, JEMBER, officer, partner, signed_on=date(2026, 10, 1), ends_on=None)
    rule = replace(standard_rulebook().in_force("T11", TODAY), effective_from=date(2026, 11, 1), parameter=12)

    first = affected_by(ministry, rule, TODAY)
    second = affected_by(ministry, rule, TODAY, after=first.next_key)

    assert [case.agreement.reference for case in first.cases] == ["KS-0000", "KS-0001"]
    assert [case.agreement.reference for case in second.cases] == ["KS-0002", "KS-0003"]
    assert first.whole == 5


def test_a_change_is_recorded_with_its_first_day(ministry: User):
    actions.set_rule_version(
        draft=Draft(dprd_rule(60, date(2027, 1, 1)), "Perubahan PP"), at=COUNTRY, by=ministry
    )

    entry = Entry.objects.get(event="agreements.rule_changed")
    assert entry.detail == {"rule": "T1", "effective_from": "2027-01-01", "parameter": 60}
    assert law_in_use().parameter("T1", date(2027, 1, 1)) == 60
    assert law_in_use().parameter("T1", TODAY) == 45


def test_of_two_versions_with_the_same_first_day_the_later_one_holds(ministry: User):
    for days in (60, 50):
        draft = Draft(dprd_rule(days, date(2027, 1, 1)), "Perubahan PP")
        actions.set_rule_version(draft=draft, at=COUNTRY, by=ministry)

    assert law_in_use().parameter("T1", date(2027, 1, 1)) == 50


def test_an_unread_rule_is_changed_without_an_article(ministry: User):
    rule = replace(standard_rulebook().in_force("T11", TODAY), effective_from=date(2027, 1, 1), parameter=12)

    version = actions.set_rule_version(draft=Draft(rule, "Kesepakatan"), at=COUNTRY, by=ministry)

    assert (version.grade, version.article) == (Grade.D, "")


def test_only_the_ministry_changes_the_law(officer: User):
    with pytest.raises(NotAllowed):
        actions.set_rule_version(draft=Draft(dprd_rule(60, date(2027, 1, 1)), "x"), at=COUNTRY, by=officer)


def test_a_refused_change_leaves_no_trace(ministry: User):
    with pytest.raises(NoReasonGiven):
        actions.set_rule_version(draft=Draft(dprd_rule(60, date(2027, 1, 1)), ""), at=COUNTRY, by=ministry)

    assert not RuleVersion.objects.exists()
    assert not Entry.objects.filter(event="agreements.rule_changed").exists()


def test_a_rule_nobody_knows_cannot_be_changed(ministry: User):
    with pytest.raises(RuleUnknown):
        rule = replace(dprd_rule(60, date(2027, 1, 1)), code="T99")
        actions.set_rule_version(draft=Draft(rule, "x"), at=COUNTRY, by=ministry)
