"""Search first: a name that is kept is found, and nothing is made twice."""

import pytest

from jembatan.counterparts import actions
from jembatan.counterparts.models import Counterpart, CounterpartName
from jembatan.counterparts.queries import Outcome, resolve
from jembatan.counterparts.rules.countries import UnknownCountry
from jembatan.counterparts.rules.kinds import BadProfile, Kind, PoliticalParty
from jembatan.counterparts.rules.likeness import Reason
from jembatan.counterparts.rules.profiles import AlreadyKept, MergedAway, PerhapsKept, Stale
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from tests.builders import JEMBER, person
from tests.partners import profile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("spelling", ["Kota Melbourne", "MELBOURNE CITY", "Melbourne City Council, Victoria"])
def test_another_spelling_of_the_same_city_is_found(melbourne, spelling):
    found = resolve(spelling, "Australia", level="city", within="Victoria")

    assert found.outcome is Outcome.EXACT
    assert found.exact == melbourne


def test_a_name_nobody_has_entered_is_new(melbourne):
    assert resolve("Perth", "Australia").outcome is Outcome.NEW


def test_the_same_name_in_another_country_is_another_partner(melbourne):
    assert resolve("Melbourne", "Amerika Serikat").outcome is Outcome.NEW


def test_a_prefecture_is_not_joined_with_the_city_of_its_name(osaka):
    found = resolve("Kota Osaka", "Japan", Kind.LOCAL_GOVERNMENT)

    assert found.outcome is Outcome.SUGGESTIONS
    assert found.suggestions[0].counterpart == osaka
    assert found.suggestions[0].reason is Reason.OTHER_LEVEL


def test_a_misprint_only_suggests(melbourne):
    found = resolve("Melburne", "AU")

    assert (found.outcome, found.exact) == (Outcome.SUGGESTIONS, None)
    assert found.suggestions[0].counterpart == melbourne


def test_a_country_nobody_knows_is_refused():
    with pytest.raises(UnknownCountry):
        resolve("Somewhere", "Wakanda")


def test_an_organisation_is_found_with_and_without_a_country(ministry):
    unicef = actions.add_counterpart(
        profile=profile("UNICEF", "", kind=Kind.ORGANISATION), source="CPAP", at="ID", by=ministry
    )

    for spelling in ("UNICEF Indonesia", "UNICEF (with LPKIPI)", "United Nations Children's Fund (UNICEF)"):
        assert resolve(spelling, "", Kind.ORGANISATION).exact == unicef
        assert resolve(spelling, "Indonesia").exact == unicef


def test_resolving_costs_one_query(melbourne, osaka, django_assert_num_queries):
    with django_assert_num_queries(1):
        resolve("Oosaka-fu", "Japan")


def test_a_kept_name_is_refused_and_says_which_profile(melbourne, officer):
    with pytest.raises(AlreadyKept) as refusal:
        actions.add_counterpart(
            profile=profile("Kota Melbourne", place_within="Victoria"), source="x", at=JEMBER, by=officer
        )

    assert refusal.value.detail["counterpart"] == melbourne.pk
    assert Counterpart.objects.count() == 1


def test_a_name_that_may_be_kept_asks_and_is_added_when_confirmed(osaka, officer):
    city = profile("Osaka", "Japan")
    with pytest.raises(PerhapsKept) as refusal:
        actions.add_counterpart(profile=city, source="x", at=JEMBER, by=officer)

    added = actions.add_counterpart(profile=city, source="x", confirmed=True, at=JEMBER, by=officer)

    assert refusal.value.detail["counterparts"] == [osaka.pk]
    assert added.names.get().folded == "osaka"
    assert Entry.objects.about(added).get().detail["confirmed_against"] == [osaka.pk]


def test_the_local_name_is_a_spelling_too(osaka):
    assert resolve("大阪府", "Japan").exact == osaka


def test_a_political_party_is_refused_with_its_article(officer):
    with pytest.raises(PoliticalParty, match="36\\(2\\)"):
        actions.add_counterpart(
            profile=profile("Some Party", kind=Kind.POLITICAL_PARTY), source="x", at=JEMBER, by=officer
        )


@pytest.mark.parametrize(
    "wrong",
    [
        profile("X", kind="club"),
        profile("X", level=""),
        profile("X", kind=Kind.NONPROFIT, level="city"),
        profile("X", "", kind=Kind.NONPROFIT),
        profile("  "),
        profile("!!!"),
        profile("x" * 201),
    ],
)
def test_a_profile_that_does_not_fit_together_is_refused(officer, wrong):
    with pytest.raises(BadProfile):
        actions.add_counterpart(profile=wrong, source="x", at=JEMBER, by=officer)


