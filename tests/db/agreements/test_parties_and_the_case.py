"""Parties beside the two sides, and what holds of the case as a whole, through their pages."""

from datetime import date

import pytest
from django.urls import reverse

from jembatan.agreements.actions import withdraw_paper
from jembatan.agreements.models import Agreement, Party, Statement
from tests.cooperation import cast, paper, partner_for, signed_agreement, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return started(people)


def test_a_witness_is_added_and_taken_out_again(client, agreement, people):
    client.force_login(people.officer)
    added = client.post(
        reverse("agreements:add_party", args=[agreement.reference]),
        {"role": "witness", "name": "Kementerian Dalam Negeri"},
    )
    witness = agreement.parties.get(role="witness")

    removed = client.post(reverse("agreements:remove_party", args=[agreement.reference, witness.pk]))

    assert (added.status_code, removed.status_code, witness.must_sign) == (302, 302, False)
    assert not agreement.parties.filter(role="witness").exists()


def test_a_second_counterpart_needs_its_profile(client, agreement, people):
    client.force_login(people.officer)
    address = reverse("agreements:add_party", args=[agreement.reference])
    other = partner_for(name="Kota Ume (contoh)")

    unknown = client.post(address, {"role": "counterpart", "name": "Kota Entah", "must_sign": "on"})
    known = client.post(address, {"role": "counterpart", "name": "kota ume (contoh)", "must_sign": "on"})

    assert (unknown.status_code, known.status_code) == (400, 302)
    assert agreement.parties.get(counterpart=other).must_sign


def test_the_two_sides_stay_and_nobody_joins_after_the_signature(client, agreement, people):
    client.force_login(people.officer)
    home = agreement.parties.get(role="home")
    client.post(reverse("agreements:remove_party", args=[agreement.reference, home.pk]))
    signed = signed_agreement(people, title="Kerja sama kedua")

    late = client.post(
        reverse("agreements:add_party", args=[signed.reference]), {"role": "witness", "name": "Siapa saja"}
    )

    assert Party.objects.filter(pk=home.pk).exists()
    assert late.status_code == 409


def test_a_party_of_another_agreement_is_not_found(client, agreement, people):
    client.force_login(people.officer)
    other = started(people, title="Kerja sama lain")
    party = other.parties.get(role="counterpart")

    page = client.post(reverse("agreements:remove_party", args=[agreement.reference, party.pk]))

    assert page.status_code == 404


def test_only_what_changed_of_the_case_is_stated_anew(client, agreement, people):
    client.force_login(people.officer)
    address = reverse("agreements:state_of_case", args=[agreement.reference])
    first = client.post(address, {"case.involves_grant": "yes"})

    again = client.post(address, {"case.involves_grant": "yes", "case.needs_counterpart_funds": "no"})

    assert (first.status_code, again.status_code) == (302, 302)
    assert list(Statement.objects.order_by("pk").values_list("code", "value")) == [
        ("case.involves_grant", True),
        ("case.needs_counterpart_funds", False),
    ]
    assert client.get(address).status_code == 200


def test_who_does_not_act_for_the_region_finds_neither_page(client, agreement, people):
    client.force_login(people.council)

    for route in ("add_party", "state_of_case"):
        assert client.get(reverse(f"agreements:{route}", args=[agreement.reference])).status_code == 404


def test_a_partner_is_found_by_its_name_alone_wherever_it_lies(client, people):
    client.force_login(people.officer)
    partner_for(name="Kota Ume (contoh)")

    page = client.get(reverse("agreements:begin"), {"wilayah": people.at, "nama": "kota ume"})

    assert "Kota Ume (contoh)" in page.content.decode()


def test_where_there_is_no_road_no_stage_leans_on_a_paper(agreement, people):
    Agreement.objects.filter(pk=agreement.pk).update(kind="village_link", stage="")
    kept = paper(agreement, "initiative_letter", people, on=date(2026, 1, 6))

    withdraw_paper(kept, because="Surat yang keliru.", by=people.officer)

    assert kept.withdrawn_because == "Surat yang keliru."
