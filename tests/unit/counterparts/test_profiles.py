"""What a profile must be."""

import pytest

from jembatan.counterparts.rules.kinds import BadProfile, Kind, PoliticalParty, check_profile, is_place
from jembatan.counterparts.rules.profiles import told


def test_kind_level_and_country_fit_together():
    check_profile(Kind.LOCAL_GOVERNMENT, "city", "JP")
    check_profile(Kind.ORGANISATION, "", "")
    check_profile(Kind.NONPROFIT, "", "GB")


@pytest.mark.parametrize(
    ("kind", "level", "country"),
    [
        ("club", "", "JP"),
        (Kind.LOCAL_GOVERNMENT, "", "JP"),
        (Kind.LOCAL_GOVERNMENT, "city", ""),
        (Kind.NONPROFIT, "city", "JP"),
        (Kind.NONPROFIT, "", ""),
    ],
)
def test_what_does_not_fit_is_refused(kind, level, country):
    with pytest.raises(BadProfile):
        check_profile(kind, level, country)


def test_a_political_party_is_refused():
    with pytest.raises(PoliticalParty):
        check_profile(Kind.POLITICAL_PARTY, "", "JP")


def test_only_a_local_government_is_a_place():
    assert [kind for kind in Kind if is_place(kind)] == [Kind.LOCAL_GOVERNMENT]


@pytest.mark.parametrize("text", ["", "  ", "x" * 11])
def test_a_text_is_neither_empty_nor_too_long(text):
    assert told(" x ", "source", 10) == "x"
    with pytest.raises(BadProfile):
        told(text, "source", 10)
