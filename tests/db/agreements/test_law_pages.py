"""Pages of the rules and the roads, and changing a rule on them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.agreements.engine.law_files import standard_roads, standard_rulebook
from jembatan.agreements.models import RuleVersion
from jembatan.agreements.rules.kinds import RoadCode
from tests.agreement_rows import at_dprd, counterpart, on_the_road
from tests.builders import JEMBER, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return person("officer", "cooperation_officer", at=JEMBER)


@pytest.fixture
def ministry() -> User:
    return person("ministry", "ministry_supervisor")


def page(user: User, address: str, *, status: int = 200) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def proposal(**changes: object) -> dict[str, object]:
    """What the form sends: T1 with 60 working days from today on."""
    sent: dict[str, object] = {
        "effective_from": timezone.localdate() - timedelta(days=30),
        "parameter": 60,
        "says_id": "DPRD memutuskan paling lama 60 hari kerja.",
        "says_en": "The DPRD decides within 60 working days.",
        "source": "PP 28/2018",
        "article": "30(4)",
        "grade": "A",
        "verified_by": "Biro Hukum",
        "verified_on": date(2026, 11, 1),
        "reason": "Perubahan peraturan",
    }
    return sent | changes


def test_the_catalogue_shows_every_rule_with_source_and_grade(officer: User):
    shown = page(officer, "/kerja-sama/aturan/")

    assert all(f">{code}<" in shown for code in standard_rulebook().codes)
    assert "PP 28/2018 Pasal 30 ayat (4)" in shown


def test_no_article_stands_beside_an_unread_text(officer: User):
    shown = page(officer, "/kerja-sama/aturan/?q=Permendagri 25/2020&derajat=D")

    assert "belum diverifikasi" in shown
    assert "Permendagri 25/2020 Pasal" not in shown


def test_rules_are_searched_and_looked_at_on_a_day(officer: User):
    assert ">T1<" in page(officer, "/kerja-sama/aturan/?q=45+hari")
    assert ">T2<" not in page(officer, "/kerja-sama/aturan/?q=45+hari")
    assert ">T1<" not in page(officer, "/kerja-sama/aturan/?tanggal=2017-01-01")
    assert ">T1<" in page(officer, "/kerja-sama/aturan/?tanggal=never&derajat=Z")


@pytest.mark.parametrize("code", standard_rulebook().codes)
def test_every_rule_has_its_page(officer: User, code: str):
    assert code in page(officer, f"/kerja-sama/aturan/{code}/")


def test_an_unknown_rule_has_none(officer: User):
    page(officer, "/kerja-sama/aturan/T99/", status=404)


@pytest.mark.parametrize("road", list(RoadCode))
def test_every_road_is_shown_whole(officer: User, road: RoadCode):
    shown = page(officer, f"/kerja-sama/aturan/jalan/{road}/")

    assert all(f'id="tahap-{stage.code}"' in shown for stage in standard_roads()[road].stages)
    assert "<svg" in shown


def test_an_unknown_road_has_no_page(officer: User):
    page(officer, "/kerja-sama/aturan/jalan/nowhere/", status=404)


def test_a_change_is_looked_at_first_and_then_saved(officer: User, ministry: User):
    today = timezone.localdate()
    agreement = on_the_road(1, JEMBER, officer, counterpart(officer), opened_on=today - timedelta(days=60))
    at_dprd(agreement, officer, since=today - timedelta(days=20), received_on=today - timedelta(days=20))
    client = Client()
    client.force_login(ministry)

    preview = client.post("/kerja-sama/aturan/T1/ubah/", proposal())

    assert preview.status_code == 200
    assert agreement.title_id in preview.content.decode()
    assert not RuleVersion.objects.exists()

    saved = client.post("/kerja-sama/aturan/T1/ubah/", proposal(save="1"))

    version = RuleVersion.objects.get()
    assert saved["Location"] == f"/kerja-sama/aturan/T1/versi/{version.pk}/"
    afterwards = client.get(saved["Location"]).content.decode()
    assert agreement.title_id in afterwards
    rule = client.get("/kerja-sama/aturan/T1/").content.decode()
    assert "Perubahan peraturan" in rule
    assert "60" in rule


@pytest.mark.parametrize(
    "changes",
    [
        {"verified_by": ""},
        {"grade": "D"},
        {"parameter": ""},
        {"parameter": 0},
        {"reason": ""},
        {"effective_from": "yesterday"},
    ],
)
def test_a_change_that_lacks_something_says_so_and_keeps_what_was_typed(
    ministry: User, changes: dict[str, object]
):
    client = Client()
    client.force_login(ministry)

    answer = client.post("/kerja-sama/aturan/T1/ubah/", proposal(save="1") | changes)

    assert answer.status_code == 400
    assert "DPRD memutuskan paling lama 60 hari kerja." in answer.content.decode()
    assert not RuleVersion.objects.exists()


def test_the_form_of_a_rule_without_a_number_asks_for_none(ministry: User):
    shown = page(ministry, "/kerja-sama/aturan/E2/ubah/")

    assert 'name="parameter"' not in shown
    assert 'name="effective_to"' in shown


def test_only_the_ministry_opens_the_form(officer: User):
    page(officer, "/kerja-sama/aturan/T1/ubah/", status=404)
    page(person("province", "ministry_supervisor", at="35"), "/kerja-sama/aturan/T1/ubah/", status=404)
