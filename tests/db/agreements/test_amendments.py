"""An amendment as a working copy: proposed, edited, agreed, merged, in conflict, withdrawn."""

from datetime import date

import pytest
from django.utils import timezone

from jembatan.agreements.actions import amending, term
from jembatan.agreements.actions.amending import Decision, NoAgreedText, NotAmendable, PartyStays
from jembatan.agreements.actions.belonging import PaperNeeded
from jembatan.agreements.models import Agreement, AgreementText, Amendment, StageEvent, TermChange
from jembatan.agreements.queries.terms import changes_wanted, merge_now, terms_of
from jembatan.agreements.rules.amending import MergeConflict, NoSuchConflict, NothingChanged, NotTechnical
from jembatan.agreements.rules.clauses import Text, from_parts, parse, to_parts
from jembatan.agreements.rules.editing import BadTerms, Stale
from jembatan.agreements.rules.reasons import NoReason
from jembatan.agreements.rules.term import HasLapsed
from jembatan.ledger.acting import NotAllowed
from jembatan.workflow.lifecycles import WrongState
from tests.cooperation import cast, paper, signed_agreement, started
from tests.living import in_force

pytestmark = pytest.mark.django_db
WORDS = {
    "id": "NASKAH\n\nPasal 1\nTujuan\n\nPertukaran guru.\n\nPasal 2\nBiaya\n\nMasing-masing pihak.",
    "en": "TEXT\n\nArticle 1\nAim\n\nExchange of teachers.\n\nArticle 2\nCosts\n\nEach party its own.",
}


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return in_force(people, ends_on=date(2030, 1, 31))


@pytest.fixture
def text(people, agreement):
    kept = AgreementText.objects.create(
        agreement=agreement,
        type="mou",
        version=1,
        clauses=to_parts(Text(tuple(parse(code, words) for code, words in WORDS.items()))),
        sha256="0" * 64,
        written_by=people.officer,
        written_at=timezone.now(),
        agreed_on=date(2026, 2, 1),
    )
    return kept


def propose(agreement, people, kind=Amendment.Kind.TERMS, **values):
    amendment = amending.propose_amendment(agreement, kind=kind, reason="Menyesuaikan", by=people.officer)
    if values:
        amending.edit_working_copy(amendment, values=values, version=amendment.version, by=people.officer)
    return amendment


def agree(amendment, people):
    document = paper(amendment.agreement, "other", people, on=timezone.localdate())
    amending.agree_amendment(amendment, on=timezone.localdate(), paper=document, by=people.officer)


def merge(amendment, people, decisions=None, **more):
    return amending.merge_amendment(amendment, decisions=decisions or {}, by=people.officer, **more)


def test_the_agreement_stays_as_it_is_until_the_merge(people):
    agreement = signed_agreement(people, ends_on=date(2030, 1, 31))
    amendment = propose(agreement, people, purpose="Pertukaran guru", ends_on="2032-01-31")
    agree(amendment, people)
    assert Agreement.objects.get().purpose == ""

    changes = merge(amendment, people)

    agreement.refresh_from_db()
    assert [change.field for change in changes] == ["purpose", "ends_on"]
    assert (agreement.purpose, agreement.ends_on) == ("Pertukaran guru", date(2032, 1, 31))
    assert (amendment.state, amendment.merged_by) == ("merged", people.officer)
    kept = TermChange.objects.get()
    assert (kept.kind, kept.ends_before, kept.paper) == ("extension", date(2030, 1, 31), amendment.paper)
    assert StageEvent.objects.filter(agreement=agreement, stage="PERUBAHAN", outcome="amended").count() == 1
    with pytest.raises(WrongState):
        merge(amendment, people)


def test_what_is_proposed_is_checked_when_it_is_typed(people, agreement):
    amendment = propose(agreement, people)

    for values in (
        {"ends_on": "2010-01-01", "starts_on": "2020-01-01"},
        {"term_type": "indefinite_with_review"},
        {"notice_days": 0},
        {"topics": ["object:everything"]},
    ):
        with pytest.raises(BadTerms):
            amending.edit_working_copy(amendment, values=values, version=amendment.version, by=people.officer)
    with pytest.raises(Stale):
        amending.edit_working_copy(amendment, values={"purpose": "x"}, version=99, by=people.officer)
    with pytest.raises(NothingChanged):
        agree(amendment, people)
    with pytest.raises(NotAllowed):
        amending.edit_working_copy(amendment, values={}, version=1, by=people.agency)


def test_two_amendments_in_different_places_come_together(people, agreement):
    one = propose(agreement, people, purpose="Pertukaran guru", topics=["object:culture", "field:education"])
    other = propose(agreement, people, notice_days=90, topics=["field:health"])
    for amendment in (one, other):
        agree(amendment, people)
        merge(amendment, people)

    agreement.refresh_from_db()
    assert (agreement.purpose, agreement.notice_days) == ("Pertukaran guru", 90)
    assert terms_of(agreement)["topics"] == ["field:education", "field:health"]


