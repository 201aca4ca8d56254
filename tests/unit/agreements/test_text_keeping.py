"""What is typed becomes a text, and what a form says becomes the fact a template takes."""

from decimal import Decimal

import pytest

from jembatan.agreements.rules.bilingual import compare, demanded_languages
from jembatan.agreements.rules.fact_words import FactKind
from jembatan.agreements.rules.kinds import PartnerClass
from jembatan.agreements.rules.text_keeping import (
    EmptyText,
    NumberUnreadable,
    TextNotComplete,
    TooManyLanguages,
    check_complete,
    text_from,
    typed_fact,
)


def test_empty_boxes_fall_away_and_indonesian_leads():
    text = text_from(
        {"en": "Article 1\nPurpose\n\nTo learn.", "id": "Pasal 1\nTujuan\n\nBelajar.", "ja": "  \n"}
    )

    assert text.languages == ("id", "en")


def test_a_text_in_no_language_is_refused():
    with pytest.raises(EmptyText):
        text_from({"id": "", "en": "  "})


def test_a_fourth_language_is_refused_since_a_page_holds_three():
    with pytest.raises(TooManyLanguages) as refusal:
        text_from({language: "Pasal 1\nTujuan" for language in ("id", "en", "ja", "fr")})

    assert refusal.value.detail == {"most": 3, "count": 4}


def test_a_text_without_the_partners_language_cannot_be_agreed_on():
    text = text_from({"id": "Pasal 1\nTujuan\n\nBelajar."})
    found = compare(text, demanded_languages(PartnerClass.FOREIGN_GOVERNMENT))

    with pytest.raises(TextNotComplete) as refusal:
        check_complete(found)

    assert refusal.value.detail["count"] == len(found)


def test_nothing_in_the_way_lets_the_parties_agree():
    check_complete(())


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (FactKind.NAME, {"": "Jember"}, "Jember"),
        (FactKind.TEXT, {"id": "Tujuan", "en": "Purpose"}, {"id": "Tujuan", "en": "Purpose"}),
        (FactKind.YEARS, {"": " 5 "}, 5),
        (FactKind.COUNT, {"": ""}, None),
        (FactKind.RUPIAH, {"": "Rp1.250.000"}, Decimal(1250000)),
        (
            FactKind.LIST,
            {"id": "Pendidikan\n\nBudaya", "en": "Education\nCulture\n"},
            ({"id": "Pendidikan", "en": "Education"}, {"id": "Budaya", "en": "Culture"}),
        ),
        (FactKind.LIST, {"id": "Pendidikan\nBudaya", "en": "Education"}, (
            {"id": "Pendidikan", "en": "Education"}, {"id": "Budaya", "en": ""})),
        (FactKind.LIST, {"id": "", "en": ""}, ()),
    ],
)  # fmt: skip
def test_what_is_typed_means_what_its_kind_says(kind, typed, value):
    assert typed_fact(kind, "Fact", typed) == value


@pytest.mark.parametrize("typed", ["five", "1,5", "٣", "-1"])
def test_a_number_that_is_none_is_refused_by_name(typed):
    with pytest.raises(NumberUnreadable) as refusal:
        typed_fact(FactKind.YEARS, "Duration", {"": typed})

    assert refusal.value.detail == {"name": "Duration"}
