"""Rules of reading that need no file: headings, forms of schools, pulls, the list of columns."""

from datetime import date

import pytest

from jembatan.rosters.rules.departures import Pull, crosses_new_year, obstacle
from jembatan.rosters.rules.profiles import PROFILES
from jembatan.rosters.rules.reasons import FLAGS, REASONS
from jembatan.rosters.rules.record import COLUMNS, GRADES_OF_LEVEL, NAMES
from jembatan.rosters.rules.schools import form_of_code, form_of_name
from jembatan.rosters.rules.spelling import compact, leaf, one_line, pandas_position


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("No. KPS", "nokps"),
        ("Jml. Saudara\nKandung", "jmlsaudarakandung"),
        ("Unnamed: 42_level_1", ""),
        ("nama_ibu_kandung", "namaibukandung"),
        (None, ""),
    ],
)
def test_a_heading_is_compared_by_its_letters(heading, said):
    assert compact(heading) == said


def test_the_parts_of_a_heading():
    assert one_line(" Jarak Rumah\nke  Sekolah ") == "Jarak Rumah ke Sekolah"
    assert leaf("anak/nama") == leaf("anak-nama") == "nama"
    assert pandas_position("Unnamed: 42_level_1") == 42
    assert pandas_position("Nama") is None


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("SD NEGERI CONTOHSARI 1", "SD"),
        ("SDN Contohsari", "SD"),
        ("SMPN 1 Mawar", "SMP"),
        ("SMK Swasta Contoh", "SMK"),
        ("MTs Negeri 2", "MTS"),
        ("MI Nurul Contoh", "MI"),
        ("PKBM Contoh Mandiri", "PKBM"),
        ("SLB Negeri", "SLB"),
        ("TK Melati", "TK"),
        ("Yayasan Contoh", None),
        ("", None),
    ],
)
def test_the_form_of_a_school_is_in_its_name(name, form):
    assert form_of_name(name) == form


def test_the_form_of_a_registry_may_have_a_word_before_it():
    assert form_of_code("SPK SMP") == "SMP"
    assert form_of_code("SKB") == "PKBM"
    assert form_of_code(" ") is None


@pytest.mark.parametrize(
    ("earlier", "later", "crosses"),
    [
        (date(2025, 6, 30), date(2025, 7, 1), True),
        (date(2025, 7, 1), date(2026, 6, 30), False),
        (date(2025, 9, 1), date(2025, 10, 1), False),
        (date(2025, 9, 1), date(2026, 7, 1), True),
        (date(2025, 1, 1), date(2025, 6, 30), False),
    ],
)
def test_the_school_year_turns_on_the_first_of_july(earlier, later, crosses):
    assert crosses_new_year(earlier, later) is crosses


@pytest.mark.parametrize(("pupils", "reason"), [(80, None), (79, "too_few"), (120, None)])
def test_a_later_pull_needs_four_fifths_of_the_pupils(pupils, reason):
    earlier, later = Pull("99900002", date(2025, 9, 1), 100), Pull("99900002", date(2025, 10, 1), pupils)

    assert obstacle(earlier, later) == reason


def test_the_columns_are_named_once_and_explained():
    assert len(set(NAMES)) == len(COLUMNS)
    assert all(column.meaning for column in COLUMNS)
    assert all(1 <= first <= last <= 13 for first, last in GRADES_OF_LEVEL.values())


def test_every_profile_can_be_proved_and_read():
    for profile in PROFILES.values():
        spellings = [way for ways in profile.headings.values() for way in ways]
        assert set(profile.needed) <= set(profile.headings)
        assert all(profile.markers)
        assert all(way == compact(way) for way in spellings)


def test_every_reason_and_flag_is_a_sentence():
    for reason in REASONS.values():
        assert reason.sentence.endswith(".")
        assert reason.mend.endswith(".")
    assert all(meaning.endswith(".") for meaning in FLAGS.values())