def test_the_same_field_changed_meanwhile_is_decided_by_a_person(people, agreement):
    amendment = propose(agreement, people, ends_on="2031-01-31", purpose="Baru")
    agree(amendment, people)
    extension = term.Change(
        timezone.localdate(), "Diperpanjang", paper(agreement, "other", people, on=timezone.localdate())
    )
    term.extend(agreement, change=extension, until=date(2035, 1, 31), by=people.officer)

    with pytest.raises(MergeConflict) as refusal:
        merge(amendment, people)
    assert refusal.value.detail == {"fields": "ends_on"}
    assert [conflict.ours for conflict in merge_now(amendment).conflicts] == ["2035-01-31"]
    with pytest.raises(NoReason):
        merge(amendment, people, {"ends_on": Decision("ours", "")})
    with pytest.raises(NoSuchConflict):
        merge(amendment, people, {"purpose": Decision("ours", "Sudah cukup")})
    assert Amendment.objects.get().state == "agreed"

    merge(amendment, people, {"ends_on": Decision("ours", "Perpanjangan sudah disepakati")})

    agreement.refresh_from_db()
    assert (agreement.ends_on, agreement.purpose) == (date(2035, 1, 31), "Baru")
    assert amendment.decisions == {"ends_on": {"side": "ours", "because": "Perpanjangan sudah disepakati"}}


def test_a_technical_change_goes_by_the_simple_procedure(people, agreement):
    amendment = propose(agreement, people, Amendment.Kind.TECHNICAL, title_en="Sister city")
    with pytest.raises(PaperNeeded):
        merge(amendment, people)

    merge(amendment, people, paper=paper(agreement, "other", people, on=timezone.localdate()))

    agreement.refresh_from_db()
    assert agreement.title_en == "Sister city"


def test_a_change_of_substance_does_not_pass_as_technical(people, agreement):
    amendment = propose(agreement, people, Amendment.Kind.TECHNICAL, purpose="Lain sama sekali")

    with pytest.raises(NotTechnical):
        merge(amendment, people, paper=paper(agreement, "other", people, on=timezone.localdate()))

    assert Agreement.objects.get().purpose == ""
    with pytest.raises(WrongState):
        merge(propose(agreement, people, purpose="Belum disepakati"), people)


def test_an_amended_clause_becomes_the_next_version_of_the_agreed_text(people, agreement, text):
    clauses = terms_of(agreement)["clauses"]
    clauses["2"] = {"id": "Biaya\n\nDitanggung bersama.", "en": "Costs\n\nShared."}
    amendment = propose(agreement, people, clauses=clauses)
    assert [change.field for change in changes_wanted(amendment)] == ["clauses.2"]
    agree(amendment, people)

    merge(amendment, people)

    newest = AgreementText.objects.get(version=2)
    assert [version.clauses[1].body for version in from_parts(newest.clauses).versions] == [
        "Ditanggung bersama.",
        "Shared.",
    ]
    assert (newest.agreed_on, newest.remark) == (timezone.localdate(), "Amendment 1")
    assert terms_of(agreement)["clauses"] == clauses


def test_clauses_without_an_agreed_text_have_nowhere_to_stand(people, agreement):
    amendment = propose(agreement, people, clauses={"1": {"id": "Tujuan baru"}})
    agree(amendment, people)

    with pytest.raises(NoAgreedText):
        merge(amendment, people)

    assert Amendment.objects.get().state == "agreed"


def test_parties_come_and_go_but_not_those_who_signed(people, agreement):
    parties = terms_of(agreement)["parties"]
    joined = propose(
        agreement,
        people,
        parties=[*parties, "witness|name:Kementerian Contoh|stands", "implementing|place:35.09|stands"],
    )
    agree(joined, people)
    merge(joined, people)
    left = propose(agreement, people, parties=[*parties, "implementing|place:35.09|stands"])
    agree(left, people)
    merge(left, people)
    assert set(terms_of(agreement)["parties"]) == {*parties, "implementing|place:35.09|stands"}
    partner = f"implementing|counterpart:{agreement.counterpart_id}|stands"
    twice = propose(agreement, people, parties=[*parties, partner])
    agree(twice, people)
    merge(twice, people)

    emptied = propose(agreement, people, parties=[parties[0]])
    agree(emptied, people)
    with pytest.raises(PartyStays):
        merge(emptied, people)


def test_only_what_is_signed_is_amended_and_a_lapsed_end_is_revived_instead(people, agreement):
    with pytest.raises(NotAmendable):
        propose(started(people, title="Belum"), people)
    amendment = propose(agreement, people, ends_on="2032-01-31")
    agree(amendment, people)
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=date(2026, 9, 30))

    decision = {"ends_on": Decision("theirs", "Sudah disepakati")}
    with pytest.raises(HasLapsed):
        merge(amendment, people, decision)


def test_a_working_copy_is_withdrawn_with_its_reason(people, agreement):
    amendment = propose(agreement, people)
    with pytest.raises(NoReason):
        amending.withdraw_amendment(amendment, because="", by=people.officer)

    amending.withdraw_amendment(amendment, because="Mitra menolak", by=people.officer)

    assert (amendment.state, amendment.withdrawn_because) == ("withdrawn", "Mitra menolak")
    with pytest.raises(WrongState):
        amending.withdraw_amendment(amendment, because="Sekali lagi", by=people.officer)
