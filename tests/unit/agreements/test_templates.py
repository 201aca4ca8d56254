"""A template is filled whole or refused with the names of what is missing."""

from datetime import date

import pytest

from jembatan.agreements.rules.document_types import DocumentType, Item, items_missing
from jembatan.agreements.rules.fact_words import FactKind
from jembatan.agreements.rules.templates import (
    ClauseTemplate,
    Fact,
    FactMisfit,
    FactsMissing,
    Form,
    LanguageNotThere,
    Template,
    fill,
    holes,
)
from jembatan.workflow.wording import Wording

SAME = Wording("sama", "same")
BODY = {
    "id": "(1) {region} dan mitra.\n\n{areas}\n\n(2) Berlaku {duration}, sejak {day}: {areas}.",
    "en": "(1) {region} and the partner.\n\n{areas}\n\n(2) In force {duration}, from {day}: {areas}.",
}
FACTS = {
    "region": "Kabupaten Contoh",
    "areas": [{"id": "sekolah", "en": "schools"}, "x"],
    "duration": 5,
    "day": date(2026, 5, 1),
}


def template(form=Form.AGREEMENT) -> Template:
    return Template(
        code="small",
        document_type="loi",
        form=form,
        name=SAME,
        note=SAME,
        grade="D",
        facts=(
            Fact("region", FactKind.NAME, Wording("Daerah", "Region")),
            Fact("areas", FactKind.LIST, Wording("Bidang", "Areas")),
            Fact("duration", FactKind.YEARS, Wording("Jangka waktu", "Duration")),
            Fact("day", FactKind.DATE, Wording("Tanggal", "Day")),
        ),
        titles={"id": "Naskah {region}", "en": "Text of {region}"},
        openings={"id": "Pembuka."},
        clauses=(ClauseTemplate("all", SAME, {"id": "Semua", "en": "All"}, BODY),),
        closings={"en": "The end."},
    )


def test_places_are_filled_in_each_language():
    indonesian, english = fill(template(), FACTS).versions

    assert indonesian.title == "Naskah Kabupaten Contoh"
    assert [line.shown for line in indonesian.clauses[0].lines] == [
        "(1) Kabupaten Contoh dan mitra.",
        "a. sekolah",
        "b. x",
        "(2) Berlaku 5 (lima) tahun, sejak 1 Mei 2026: sekolah; x.",
    ]
    assert [line.depth for line in english.clauses[0].lines] == [0, 1, 1, 0]
    assert english.clauses[0].lines[1].text == "schools"
    assert (indonesian.opening[0].text, english.closing[0].text) == ("Pembuka.", "The end.")


def test_clauses_of_an_agreement_are_called_as_each_language_calls_them():
    assert [version.clauses[0].number for version in fill(template(), FACTS).versions] == [
        "Pasal 1",
        "Article 1",
    ]


def test_clauses_of_a_letter_are_only_numbered():
    assert fill(template(Form.LETTER), FACTS).versions[0].clauses[0].number == "1."


def test_one_language_alone_can_be_filled():
    assert fill(template(), {**FACTS, "areas": [{"id": "sekolah"}]}, ["id"]).languages == ("id",)


def test_a_language_the_template_lacks_is_refused():
    with pytest.raises(LanguageNotThere) as refusal:
        fill(template(), FACTS, ["id", "ja"])

    assert refusal.value.detail == {"language": "ja", "languages": "id, en"}


def test_holes_are_refused_with_their_names():
    facts = {"region": " ", "areas": [], "day": date(2026, 5, 1)}

    with pytest.raises(FactsMissing) as refusal:
        fill(template(), facts)

    assert "Missing: Region, Areas, Duration." in str(refusal.value)
    assert refusal.value.detail["missing"] == ["region", "areas", "duration"]


def test_a_fact_missing_in_one_language_names_the_language():
    text = Fact("subject", FactKind.TEXT, Wording("Subjek", "Subject"))
    whole = template()
    asked = Template(**{name: getattr(whole, name) for name in whole.__slots__} | {"facts": (text,)})

    assert [(hole.fact.code, hole.language) for hole in holes(asked, {"subject": {"id": "x"}})] == [
        ("subject", "en")
    ]
    assert holes(asked, {"subject": {"id": "x"}}, ["id"]) == ()
    with pytest.raises(FactsMissing, match=r"Subject \(en\)"):
        fill(asked, {"subject": {"id": "x"}})


def test_an_entry_missing_in_one_language_is_a_misfit():
    with pytest.raises(FactMisfit) as refusal:
        fill(template(), {**FACTS, "areas": [{"id": "sekolah"}]})

    assert str(refusal.value) == "Areas must be a list of texts, at most 26. Correct it and try again."


def test_what_binds_is_missed_first():
    advice = Item("advice", SAME, "practice", "D", binds=False)
    duty = Item("duty", SAME, "PP", "A", binds=True)
    kind = DocumentType("loi", SAME, (advice, duty))

    assert items_missing(kind, ()) == (duty, advice)
    assert items_missing(kind, ("duty",)) == (advice,)
    assert kind.item("duty") is duty and kind.item("other") is None
