"""The templates, clauses and document types of the program hold together and fill without a hole."""

from datetime import date

import docx
import pytest

from jembatan.agreements.engine.text_files import (
    clause_library,
    document_types,
    mandatory_items,
    read_template,
    standard_template,
    standard_templates,
    templates_for,
)
from jembatan.agreements.rules.bilingual import compare
from jembatan.agreements.rules.document_types import DocumentTypeUnknown
from jembatan.agreements.rules.fact_words import FactKind
from jembatan.agreements.rules.papers import PaperFacts, compose
from jembatan.agreements.rules.templates import PLACE, BadTemplate, TemplateUnknown, fill, template_gaps
from jembatan.documents.engine.word import save_word

NAMED = [
    "initiative_letter",
    "exploration_report",
    "consultation_letter",
    "consultation_record",
    "consultation_reply",
    "loi",
    "cooperation_plan",
    "dprd_request",
    "dprd_briefing",
    "dprd_decision",
    "pertimbangan_tertulis",
    "draft_text",
    "interministry_minutes",
    "approval_letter",
    "confirmation_letter",
    "full_powers",
    "signed_original",
    "mou",
    "technical_arrangement",
    "annual_work_plan",
    "amendment_document",
    "extension_document",
    "termination_document",
    "grant_agreement",
    "quarterly_grant_report",
    "bast",
    "ngo_principal_permit",
    "ngo_ministry_agreement",
    "ngo_annual_workplan",
    "central_programme_document",
    "travel_permit",
    "committee_minutes",
    "implementation_report",
    "evaluation_report",
    "waiver_document",
]
VALUES = {
    FactKind.NAME: "Nama Contoh",
    FactKind.TEXT: {"id": "contoh", "en": "example"},
    FactKind.LIST: [{"id": "satu", "en": "one"}, {"id": "dua", "en": "two"}],
    FactKind.DATE: date(2026, 11, 22),
    FactKind.YEARS: 5,
    FactKind.MONTHS: 6,
    FactKind.DAYS: 30,
    FactKind.COUNT: 3,
    FactKind.RUPIAH: 1_000_000,
}
SMALL = {
    "code": "small",
    "document_type": "loi",
    "form": "agreement",
    "grade": "D",
    "name": {"id": "a", "en": "a"},
    "note": {"id": "a", "en": "a"},
    "title": {"id": "a {region}", "en": "a {region}"},
}


def invented_facts(template):
    return {fact.code: VALUES[fact.kind] for fact in template.facts}


def test_every_type_of_document_is_there():
    assert list(document_types()) == NAMED


def test_the_cooperation_plan_has_exactly_the_seven_items_of_the_law():
    codes = ["subject", "background", "purpose", "object", "scope", "funding", "duration"]

    items = mandatory_items("cooperation_plan")

    assert [item.code for item in items] == codes
    assert {(item.source, item.grade, item.binds) for item in items} == {
        ("PP 28/2018, art. 30(3)", "A", True)
    }
    template = standard_template("cooperation_plan")
    assert [clause.code for clause in template.clauses] == codes


def test_only_what_was_read_in_a_law_binds():
    for kind in document_types().values():
        for item in kind.items:
            assert item.says.id and item.says.en and item.source
            assert item.grade in "ABCD"
            assert not (item.binds and item.grade in "CD"), (kind.code, item.code)
            assert "Permendagri 25/2020" not in item.source


def test_an_unknown_type_of_document_is_refused():
    with pytest.raises(DocumentTypeUnknown):
        mandatory_items("poem")


@pytest.mark.parametrize("code", standard_templates())
def test_a_template_answers_every_item_of_its_document(code):
    template = standard_template(code)

    assert template_gaps(template, document_types()[template.document_type]) == ()


@pytest.mark.parametrize("code", standard_templates())
def test_a_template_says_that_it_is_one_and_cites_no_unread_rule(code):
    template = standard_template(code)

    assert template.note.en.startswith("Template only")
    assert template.grade in "CD"
    parts = [text for clause in template.clauses for text in clause.bodies.values()]
    assert not [text for text in parts if "Permendagri" in text]


@pytest.mark.parametrize("code", standard_templates())
def test_a_filled_template_has_no_hole_in_any_language(code):
    template = standard_template(code)

    text = fill(template, invented_facts(template))

    assert text.languages == ("id", "en")
    for version in text.versions:
        lines = [*version.opening, *version.closing, *(it for c in version.clauses for it in c.lines)]
        shown = [version.title, *(clause.heading for clause in version.clauses), *(it.text for it in lines)]
        assert all(shown)
        assert not [text for text in shown if PLACE.search(text) or "{" in text]


def test_both_languages_of_every_template_have_the_same_shape():
    for template in standard_templates().values():
        indonesian, english = fill(template, invented_facts(template)).versions

        shapes = [
            [[(line.mark, line.depth) for line in clause.lines] for clause in version.clauses]
            for version in (indonesian, english)
        ]
        assert shapes[0] == shapes[1], template.code


@pytest.mark.parametrize("code", standard_templates())
def test_a_filled_template_says_the_same_in_both_languages(code):
    template = standard_template(code)

    wrong = [it for it in compare(fill(template, invented_facts(template))) if it.code != "line_untranslated"]

    assert wrong == []


@pytest.mark.parametrize("code", standard_templates())
def test_a_filled_template_becomes_a_paper_of_two_languages(code, tmp_path):
    template = standard_template(code)
    facts = PaperFacts(author="Kabupaten Contoh", dated=date(2026, 11, 22), version="1")

    save_word(tmp_path / "text.docx", compose(fill(template, invented_facts(template)), facts))

    table = docx.Document(str(tmp_path / "text.docx")).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Bahasa Indonesia", "English"]


def test_templates_are_found_by_what_they_make():
    assert [it.code for it in templates_for("loi")] == ["loi"]
    assert templates_for("travel_permit") == ()


def test_an_unknown_template_is_refused():
    with pytest.raises(TemplateUnknown):
        standard_template("poem")


def test_every_clause_of_the_library_is_written_in_both_languages():
    for clause in clause_library().values():
        assert set(clause.headings) == set(clause.bodies) == {"id", "en"}, clause.code


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": {"id": "{nobody}", "en": "{nobody}"}}, "nobody"),
        ({"title": {"id": "{region}", "en": "a"}}, "never uses region"),
        ({"document_type": "poem"}, "no document type poem"),
        ({"covers": ["rhyme"]}, "no item rhyme"),
        ({"clause": [{"use": "rhyme"}]}, "no clause rhyme"),
        ({"clause": [{"code": "x", "heading": {"id": "X"}, "body": {"id": "x", "en": "x"}}]}, "en lacks x"),
        ({"clause": [{"code": "x", "heading": {"id": "X", "en": "X"}, "body": {"id": "x"}}]}, "en lacks x"),
    ],
)
def test_a_template_that_contradicts_itself_is_refused(change, reason):
    with pytest.raises(BadTemplate) as refusal:
        read_template({**SMALL, **change})

    assert reason in str(refusal.value)


def test_a_template_takes_the_shared_facts_it_has_places_for():
    assert [fact.code for fact in read_template(SMALL).facts] == ["region"]
