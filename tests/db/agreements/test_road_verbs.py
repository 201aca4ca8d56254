"""Verbs of the road beside the stages: starting, editing, switching, giving up, documents, signatures, statements."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements import actions
from jembatan.agreements.actions.papers import InFuture, NoSuchItem, SameFile, StillNeeded, Withdrawn
from jembatan.agreements.models import Agreement, Party, StageEvent
from jembatan.agreements.queries.road import (
    blockers_of,
    case_of,
    road_of,
    stages_kept,
    standing_of,
    standings_of,
)
from jembatan.agreements.rules.blockers import StageBlocked
from jembatan.agreements.rules.document_types import DocumentTypeUnknown
from jembatan.agreements.rules.editing import AfterSignature, Stale, UnknownPlace
from jembatan.agreements.rules.kinds import Initiative, Kind, Tier
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.reasons import BadText
from jembatan.agreements.rules.roads import OutcomeUnknown
from jembatan.agreements.rules.signing import AlreadySigned, DoesNotSign, PowersNotSettled
from jembatan.agreements.rules.standing import State as StageState
from jembatan.agreements.rules.starting import NoRoad, UnlistedChannel, WrongParent
from jembatan.agreements.rules.statements import NotStated
from jembatan.documents.engine.file_kinds import FileUnknown
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.machine import machine_account
from jembatan.ledger.models import Entry
from jembatan.workflow.lifecycles import WrongState
from jembatan.workflow.refusals import Refused
from tests.builders import JEMBER
from tests.cooperation import (
    OPENED,
    PDF,
    agreement_at,
    cast,
    day_for,
    paper,
    partner_for,
    sign,
    sign_all,
    signed_agreement,
    started,
    take,
    walk,
)

pytestmark = pytest.mark.django_db
OTHER_PDF = PDF.replace(b"Count 0", b"Count  0")


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return started(people)


class TestStarting:
    def test_a_new_cooperation_has_a_reference_two_parties_and_a_first_stage(self, people):
        agreement = started(people, title="  Kota   kembar ")

        assert agreement.reference == "KSDPL-35.09-2026-001"
        assert agreement.title_id == "Kota kembar"
        assert [party.role for party in agreement.parties.all()] == ["home", "counterpart"]
        assert (agreement.stage, agreement.turn, agreement.stage_since) == ("PRAKARSA", "region", OPENED)
        assert agreement.officer == people.officer

    def test_references_count_on_per_kind_and_region(self, people):
        first, second = started(people), started(people)
        programme = started(people, Kind.KSDLL_CONTINUATION)

        assert [first.reference[-3:], second.reference[-3:]] == ["001", "002"]
        assert programme.reference == "KSDLL-35.09-2026-001"

    def test_an_institution_that_came_straight_to_the_region_leaves_no_trace(self, people):
        outline = actions.Outline(
            Kind.KSDLL_CONTINUATION,
            partner_for(Kind.KSDLL_CONTINUATION),
            "Program",
            Initiative.PARTNER_DIRECT,
        )
        before = Entry.objects.count()

        with pytest.raises(UnlistedChannel):
            actions.start_agreement(outline=outline, on=OPENED, at=JEMBER, by=people.officer)

        assert not Agreement.objects.exists() and Entry.objects.count() == before

    def test_only_regions_have_cooperations_and_only_the_desk_starts_one(self, people):
        outline = actions.Outline(Kind.SISTER_REGENCY_CITY, partner_for(), "Kota kembar", Initiative.REGION)

        with pytest.raises(UnknownPlace):
            actions.start_agreement(outline=outline, on=OPENED, at="35.09.18", by=people.officer)
        for user in (people.head, people.ministry, people.outsider):
            with pytest.raises(NotAllowed):
                actions.start_agreement(outline=outline, on=OPENED, at=JEMBER, by=user)

    def test_an_umbrella_of_the_centre_has_no_road_and_can_be_stood_under(self, people):
        outline = actions.Outline(
            Kind.KSDLL_CONTINUATION,
            partner_for(Kind.KSDLL_CONTINUATION),
            "Program pusat",
            Initiative.OTHER,
            tier=Tier.UMBRELLA,
        )
        umbrella = actions.start_agreement(outline=outline, on=OPENED, at=COUNTRY, by=machine_account())

        programme = started(people, Kind.KSDLL_CONTINUATION, tier=Tier.ANNUAL_PLAN, parent=umbrella)

        assert umbrella.reference == "KSDLL-ID-2026-001" and umbrella.stage == ""
        assert (road_of(umbrella), standing_of(umbrella), case_of(umbrella, today=OPENED)) == (
            None,
            None,
            None,
        )
        assert blockers_of(umbrella, "DPRD", "approved", on=OPENED, today=OPENED) == ()
        assert programme.parent == umbrella
        with pytest.raises(NoRoad):
            actions.take_stage(umbrella, "DPRD", "approved", on=OPENED, by=machine_account())
        with pytest.raises(NoRoad):
            actions.state_fact(umbrella, "DPRD", "fact.dprd_received", OPENED, by=machine_account())
        signature = actions.SignatureGiven("Nama", "menteri", OPENED, "Jakarta", "wet", "held")
        with pytest.raises(NoRoad):
            actions.record_signature(
                umbrella, umbrella.parties.first(), signature=signature, by=machine_account()
            )
        with pytest.raises(NoRoad):
            actions.waive_stage(
                umbrella, "DPRD", waiver=actions.WaiverGiven("x", "y", OPENED), by=machine_account()
            )
        actions.state_fact(umbrella, "", "case.involves_grant", True, by=machine_account())

    def test_a_text_stands_only_under_a_higher_one(self, people, agreement):
        with pytest.raises(WrongParent):
            started(people, parent=agreement)


class TestEditing:
    def test_terms_and_topics_change_and_count_as_a_version(self, people, agreement):
        actions.edit_agreement(
            agreement,
            values={"title_en": "Sister city", "ends_on": date(2031, 1, 1)},
            topics={"object": ["promotion", "culture"], "field": ["education"]},
            version=1,
            by=people.officer,
        )

        agreement.refresh_from_db()
        assert (agreement.title_en, agreement.version) == ("Sister city", 2)
        assert {str(topic) for topic in agreement.topics.all()} == {
            "object:promotion",
            "object:culture",
            "field:education",
        }
        actions.edit_agreement(
            agreement, values={}, topics={"object": ["culture"]}, version=2, by=people.officer
        )
        assert {str(topic) for topic in agreement.topics.all()} == {"object:culture", "field:education"}

    def test_who_saw_an_older_version_is_told(self, people, agreement):
        actions.edit_agreement(agreement, values={"desk": "Bagian KS"}, version=1, by=people.officer)

        with pytest.raises(Stale):
            actions.edit_agreement(agreement, values={"desk": "Lain"}, version=1, by=people.officer)

    def test_parties_come_and_go_but_the_two_main_ones_stay(self, people, agreement):
        witness = actions.add_party(
            agreement, party=Party(role="witness", name=" Kedutaan ", must_sign=False), by=people.officer
        )
        home, abroad = agreement.parties.exclude(pk=witness.pk)

        for main in (home, abroad):
            with pytest.raises(AfterSignature):
                actions.remove_party(agreement, party=main, by=people.officer)
        with pytest.raises(BadText):
            actions.add_party(agreement, party=Party(role="witness"), by=people.officer)
        actions.remove_party(agreement, party=witness, by=people.officer)

        assert witness.name == "Kedutaan" and agreement.parties.count() == 2

    def test_after_the_signature_only_an_amendment_changes_terms(self, people):
        agreement = signed_agreement(people)

        with pytest.raises(AfterSignature):
            actions.edit_agreement(
                agreement, values={"desk": "x"}, version=agreement.version, by=people.officer
            )
        with pytest.raises(AfterSignature):
            actions.set_kind(agreement, kind=Kind.KSDPL_OTHER, because="salah pilih", by=people.officer)


class TestSwitchingTheRoad:
    def test_stages_that_both_roads_have_still_count(self, people):
        agreement = agreement_at("KONSULTASI", people)

        kept = actions.set_kind(
            agreement, kind=Kind.KSDPL_OTHER, because="bukan kota kembar", by=people.officer
        )

        assert kept == {"kept": ("PRAKARSA", "PENJAJAKAN"), "lost": ()}
        assert agreement.stage == "KONSULTASI"

    def test_another_road_tells_which_stages_no_longer_count(self, people):
        agreement = started(people, Kind.KSDLL_CONTINUATION)
        walk(agreement, people, until="PENJAJAKAN")

        assert stages_kept(agreement, Kind.GRANT)["lost"] == ("ROUTE_CLASSIFICATION", "PRAKARSA")
        assert stages_kept(agreement, Kind.VILLAGE_LINK)["kept"] == ()
        actions.set_kind(agreement, kind=Kind.GRANT, because="ternyata hibah", by=people.officer)

        assert agreement.stage == "PENETAPAN_CALON"
        assert StageEvent.objects.filter(agreement=agreement).count() == 2
        assert len(standing_of(agreement).disregarded) == 2


class TestGivingUp:
    def test_a_cooperation_is_given_up_and_taken_up_again_where_it_stopped(self, people):
        agreement = agreement_at("RENCANA", people)

        actions.drop(agreement, because="mitra mundur", on=timezone.localdate(), by=people.officer)
        dropped = (agreement.state, agreement.stage)
        with pytest.raises(WrongState):
            take(agreement, "RENCANA", "completed", people, on=timezone.localdate())
        actions.take_up_again(agreement, because="mitra kembali", by=people.officer)

        assert dropped == (State.DROPPED, "")
        assert (agreement.state, agreement.stage) == (State.ON_THE_ROAD, "RENCANA")
        assert list(agreement.events.order_by("id").values_list("outcome", flat=True))[-2:] == [
            "DROPPED",
            "RESUMED",
        ]

    def test_what_was_not_continued_can_be_continued_after_all(self, people):
        agreement = agreement_at("PENJAJAKAN", people)
        take(agreement, "PENJAJAKAN", "not_continued", people)
        ended = agreement.state

        actions.take_up_again(agreement, because="kajian baru", by=people.officer)
        take(agreement, "PENJAJAKAN", "continued", people)

        assert ended == State.DROPPED
        assert agreement.stage == "KONSULTASI"

    def test_nothing_is_given_up_tomorrow_or_after_the_signature(self, people, agreement):
        with pytest.raises(StageBlocked):
            actions.drop(
                agreement,
                because="besok saja",
                on=timezone.localdate() + timedelta(days=1),
                by=people.officer,
            )
        with pytest.raises(WrongState):
            actions.take_up_again(agreement, because="masih jalan", by=people.officer)
        with pytest.raises(OutcomeUnknown):
            actions.take_stage(agreement, "PRAKARSA", "DROPPED", on=OPENED, by=people.officer)

    def test_a_signed_agreement_is_ended_by_its_term_and_not_by_a_stage(self, people):
        agreement = signed_agreement(people)

        with pytest.raises(actions.EndsByTerm):
            actions.take_stage(
                agreement, "PENGAKHIRAN", "terminated", on=timezone.localdate(), by=people.officer
            )
        take(agreement, "PELAPORAN", "reported", people, on=timezone.localdate())

        assert agreement.state == State.IN_FORCE
        assert standing_of(agreement).of("PELAPORAN").state is StageState.OPEN


class TestPublishing:
    def test_the_public_register_shows_it_until_it_is_withdrawn_with_a_reason(self, people, agreement):
        actions.publish(agreement, by=people.officer)
        shown = Agreement.objects.public().count()
        with pytest.raises(WrongState):
            actions.publish(agreement, by=people.officer)
        actions.withdraw_from_register(agreement, because="belum waktunya", by=people.officer)

        assert shown == 1 and not Agreement.objects.public().exists()


class TestStating:
    def test_a_later_statement_replaces_an_earlier_one(self, people):
        agreement = agreement_at("PERNYATAAN_KEHENDAK", people)
        stage, code = "PERNYATAAN_KEHENDAK", "declaration.no_office_abroad"

        actions.state_fact(agreement, stage, code, True, by=people.officer)
        declared = case_of(agreement, today=timezone.localdate()).facts.declarations
        actions.state_fact(agreement, stage, code, False, by=people.officer)
        taken_back = case_of(agreement, today=timezone.localdate()).facts.declarations

        assert (declared, taken_back) == ({"no_office_abroad"}, frozenset())

    def test_what_another_office_owes_needs_its_source(self, people):
        agreement = agreement_at("PEMBAHASAN_INTERKEM", people)
        stage, code = "PEMBAHASAN_INTERKEM", "quorum.province"

        with pytest.raises(actions.ProofMissing):
            actions.state_fact(agreement, stage, code, True, by=people.officer)
        actions.state_fact(agreement, stage, code, True, by=people.officer, source="notula hlm. 1")
        actions.state_fact(agreement, stage, "quorum.regency_city", "excused", by=people.ministry)
        with pytest.raises(NotAllowed):
            actions.state_fact(agreement, stage, code, True, by=people.council, source="notula")

        facts = case_of(agreement, today=timezone.localdate()).facts
        assert facts.seats == {"province"} and facts.seats_excused == {"regency_city"}

    def test_the_case_itself_says_that_a_grant_is_involved(self, people, agreement):
        actions.state_fact(agreement, "", "case.involves_grant", True, by=people.officer)

        assert case_of(agreement, today=timezone.localdate()).facts.involves_grant

    @pytest.mark.parametrize("code", ["fact.all_signed", "document.loi", "declaration.unknown"])
    def test_what_follows_from_records_is_not_stated(self, people, agreement, code):
        with pytest.raises(NotStated):
            actions.state_fact(agreement, "PRAKARSA", code, True, by=people.officer)


class TestPapers:
    def test_a_document_has_versions_that_are_added_and_never_replaced(self, people, agreement):
        made = paper(agreement, "cooperation_plan", people, on=OPENED)

        second = actions.add_version(
            made, file=actions.FileGiven("rencana.pdf", OTHER_PDF, "tanda tangan"), by=people.agency
        )

        assert [version.number for version in made.versions.all()] == [1, 2]
        assert second.size == len(OTHER_PDF) and second.signature_facts["signed"] is False
        with pytest.raises(SameFile):
            actions.add_version(made, file=actions.FileGiven("lagi.pdf", PDF), by=people.officer)

    def test_a_document_must_be_one_and_not_of_tomorrow(self, people, agreement):
        file = actions.FileGiven("a.pdf", PDF)
        tomorrow = timezone.localdate() + timedelta(days=1)

        with pytest.raises(DocumentTypeUnknown):
            actions.add_paper(
                agreement, paper=actions.PaperGiven("poem", "Puisi"), file=file, by=people.officer
            )
        with pytest.raises(InFuture):
            given = actions.PaperGiven("loi", "LoI", dated_on=tomorrow)
            actions.add_paper(agreement, paper=given, file=file, by=people.officer)
        with pytest.raises(FileUnknown):
            bad = actions.FileGiven("a.pdf", b"hello")
            actions.add_paper(agreement, paper=actions.PaperGiven("loi", "LoI"), file=bad, by=people.officer)

        assert not agreement.papers.exists()

    def test_items_are_ticked_with_where_they_stand(self, people, agreement):
        made = paper(agreement, "cooperation_plan", people, on=OPENED)

        actions.tick_items(made, items={"subject": " hlm.  2 "}, by=people.officer)

        made.refresh_from_db()
        assert made.items == {"subject": "hlm. 2"}
        with pytest.raises(NoSuchItem):
            actions.tick_items(made, items={"rhyme": ""}, by=people.officer)

    def test_custody_says_who_keeps_the_originals(self, people, agreement):
        made = paper(agreement, "loi", people, on=OPENED)

        actions.keep_custody(
            made, custody=actions.Custody("Kemlu", "Jakarta", "Jember", 2), by=people.foreign
        )

        made.refresh_from_db()
        assert (made.original_holder, made.originals, made.copies) == ("Kemlu", 2, "Jember")

    def test_a_withdrawn_document_counts_no_more_but_a_product_cannot_be_withdrawn(self, people):
        agreement = agreement_at("PENJAJAKAN", people)
        product = agreement.papers.get(type="initiative_letter")
        report = paper(agreement, "exploration_report", people, on=day_for(agreement, "PENJAJAKAN"))

        with pytest.raises(StillNeeded):
            actions.withdraw_paper(product, because="salah unggah", by=people.officer)
        actions.withdraw_paper(report, because="salah unggah", by=people.officer)

        assert "exploration_report" not in {
            paper.type for paper in case_of(agreement, today=timezone.localdate()).facts.papers
        }
        with pytest.raises(Withdrawn):
            actions.tick_items(report, items={}, by=people.officer)


class TestSigning:
    @pytest.fixture
    def ready(self, people):
        agreement = agreement_at("PENANDATANGANAN", people)
        supply_but_signatures(agreement, people)
        return agreement

    def test_a_party_signs_once_and_with_the_power_that_fits(self, people, ready):
        home = ready.parties.get(role="home")
        on = day_for(ready, "PENANDATANGANAN")
        own_rules = actions.SignatureGiven("Nama", "bupati", on, "Jember", "wet", "other_side")
        without = actions.SignatureGiven("Nama", "bupati", on, "Jember", "wet", "not_required")

        for wrong in (own_rules, without):
            with pytest.raises(PowersNotSettled):
                actions.record_signature(ready, home, signature=wrong, by=people.officer)
        sign(ready, home, people, on=on)

        with pytest.raises(AlreadySigned):
            sign(ready, home, people, on=on)
        assert case_of(ready, today=timezone.localdate()).facts.signatures[0].party == str(home.pk)

    def test_a_signature_that_was_recorded_wrongly_is_taken_back(self, people, ready):
        home = ready.parties.get(role="home")
        sign(ready, home, people, on=day_for(ready, "PENANDATANGANAN"))

        actions.take_back_signature(ready, home, because="tanggal keliru", by=people.officer)

        assert not ready.signatures.exists()
        with pytest.raises(DoesNotSign):
            actions.take_back_signature(ready, home, because="tanggal keliru", by=people.officer)

    def test_the_signed_file_is_kept_once_for_both_parties(self, people, ready):
        on, home = day_for(ready, "PENANDATANGANAN"), ready.parties.get(role="home")
        agreement_file = actions.FileGiven("ditandatangani.pdf", OTHER_PDF)
        powers = ready.papers.filter(type="full_powers").last()
        ready.papers.filter(type="signed_original").update(withdrawn_because="uji")

        first = actions.record_signature(
            ready,
            home,
            signature=actions.SignatureGiven(
                "Nama", "bupati", on, "Jember", "wet", "held", powers, agreement_file
            ),
            by=people.officer,
        )
        second = actions.record_signature(
            ready,
            ready.parties.get(role="counterpart"),
            signature=actions.SignatureGiven(
                "Nama", "wali kota", on, "Sakura", "electronic", "other_side", None, agreement_file
            ),
            by=people.officer,
        )

        assert first.version == second.version and first.version.paper.type == "signed_original"
        assert len(first.version.sha256) == 64

    def test_nobody_signs_before_the_letter_of_confirmation(self, people):
        agreement = agreement_at("PEMBAHASAN_MITRA", people)

        with pytest.raises(StageBlocked):
            sign_all(agreement, people, on=timezone.localdate())

        assert not agreement.signatures.exists()

    def test_who_stands_beside_the_agreement_does_not_sign_and_nothing_is_signed_twice(self, people, ready):
        witness = actions.add_party(
            ready, party=Party(role="witness", name="Kedutaan", must_sign=False), by=people.officer
        )
        with pytest.raises(DoesNotSign):
            sign(ready, witness, people, on=day_for(ready, "PENANDATANGANAN"))
        take(ready, "PENANDATANGANAN", "signed", people)

        for verb in (
            lambda: sign(ready, ready.parties.first(), people, on=timezone.localdate()),
            lambda: actions.take_back_signature(
                ready, ready.parties.first(), because="terlambat", by=people.officer
            ),
        ):
            with pytest.raises(WrongState):
                verb()

    def test_a_technical_arrangement_under_an_agreement_in_force_needs_no_full_powers(self, people):
        parent = signed_agreement(people)
        technical = started(people, tier=Tier.TECHNICAL_ARRANGEMENT, parent=parent, title="Pengaturan teknis")
        actions.state_fact(technical, "", "declaration.within_authority", True, by=people.officer)
        walk(technical, people, until="SURAT_KUASA")
        take(technical, "SURAT_KUASA", "not_required", people)

        walk(technical, people)

        assert technical.state == State.IN_FORCE
        assert set(technical.signatures.values_list("powers", flat=True)) == {"not_required", "other_side"}


def supply_but_signatures(agreement: Agreement, people) -> None:
    """Everything the signature rests on, without the signatures."""
    on = day_for(agreement, "PENANDATANGANAN")
    paper(agreement, "signed_original", people, on=on, stage="PENANDATANGANAN")
    for blocker in case_of(agreement, today=timezone.localdate()).blockers("PENANDATANGANAN", "signed", on):
        if blocker.code == "language.matched":
            actions.state_fact(
                agreement, "PENANDATANGANAN", blocker.code, True, by=people.officer, source="penerjemah"
            )


class TestAskingManyAtOnce:
    def test_standings_of_a_list_take_one_query(self, people, django_assert_num_queries):
        every = [
            agreement_at("PENJAJAKAN", people),
            started(people),
            started(people, Kind.KSDLL_CONTINUATION),
        ]
        rows = list(Agreement.objects.order_by("pk"))

        with django_assert_num_queries(1):
            standings = standings_of(rows)

        assert [standings[one.pk].current for one in every] == [
            "PENJAJAKAN",
            "PRAKARSA",
            "ROUTE_CLASSIFICATION",
        ]

    def test_an_older_agreement_has_unknown_stages_and_counts_as_signed(self, people, agreement):
        Agreement.objects.filter(pk=agreement.pk).update(is_legacy=True, state=State.IN_FORCE)
        agreement.refresh_from_db()

        standing = standing_of(agreement)

        assert standing.is_signed and standing.of("DPRD").state is StageState.UNKNOWN


@pytest.mark.django_db(transaction=True)
def test_two_who_start_at_the_same_moment_get_two_references():
    people = cast()
    partner = partner_for()
    threads = connection.vendor != "sqlite"
    together, got = threading.Barrier(2 if threads else 1, timeout=30), []

    def one():
        try:
            together.wait()
            outline = actions.Outline(
                Kind.SISTER_REGENCY_CITY,
                partner,
                "Kota kembar",
                Initiative.REGION,
                topics={"object": ["culture"]},
            )
            by = User.objects.get(pk=people.officer.pk)
            got.append(actions.start_agreement(outline=outline, on=OPENED, at=JEMBER, by=by).reference)
        except Refused as refusal:
            got.append(refusal.code)
        finally:
            if threads:
                connection.close()

    if threads:
        both = [threading.Thread(target=one) for _ in range(2)]
        for each in both:
            each.start()
        for each in both:
            each.join()
    else:
        # The tests' SQLite lives in memory, where a second connection cannot wait; so one after the other here.
        one()
        one()

    assert sorted(got) == ["KSDPL-35.09-2026-001", "KSDPL-35.09-2026-002"]
