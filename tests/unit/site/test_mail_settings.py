"""How e-mail is sent is said in one address; without one nothing is sent."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from jembatan.site import settings


def test_without_an_address_no_mail_is_sent():
    assert settings._mailer("")["BACKEND"].endswith("dummy.EmailBackend")


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://u%40office:p%3Aq@mail.example.test:25", 25, False, False),
        ("smtp+tls://u%40office:p%3Aq@mail.example.test:587", 587, True, False),
        ("smtp+ssl://u%40office:p%3Aq@mail.example.test", None, False, True),
    ],
)
def test_an_address_says_server_person_and_protection(url, port, tls, ssl):
    mailer = settings._mailer(url)

    options = mailer["OPTIONS"]
    assert mailer["BACKEND"].endswith("smtp.EmailBackend")
    assert (options["host"], options["port"]) == ("mail.example.test", port)
    assert (options["username"], options["password"]) == ("u@office", "p:q")
    assert (options["use_tls"], options["use_ssl"]) == (tls, ssl)
    assert options["timeout"] == 20


def test_an_address_that_cannot_be_read_stops_the_start():
    with pytest.raises(ImproperlyConfigured):
        settings._mailer("post://mail.example.test")


def test_the_address_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "email_url"
    file.write_text("smtp://mail.example.test\n", encoding="utf-8")
    monkeypatch.setenv("EMAIL_URL_FILE", str(file))

    assert settings._given("EMAIL_URL") == "smtp://mail.example.test"
