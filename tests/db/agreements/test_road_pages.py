"""The pages of the legal road: what each person sees, does and is refused."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jembatan.agreements import actions
from jembatan.agreements.models import Agreement, Paper, StageEvent
from jembatan.agreements.rules.kinds import Kind
from jembatan.agreements.rules.lifecycle import State
from jembatan.correspondence.subjects import find
from tests.cooperation import (
    OPENED,
    PDF,
    agreement_at,
    cast,
    paper,
    partner_for,
    signed_agreement,
    started,
    supply,
    walk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


def seen_by(user, path: str, *, status: int = 200, data: dict | None = None) -> str:
    """The page as this person sees it; with `data` it is posted."""
    client = Client(raise_request_exception=True)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    answer = client.post(path, data) if data is not None else client.get(path)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_story_page_shows_the_road_with_what_is_missing(people):
    agreement = agreement_at("PENJAJAKAN", people)

    page = plain(seen_by(people.officer, f"/kerja-sama/{agreement.reference}/"))

    assert "On its legal road" in page
    assert "Initiative recorded" in page and "Exploration" in page
    assert "The document is missing: Exploration report." in page
    assert "PP 28/2018, art. 28(3)" in page and "grade A" in page


@pytest.mark.parametrize("who", ["head", "member", "agency", "council", "ministry", "foreign", "governor"])
def test_every_office_sees_the_story_and_the_stage(people, who):
    agreement = agreement_at("PENJAJAKAN", people)
    user = people.everybody[who]

    assert "Exploration" in seen_by(user, f"/kerja-sama/{agreement.reference}/")
    assert "Only this office closes the stage" in seen_by(
        user, f"/kerja-sama/{agreement.reference}/tahap/PENJAJAKAN/"
    )


@pytest.mark.parametrize("end", ["", "tahap/PRAKARSA/", "dokumen/", "tanda-tangan/", "ubah/"])
def test_an_outsider_sees_nothing(people, end):
    agreement = started(people)

    seen_by(people.outsider, f"/kerja-sama/{agreement.reference}/{end}", status=404)


def test_a_document_and_statements_are_supplied_on_the_page_of_the_stage(people):
    agreement = agreement_at("PERNYATAAN_KEHENDAK", people)
    stage = f"/kerja-sama/{agreement.reference}/tahap/PERNYATAAN_KEHENDAK/"
    upload = {
        "type": "loi",
        "file": SimpleUploadedFile("loi.pdf", PDF, "application/pdf"),
        "dated_on": "2026-02-01",
        "languages": "id en",
    }
    answers = {
        "say-declaration.no_office_abroad": "yes",
        "say-declaration.no_interference": "yes",
        "say-plan.national": "RPJMN 2025-2029, bab IV",
        "say-source": "nota dinas",
    }

    seen_by(people.officer, f"{stage}dokumen/", status=302, data=upload)
    seen_by(people.officer, f"{stage}pernyataan/", status=302, data=answers)
    page = plain(seen_by(people.officer, stage))

    assert Paper.objects.get(type="loi").stage == "PERNYATAAN_KEHENDAK"
    assert set(agreement.statements.values_list("code", flat=True)) >= {
        "declaration.no_office_abroad",
        "declaration.no_interference",
        "plan.national",
    }
    assert "Stated: RPJMN 2025-2029, bab IV" in page
    assert "Nobody has declared: no office is opened abroad." not in page


def test_what_was_answered_before_is_not_recorded_again(people):
    agreement = agreement_at("PERNYATAAN_KEHENDAK", people)
    stage = f"/kerja-sama/{agreement.reference}/tahap/PERNYATAAN_KEHENDAK/"
    answers = {"say-declaration.no_office_abroad": "yes"}

    seen_by(people.officer, f"{stage}pernyataan/", status=302, data=answers)
    before = agreement.statements.count()
    seen_by(people.officer, f"{stage}pernyataan/", status=302, data=answers)

    assert agreement.statements.count() == before


def test_a_wrong_file_or_answer_is_told_at_its_form_and_nothing_is_kept(people):
    agreement = agreement_at("PERNYATAAN_KEHENDAK", people)
    stage = f"/kerja-sama/{agreement.reference}/tahap/PERNYATAAN_KEHENDAK/"
    before = agreement.statements.count()
    upload = {"type": "loi", "file": SimpleUploadedFile("loi.pdf", b"hello"), "languages": "id"}

    wrong_file = seen_by(people.officer, f"{stage}dokumen/", status=415, data=upload)
    wrong_plan = seen_by(
        people.officer, f"{stage}pernyataan/", status=400, data={"say-plan.national": "rencana kami"}
    )

    assert "none of the files that are taken" in wrong_file
    assert "name the plan and the place in it" in wrong_plan
    assert not Paper.objects.filter(type="loi").exists() and agreement.statements.count() == before


def test_a_blocked_outcome_stays_visible_and_the_refusal_lists_every_reason(people):
    agreement = agreement_at("DPRD", people)
    stage = f"/kerja-sama/{agreement.reference}/tahap/DPRD/"

    page = seen_by(people.council, stage)
    refused = plain(
        seen_by(
            people.council, f"{stage}catat/", status=409, data={"on": "2026-03-01", "outcome": "approved"}
        )
    )

    assert 'aria-disabled="true" aria-describedby="why-approved"' in page
    assert "The document is missing: Decision of the DPRD." in refused
    assert "PP 28/2018, art. 30(1)-(5), grade A." in refused
    assert not StageEvent.objects.filter(stage="DPRD").exists()


def test_the_council_closes_its_stage_on_the_page(people):
    agreement = agreement_at("DPRD", people)
    supply(agreement, "DPRD", "approved", people)
    path = f"/kerja-sama/{agreement.reference}/tahap/DPRD/"

    bad_day = seen_by(people.council, f"{path}catat/", status=400, data={"on": "", "outcome": "approved"})
    seen_by(people.council, f"{path}catat/", status=302, data={"on": "2026-03-01", "outcome": "approved"})
    page = plain(seen_by(people.council, path))

    assert "Close this stage" in plain(bad_day)
    assert "1 March 2026 · Approved" in page and "recorded by Sekwan" in page
    agreement.refresh_from_db()
    assert agreement.stage == "VERIFIKASI"


def test_a_stage_of_no_road_or_an_unknown_outcome_is_not_found(people):
    agreement = started(people)
    base = f"/kerja-sama/{agreement.reference}/tahap"

    seen_by(people.officer, f"{base}/TIDAK_ADA/", status=404)
    seen_by(people.officer, f"{base}/TIDAK_ADA/catat/", status=404, data={"on": "2026-03-01"})
    seen_by(
        people.officer, f"{base}/PRAKARSA/catat/", status=404, data={"on": "2026-03-01", "outcome": "nothing"}
    )
    seen_by(people.head, f"{base}/PRAKARSA/pernyataan/", status=404, data={})


def test_a_waiver_is_asked_for_and_shown_in_its_own_look(people):
    agreement = started(people, Kind.KSDLL_CONTINUATION)
    walk(agreement, people, until="PENJAJAKAN")
    document = paper(agreement, "waiver_document", people, on=OPENED)
    path = f"/kerja-sama/{agreement.reference}/tahap/PENJAJAKAN/kesampingkan/"
    given = {"legal_basis": "PP 28/2018 pasal 36(3)", "officer": "Kepala Bagian", "on": "2026-03-01"}

    without = seen_by(people.officer, path, status=400, data=given)
    seen_by(people.officer, path, status=302, data=given | {"document": document.pk})
    story = seen_by(people.ministry, f"/kerja-sama/{agreement.reference}/")
    questions = seen_by(people.ministry, "/kerja-sama/kepatuhan/")
    asked = seen_by(people.ministry, f"/kerja-sama/kepatuhan/{StageEvent.objects.last().pk}/")
    objected = {"verdict": "object", "text": ""}
    refused = seen_by(
        people.ministry, f"/kerja-sama/kepatuhan/{StageEvent.objects.last().pk}/", status=400, data=objected
    )

    assert "This field is required" in without
    assert 'class="waived"' in story and "PP 28/2018 pasal 36(3)" in story
    assert "Kepala Bagian" in questions and "I object" in asked
    assert "Say why in a few words" in refused
    for shown in ("keberatan", "diterima", ""):
        seen_by(people.governor, f"/kerja-sama/kepatuhan/?jawaban={shown}&mulai=0")


def test_documents_are_added_versioned_ticked_kept_and_withdrawn_on_their_pages(people):
    agreement = started(people)
    base = f"/kerja-sama/{agreement.reference}/dokumen/"
    empty = plain(seen_by(people.head, base))
    seen_by(people.officer, f"{base}baru/?jenis=cooperation_plan")
    bad = seen_by(people.officer, f"{base}baru/", status=400, data={"type": "loi"})
    file = SimpleUploadedFile("rencana.pdf", PDF, "application/pdf")
    given = {"type": "cooperation_plan", "title": "Rencana 2026", "file": file, "languages": "id"}

    seen_by(people.officer, f"{base}baru/", status=302, data=given)
    made = Paper.objects.get()
    one = f"{base}{made.pk}/"
    again = SimpleUploadedFile("rencana.pdf", PDF, "application/pdf")
    same = plain(seen_by(people.officer, f"{one}versi/", status=409, data={"file": again}))
    newer = SimpleUploadedFile("rencana.pdf", PDF.replace(b"Count 0", b"Count  0"), "application/pdf")
    seen_by(people.officer, f"{one}versi/", status=302, data={"file": newer, "remark": "tanda tangan"})
    ticked = {"has_subject": "on", "where_subject": "hlm. 3"}
    seen_by(people.officer, f"{one}butir/", status=302, data=ticked)
    seen_by(people.officer, f"{one}simpan/", status=302, data={"holder": "Kemlu", "place": "Jakarta"})
    page = plain(seen_by(people.head, one))
    seen_by(people.officer, f"{one}tarik/", status=400, data={"because": ""})
    seen_by(people.officer, f"{one}tarik/", status=302, data={"because": "diganti rencana baru"})
    listed = plain(seen_by(people.officer, base))

    assert "No document yet" in empty and "This field is required" in bad
    assert "already kept as version 1" in same
    assert "Version 2: rencana.pdf" in page and "Kemlu" in page and "(hlm. 3)" in page
    assert "Withdrawn" in listed and "diganti rencana baru" in listed


def test_a_file_is_handed_out_as_it_came_and_only_to_who_may_see_the_cooperation(people):
    agreement = started(people)
    made = paper(agreement, "loi", people, on=OPENED)
    path = f"/kerja-sama/{agreement.reference}/dokumen/{made.pk}/berkas/1/"
    client = Client()
    client.force_login(people.head)

    answer = client.get(path)

    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"]
    seen_by(people.outsider, path, status=404)
    seen_by(people.head, path.replace("/1/", "/9/"), status=404)
    other = started(people, title="Lain")
    seen_by(people.head, path.replace(agreement.reference, other.reference), status=404)


def test_signatures_are_recorded_on_their_page_with_the_file_and_its_checksum(people):
    agreement = agreement_at("PENANDATANGANAN", people)
    base = f"/kerja-sama/{agreement.reference}/tanda-tangan/"
    early = started(people, title="Baru dimulai")
    blocked = plain(seen_by(people.officer, f"/kerja-sama/{early.reference}/tanda-tangan/"))
    on = "2026-03-01"
    actions.state_fact(
        agreement, "PENANDATANGANAN", "language.matched", True, by=people.officer, source="penerjemah"
    )
    home, abroad = agreement.parties.all()
    told = {"signatory": "Nama", "capacity": "bupati", "on": on, "at_place": "Jember", "method": "wet"}
    powers = agreement.papers.filter(type="full_powers").last()
    seen_by(people.officer, f"{base}{home.pk}/")
    seen_by(people.officer, f"{base}{home.pk}/", status=400, data=told)
    wrong = told | {"powers": "not_required"}
    refused = plain(seen_by(people.officer, f"{base}{home.pk}/", status=409, data=wrong))
    signed = told | {"powers": "held", "powers_paper": powers.pk}
    signed["file"] = SimpleUploadedFile("asli.pdf", PDF, "application/pdf")

    seen_by(people.officer, f"{base}{home.pk}/", status=302, data=signed)
    page = plain(seen_by(people.foreign, base))
    seen_by(people.officer, f"{base}{home.pk}/batal/", status=302, data={"because": "tanggal keliru"})
    seen_by(
        people.officer, f"{base}{home.pk}/", status=302, data={k: v for k, v in signed.items() if k != "file"}
    )
    seen_by(people.officer, f"{base}{abroad.pk}/", status=302, data=told | {"powers": "other_side"})
    seen_by(people.officer, f"{base}999999/", status=404)

    assert "Nobody can sign yet" in blocked
    assert "the power to sign is not settled" in refused.lower()
    assert "SHA-256" in page and "1 March 2026, Jember" in page
    assert agreement.signatures.count() == 2


def test_a_cooperation_is_begun_one_question_at_a_time(people):
    partner = partner_for(Kind.KSDLL_CONTINUATION)
    base = "/kerja-sama/baru/"
    chosen = f"{base}?wilayah=35.09&mitra={partner.pk}"

    first = plain(seen_by(people.officer, base))
    found = plain(seen_by(people.officer, f"{base}?nama=Lembaga+Anak+Sedunia+(contoh)&negara="))
    unknown_land = plain(seen_by(people.officer, f"{base}?nama=X&negara=Atlantis"))
    kinds = plain(seen_by(people.officer, chosen))
    channels = plain(seen_by(people.officer, f"{chosen}&jenis=ksdll_continuation"))
    last = f"{chosen}&jenis=ksdll_continuation&prakarsa=partner_via_ministry"
    form = plain(seen_by(people.officer, last))
    refused = seen_by(
        people.officer, f"{chosen}&jenis=ksdll_continuation&prakarsa=partner_direct", status=400,
        data={"title_id": "Program", "objects": "capacity", "tier": "mou", "on": "2026-03-01"},
    )  # fmt: skip
    seen_by(people.officer, last, status=400, data={"title_id": ""})
    seen_by(
        people.officer,
        last,
        status=302,
        data={"title_id": "Program", "objects": "capacity", "tier": "mou", "on": "2026-03-01"},
    )

    assert "Search before you add" in first and "Is it one of these?" in found
    assert "Atlantis" in unknown_land
    assert "KSDLL continuing a central cooperation" in kinds
    assert "via Kemendagri and/or Kemlu" in channels
    assert "Last step" in form and "via Kemendagri" in refused
    made = Agreement.objects.get()
    assert (made.title_id, made.stage) == ("Program", "ROUTE_CLASSIFICATION")


def test_a_sister_that_does_not_fit_the_region_is_shown_with_the_reason(people):
    partner = partner_for()

    page = plain(seen_by(people.officer, f"/kerja-sama/baru/?mitra={partner.pk}"))

    assert "KSDPL sister province" in page and "A province has a sister province" in page


def test_terms_kind_and_state_are_changed_on_their_pages(people):
    agreement = agreement_at("KONSULTASI", people)
    base = f"/kerja-sama/{agreement.reference}/"
    terms = {
        "version": agreement.version,
        "title_id": "Judul baru",
        "objects": "promotion",
        "fields_chosen": "education",
        "term_type": "fixed",
    }

    seen_by(people.officer, f"{base}ubah/")
    seen_by(people.officer, f"{base}ubah/", status=302, data=terms)
    stale = plain(seen_by(people.officer, f"{base}ubah/", status=409, data=terms))
    preview = plain(seen_by(people.officer, f"{base}jenis/"))
    switch = {"kind": "ksdpl_other", "because": "bukan kota kembar"}
    seen_by(people.officer, f"{base}jenis/", status=302, data=switch)
    seen_by(people.officer, f"{base}jenis/", status=400, data={"kind": "ksdpl_other"})
    wrong = {"kind": "sister_province", "because": "salah lagi"}
    seen_by(people.officer, f"{base}jenis/", status=400, data=wrong)
    seen_by(people.officer, f"{base}hentikan/")
    seen_by(
        people.officer, f"{base}hentikan/", status=302, data={"because": "mitra mundur", "on": "2026-03-01"}
    )
    seen_by(people.officer, f"{base}lanjutkan/", status=302, data={"because": "mitra kembali"})
    seen_by(people.officer, f"{base}terbitkan/", status=302, data={})
    twice = Client()
    twice.force_login(people.officer)
    told = twice.post(f"{base}terbitkan/", follow=True)
    seen_by(people.officer, f"{base}tarik-publikasi/", status=302, data={"because": "belum waktunya"})

    assert told.status_code == 200
    assert "Somebody else has changed" in stale
    assert "Still counts: Initiative, Exploration" in preview
    agreement.refresh_from_db()
    assert (agreement.title_id, agreement.kind) == ("Judul baru", Kind.KSDPL_OTHER)
    assert (agreement.state, agreement.disclosure) == (State.ON_THE_ROAD, "internal")


def test_remarks_are_written_on_the_story_and_found_by_who_may_see_it(people):
    agreement = started(people)

    assert find(people.member, "agreements.agreement", str(agreement.pk)).title == agreement.title_id
    assert find(people.outsider, "agreements.agreement", str(agreement.pk)) is None
    assert find(people.member, "agreements.agreement", "x") is None
    assert "New remark" in seen_by(people.member, f"/kerja-sama/{agreement.reference}/")


def test_the_story_of_an_agreement_in_force_or_without_a_road_is_told_too(people):
    signed = signed_agreement(people)
    page = plain(seen_by(people.head, f"/kerja-sama/{signed.reference}/"))
    Agreement.objects.filter(pk=signed.pk).update(kind=Kind.VILLAGE_LINK)

    without = plain(seen_by(people.head, f"/kerja-sama/{signed.reference}/"))

    assert "In force" in page and "signed on" in page
    assert "This one has no road of its own." in without
    seen_by(people.head, f"/kerja-sama/{signed.reference}/tahap/DPRD/", status=404)
    assert "does not sign" in without or "Signatures" in without


def test_the_story_takes_the_same_number_of_queries_however_much_happened(people):
    early, late = started(people), signed_agreement(people)
    client = Client()
    client.force_login(people.officer)

    def queries(agreement) -> int:
        client.get(f"/kerja-sama/{agreement.reference}/")
        with CaptureQueriesContext(connection) as counted:
            client.get(f"/kerja-sama/{agreement.reference}/")
        return len(counted)

    few, many = queries(early), queries(late)

    # Prefetching asks for nothing where there is nothing; beyond that no table is asked twice.
    assert many <= few + 15
    assert many <= 70
