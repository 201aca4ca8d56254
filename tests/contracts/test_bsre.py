"""The client of BSrE's e-sign service against a fake that answers as the service does, and as it should not."""

import logging
import traceback
from datetime import datetime

import pytest

from jembatan.documents.engine.pdf import save_pdf
from jembatan.documents.engine.pdf_reading import read_pdf
from jembatan.documents.signing import bsre as client
from jembatan.documents.signing.bsre import Bsre
from jembatan.documents.signing.choosing import chosen_signer
from jembatan.documents.signing.elsewhere import SignedElsewhere
from jembatan.documents.signing.port import (
    Passphrase,
    SignatoryUnknown,
    SignerRefused,
    SignerUnclear,
    SignerUnreachable,
    Verdict,
    WrongPassphrase,
)
from jembatan.workflow.refusals import Refused
from tests.contracts.fake_bsre import NIK, PASSPHRASE, PASSWORD, USER, running
from tests.engine.documents.builders import bilingual_book

SUM = "ab" * 32


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "text.pdf"
    save_pdf(path, bilingual_book(keywords=("Versi 3 · SHA-256 " + SUM,)))
    return path.read_bytes()


@pytest.fixture
def fake():
    with running() as server:
        yield server


@pytest.fixture
def signer(fake):
    return Bsre(fake.url, USER, PASSWORD, seconds=2)


def sign(signer, pdf, *, nik=NIK, passphrase=PASSPHRASE):
    return signer.sign(pdf, signatory=nik, passphrase=Passphrase(passphrase))


def test_a_paper_comes_back_signed_with_what_the_service_says_of_it(fake, signer, pdf):
    done = sign(signer, pdf)

    assert done.content.startswith(pdf[:100]) and len(done.content) > len(pdf)
    assert done.reference == "dok-1"
    report = done.report
    assert (report.verdict, report.checked_by, report.covers_file) == (Verdict.VALID, "bsre", True)
    assert report.names_source(SUM)
    (person,) = report.signers
    assert (person.name, person.issuer) == ("Bupati Contoh", "C=ID,CN=Penerbit Contoh")
    assert (person.is_trusted, person.is_unchanged) == (True, True)
    assert person.signed_at == datetime(2026, 11, 22, 9, 32, 40)
    assert person.valid_until == datetime(2028, 1, 1)


def test_the_form_is_the_one_the_service_reads(fake, signer, pdf):
    sign(signer, pdf)

    asked = fake.asked[0]
    assert asked == {
        "path": "/api/sign/pdf",
        "nik": NIK,
        "passphrase": PASSPHRASE,
        "tampilan": "invisible",
        "file": pdf,
    }
    assert fake.asked[1]["path"] == "/api/sign/verify"
    assert signer.can_sign


def test_a_signed_file_that_must_be_fetched_is_fetched(fake, signer, pdf):
    fake.mood = "fetch it"

    done = sign(signer, pdf)

    assert done.reference == "dok-1"
    assert read_pdf(done.content).signatures


def test_a_service_below_a_path_is_reached(fake, pdf):
    below = Bsre(f"{fake.url}/esign/", USER, PASSWORD, seconds=2)

    with pytest.raises(SignerRefused, match="HTTP 404"):
        sign(below, pdf)
    assert fake.asked[0]["path"] == "/esign/api/sign/pdf"


def test_a_signed_file_is_not_lost_when_its_verification_fails(fake, signer, pdf):
    fake.mood = "verify is down"

    done = sign(signer, pdf)

    assert (done.report.verdict, done.report.checked_by) == (Verdict.FOUND, "here")
    assert read_pdf(done.content).signatures


def test_a_wrong_passphrase_signs_nothing(signer, pdf):
    with pytest.raises(WrongPassphrase) as refusal:
        sign(signer, pdf, passphrase="salah")

    assert "nothing was signed" in str(refusal.value)


def test_a_signatory_whom_the_service_does_not_know_signs_nothing(signer, pdf):
    with pytest.raises(SignatoryUnknown):
        sign(signer, pdf, nik="9900000000000000")


