"""What changed between two versions of one text."""

from jembatan.agreements.rules.clauses import parse
from jembatan.agreements.rules.text_changes import Change, Mark, text_changes, word_changes

BEFORE = (
    "Judul\n\nPembuka lama.\n\nPasal 1\nTujuan\nKerja sama memajukan sekolah.\n\n"
    "Pasal 2\nDana\nSetiap Pihak menanggung biayanya.\n\nPasal 3\nBahasa\nDalam dua bahasa."
)


def changes(after):
    return text_changes(parse("id", BEFORE), parse("id", after))


def test_words_that_stayed_went_and_came_are_marked():
    assert word_changes("berlaku 5 tahun.", "berlaku 4 tahun.") == (
        Mark(Change.SAME, "berlaku "),
        Mark(Change.REMOVED, "5"),
        Mark(Change.ADDED, "4"),
        Mark(Change.SAME, " tahun."),
    )


def test_marks_joined_give_both_versions():
    before, after = "a b c, d", "a c; d e"
    marks = word_changes(before, after)

    assert "".join(mark.text for mark in marks if mark.change is not Change.ADDED) == before
    assert "".join(mark.text for mark in marks if mark.change is not Change.REMOVED) == after


def test_very_long_texts_are_told_as_one_removal_and_one_addition():
    before, after = " ".join(f"a{n}" for n in range(1100)), " ".join(f"b{n}" for n in range(1100))

    marks = word_changes(f"sama {before} sama", f"sama {after} sama")

    assert [mark.change for mark in marks] == [Change.SAME, Change.REMOVED, Change.ADDED, Change.SAME]


def test_the_same_text_changed_in_nothing():
    assert changes(BEFORE).is_empty


def test_a_clause_put_in_between_does_not_change_the_others():
    after = BEFORE.replace("Pasal 3", "Pasal 4").replace(
        "Pasal 2\nDana", "Pasal 2\nRapat\nSekali setahun.\n\nPasal 3\nDana"
    )

    found = changes(after)

    assert [it.change for it in found.clauses] == [Change.SAME, Change.ADDED, Change.CHANGED, Change.CHANGED]
    assert [field.field for field in found.clauses[2].fields] == ["number"]
    assert not found.is_empty


def test_a_clause_that_is_gone_stands_where_it_stood():
    without = BEFORE[: BEFORE.index("Pasal 2")] + BEFORE[BEFORE.index("Pasal 3") :]

    found = changes(without).clauses

    assert [(it.change, it.before and it.before.number) for it in found] == [
        (Change.SAME, "Pasal 1"),
        (Change.REMOVED, "Pasal 2"),
        (Change.SAME, "Pasal 3"),
    ]


def test_the_last_clause_can_be_gone_and_all_can_be_new():
    assert [it.change for it in changes(BEFORE[: BEFORE.index("Pasal 3")]).clauses][-1] is Change.REMOVED
    other = "Judul\n\nPembuka lama.\n\nPasal 9\nSungai\nAir mengalir ke laut."
    assert {it.change for it in changes(other).clauses} == {Change.ADDED, Change.REMOVED}


def test_changed_words_of_a_clause_are_marked_by_field():
    found = changes(BEFORE.replace("Dana\nSetiap", "Pembiayaan\nSetiap").replace("biayanya", "biaya sendiri"))

    changed = [it for it in found.clauses if it.change is Change.CHANGED]
    assert [field.field for field in changed[0].fields] == ["heading", "body"]


def test_title_and_opening_are_told_apart_from_the_clauses():
    found = changes(BEFORE.replace("Judul", "Nama").replace("lama", "baru"))

    assert [field.field for field in found.fields] == ["title", "opening"]
    assert found.language == "id" and not found.is_empty


def test_empty_clauses_of_one_heading_are_the_same():
    assert text_changes(parse("id", "Pasal 1"), parse("id", "Pasal 1")).is_empty
