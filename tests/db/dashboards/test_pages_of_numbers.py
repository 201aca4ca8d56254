"""Home, places and figures: each viewer's own, bounded in queries, small counts hidden from those who see no child."""

import re

import pytest
from django.urls import reverse

from jembatan.action_plans.models import Plan
from jembatan.children import counting
from jembatan.dashboards.rules.figures import FIGURES
from tests.builders import JEMBER, LENGKONG, MUMBULSARI, SUCO, person, place
from tests.reconciled import child, reconciliation

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    made = reconciliation()
    for status, count in (("never_attended", 3), ("dropped_out", 7), ("not_continued", 6), ("in_school", 4)):
        for _ in range(count):
            child(made, SUCO, status=status, cause_main="2")
    for _ in range(9):
        child(made, LENGKONG, status="dropped_out")
    child(made, "", status="dropped_out", portal_status="DO")
    return made


@pytest.fixture
def as_(client):
    def sign_in(role, *, at="ID"):
        client.force_login(person("seseorang", role, at=at))
        return client

    return sign_in


def _place(code):
    return reverse("dashboards:place", args=[code])


def _numbers(page):
    return [int(n) for n in re.findall(r'<span class="value">(\d+)', page.content.decode())]


def test_the_village_sees_its_own_recap(as_, run):
    page = as_("village_operator", at=SUCO).get(_place(SUCO))

    assert page.status_code == 200
    assert _numbers(page)[:4] == [16, 3, 7, 6]
    assert page.content.decode().count('rowspan="1"') == 0


@pytest.mark.parametrize("code", [LENGKONG, MUMBULSARI, JEMBER, "35", "ID", "99.99"])
def test_a_village_operator_opens_no_other_place(as_, run, code):
    place(LENGKONG)

    assert as_("village_operator", at=SUCO).get(_place(code)).status_code == 404


def test_an_outsider_sees_nothing_anywhere_and_is_told_whom_to_ask(as_, run):
    outsider = as_(None)
    figure = reverse("dashboards:figure", args=["tidak-sekolah"]) + f"?tempat={SUCO}"

    answers = [outsider.get(url).status_code for url in (_place(SUCO), _place(JEMBER), figure)]
    home = outsider.get(reverse("home"))

    assert answers == [404, 404, 404]
    assert home.status_code == 200 and not re.search(r'class="(figure|queue)', home.content.decode())


def test_the_district_table_closes_with_the_children_in_no_village(run):
    analyst = person("analis", "district_analyst", at=JEMBER)

    *parts, own = counting.out_of_school(analyst, run, JEMBER)

    assert own.by_category == (3, 17, 6)
    assert own.total == sum(part.total for part in parts) == 26
    assert counting.NOWHERE in [part.place for part in parts]


def test_the_portal_recap_closes_too(as_, run):
    page = as_("district_analyst", at=JEMBER).get(_place(JEMBER))

    recap = page.context["recap"]
    assert sum(group["total"] for group in recap) == page.context["own"].total == 26
    assert all(group["total"] == sum(r["count"] for r in group["rows"]) for group in recap if group["rows"])
    closing = page.context["closing"]
    assert closing["confirmed"] + closing["unlisted"] == closing["out"] == 26
    assert closing["nowhere"] == 1


@pytest.mark.parametrize("role", ["partner", "ministry_supervisor", "cooperation_officer"])
def test_small_counts_are_hidden_alike_on_every_page_for_those_who_see_no_child(as_, run, role):
    somebody = as_(role, at=JEMBER)

    village, above = somebody.get(_place(SUCO)), somebody.get(_place(MUMBULSARI))
    home = somebody.get(reverse("home"))

    own = {part["name"]: part for part in above.context["parts"]}["Suco"]
    shown = [figure.value for figure in village.context["figures"]]
    assert own["counts"][0] is None and shown[0] is None
    assert list(own["counts"]) == shown and own["total"] == village.context["lead"].value
    assert "tables" not in village.context and "gaps" not in village.context
    assert home.status_code == 200


def test_a_partner_is_offered_no_way_to_the_children(as_, run):
    text = as_("partner", at=JEMBER).get(_place(JEMBER)).content.decode()

    assert "/anak/" not in text and "/kunjungan/" not in text


def test_a_figure_tells_meaning_sources_and_what_stands_beside_it(as_, run):
    page = as_("district_analyst", at=JEMBER).get(
        reverse("dashboards:figure", args=["putus-sekolah"]) + f"?tempat={JEMBER}"
    )

    assert page.context["figure"].value == 17
    assert {other.code for other in page.context["beside"]} == {"tidak-sekolah", "berisiko"}
    assert f"/wilayah/{JEMBER}/anak/?status=dropped_out" in page.content.decode()


