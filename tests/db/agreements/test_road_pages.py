"""The pages of the legal road: what each person sees, does and is refused."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jembatan.agreements import actions
from jembatan.agreements.models import Agreement, Paper, StageEvent
from jembatan.agreements.rules.kinds import Kind
from jembatan.agreements.rules.lifecycle import State
from tests.cooperation import (
    OPENED,
    PDF,
    agreement_at,
    cast,
    paper,
    partner_for,
    signed_agreement,
    started,
    supply,
    walk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


def seen_by(user, path: str, *, status: int = 200, data: dict | None = None) -> str:
    """The page as this person sees it; with `data` it is posted."""
    client = Client(raise_request_exception=True)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    answer = client.post(path, data) if data is not None else client.get(path)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_story_page_shows_the_road_with_what_is_missing(people):
    agreement = agreement_at("PENJAJAKAN", people)

    page = plain(seen_by(people.officer, f"/kerja-sama/{agreement.reference}/"))

    assert "On its legal road" in page
    assert "Initiative recorded" in page and "Exploration" in page
    assert "The document is missing: Exploration report." in page
    assert "PP 28/2018, art. 28(3)" in page and "grade A" in page


@pytest.mark.parametrize("who", ["head", "member", "agency", "council", "ministry", "foreign", "governor"])
def test_every_office_sees_the_story_and_the_stage(people, who):
    agreement = agreement_at("PENJAJAKAN", people)
    user = people.everybody[who]

    assert "Exploration" in seen_by(user, f"/kerja-sama/{agreement.reference}/")
    assert "Only this office closes the stage" in seen_by(
        user, f"/kerja-sama/{agreement.reference}/tahap/PENJAJAKAN/"
    )


@pytest.mark.parametrize("end", ["", "tahap/PRAKARSA/", "dokumen/", "tanda-tangan/", "ubah/"])
def test_an_outsider_sees_nothing(people, end):
    agreement = started(people)

    seen_by(people.outsider, f"/kerja-sama/{agreement.reference}/{end}", status=404)
