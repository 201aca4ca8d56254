"""Who is addressed in a remark, and what a remark must not hold."""

import pytest

from jembatan.correspondence.rules.mentions import MOST_MENTIONS, holds_identity_number, mentioned


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@sari please", ("sari",)),
        ("Please, @Sari.K and @budi_2: look.", ("sari.k", "budi_2")),
        ("(@sari)", ("sari",)),
        ("@sari, @SARI", ("sari",)),
        ("See @sari.", ("sari",)),
        ("sari@example.test", ()),
        ("@@sari", ()),
        ("@ sari", ()),
        ("@...", ()),
        ("", ()),
    ],
)
def test_names_after_an_at_sign_are_addressed(text, names):
    assert mentioned(text) == names


def test_nobody_addresses_the_whole_office_at_once():
    crowd = " ".join(f"@person{number}" for number in range(100))

    assert len(mentioned(crowd)) == MOST_MENTIONS


@pytest.mark.parametrize(
    "text",
    ["9935095203120001", "NIK: 9935 0952 0312 0001.", "99.35.09.52.03.12.00.01", "9935-0952-0312-0001"],
)
def test_sixteen_digits_look_like_an_identity_number(text):
    assert holds_identity_number(text)


@pytest.mark.parametrize(
    "text", ["Rp1.250.000.000", "99350952031200011", "2026-11-22, 2026-11-23", "0811 2345 6789"]
)
def test_other_numbers_do_not(text):
    assert not holds_identity_number(text)
