"""What a page may show of an identifier."""

from hypothesis import given
from hypothesis import strategies as st

from jembatan.accounts.rules.masking import KEPT, first_name_and_initials, masked


def test_a_nik_shows_its_last_three_digits_only():
    assert masked("9935092305120001") == "•••••••••••••001"


def test_no_number_shows_nothing():
    assert masked(None) == ""


@given(st.text("0123456789", min_size=10, max_size=16))
def test_a_mask_never_shows_the_birth_date_or_the_place(number):
    shown = masked(number)

    assert len(shown) == len(number)
    assert set(shown[:-KEPT]) == {"•"}


def test_a_name_in_a_list_is_a_first_name_and_initials():
    assert first_name_and_initials("Siti Nur Aminah") == "Siti N. A."
    assert first_name_and_initials("Sukarno") == "Sukarno"
    assert first_name_and_initials(None) == ""
