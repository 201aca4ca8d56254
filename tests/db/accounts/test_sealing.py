"""Identity numbers at rest cannot be read, only found."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from jembatan.accounts.sealing import SealBroken, blind_index, seal, seal_bytes, unseal, unseal_bytes

NIK = "9935092305120001"


@given(st.text(max_size=40))
def test_what_is_sealed_opens_to_the_same(text):
    assert unseal(seal(text)) == text
    assert text == "" or text not in seal(text) or len(text) < 4


def test_the_same_number_never_looks_the_same_twice_but_is_found_by_its_index():
    assert seal(NIK) != seal(NIK)
    assert blind_index(NIK) == blind_index(NIK) != blind_index("9935092305120002")


def test_nothing_stays_nothing():
    assert seal(None) is unseal(None) is blind_index(None) is None


def test_another_key_does_not_open_it(settings):
    sealed, packed = seal(NIK), seal_bytes(b"file")

    settings.SEALING_KEY = "another key of the office"

    with pytest.raises(SealBroken):
        unseal(sealed)
    with pytest.raises(SealBroken):
        unseal_bytes(packed)


@pytest.mark.django_db
def test_the_database_holds_no_readable_number():
    from jembatan.rosters.models import Record

    field = Record._meta.get_field("nik")

    assert NIK not in field.get_db_prep_value(NIK, connection)