def test_an_officer_adds_only_for_the_own_region(officer, outsider):
    for somebody, at in ((officer, "35.10"), (officer, "ID"), (outsider, JEMBER)):
        with pytest.raises(NotAllowed):
            actions.add_counterpart(profile=profile("Perth"), source="x", at=at, by=somebody)


def test_another_region_adds_a_spelling_it_has_seen(melbourne):
    neighbour = person("neighbour", "cooperation_officer", at="35.10")

    seen = {"spelling": "Melbourn", "source": "Old MoU", "at": "35.10", "by": neighbour}
    first = actions.add_name(counterpart=melbourne, **seen)
    again = actions.add_name(counterpart=melbourne, **seen)

    assert first == again
    assert resolve("MELBOURN", "Australia").exact == melbourne


def test_a_spelling_belongs_to_one_profile(melbourne, officer):
    perth = actions.add_counterpart(profile=profile("Perth"), source="x", at=JEMBER, by=officer)

    with pytest.raises(AlreadyKept):
        actions.add_name(counterpart=perth, spelling="city of melbourne", source="x", at=JEMBER, by=officer)


def test_a_spelling_without_a_letter_is_refused(melbourne, officer):
    with pytest.raises(BadProfile):
        actions.add_name(counterpart=melbourne, spelling="--", source="x", at=JEMBER, by=officer)


def test_an_edited_profile_keeps_its_old_spellings(melbourne, officer):
    actions.edit_counterpart(
        melbourne,
        profile=profile("Greater Melbourne", level="other"),
        version=melbourne.version,
        source="x",
        by=officer,
    )

    assert melbourne.official_name == "Greater Melbourne"
    assert set(melbourne.names.values_list("spelling", "level")) == {
        ("City of Melbourne", "other"),
        ("Greater Melbourne", "other"),
    }


def test_a_stale_page_is_refused(melbourne, officer):
    with pytest.raises(Stale):
        actions.edit_counterpart(melbourne, profile=profile("X"), version=7, source="x", by=officer)


def test_an_edit_may_not_take_another_profiles_name(melbourne, officer):
    perth = actions.add_counterpart(profile=profile("Perth"), source="x", at=JEMBER, by=officer)

    with pytest.raises(AlreadyKept):
        actions.edit_counterpart(
            perth, profile=profile("Melbourne", place_within="Victoria"), version=1, source="x", by=officer
        )


def test_an_edit_may_not_bring_a_spelling_where_another_profile_has_it(osaka, officer):
    city = actions.add_counterpart(
        profile=profile("Osaka", "Japan"), source="x", confirmed=True, at=JEMBER, by=officer
    )
    actions.add_name(counterpart=osaka, spelling="Osaka", source="x", at=JEMBER, by=officer)

    with pytest.raises(AlreadyKept):
        actions.edit_counterpart(
            city, profile=profile("Namba", "Japan", level="province"), version=1, source="x", by=officer
        )


def test_spellings_of_a_merged_level_stay_when_the_profile_changes_its_own(osaka, officer, ministry):
    city = actions.add_counterpart(
        profile=profile("Osaka", "Japan"), source="x", confirmed=True, at=JEMBER, by=officer
    )
    actions.add_name(counterpart=osaka, spelling="Osaka", source="x", at=JEMBER, by=officer)
    actions.merge_counterparts(kept=osaka, absorbed=city, reason="One", at="ID", by=ministry)
    osaka.refresh_from_db()

    actions.edit_counterpart(
        osaka, profile=profile("Osaka", "Japan"), version=osaka.version, source="x", by=officer
    )

    assert sorted(osaka.names.values_list("folded", "level")) == [
        ("osaka", "city"),
        ("osaka", "province"),
        ("osaka prefecture", "city"),
        ("大阪府", "city"),
    ]


def test_a_profile_that_was_merged_away_is_not_changed(melbourne, osaka, officer, ministry):
    other = actions.add_counterpart(
        profile=profile("Melbon"), source="x", at=JEMBER, by=officer, confirmed=True
    )
    actions.merge_counterparts(kept=melbourne, absorbed=other, reason="Same city", at="ID", by=ministry)
    other.refresh_from_db()

    with pytest.raises(MergedAway):
        actions.add_name(counterpart=other, spelling="Melb", source="x", at=JEMBER, by=officer)


def test_the_outsider_sees_no_partner(melbourne, outsider, officer):
    assert not Counterpart.objects.visible_to(outsider).exists()
    assert Counterpart.objects.visible_to(officer).get() == melbourne
    assert CounterpartName.objects.count() == 1
