"""A written name finds its place inside its parent, or is reported with candidates."""

import csv
from pathlib import Path

import pytest

from jembatan.places.engine.gazetteer import Gazetteer

# A public list of the villages of Jember with the errors it was published with.
LIST_WITH_ERRORS = Path(__file__).parent / "village_list_with_errors.csv"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


@pytest.fixture(scope="module")
def listed() -> list[dict[str, str]]:
    with LIST_WITH_ERRORS.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_every_right_row_of_the_published_list_is_found(gazetteer, listed):
    right = [row for row in listed if row["verdict"] == "match"]

    answers = [
        gazetteer.village(row["village"], subdistrict=row["subdistrict"], district="Kab. Jember")
        for row in right
    ]

    assert len(right) == 244
    assert [answer.code for answer in answers] == [row["code"] for row in right]


def test_every_wrong_row_of_the_published_list_is_reported_not_guessed(gazetteer, listed):
    wrong = [row for row in listed if row["verdict"] != "match"]

    answers = {
        row["village"]: gazetteer.village(row["village"], subdistrict=row["subdistrict"], district="35.09")
        for row in wrong
    }

    assert len(wrong) == 14
    assert {answer.code for answer in answers.values()} == {None}
    assert {answer.reason for answer in answers.values()} == {"unknown"}
    assert answers["Menambu"].candidates == ("35.09.04.2004",)
    assert answers["Lampeji"].candidates == ("35.09.23.2006",)
    # Two names no village of the district bears, nor any one letter off: nothing can be offered.
    assert [name for name, answer in answers.items() if not answer.candidates] == ["Glagahwetan", "Mojokerto"]


@pytest.mark.parametrize(
    "written",
    [
        "Karangbayat",
        "Karang Bayat",
        "KARANG-BAYAT",
        " karangbayat ",
        "Karangbayat\n",
        "Karangbayat\\n",
        "Kárangbayat",
    ],
)
def test_case_blanks_hyphens_and_stray_breaks_do_not_matter(gazetteer, written):
    answer = gazetteer.village(written, subdistrict="Sumberbaru", district="Jember")

    assert (answer.code, answer.reason) == ("35.09.03.2010", "found")


@pytest.mark.parametrize(
    "written",
    ["Desa Suco", "Ds. Suco", "DESA SUCO", "Desa/Kel. Suco", "Ds.Suco", "Dsn Suco", "Kelurahan Suco"],
)
def test_words_that_say_the_kind_are_set_aside(gazetteer, written):
    answer = gazetteer.village(written, subdistrict="Kec. Mumbulsari", district="KAB. JEMBER")

    assert (answer.code, answer.reason) == ("35.09.23.2005", "found_by_prefix")


def test_a_kind_word_decides_between_two_that_share_a_name(gazetteer):
    alone = gazetteer.village("Sorkam Kanan", subdistrict="12.01.10")
    ward = gazetteer.village("Kel. Sorkam Kanan", subdistrict="12.01.10")
    regency = gazetteer.district("Kab. Kediri")

    assert (alone.code, alone.reason) == (None, "ambiguous")
    assert alone.candidates == ("12.01.10.1001", "12.01.10.2018")
    assert ward.code == "12.01.10.1001"
    assert regency.code == "35.06"
    assert gazetteer.district("Kediri").candidates == ("35.06", "35.71")


@pytest.mark.parametrize(
    ("written", "subdistrict", "meant"),
    [("Podok Dalem", "Semboro", "35.09.07.2002"), ("Lempeji", "Mumbulsari", "35.09.23.2006")],
)
def test_a_name_one_letter_off_is_offered_never_taken(gazetteer, written, subdistrict, meant):
    answer = gazetteer.village(written, subdistrict=subdistrict, district="Jember")

    assert (answer.code, answer.reason, answer.candidates) == (None, "unknown", (meant,))


def test_a_village_name_in_two_subdistricts_is_ambiguous_without_one(gazetteer):
    answer = gazetteer.village("Sidomulyo", district="Jember")

    assert (answer.code, answer.reason) == (None, "ambiguous")
    assert answer.candidates == ("35.09.07.2006", "35.09.30.2009")


