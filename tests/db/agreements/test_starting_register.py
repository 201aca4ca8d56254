"""The starting register: 106 cooperations and 5 umbrellas, entered once, every row accounted for."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from jembatan.agreements.engine.register_files import starting_claims
from jembatan.agreements.exchange.register_in import Outcome, import_register
from jembatan.agreements.models import Agreement, Claim, Party
from jembatan.counterparts.models import Counterpart
from jembatan.ledger.machine import machine_account
from jembatan.ledger.models import Entry
from tests.builders import person
from tests.register import (
    ACEH,
    CHENGDU,
    CPAP,
    DAY,
    DENPASAR,
    KHARTOUM,
    KLATEN,
    SEATTLE,
    TARUANG,
    enter,
    rows,
)


def found(reference):
    return Agreement.objects.get(reference=reference)


def said(reference, fact):
    claims = Claim.objects.filter(agreement__reference=reference, fact=fact)
    return {claim.value: claim.is_preferred for claim in claims}


@pytest.fixture
def some(db):
    return enter()


def test_every_row_is_entered_once_and_accounted_for(db):
    first = enter(None)
    claims, partners = Claim.objects.count(), Counterpart.objects.count()

    again = enter(None)

    assert {result.reference: str(result.refusal) for result in first if result.refusal} == {}
    assert Counter(result.outcome for result in first) == {Outcome.ENTERED: 111}
    assert Counter(result.outcome for result in again) == {Outcome.ALREADY_THERE: 111}
    assert (Claim.objects.count(), Counterpart.objects.count()) == (claims, partners)
    assert Agreement.objects.public().count() == 111
    assert Entry.objects.filter(event="agreements.entered").count() == 111
    assert Counter(Agreement.objects.filter(parent=None).values_list("tier", flat=True))["umbrella"] == 5
    assert found(CPAP).under.filter(tier="technical_arrangement").count() == 8
    assert Counterpart.objects.get(official_name="UNICEF").names.count() == 3


def test_an_exact_day_becomes_the_column_and_a_month_stays_a_claim(some):
    assert found(SEATTLE).signed_on == date(1992, 9, 29)
    assert found(KHARTOUM).signed_on is None
    assert found(KHARTOUM).is_legacy


def test_sources_that_disagree_stay_side_by_side_with_one_preferred(some):
    assert said(SEATTLE, "signed_on") == {"1992-09-29": True, "1991": False}
    assert said(KHARTOUM, "signed_on") == {
        "2017-10": True,
        "2017-10-06": False,
        "2017-10-07": False,
        "2017-10-08": False,
    }
    assert said(CHENGDU, "signed_on") == {"2002-12-17": True, "2001": False}


def test_every_fact_of_every_agreement_has_exactly_one_preferred_claim(some):
    pairs = Counter(Claim.objects.filter(is_preferred=True).values_list("agreement_id", "fact"))

    assert set(pairs.values()) == {1}
    assert set(pairs) == set(Claim.objects.values_list("agreement_id", "fact"))


def test_a_letter_of_intent_signs_nothing(some):
    klaten = found(KLATEN)

    assert (klaten.state, klaten.signed_on, klaten.stage) == ("on_the_road", None, "")
    assert said(KLATEN, "intent_on") == {"2025-06-24": True}


def test_a_programme_area_stands_under_the_central_plan_and_ended_with_it(some):
    aceh = found(ACEH)

    assert (aceh.parent.reference, aceh.state, aceh.ended_on) == (CPAP, "ended", date(2025, 12, 31))
    assert aceh.signed_on is None
    assert found(CPAP).place is None
    assert set(found(CPAP).parties.values_list("role", "name")) == {
        ("counterpart", ""),
        ("central", "Kementerian Dalam Negeri"),
        ("central", "Bappenas"),
    }


def test_a_nagari_is_a_village_link_in_the_right_one_of_two(some):
    village = found(TARUANG)

    assert (village.kind, village.place_id) == ("village_link", "13.08.14.2002")


def test_both_sides_are_parties_and_fields_become_topics(some):
    sides = {(party.role, party.shown_name) for party in Party.objects.filter(agreement=found(DENPASAR))}

    assert sides == {("counterpart", "Mossel Bay"), ("home", "Kota Denpasar")}
    assert {topic.code for topic in found(DENPASAR).topics.all()} >= {"tourism", "training"}


def test_a_later_edition_adds_claims_to_what_is_there_and_changes_no_preference(some):
    more = replace(starting_claims()[0], reference=SEATTLE, fact="renewed_on", value="2005")

    results = import_register(rows([SEATTLE]), claims=[more], on=DAY, by=machine_account())

    assert [(result.outcome, result.claims_added) for result in results] == [(Outcome.ALREADY_THERE, 1)]
    assert said(SEATTLE, "signed_on")["1992-09-29"]


def altered(of, **cells):
    row = rows([of])[0]
    return [replace(row, cells={**row.cells, **cells})]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"signed_on": "soon"}, "agreements.bad_register_line"),
        ({"partner": ""}, "agreements.bad_register_line"),
        ({"local_government": "Kota Atlantis"}, "agreements.register_place_unclear"),
        ({"local_government": "Kota Padang"}, "agreements.register_place_not_loaded"),
        ({"parent": "REG-ID-99"}, "agreements.parent_missing"),
        ({"country": "Atlantis"}, "counterparts.unknown_country"),
        ({"partner": "Seatle", "partner_within": "", "partner_written": ""}, "counterparts.perhaps_kept"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason_and_leaves_nothing(some, cells, code):
    before = (Agreement.objects.count(), Counterpart.objects.count(), Claim.objects.count())

    refused = altered(SEATTLE, **{"reference": "REG-3578-99", **cells})
    (result,) = import_register(refused, on=DAY, by=machine_account())

    assert (result.outcome, result.refusal.code) == (Outcome.REFUSED, code)
    assert (Agreement.objects.count(), Counterpart.objects.count(), Claim.objects.count()) == before


def test_only_the_ministry_brings_a_register_in(some):
    officer = person("dewi", "cooperation_officer", at="35.78")

    (result,) = import_register(altered(SEATTLE, reference="REG-3578-98"), on=DAY, by=officer)

    assert (result.outcome, result.refusal.code) == (Outcome.REFUSED, "ledger.not_allowed")
