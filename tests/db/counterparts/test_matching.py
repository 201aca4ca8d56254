"""Candidates for a region, with what its officers stated about it."""

from datetime import date

import pytest

from jembatan.counterparts import actions
from jembatan.counterparts.models import RegionTag
from jembatan.counterparts.queries import candidates_for, match_of
from jembatan.counterparts.rules.facts import BadFact
from jembatan.counterparts.rules.kinds import BadProfile, Kind
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from tests.builders import JEMBER, place
from tests.partners import profile

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def fact(partner, by, code, value):
    return actions.add_fact(
        counterpart=partner, code=code, value=value, source=("Own page", date(2025, 1, 1)), at=JEMBER, by=by
    )


@pytest.fixture
def known(melbourne, officer):
    """Jember and Melbourne with characteristics and sizes on both sides."""
    for tag in ("agriculture", "university"):
        actions.tag_region(tag=tag, source="RPJMD", at=JEMBER, by=officer)
        fact(melbourne, officer, "tag", tag)
    fact(melbourne, officer, "population", "2000000")
    fact(melbourne, officer, "area_km2", "3000")
    return melbourne


def test_candidates_are_ranked_and_explained(known, osaka, officer, django_assert_num_queries):
    region = place(JEMBER)
    candidates_for(region, officer, TODAY)

    with django_assert_num_queries(4):
        found = candidates_for(region, officer, TODAY)

    assert [candidate.counterpart for candidate in found] == [known, osaka]
    assert found[0].match.score == 70
    assert found[1].match.score is None
    assert match_of(region, known).score == 70


def test_organisations_and_merged_profiles_are_no_candidates(known, officer, ministry):
    actions.add_counterpart(
        profile=profile("UNICEF", "", kind=Kind.ORGANISATION), source="x", at=JEMBER, by=officer
    )
    twin = actions.add_counterpart(
        profile=profile("Melbon"), source="x", confirmed=True, at=JEMBER, by=officer
    )
    actions.merge_counterparts(kept=known, absorbed=twin, reason="One", at="ID", by=ministry)

    assert [candidate.counterpart for candidate in candidates_for(place(JEMBER), officer, TODAY)] == [known]


def test_a_blocked_partner_says_so_and_the_score_is_the_same(officer):
    haifa = actions.add_counterpart(profile=profile("Haifa", "Israel"), source="x", at=JEMBER, by=officer)

    (found,) = candidates_for(place(JEMBER), officer, TODAY)

    assert (found.counterpart, found.is_blocked) == (haifa, True)


def test_the_outsider_gets_no_candidates(known, outsider):
    assert candidates_for(place(JEMBER), outsider, TODAY) == []


def test_a_characteristic_is_stated_once_and_taken_away(officer):
    place(JEMBER)
    actions.tag_region(tag="port", source="Old plan", at=JEMBER, by=officer)
    stated = actions.tag_region(tag="port", source="RPJMD", at=JEMBER, by=officer)
    assert RegionTag.objects.get().source == "RPJMD"

    number = stated.pk
    actions.untag_region(stated, by=officer)

    assert not RegionTag.objects.exists()
    assert Entry.objects.get(event="counterparts.region_untagged").subject_id == str(number)


def test_a_region_is_tagged_by_its_own_officers_and_with_a_source(officer):
    place("35.10")
    with pytest.raises(NotAllowed):
        actions.tag_region(tag="port", source="x", at="35.10", by=officer)
    with pytest.raises(BadFact):
        actions.tag_region(tag="castle", source="x", at=JEMBER, by=officer)
    with pytest.raises(BadProfile):
        actions.tag_region(tag="port", source="", at=JEMBER, by=officer)