def test_a_village_in_the_wrong_subdistrict_is_offered_where_it_is(gazetteer):
    answer = gazetteer.village("Patemon", subdistrict="Bangsalsari", district="Jember")

    assert (answer.code, answer.reason) == (None, "unknown")
    assert answer.candidates == ("35.09.06.2003", "35.09.24.2001")


def test_an_unknown_parent_is_said_and_the_name_is_offered_from_around_it(gazetteer):
    answer = gazetteer.village("Suco", subdistrict="Antah Berantah", district="Jember")

    assert (answer.code, answer.reason, answer.candidates) == (None, "parent_unknown", ("35.09.23.2005",))


def test_a_subdistrict_name_borne_in_many_districts_is_settled_by_the_village(gazetteer):
    parent = gazetteer.subdistrict("Karanganyar")
    settled = gazetteer.village("Mengger", subdistrict="Karanganyar")
    still_open = gazetteer.village("Karanganyar", subdistrict="Karanganyar")

    assert (parent.reason, len(parent.candidates)) == ("ambiguous", 6)
    assert settled.code == "35.21.17.2002"
    assert still_open.reason == "ambiguous"


@pytest.mark.parametrize("nothing", [None, "", "  ", "\\n", "-", "..."])
def test_nothing_written_is_unknown(gazetteer, nothing):
    answer = gazetteer.village(nothing, subdistrict="35.09.23")

    assert (answer.code, answer.candidates, answer.reason) == (None, (), "unknown")


def test_a_code_is_accepted_for_a_name_with_or_without_dots(gazetteer):
    assert gazetteer.village("3509232005").code == "35.09.23.2005"
    assert gazetteer.village("35.09.23").reason == "unknown"
    assert gazetteer.region("350923").name == "Mumbulsari"


def test_a_retired_name_or_code_leads_to_its_successor(gazetteer):
    by_name = gazetteer.village("Ladang Tuha I", subdistrict="11.12.03")
    by_code = gazetteer.subdistrict("91.01.01")

    assert (by_name.code, by_name.reason) == ("11.12.09.2011", "renamed")
    assert (by_code.code, by_code.reason) == ("93.01.01", "renamed")
    assert gazetteer.current_code("91.01.01") == "93.01.01"
    assert [step.match for step in gazetteer.history("91.01.01")] == ["name+kab"]


def test_a_code_in_force_is_its_own_and_a_lost_or_invented_one_has_none(gazetteer):
    assert gazetteer.current_code("35.09") == "35.09"
    assert gazetteer.history("35.09") == ()
    assert gazetteer.current_code("11.01.15.2007") is None
    assert gazetteer.current_code("99.99") is None
    assert gazetteer.current_code("35.9") is None


@pytest.mark.parametrize(
    ("written", "code"),
    [("D.I. Yogyakarta", "34"), ("DI Yogyakarta", "34"), ("DKI Jakarta", "31"), ("D.K.I. Jakarta", "31")],
)
def test_a_province_is_found_under_its_usual_short_name(gazetteer, written, code):
    assert gazetteer.province(written).code == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kotabaru", "63.02"),
        ("Kab. Kota Baru", "63.02"),
        ("Kab. Adm. Kep. Seribu", "31.01"),
        ("Kota Kediri", "35.71"),
    ],
)
def test_a_district_is_found_however_its_kind_is_written(gazetteer, written, code):
    assert gazetteer.district(written).code == code


def test_schools_are_found_by_number_and_by_place(gazetteer):
    school = gazetteer.school("20523521")

    assert (school.form, school.status, school.subdistrict_code) == ("SD", "negeri", "35.09.01")
    assert school in gazetteer.schools_in("35.09.01")
    assert school in gazetteer.schools_in("35.09.01.2003")
    assert school not in gazetteer.schools_in("35.09.02")
    assert gazetteer.school("00000000") is None


def test_a_name_that_a_roster_repeats_is_looked_up_once(gazetteer, listed):
    names = [(row["village"], row["subdistrict"]) for row in listed]
    for village, subdistrict in names:
        gazetteer.village(village, subdistrict=subdistrict, district="Jember")
    looked_up = gazetteer._resolve.cache_info().misses

    for village, subdistrict in names * 100:
        gazetteer.village(village, subdistrict=subdistrict, district="Jember")

    assert gazetteer._resolve.cache_info().misses == looked_up
