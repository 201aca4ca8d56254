"""Names as they are compared: folded, without generic words, apart from where they lie."""

import pytest

from jembatan.counterparts.engine.packaged import countries, lexicon
from jembatan.counterparts.rules.countries import UnknownCountry
from jembatan.counterparts.rules.folding import fold
from jembatan.counterparts.rules.likeness import Reason, distance, likeness
from jembatan.counterparts.rules.naming import NameKey, body_key, place_key


def place(text, country="", **more):
    return place_key(text, country, lexicon(), **more)


def body(text, country=""):
    return body_key(text, country, lexicon())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("São Tomé", "sao tome"),
        ("Xi’an", "xian"),
        ("Kota  Ø-stad!", "kota o stad"),
        ("J.I.C.A.", "jica"),
        ("St. Petersburg", "st petersburg"),
        ("İstanbul", "istanbul"),
        ("大阪府", "大阪府"),
        (" --- ", ""),
    ],
)
def test_folding_keeps_letters_only(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "country", "core", "level"),
    [
        ("City of Melbourne", "AU", "melbourne", "city"),
        ("Pemerintah Kota Melbourne", "AU", "melbourne", "city"),
        ("Kyōto-fu", "JP", "kyoto", "province"),
        ("Prefektur Kyoto", "JP", "kyoto", "province"),
        ("Provinsi Gyeongsang Utara", "KR", "gyeongsangbuk", "province"),
        ("Kota Xi'an", "CN", "xian", "city"),
        ("Province of the Western Cape", "ZA", "westerncape", "province"),
        # A word of one country is no generic word in another, and a name is never empty.
        ("To Do", "AU", "todo", ""),
        ("Kota", "JP", "kota", ""),
        ("Zhuang Zhou", "CN", "zhangzhou", ""),
        ("", "CN", "", ""),
    ],
)
def test_a_place_is_its_bare_name_and_the_level_its_words_tell(text, country, core, level):
    key = place(text, country)

    assert (key.core, key.level) == (core, level)


def test_what_follows_a_comma_or_stands_in_brackets_is_where_it_lies():
    assert place("Jung-gu (Daejeon)", "KR").within == {"daejeon"}
    assert place("Seattle, WA, USA", "US").within == {"wa"}
    assert place("Houston, TX", "US") == place("Houston, TX", "US", within="Texas")
    assert place("Zhangzhou ('Zhuang Zhou' as printed)", "CN").within == frozenset()


def test_a_chosen_level_goes_before_the_words():
    assert place("Chongqing Municipality", "CN").declared("province").level == "province"
    assert place("Osaka City", "JP").declared("").level == "city"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UNICEF (with LPKIPI)", "United Nations Children's Fund (UNICEF)"),
        ("Universiteit Leiden", "University of Leiden"),
        ("World Health Organisation", "WHO"),
    ],
)
def test_an_organisation_is_its_words_in_any_order(one, other):
    assert body(one).core == body(other).core


def test_a_second_name_in_brackets_tells_organisations_apart():
    assert body("Plan International (UK)").core != body("Plan International (Germany)").core
    assert body("University of California, Davis").core != body("University of California, Berkeley").core
    assert body("The Foundation").core == "thefoundation"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (place("Kota Osaka", "JP"), place("Osaka City", "JP"), Reason.SAME_NAME),
        (place("Osaka", "JP"), place("OSAKA", "JP"), Reason.SAME_SPELLING),
        (place("Osaka", "JP"), place("Kota Osaka", "JP"), Reason.LEVEL_UNKNOWN),
        (place("Osaka-fu", "JP"), place("Osaka-shi", "JP"), Reason.OTHER_LEVEL),
        (place("Portland", "US"), place("Portland, Oregon", "US"), Reason.WITHIN_UNKNOWN),
        (place("Portland, Maine", "US"), place("Portland, Oregon", "US"), Reason.OTHER_SURROUNDINGS),
        (place("Nanjing, Fujian", "CN"), place("Nanjing, Zhangzhou, Fujian", "CN"), Reason.SAME_NAME),
        (place("Chonju", "KR"), place("Jeonju", "KR"), Reason.SOUNDS_ALIKE),
        (place("Melborune", "AU"), place("Melbourne", "AU"), Reason.FEW_LETTERS),
        (body("Plan International Indonesia"), body("Plan International"), Reason.ONE_IN_OTHER),
        (place("Perth", "AU"), place("Hobart", "AU"), None),
        (place("Ulm", "DE"), place("Ulf", "DE"), None),
        (place("", "AU"), place("Hobart", "AU"), None),
    ],
)
def test_how_like_two_names_are(one, other, reason):
    found, back = likeness(one, other), likeness(other, one)

    assert (found.reason if found else None) == reason
    assert found == back
    assert found is None or found.is_certain == (reason in (Reason.SAME_NAME, Reason.SAME_SPELLING))


def test_the_same_spelling_at_two_chosen_levels_is_two_places():
    city, prefecture = place("Osaka").declared("city"), place("Osaka").declared("province")

    assert likeness(city, prefecture).reason is Reason.OTHER_LEVEL
    assert (
        likeness(place("Osaka City"), place("Osaka City").declared("province")).reason is Reason.SAME_SPELLING
    )


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [("kyiv", "kyiv", 0), ("", "abc", 3), ("kiev", "kyiv", 2), ("abdc", "abcd", 1)],
)
def test_letters_that_differ(one, other, letters):
    assert distance(one, other) == distance(other, one) == letters


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("South Korea", "KR"),
        ("Korea Selatan", "KR"),
        ("Republic of Korea", "KR"),
        ("korsel", "KR"),
        ("Tiongkok", "CN"),
        ("China", "CN"),
        ("R.R.T.", "CN"),
        ("Cina", "CN"),
        ("jpn", "JP"),
        ("Türkiye", "TR"),
        (" ", ""),
    ],
)
def test_a_country_is_known_by_many_names(name, code):
    assert countries().code_of(name) == code


def test_an_unknown_country_is_refused_by_name():
    with pytest.raises(UnknownCountry, match="Atlantis"):
        countries().code_of("Atlantis")


def test_every_country_has_both_names_and_every_alias_a_country():
    table = countries()

    assert len(table.by_code) == 249
    assert all(country.name.id and country.name.en for country in table.by_code.values())
    assert set(table.by_name.values()) <= set(table.by_code)


def test_every_other_name_stands_for_a_name_that_is_not_replaced_again():
    names = lexicon().other_names

    assert {country for country, _name in names} <= {"", *countries().by_code}
    assert [pair for pair, name in names.items() if (pair[0], name) in names] == []


def test_a_key_of_nothing_is_empty():
    assert place("") == NameKey("", "", "", frozenset())
