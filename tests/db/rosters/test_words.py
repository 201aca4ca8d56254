"""Refusals and remarks of the reader reach the page in Indonesian, down to the words among their facts."""

from django.utils.translation import override

from jembatan.rosters import words
from jembatan.rosters.engine.files import Truncated, WrongKind
from jembatan.rosters.rules import remarks
from jembatan.rosters.rules.reasons import FLAGS, REASONS
from jembatan.workflow.lifecycles import WrongState


def test_a_refusal_is_told_in_indonesian_with_its_kind_of_file() -> None:
    with override("id"):
        told = words.refusal_told(WrongKind(file="surat.pdf", kind="a picture"))

    assert told.startswith("surat.pdf adalah gambar, bukan tabel.")


def test_a_file_named_like_a_message_keeps_its_name() -> None:
    with override("id"):
        told = words.refusal_told(Truncated(file="yes", reason=remarks.NOT_UTF8))

    assert told == "yes terpotong atau rusak (teksnya bukan UTF-8). Salin atau ekspor ulang."


def test_a_remark_keeps_what_the_reader_filled_in() -> None:
    with override("id"):
        told = words.told("headings in row 6 of sheet 'Daftar Peserta Didik'")

    assert told == "judul kolom di baris 6 lembar 'Daftar Peserta Didik'"


def test_states_are_told_as_the_chips_say_them() -> None:
    with override("id"):
        told = words.refusal_told(WrongState(state="undone", wanted="committed"))

    assert "“Ditarik kembali” dan tidak dapat menjadi “Masuk”" in told


def test_every_reason_and_every_remark_on_a_value_is_translated() -> None:
    sentences = [text for reason in REASONS.values() for text in (reason.sentence, reason.mend)]
    sentences += FLAGS.values()

    with override("id"):
        unchanged = [sentence for sentence in sentences if words.told(sentence) == sentence]

    assert unchanged == []
