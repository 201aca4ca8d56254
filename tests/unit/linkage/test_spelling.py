"""One spelling for names that clerks write in many."""

import pytest

from jembatan.linkage.rules.spelling import Kind, fold, skeleton, word_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SOEKARNO", "SUKARNO"),
        ("DJOKO", "JOKO"),
        ("TJAHYA", "CAHIA"),
        ("SJAHRUL", "SYAHRUL"),
        ("CHAIRUL", "KHAIRUL"),
        ("KHAIRUL", "HAIRUL"),
        ("ACHMAD", "AHMAD"),
        ("AISYAH", "AISYA"),
        ("RIZKY", "RISKI"),
        ("DEDDY", "DEDI"),
        ("NOVITA", "NOFITA"),
        ("TAUFIQ", "TAUFIK"),
        ("DHIMAS", "DIMAS"),
        ("SATRIYO", "SATRIO"),
    ],
)
def test_two_orthographies_of_one_sound_fold_to_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RAHMAN", "ROHMAN"),
        ("AHMAD", "AHMAT"),
        ("FENDI", "PENDI"),
        ("KHOIRUL", "KHAIRUL"),
        ("INDAH", "ENDAH"),
    ],
)
def test_what_clerks_hear_differently_has_one_skeleton(one, other):
    assert skeleton(fold(one)) == skeleton(fold(other))


@pytest.mark.parametrize(
    ("one", "other"), [("ANI", "INA"), ("RINA", "RANI"), ("SITA", "SITI"), ("HADI", "HANI")]
)
def test_short_names_keep_enough_to_stay_apart(one, other):
    assert skeleton(fold(one)) != skeleton(fold(other))


@pytest.mark.parametrize(
    "written", ["Muhammad", "MOHAMAD", "Mochammad", "Moh.", "Muh.", "M.", "Mhd", "Mukhamat"]
)
def test_every_muhammad_in_front_says_little(written):
    assert words_of(f"{written} Fauzan") == ["FAUSAN"]


@pytest.mark.parametrize("written", ["Siti", "St.", "Sitti", "STI"])
def test_every_siti_in_front_says_little(written):
    assert words_of(f"{written} Aminah") == ["AMINA"]


def test_a_bare_prefix_is_still_a_name():
    assert words_of("Muhammad") == ["MUHAMAD"]
    assert words_of("Siti") == ["SITI"]


@pytest.mark.parametrize(
    "written", ["Abd. Rahman", "Abdul Rahman", "ABDURRAHMAN", "Abdulrahman", "Abdoel Rahman"]
)
def test_abdul_belongs_to_the_word_behind_it(written):
    assert words_of(written) == ["ABDRAHMAN"]


def test_a_prefix_written_together_comes_off():
    assert words_of("SITIAISYAH") == words_of("Siti Aisyah")
    assert words_of("MUHAMMADFAUZAN") == words_of("Muhammad Fauzan")


def test_titles_initials_and_the_fathers_name_are_left_out():
    assert words_of("Hj. Nur Hayati") == ["NUR", "HAIATI"]
    assert words_of("Ahmad F. bin Slamet") == ["AHMAD"]


def test_an_apostrophe_does_not_cut_a_word():
    assert words_of("Ma'ruf") == words_of("Maruf")


def test_nothing_written_gives_no_words():
    assert words_of(" .- 12 ") == []


def test_bin_is_only_parentage_behind_a_name():
    assert word_of("BIN").kind == Kind.PARENTAGE
    assert words_of("Bin Ali") == ["BIN", "ALI"]