def test_another_refusal_is_told_by_its_number_alone(signer):
    with pytest.raises(SignerRefused) as refusal:
        sign(signer, b"not a pdf")

    assert refusal.value.detail == {"answer": 2003}


def test_an_office_that_the_service_does_not_know_is_told(fake, pdf):
    with pytest.raises(SignerRefused, match="HTTP 401"):
        sign(Bsre(fake.url, USER, "wrong", seconds=2), pdf)


@pytest.mark.parametrize(
    ("mood", "refusal"),
    [
        ("broken", SignerRefused),
        ("hangs up", SignerUnreachable),
        ("garbage", SignerUnclear),
        ("list", SignerUnclear),
        ("half a pdf", SignerUnclear),
        ("nothing to fetch", SignerUnclear),
    ],
)
def test_a_service_in_a_mood_is_one_sentence(fake, signer, pdf, mood, refusal):
    fake.mood = mood

    with pytest.raises(refusal) as told:
        sign(signer, pdf)

    assert NIK not in str(told.value) and "java" not in str(told.value)


def test_a_service_that_does_not_answer_in_time_is_one_sentence(fake, pdf):
    fake.mood = "asleep"

    with pytest.raises(SignerUnreachable):
        sign(Bsre(fake.url, USER, PASSWORD, seconds=0.2), pdf)


def test_a_service_that_is_not_there_is_one_sentence(pdf):
    with pytest.raises(SignerUnreachable):
        sign(Bsre("https://127.0.0.1:9", USER, PASSWORD, seconds=1), pdf)


def test_an_endless_answer_is_not_read_to_its_end(fake, signer, pdf, monkeypatch):
    fake.mood = "endless"
    monkeypatch.setattr(client, "LARGEST_ANSWER", 1000)

    with pytest.raises(SignerUnclear):
        sign(signer, pdf)


def test_a_file_that_was_signed_and_changed_is_invalid(signer, pdf):
    changed = sign(signer, pdf).content.replace(b"/Lang(id)", b"/Lang(xx)", 1)

    assert signer.verify(changed).verdict is Verdict.INVALID


def test_a_file_that_nobody_signed_is_unsigned(signer, pdf):
    report = signer.verify(pdf)

    assert (report.verdict, report.is_signed, report.names_source(SUM)) == (Verdict.UNSIGNED, False, True)


@pytest.mark.parametrize("mood", ["no count", "garbage", "broken"])
def test_a_report_that_cannot_be_read_is_one_sentence(fake, signer, pdf, mood):
    fake.mood = mood

    with pytest.raises((SignerUnclear, SignerRefused)):
        signer.verify(pdf)


def test_an_older_service_says_one_for_true(fake, signer, pdf):
    done = sign(signer, pdf).content
    fake.mood = "old details"

    (person,) = signer.verify(done).signers

    assert (person.is_trusted, person.is_unchanged) == (True, True)
    assert (person.valid_from, person.valid_until, person.signed_at) == (None, None, None)


def test_details_in_another_form_tell_nobody(fake, signer, pdf):
    done = sign(signer, pdf).content
    fake.mood = "strange details"

    (person,) = signer.verify(done).signers

    assert (person.name, person.is_trusted) == ("", None)


def test_a_passphrase_shows_itself_nowhere(fake, signer, pdf, caplog):
    caplog.set_level(logging.DEBUG)
    fake.mood = "broken"

    with pytest.raises(Refused) as refusal:
        sign(signer, pdf)

    told = "".join(traceback.format_exception(refusal.value)) + caplog.text + repr(signer)
    assert PASSPHRASE not in told and PASSWORD not in told
    assert repr(Passphrase(PASSPHRASE)) == "Passphrase(***)"


def test_the_settings_choose_the_signer(settings, fake, pdf):
    settings.BSRE_URL = ""
    assert isinstance(chosen_signer(), SignedElsewhere)

    settings.BSRE_URL, settings.BSRE_USER, settings.BSRE_PASSWORD = fake.url, USER, PASSWORD
    assert sign(chosen_signer(), pdf).report.verdict is Verdict.VALID
