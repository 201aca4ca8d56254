"""Texts of an agreement: drafted from a template, written on, compared, agreed on, printed."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from jembatan.agreements.actions.texts import (
    AgreedTooEarly,
    NotNewest,
    agree_on_text,
    draft_from_template,
    write_text,
)
from jembatan.agreements.models import AgreementText
from jembatan.agreements.queries.texts import changes_between, newest_texts
from jembatan.agreements.rules.clauses import Text
from jembatan.agreements.rules.document_types import DocumentTypeUnknown
from jembatan.agreements.rules.templates import FactsMissing
from jembatan.agreements.rules.text_keeping import EmptyText, StaleText, TextNotComplete, text_from
from jembatan.documents.engine.pdf import NoLetters
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from tests.cooperation import cast, started

pytestmark = pytest.mark.django_db

INDONESIAN = "Nota Kesepahaman\n\nPasal 1\nTujuan\n\nBelajar bersama selama 5 (lima) tahun."
ENGLISH = "Memorandum\n\nArticle 1\nPurpose\n\nTo learn together for 5 (five) years."
LOI = {
    "region": "Pemerintah Kabupaten Jember",
    "counterpart": "Kota Sakura (contoh)",
    "subject": {"id": "Kota kembar", "en": "Sister city"},
    "counterpart_country": {"id": "Jepang", "en": "Japan"},
    "purpose": {"id": "saling belajar", "en": "learn from each other"},
    "areas": ({"id": "Pendidikan", "en": "Education"},),
    "other_language": {"id": "bahasa Inggris", "en": "English"},
    "region_head": "Contoh Bupati",
    "region_head_office": {"id": "Bupati", "en": "Regent"},
    "counterpart_signatory": "Contoh Wali Kota",
    "counterpart_office": {"id": "Wali Kota", "en": "Mayor"},
}


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return started(people)


@pytest.fixture
def written(agreement, people):
    text = text_from({"id": INDONESIAN, "en": ENGLISH})
    return write_text(agreement, "mou", text, seen=0, by=people.officer)


def test_a_template_with_its_facts_becomes_the_first_version(agreement, people):
    kept = draft_from_template(agreement, "loi", LOI, by=people.officer)

    assert (kept.version, kept.template, kept.agreed_on) == (1, "loi", None)
    assert [part["language"] for part in kept.clauses] == ["id", "en"]
    assert Entry.objects.filter(event="agreements.text_drafted").count() == 1


def test_a_template_with_a_hole_leaves_nothing(agreement, people):
    facts = {name: value for name, value in LOI.items() if name != "purpose"}

    with pytest.raises(FactsMissing) as refusal:
        draft_from_template(agreement, "loi", facts, by=people.officer)

    assert refusal.value.detail["missing"] == ["purpose"]
    assert not AgreementText.objects.exists()


def test_two_people_writing_on_one_version_notice_one_another(agreement, people, written):
    text = text_from({"id": INDONESIAN + " Setuju."})
    write_text(agreement, "mou", text, seen=1, by=people.officer)

    with pytest.raises(StaleText) as refusal:
        write_text(agreement, "mou", text, seen=1, by=people.officer)

    assert refusal.value.detail == {"newest": 2, "seen": 1}
    assert [kept.version for kept in newest_texts(agreement)] == [2]


def test_a_kind_nobody_knows_is_refused(agreement, people):
    with pytest.raises(DocumentTypeUnknown):
        write_text(agreement, "poem", text_from({"id": INDONESIAN}), seen=0, by=people.officer)


def test_a_text_in_no_language_is_not_kept(agreement, people):
    with pytest.raises(EmptyText):
        write_text(agreement, "mou", Text(()), seen=0, by=people.officer)

    assert not AgreementText.objects.exists()


def test_who_only_looks_cannot_write(agreement, people):
    with pytest.raises(NotAllowed):
        write_text(agreement, "mou", text_from({"id": INDONESIAN}), seen=0, by=people.council)


def test_matching_languages_can_be_agreed_on(written, people):
    today = timezone.localdate()

    agree_on_text(written, on=today, by=people.officer)

    assert AgreementText.objects.get().agreed_on == today


def test_a_missing_language_keeps_the_parties_from_agreeing(agreement, people):
    kept = write_text(agreement, "mou", text_from({"id": INDONESIAN}), seen=0, by=people.officer)

    with pytest.raises(TextNotComplete):
        agree_on_text(kept, on=timezone.localdate(), by=people.officer)

    assert AgreementText.objects.get().agreed_on is None


def test_only_the_newest_version_is_agreed_on_and_only_within_the_life_of_the_case(
    agreement, people, written
):
    today = timezone.localdate()
    with pytest.raises(AgreedTooEarly):
        agree_on_text(written, on=agreement.opened_on - timedelta(days=1), by=people.officer)
    with pytest.raises(AgreedTooEarly):
        agree_on_text(written, on=today + timedelta(days=1), by=people.officer)
    text = text_from({"id": INDONESIAN, "en": ENGLISH + " Indeed."})
    write_text(agreement, "mou", text, seen=1, by=people.officer)

    with pytest.raises(NotNewest):
        agree_on_text(written, on=today, by=people.officer)


def test_what_changed_between_two_versions_is_told_word_by_word(agreement, people, written):
    text = text_from({"id": INDONESIAN.replace("lima", "enam").replace("5", "6"), "en": ENGLISH})
    newer = write_text(agreement, "mou", text, seen=1, by=people.officer)

    changes = {change.language: change for change in changes_between(written, newer)}

    assert changes["en"].is_empty
    assert not changes["id"].is_empty


def test_the_page_shows_both_languages_and_prints_a_draft(client, written, people):
    client.force_login(people.officer)
    address = reverse("agreements:text", args=[written.agreement.reference, "mou"])

    page = client.get(address)
    word = client.get(f"{address}1/unduh/docx/")

    assert page.status_code == 200
    assert 'lang="en"' in page.content.decode() and "Belajar bersama" in page.content.decode()
    assert written.sha256 in page.content.decode()
    paper = Document(io.BytesIO(b"".join(word.streaming_content)))
    assert any("Belajar bersama" in cell.text for row in paper.tables[0].rows for cell in row.cells)


def test_a_text_is_written_compared_and_agreed_on_through_the_pages(client, agreement, people):
    client.force_login(people.officer)
    of = {"reference": agreement.reference, "kind": "mou"}
    write = reverse("agreements:write_text", kwargs=of)
    today = timezone.localdate().isoformat()

    first = client.post(write, {"seen": 0, "text_id": INDONESIAN, "text_en": ""})
    blocked = client.post(reverse("agreements:agree_text", kwargs={**of, "number": 1}), {"on": today})
    stale = client.post(write, {"seen": 0, "text_id": INDONESIAN, "text_en": ENGLISH})
    second = client.post(write, {"seen": 1, "text_id": INDONESIAN, "text_en": ENGLISH})
    compared = client.get(reverse("agreements:compare_texts", kwargs={**of, "before": 1, "after": 2}))
    agreed = client.post(reverse("agreements:agree_text", kwargs={**of, "number": 2}), {"on": today})

    statuses = [page.status_code for page in (first, blocked, stale, second, compared, agreed)]
    assert statuses == [302, 409, 409, 302, 200, 302]
    assert AgreementText.objects.get(version=1).agreed_on is None
    assert AgreementText.objects.get(version=2).agreed_on is not None


def test_drafting_through_the_page_fills_in_what_is_known_and_names_what_is_missing(
    client, agreement, people
):
    client.force_login(people.officer)
    address = reverse("agreements:draft_text", args=[agreement.reference, "loi"])

    page = client.get(address)
    refused = client.post(address, {"region": "Pemerintah Kabupaten Jember"})
    unknown = client.get(reverse("agreements:draft_text", args=[agreement.reference, "nothing"]))

    assert agreement.counterpart.official_name in page.content.decode()
    assert (page.status_code, refused.status_code, unknown.status_code) == (200, 422, 404)


def test_a_script_without_a_font_is_told_and_word_is_still_there(client, agreement, people):
    client.force_login(people.officer)
    text = text_from({"id": INDONESIAN, "ja": "覚書\n\n第一条\n目的\n\n互いに5（五）年間学ぶ。"})
    write_text(agreement, "mou", text, seen=0, by=people.officer)
    address = reverse("agreements:text", args=[agreement.reference, "mou"])

    pdf = client.get(f"{address}1/unduh/pdf/")
    word = client.get(f"{address}1/unduh/docx/")

    assert (pdf.status_code, word.status_code) == (NoLetters.status, 200)
    assert 'role="alert"' in pdf.content.decode()


def test_an_outsider_finds_no_text(client, written, people):
    client.force_login(people.outsider)

    assert client.get(reverse("agreements:texts", args=[written.agreement.reference])).status_code == 404