def test_every_figure_has_a_page_and_its_number_is_that_of_the_list_behind_it(as_, run):
    analyst = as_("district_analyst", at=JEMBER)

    for code, definition in FIGURES.items():
        page = analyst.get(reverse("dashboards:figure", args=[code]) + f"?tempat={JEMBER}")
        figure = page.context["figure"]
        assert page.status_code == 200, code
        if definition.counts:
            behind = analyst.get(figure.rows_url)
            assert behind.context["page"].whole == figure.value, code


def test_a_partner_sees_that_rows_exist_but_not_for_them(as_, run):
    page = as_("partner", at=JEMBER).get(
        reverse("dashboards:figure", args=["tidak-sekolah"]) + f"?tempat={JEMBER}"
    )

    assert page.context["figure"].value == 26 and page.context["figure"].rows_url is None
    assert 'aria-disabled="true"' in page.content.decode()


@pytest.mark.parametrize("query", ["", "?tempat=", "?tempat=35.09.23.2001", "?tempat=x"])
def test_a_figure_of_no_place_or_anothers_place_is_not_found(as_, run, query):
    place(LENGKONG)
    operator = as_("village_operator", at=SUCO)

    assert operator.get(reverse("dashboards:figure", args=["tidak-sekolah"]) + query).status_code == 404
    assert operator.get(reverse("dashboards:figure", args=["tiada"]) + f"?tempat={SUCO}").status_code == 404


def test_home_is_the_queue_of_the_role(as_, run):
    child(run, SUCO, status="unresolved", next_step="visit")

    home = as_("village_operator", at=SUCO).get(reverse("home"))

    assert [work["count"] for work in home.context["queue"]] == [1, 1]
    assert home.context["queue"][0]["url"] == reverse("children:visits", args=[SUCO])


def test_a_plan_waits_for_the_village_head_until_it_is_legalised(as_, run):
    operator = person("operator", "village_operator", at=SUCO)
    Plan.objects.create(
        village_id=SUCO,
        year=2027,
        state="submitted",
        reconciliation=run,
        as_of=run.as_of,
        drafted_by=operator,
        drafted_at=run.finished_at,
    )

    home = as_("village_head", at=SUCO).get(reverse("home"))

    assert [work["url"] for work in home.context["queue"]] == [f"/rencana/{SUCO}/2027/"]


def test_the_ministry_reaches_the_districts_that_were_reconciled(as_, run):
    ministry = as_("ministry_supervisor")

    page = ministry.get(_place("ID"))

    assert [row["found"].place_id for row in page.context["below"]] == [JEMBER]
    assert ministry.get(_place("35")).status_code == 200


def test_a_place_without_figures_says_what_would_fill_it(as_):
    page = as_("village_operator", at=SUCO).get(_place(SUCO))

    assert page.status_code == 200 and reverse("rosters:batches") in page.content.decode()


@pytest.mark.parametrize(
    ("role", "at", "address", "most"),
    [
        ("village_operator", SUCO, _place(SUCO), 12),
        ("district_analyst", JEMBER, _place(JEMBER), 26),
        ("partner", JEMBER, _place(JEMBER), 22),
        ("district_analyst", JEMBER, "/", 22),
    ],
)
def test_pages_have_a_bounded_number_of_queries(
    as_, run, role, at, address, most, django_assert_max_num_queries
):
    somebody = as_(role, at=at)
    for code in ("35.09.23.2002", "35.09.23.2003", "35.09.18.2004"):
        child(run, code)
    # The first reader of a wide place works its counts out; from then on they are kept.
    somebody.get(address)

    with django_assert_max_num_queries(most):
        assert somebody.get(address).status_code == 200


def test_the_page_is_light_and_says_its_language(as_, run):
    page = as_("district_analyst", at=JEMBER).get(_place(JEMBER))

    assert '<html lang="id">' in page.content.decode()
    assert "style=" not in page.content.decode()
    assert "Content-Security-Policy" in page.headers


def test_a_page_is_indonesian_until_its_reader_chooses_english(as_, run, client):
    operator = as_("village_operator", at=SUCO)

    first = operator.get(_place(SUCO), headers={"Accept-Language": "en-US"}).content.decode()
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    then = operator.get(_place(SUCO)).content.decode()

    assert '<html lang="id">' in first and "Anak tidak sekolah" in first
    assert '<html lang="en">' in then and "Children out of school" in then
