"""The pages above one plan: lists, the sum of a district with its lines, unit costs and support rules."""

import re
from datetime import date

import pytest
from django.urls import reverse

from jembatan.action_plans import actions
from jembatan.action_plans.models import SupportRule, UnitCost
from jembatan.documents.rules.writing import rupiah
from tests.builders import JEMBER, LENGKONG, MUMBULSARI, SUCO, person, place
from tests.db.action_plans.conftest import reconcile

pytestmark = pytest.mark.django_db
SUM = ("sum", [JEMBER, 2027])


def at(name, arguments, **query):
    return reverse(f"action_plans:{name}", args=arguments, query=query or None)


@pytest.fixture
def second(plan):
    """A neighbouring village with a plan of its own, and many children."""
    reconcile(*({"causes": ["3"]} for _ in range(8)), at=LENGKONG)
    return actions.draft(year=2027, at=LENGKONG, by=person("tetangga", "village_operator", at=LENGKONG))


@pytest.fixture
def analysts(client, analyst):
    client.force_login(analyst)
    return client


def test_the_list_has_the_plans_of_the_viewers_places(analysts, plan, second):
    page = analysts.get(at("plans", [])).content.decode()
    none = analysts.get(at("plans", []), {"keadaan": "legalised"}).content.decode()

    assert "Suco" in page and "Lengkong" in page
    assert "Suco" not in none and "Pilih keadaan lain" in none


def test_the_list_goes_on_by_key(analysts, plan, second):
    page = analysts.get(at("plans", []), {"mulai": f"{LENGKONG}/2027"})

    assert [one.village_id for one in page.context["plans"]] == [SUCO]


def test_an_empty_list_says_what_would_fill_it(analysts):
    assert "setelah sumber datanya direkonsiliasi" in analysts.get(at("plans", [])).content.decode()


def test_the_district_is_the_sum_of_its_villages(analysts, plan, second, django_assert_max_num_queries):
    place("35.09.18.2004")
    total = sum(line.total for made in (plan, second) for line in made.activities.all())

    with django_assert_max_num_queries(12):
        page = analysts.get(at(*SUM))

    shown = page.content.decode()
    assert page.context["total"] == total == sum(amount for _plan, amount in page.context["villages"])
    for side in page.context["sides"]:
        assert sum(amount for _key, _name, amount in side["rows"]) == total
    assert sum(one["total"] for one in page.context["kinds"]) == total
    assert rupiah(total) in shown and "1 desa belum punya rencana" in shown and "Pondokrejo" in shown


def test_every_figure_of_the_sum_opens_its_lines(analysts, plan, second):
    page = analysts.get(at(*SUM))
    links = re.findall(r'href="(/rencana/wilayah/35\.09/2027/\w+/\?nilai=[^"]*)"', page.content.decode())

    for link in links:
        found = analysts.get(link)
        assert found.context["lines"], link
        assert found.context["total"] == sum(amount for _line, amount in found.context["lines"])
    assert len(links) > 10


def test_the_newest_year_is_opened_first_and_an_empty_one_says_so(analysts, plan):
    assert analysts.get(at("district", [JEMBER]))["Location"] == at(*SUM)
    assert "Belum ada desa" in analysts.get(at("sum", [JEMBER, 2029])).content.decode()
    assert analysts.get(at("sum_lines", [JEMBER, 2027, "name"])).status_code == 404


@pytest.mark.parametrize(("role", "where"), [("cooperation_officer", JEMBER), ("ministry_supervisor", "ID")])
def test_no_sum_gives_back_what_a_villages_page_hides(client, plan, second, role, where):
    client.force_login(person("seseorang", role, at=where))

    page = client.get(at(*SUM))
    lines = client.get(at("sum_lines", [JEMBER, 2027, "kind"], nilai="transport"))

    hidden = {one["kind"].kind for one in page.context["kinds"] if one["total"] is None}
    assert "transport" in hidden
    assert page.context["any_hidden"] and lines.context["total"] is None
    assert [line.plan.village_id for line, amount in lines.context["lines"] if amount is None] == [SUCO]


def test_a_village_operator_opens_no_sum(client, plan, operator):
    client.force_login(operator)

    assert client.get(at(*SUM)).status_code == 404
    assert client.get(at("sum", [MUMBULSARI, 2027])).status_code == 404
    assert client.get(at("reference", [JEMBER])).status_code == 404


def test_costs_are_listed_with_what_they_rest_on(client, plan, operator, django_assert_max_num_queries):
    client.force_login(operator)

    with django_assert_max_num_queries(10):
        page = client.get(at("reference", [SUCO])).content.decode()

    assert "contoh, wajib diganti" in page and "Rp300.000" in page
    assert "Tetapkan</a>" not in page


def test_an_analyst_sets_a_cost_that_holds_from_its_day(analysts):
    place(JEMBER)
    said = {
        "amount": "Rp275.000",
        "standing": "official",
        "source": "SBU Jember 2026",
        "valid_from": "2026-01-01",
    }

    answer = analysts.post(at("set_cost", [JEMBER, "transport_month"]), said, follow=True)

    kept = UnitCost.objects.get()
    assert (kept.amount, kept.grade, kept.valid_from) == (275_000, "S", date(2026, 1, 1))
    assert "Rp275.000" in answer.content.decode() and "SBU Jember 2026" in answer.content.decode()


def test_a_cost_with_swapped_days_or_no_amount_is_refused_at_the_field(analysts):
    place(JEMBER)
    said = {
        "amount": "",
        "standing": "official",
        "source": "SBU",
        "valid_from": "2027-01-01",
        "valid_to": "2026-01-01",
    }

    answer = analysts.post(at("set_cost", [JEMBER, "transport_month"]), said)

    assert answer.status_code == 400
    assert set(answer.context["form"].errors) == {"amount", "valid_to"}
    assert analysts.get(at("set_cost", [JEMBER, "no_such_cost"])).status_code == 404


def test_a_row_of_the_matrix_is_changed_and_switched_off_for_a_place(analysts):
    place(JEMBER)
    said = {
        "support": "Antar jemput desa",
        "agency": "Dishub",
        "source": "SK 1/2026",
        "valid_from": "2026-01-01",
    }

    changed = analysts.post(at("set_rule", [JEMBER, "c1-motivation"]), said, follow=True).content.decode()
    said |= {"is_idle": "on", "valid_from": "2026-02-01"}
    off = analysts.post(at("set_rule", [JEMBER, "c1-motivation"]), said, follow=True).content.decode()

    assert "Antar jemput desa" in changed
    assert "tidak dipakai di sini" in off
    assert SupportRule.objects.filter(is_idle=True).count() == 1
    assert analysts.get(at("set_rule", [JEMBER, "c1-motivation"])).status_code == 200


def test_nobody_but_the_analyst_sets_costs(client, operator):
    client.force_login(operator)

    assert client.get(at("set_cost", [SUCO, "transport_month"])).status_code == 404
    assert client.get(at("set_rule", [SUCO, "c1-motivation"])).status_code == 404
