"""Assessing a partner, its history, its expiry, and who reads the answers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from jembatan.counterparts import actions
from jembatan.counterparts.engine.questionnaires import questionnaire
from jembatan.counterparts.models import Assessment, Counterpart
from jembatan.counterparts.queries import diligence_of, expiring
from jembatan.counterparts.rules.diligence import BadDay, NoEvidence, NothingToRate, Risk
from jembatan.counterparts.rules.kinds import BadProfile
from jembatan.counterparts.rules.profiles import MergedAway
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from tests.builders import JEMBER, person
from tests.partners import profile

pytestmark = pytest.mark.django_db

ASKED = [question.code for question in questionnaire().asked_of("foreign_local_government")]
FINDINGS = actions.Findings(
    answers=dict.fromkeys(ASKED, "fine"),
    evidence=dict.fromkeys(ASKED, "Seen on the city's own page"),
    conclusion="Go on.",
    on=date(2026, 1, 15),
)


def assess(partner, by, findings=FINDINGS):
    return actions.assess(counterpart=partner, findings=findings, at=JEMBER, by=by)


def test_an_assessment_holds_as_long_as_its_risk_allows(melbourne, officer):
    made = assess(melbourne, officer)

    assert (made.risk, made.unanswered, made.valid_until) == ("low", 0, date(2028, 1, 15))
    assert diligence_of(melbourne, date(2028, 1, 15)).is_expired is False
    assert diligence_of(melbourne, date(2028, 1, 16)).is_expired is True
    assert diligence_of(melbourne, date(2026, 1, 14)) is None


def test_unanswered_never_counts_as_fine(melbourne, officer):
    open_question = {code: "fine" for code in ASKED if code != "id_exists"}

    made = assess(melbourne, officer, replace(FINDINGS, answers=open_question))

    assert (made.risk, made.unanswered) == ("medium", 1)


def test_a_later_assessment_counts_and_the_earlier_stays(melbourne, officer):
    assess(melbourne, officer)
    worse = replace(FINDINGS, answers={**FINDINGS.answers, "in_sanctions": "concern"}, on=date(2026, 5, 1))

    assess(melbourne, officer, worse)

    assert melbourne.assessments.count() == 2
    assert diligence_of(melbourne, date(2026, 6, 1)).risk is Risk.SIGNIFICANT
    assert diligence_of(melbourne, date(2026, 4, 1)).risk is Risk.LOW


def test_the_rating_of_others_is_kept_and_changes_nothing(melbourne, officer):
    imported = actions.ImportedRating(Risk.HIGH, "HACT micro-assessment", date(2025, 3, 1))

    made = assess(melbourne, officer, replace(FINDINGS, imported=imported))

    assert (made.risk, made.imported_rating, made.imported_on) == ("low", "high", date(2025, 3, 1))


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"evidence": {}}, NoEvidence),
        ({"answers": {}}, NothingToRate),
        ({"conclusion": " "}, BadProfile),
        ({"on": timezone.localdate() + timedelta(days=2)}, BadDay),
        ({"imported": actions.ImportedRating(Risk.LOW, " ", date(2025, 1, 1))}, BadProfile),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(melbourne, officer, changed, refusal):
    before = Entry.objects.count()

    with pytest.raises(refusal):
        assess(melbourne, officer, replace(FINDINGS, **changed))

    assert not Assessment.objects.exists()
    assert Entry.objects.count() == before


def test_only_who_may_assess_there_assesses(melbourne):
    for role, at in (("cooperation_team", JEMBER), ("cooperation_officer", "35.10")):
        with pytest.raises(NotAllowed):
            assess(melbourne, person(role, role, at=at))


def test_answers_are_read_in_their_place_and_by_the_ministry(melbourne, officer, ministry, outsider):
    assess(melbourne, officer)
    neighbour = person("neighbour", "cooperation_officer", at="35.10")

    seen = {user: Assessment.objects.answers_visible_to(user).count() for user in (officer, ministry)}

    assert set(seen.values()) == {1}
    assert not Assessment.objects.answers_visible_to(neighbour).exists()
    assert not Assessment.objects.answers_visible_to(outsider).exists()


def test_those_that_end_soon_are_listed_in_one_query(melbourne, osaka, officer, django_assert_num_queries):
    assess(melbourne, officer)

    with django_assert_num_queries(1):
        soon = list(expiring(Counterpart.objects.all(), date(2027, 12, 1)))

    assert [(partner, partner.risk) for partner in soon] == [(melbourne, "low")]
    assert not expiring(Counterpart.objects.all(), date(2026, 12, 1)).exists()


def test_assessments_move_with_a_merge_and_back(melbourne, officer, ministry):
    twin = actions.add_counterpart(
        profile=profile("Melbon"), source="x", confirmed=True, at=JEMBER, by=officer
    )
    assess(twin, officer)
    merge = actions.merge_counterparts(kept=melbourne, absorbed=twin, reason="One", at="ID", by=ministry)
    assert diligence_of(melbourne, date(2026, 2, 1)) is not None
    twin.refresh_from_db()
    with pytest.raises(MergedAway):
        assess(twin, officer)

    actions.undo_merge(merge, reason="Two", by=ministry)

    assert diligence_of(melbourne, date(2026, 2, 1)) is None
    assert diligence_of(twin, date(2026, 2, 1)) is not None
