"""A refusal is told whole in one language: its sentence, its details and its days."""

from datetime import date

import pytest
from django.utils.translation import override

from jembatan.accounts.refusing import sentence_of
from jembatan.workflow.refusals import Refused


class Sealed(Refused):
    code = "test.sealed"
    status = 409
    sentence = "%(field)s: %(problem)s. Correct it and save again."


class Early(Refused):
    code = "test.early"
    status = 400
    sentence = "The day %(on)s has not come yet."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "source: this may not be empty. Correct it and save again."),
        ("id", "sumber: isian ini tidak boleh kosong. Perbaiki lalu simpan lagi."),
    ],
)
def test_details_that_are_messages_are_translated_too(language, said):
    with override(language):
        assert sentence_of(Sealed(field="source", problem="this may not be empty")) == said


def test_a_vocabulary_knows_a_code_before_anybody_translates_it():
    with override("id"):
        told = sentence_of(Sealed(field="source", problem="-"), {"field": {"source": "Asal naskah"}})

    assert told.startswith("Asal naskah: ")


def test_days_are_written_out():
    with override("id"):
        assert sentence_of(Early(on=date(2026, 11, 22))) == "Tanggal 22 November 2026 belum tiba."
