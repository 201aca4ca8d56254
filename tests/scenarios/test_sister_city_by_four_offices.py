"""A sister city from the first letter to two signatures on two days, by four people in four offices."""

from datetime import date, timedelta

import pytest

from jembatan.agreements import actions
from jembatan.agreements.models import Agreement, StageEvent
from jembatan.agreements.queries.road import case_of
from jembatan.agreements.rules.blockers import StageBlocked
from jembatan.agreements.rules.lifecycle import State
from jembatan.correspondence.models import Notice
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from tests.cooperation import cast, paper, sign, started, supply, take, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


def test_four_offices_bring_a_sister_city_to_its_signature(people):
    agreement = started(people, title="Kota kembar Jember dan Sakura")

    for stage, outcome in (
        ("PRAKARSA", "recorded"),
        ("PENJAJAKAN", "continued"),
        ("KONSULTASI", "consulted"),
        ("PERNYATAAN_KEHENDAK", "signed"),
        ("RENCANA", "completed"),
    ):
        assert agreement.stage == stage
        take(agreement, stage, outcome, people)
    assert (agreement.stage, agreement.turn) == ("DPRD", "region")  # the request letter is still owed
    with pytest.raises(NotAllowed):
        actions.take_stage(agreement, "DPRD", "approved", on=date.today(), by=people.ministry)
    take(agreement, "DPRD", "approved", people)
    for stage, outcome in (
        ("VERIFIKASI", "draft_text"),
        ("RANCANGAN_NASKAH", "sent"),
        ("PEMBAHASAN_INTERKEM", "agreed"),
        ("PERSETUJUAN_MENTERI", "approved"),
        ("PEMBAHASAN_MITRA", "confirmed"),
        ("SURAT_KUASA", "issued"),
    ):
        take(agreement, stage, outcome, people)
    opened = case_of(agreement, today=date.today()).standing.of("PENANDATANGANAN").opened_on
    home, abroad = agreement.parties.all()
    sign(agreement, home, people, on=opened + timedelta(days=2))
    with pytest.raises(StageBlocked) as refused:
        actions.take_stage(
            agreement, "PENANDATANGANAN", "signed", on=opened + timedelta(days=9), by=people.officer
        )
    sign(agreement, abroad, people, on=opened + timedelta(days=9))
    take(agreement, "PENANDATANGANAN", "signed", people, on=opened + timedelta(days=9))

    assert "fact.all_signed" in {blocker.code for blocker in refused.value.blockers}
    assert agreement.state == State.IN_FORCE
    assert agreement.signed_on == agreement.starts_on == opened + timedelta(days=9)
    who = dict(StageEvent.objects.values_list("stage", "recorded_by__username"))
    assert who["DPRD"] == "sekwan" and who["VERIFIKASI"] == "kemendagri"
    assert who["SURAT_KUASA"] == "kemlu" and who["PENANDATANGANAN"] == "desk"
    assert Entry.objects.filter(event="agreements.stage_taken").count() == 13


def test_each_office_is_told_when_its_stage_is_open(people):
    agreement = started(people)

    walk(agreement, people, until="PEMBAHASAN_MITRA")

    told = {(n.recipient.username, n.url.split("/")[-2]) for n in Notice.objects.select_related("recipient")}
    assert ("sekwan", "DPRD") in told
    assert ("kemendagri", "VERIFIKASI") in told
    assert ("kemlu", "PEMBAHASAN_MITRA") in told
    assert not any(name in ("desk", "luar") for name, _stage in told)


def test_a_plan_sent_back_goes_to_the_dprd_again_and_keeps_its_history(people):
    agreement = started(people)
    walk(agreement, people, until="VERIFIKASI")

    take(agreement, "VERIFIKASI", "revise_plan", people)
    first_round = agreement.stage
    walk(agreement, people, until="VERIFIKASI")

    assert first_round == "RENCANA"
    rounds = StageEvent.objects.filter(agreement=agreement, stage="DPRD").values_list("round", "outcome")
    assert list(rounds) == [(1, "approved"), (2, "approved")]


def test_the_region_writes_down_what_an_office_without_computers_decided(people):
    agreement = started(people)
    walk(agreement, people, until="DPRD")
    supply(agreement, "DPRD", "approved", people)
    decision = agreement.papers.get(type="dprd_decision")

    event = actions.take_stage(
        agreement,
        "DPRD",
        "approved",
        on=decision.dated_on,
        by=people.officer,
        written=actions.Written(product=decision, remark="keputusan nomor 7", on_behalf=True),
    )

    assert event.on_behalf and event.product == decision and event.office == "dprd"
    assert Agreement.objects.get().stage == "VERIFIKASI"


def test_nobody_writes_down_anything_without_the_document(people):
    agreement = started(people)
    walk(agreement, people, until="DPRD")
    elsewhere = paper(started(people, title="Yang lain"), "dprd_decision", people, on=date(2026, 2, 1))

    with pytest.raises(actions.ProofMissing):
        actions.take_stage(
            agreement,
            "DPRD",
            "approved",
            on=date.today(),
            by=people.officer,
            written=actions.Written(on_behalf=True),
        )
    with pytest.raises(actions.WrongPaper):
        actions.take_stage(
            agreement,
            "DPRD",
            "approved",
            on=date.today(),
            by=people.officer,
            written=actions.Written(product=elsewhere, on_behalf=True),
        )

    assert not StageEvent.objects.filter(stage="DPRD").exists()
