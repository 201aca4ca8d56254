"""What differs, what conflicts, what a person has to decide, and what may go by the simple procedure."""

import pytest

from jembatan.agreements.rules.amending import (
    Change,
    Conflict,
    MergeConflict,
    NoSuchConflict,
    NotTechnical,
    check_technical,
    decided,
    difference,
    merge,
)

BASE = {
    "title_id": "Kerja sama kota kembar",
    "ends_on": "2027-01-31",
    "topics": ["field:education"],
    "parties": ["home|place:35.09|signs"],
    "clauses": {"1": {"id": "Tujuan", "en": "Aim"}, "2": {"id": "Ruang lingkup", "en": "Scope"}},
}


def test_the_difference_names_fields_elements_and_clauses():
    proposed = BASE | {
        "ends_on": "2032-01-31",
        "topics": ["field:culture"],
        "clauses": {"1": {"id": "Tujuan", "en": "Aim"}, "10": {"id": "Baru"}},
    }

    assert difference(BASE, proposed) == (
        Change("ends_on", "2027-01-31", "2032-01-31"),
        Change("topics", ["field:education"], ["field:culture"], ("field:culture",), ("field:education",)),
        Change("clauses.2", {"id": "Ruang lingkup", "en": "Scope"}, None),
        Change("clauses.10", None, {"id": "Baru"}),
    )


def test_changes_of_one_clause_in_two_languages_conflict():
    indonesian = BASE | {"clauses": BASE["clauses"] | {"1": {"id": "Maksud", "en": "Aim"}}}
    english = BASE | {"clauses": BASE["clauses"] | {"1": {"id": "Tujuan", "en": "Purpose"}}}

    merged = merge(BASE, indonesian, english)

    assert merged.conflicts == (
        Conflict(
            "clauses.1",
            {"id": "Tujuan", "en": "Aim"},
            {"id": "Maksud", "en": "Aim"},
            {"id": "Tujuan", "en": "Purpose"},
        ),
    )
    assert merged.result["clauses"]["1"] == {"id": "Maksud", "en": "Aim"}


def test_nothing_is_decided_without_a_person():
    merged = merge(BASE, BASE | {"ends_on": "2028-01-01"}, BASE | {"ends_on": "2030-01-01"})

    with pytest.raises(MergeConflict) as refusal:
        decided(merged, {})

    assert refusal.value.detail == {"fields": "ends_on"}
    assert decided(merged, {"ends_on": "ours"})["ends_on"] == "2028-01-01"
    assert decided(merged, {"ends_on": "theirs"})["ends_on"] == "2030-01-01"
    assert merged.result["ends_on"] == "2028-01-01"


def test_a_clause_struck_out_on_one_side_and_changed_on_the_other_can_be_decided_either_way():
    without = BASE | {"clauses": {"1": BASE["clauses"]["1"]}}
    changed = BASE | {"clauses": BASE["clauses"] | {"2": {"id": "Lingkup baru"}}}
    merged = merge(BASE, changed, without)

    assert "2" not in decided(merged, {"clauses.2": "theirs"})["clauses"]
    assert decided(merged, {"clauses.2": "ours"})["clauses"]["2"] == {"id": "Lingkup baru"}
    assert "2" in merged.result["clauses"]


def test_a_decision_about_what_no_longer_conflicts_is_refused():
    merged = merge(BASE, BASE, BASE | {"ends_on": "2030-01-01"})

    with pytest.raises(NoSuchConflict):
        decided(merged, {"ends_on": "ours"})


@pytest.mark.parametrize(
    "changes",
    [
        {"title_en": "Sister city"},
        {"review_every_months": 60},
        {"parties": [*BASE["parties"], "witness|name:Kemlu|stands"]},
        {"clauses": BASE["clauses"] | {"1": {"id": "Tujuan", "en": "Aim", "ja": "目的"}}},
    ],
)
def test_technical_changes_go_by_the_simple_procedure(changes):
    check_technical(difference(BASE, BASE | changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": "2032-01-31"},
        {"topics": []},
        {"parties": [*BASE["parties"], "counterpart|counterpart:3|signs"]},
        {"clauses": BASE["clauses"] | {"1": {"id": "Maksud", "en": "Aim"}}},
        {"clauses": BASE["clauses"] | {"3": {"id": "Baru"}}},
    ],
)
def test_changes_of_substance_do_not(changes):
    with pytest.raises(NotTechnical):
        check_technical(difference(BASE, BASE | changes))
