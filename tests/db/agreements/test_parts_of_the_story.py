"""Texts and reviews in short on the story page of an agreement."""

from datetime import date

import pytest
from django.utils import timezone

from jembatan.agreements.actions import convene_review, write_text
from jembatan.agreements.rules.text_keeping import text_from
from jembatan.agreements.web.parts import reviews, texts
from tests.builders import JEMBER, person
from tests.cooperation import agreement_at, cast, signed_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return agreement_at("RENCANA", people)


def test_who_only_looks_is_told_nothing_of_texts_and_reviews_that_do_not_exist(agreement, people):
    today = timezone.localdate()

    assert texts.part(agreement, people.council, today=today) == {}
    assert reviews.part(agreement, people.council, today=today) == {}


def test_the_desk_finds_the_way_to_both_before_there_is_any(client, agreement, people):
    client.force_login(people.officer)

    page = client.get(f"/kerja-sama/{agreement.reference}/").content.decode()

    assert f"/kerja-sama/{agreement.reference}/naskah/" in page
    assert f"/kerja-sama/{agreement.reference}/telaah/" in page


def test_the_newest_text_and_round_stand_on_the_page_in_one_query_each(
    agreement, people, django_assert_num_queries
):
    second = person("tkksd.dua", "cooperation_team", at=JEMBER)
    write_text(agreement, "mou", text_from({"id": "Pasal 1\nTujuan\n\nBelajar."}), seen=0, by=people.officer)
    committee = {people.member: "chair", second: "member"}
    convene_review(agreement, "RENCANA", committee, meets_on=date(2026, 11, 20), by=people.officer)
    people.council.may_anywhere("agreements:agreement:see")
    today = timezone.localdate()

    with django_assert_num_queries(2):
        told = texts.part(agreement, people.council, today=today)
        rounds = reviews.part(agreement, people.council, today=today)

    assert [one["languages"] for one in told["texts"]] == [["id"]]
    assert [one["review"].members_in_all for one in rounds["rounds"]] == [2]


def test_only_a_cooperation_older_than_the_regulation_cites_its_article(client, agreement, people):
    client.force_login(people.council)
    address = f"/kerja-sama/{agreement.reference}/"

    def page_of_one_signed(on: date) -> str:
        type(agreement).objects.filter(pk=agreement.pk).update(is_legacy=True, signed_on=on, stage="")
        return client.get(address).content.decode()

    assert "48" in page_of_one_signed(date(2018, 7, 12)).split('class="note"')[1].split("</p>")[0]
    assert "48" not in page_of_one_signed(date(2018, 7, 13)).split('class="note"')[1].split("</p>")[0]


def test_what_has_run_out_is_nowhere_called_in_force(client, people):
    run_out = signed_agreement(people, ends_on=date(2026, 12, 31))
    client.force_login(people.council)
    type(run_out).objects.filter(pk=run_out.pk).update(ends_on=date(2026, 11, 1))

    for address in (f"/kerja-sama/{run_out.reference}/", "/kerja-sama/"):
        chip = client.get(address).content.decode().split('<span class="chip ', 1)[1]
        assert chip.startswith("out")
