"""What pages and papers learn about a plan, and what each reader does not learn."""

from datetime import date
from decimal import Decimal

import pytest

from jembatan.action_plans import actions
from jembatan.action_plans.models import Plan
from jembatan.action_plans.queries.children import names_behind, names_behind_line
from jembatan.action_plans.queries.districts import SIDES, district_page, lines_behind
from jembatan.action_plans.queries.plans import plan_for, plan_page, rows_by_field
from jembatan.action_plans.rules.budget import combined
from tests.builders import JEMBER, LENGKONG, SUCO, person, place
from tests.db.action_plans.conftest import reconcile

pytestmark = pytest.mark.django_db


def reasons_of(page, kind):
    return next(row.reasons for row in page.rows if row.activity.kind == kind)


def test_the_outsider_sees_no_plan(plan, outsider):
    assert plan_for(outsider, SUCO) is None
    assert not Plan.objects.visible_to(outsider).exists()
    assert names_behind(outsider, plan) == []


def test_a_village_sees_its_own_plan_and_not_its_neighbours(plan):
    neighbour = person("neighbour", "village_operator", at=LENGKONG)

    assert plan_for(neighbour, SUCO) is None


def test_the_newest_plan_is_shown_unless_a_year_is_asked_for(plan, operator):
    later = actions.draft(year=2028, at=SUCO, by=operator)

    assert plan_for(operator, SUCO) == later
    assert plan_for(operator, SUCO, year=2027) == plan


def test_a_page_says_where_every_line_comes_from(plan, operator):
    page = plan_page(operator, plan)

    [reason] = reasons_of(page, "transport")
    assert (reason.rule, reason.cause, reason.children) == ("c3-transport", "Sekolah jauh dari rumah", 2)
    assert page.sums.total == sum((row.total for row in page.rows), Decimal(0))
    assert (page.recap.total, page.recap.out_of_school) == (4, 3)
    assert {lack.code for lack in page.lacks} == {"example_cost"}


def test_sensitive_reasons_are_open_only_to_those_who_follow_the_children(plan, operator):
    companion = person("companion", "case_companion", at=SUCO)

    [hidden] = reasons_of(plan_page(operator, plan), "special_support")
    [known] = reasons_of(plan_page(companion, plan), "special_support")
    [printed] = reasons_of(plan_page(companion, plan, on_paper=True), "special_support")

    assert (hidden.rule, hidden.cause, hidden.children) == ("", "Anak memerlukan pendampingan khusus", None)
    assert (known.rule, known.children) == ("c6-special", 1)
    assert printed == hidden


def test_a_page_costs_the_same_queries_however_long_the_plan_is(
    plan, operator, django_assert_max_num_queries
):
    operator.places_for("warm")

    with django_assert_max_num_queries(6):
        page = plan_page(operator, plan)
        rows_by_field(page)


def test_a_newer_reconciliation_is_pointed_out(plan, operator):
    assert plan_page(operator, plan).newer is None

    newer = reconcile({"causes": ["2"]}, as_of=date(2026, 11, 20))

    assert plan_page(operator, plan).newer == newer


def test_struck_out_lines_are_shown_apart_and_cost_nothing(plan, operator):
    before = plan_page(operator, plan).sums.total
    transport = plan.activities.get(kind="transport")
    actions.remove_activity(plan, activity=transport.pk, because="sudah ada bus", version=1, by=operator)

    page = plan_page(operator, plan)

    assert [row.activity.kind for row in page.removed] == ["transport"]
    assert page.sums.total == before - transport.total


def test_names_are_short_for_most_and_whole_only_on_request_of_those_who_may(plan, operator):
    companion = person("companion", "case_companion", at=SUCO)
    references = plan.activities.get(kind="transport").entry.line.references

    assert {child.name for child in names_behind(operator, plan, references=references)} == {
        "Budi C. 0.",
        "Budi C. 1.",
    }
    assert names_behind(operator, plan, full=True)[0].name.startswith("Budi Contoh")
    assert not any("Contoh" in child.name for child in names_behind(companion, plan, full=True))


def test_causes_in_the_list_by_name_are_neutral_for_those_who_may_not_know(plan, operator):
    companion = person("companion", "case_companion", at=SUCO)

    def causes(viewer, **how):
        return {cause for child in names_behind(viewer, plan, **how) for cause in child.causes}

    assert causes(operator) == {"Sekolah jauh dari rumah", "Bekerja", "Lainnya", "Sebab belum diketahui"}
    assert "Mengalami kekerasan / perundungan / trauma di sekolah" in causes(companion)
    assert causes(companion, on_paper=True) == causes(operator)


def test_the_children_behind_a_sensitive_line_are_named_only_to_those_who_may_know(plan, operator):
    companion = person("companion", "case_companion", at=SUCO)
    special, transport = (
        plan.activities.get(kind=kind).entry.line for kind in ("special_support", "transport")
    )

    assert names_behind_line(operator, plan, special) == []
    assert len(names_behind_line(companion, plan, special)) == 1
    assert len(names_behind_line(operator, plan, transport)) == 2


@pytest.fixture
def district(plan, analyst):
    reconcile({"causes": ["3"]}, {"causes": ["9"]}, at=LENGKONG)
    actions.draft(year=2027, at=LENGKONG, by=analyst)
    return place(JEMBER)


def test_a_district_is_the_sum_of_its_villages(district, analyst):
    page = district_page(analyst, district, year=2027)

    villages = [plan_page(analyst, plan).sums for plan in Plan.objects.filter(year=2027)]
    together = combined(villages)
    assert page.sums == together
    assert (
        sum(village.total for village in page.villages)
        == sum(kind.total for kind in page.kinds)
        == together.total
    )
    assert next(kind for kind in page.kinds if kind.kind == "transport").children == 3


def test_every_figure_of_the_district_opens_to_the_lines_behind_it(district, analyst):
    page = district_page(analyst, district, year=2027)

    for side in SIDES:
        for key, amount in getattr(page.sums, f"by_{side}").items():
            lines = lines_behind(analyst, JEMBER, year=2027, side=side, key=str(key))
            assert sum((line.total for line in lines), Decimal(0)) == amount
    assert lines_behind(analyst, JEMBER, year=2027, side="colour", key="red") == []


def test_a_village_sees_only_itself_in_the_sum(district, operator, outsider):
    assert [village.plan.village_id for village in district_page(operator, district, year=2027).villages] == [
        SUCO
    ]
    assert district_page(outsider, district, year=2027).villages == ()


def test_a_districts_page_costs_the_same_queries_however_many_villages(
    district, analyst, django_assert_max_num_queries
):
    analyst.places_for("warm")

    with django_assert_max_num_queries(3):
        district_page(analyst, district, year=2027)
