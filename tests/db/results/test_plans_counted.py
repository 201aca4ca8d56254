"""Village action plans counted for an agreement: legalised ones only, with small numbers of children hidden."""

from datetime import date

import pytest

from jembatan.results.queries.measuring import counted_on
from jembatan.results.rules.counts import NO_PLAN, Counted
from tests.builders import LENGKONG, SUCO
from tests.frameworks import reconciled, works_in
from tests.reconciled import child
from tests.results_plans import line, plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
CODES = ("plans_legalised", "children_in_plans", "rupiah_planned")


def counts(told, on: date = TODAY) -> list[Counted]:
    found = counted_on(told.agreement, [f"action_plans.{code}" for code in CODES], on=on)
    return [found[f"action_plans.{code}"] for code in CODES]


def test_the_newest_legalised_plan_of_each_village_counts(told):
    run = reconciled()
    works_in(told, SUCO, LENGKONG)
    line(plan(SUCO, run, year=2026), 1)
    newest = plan(SUCO, run)
    line(newest, 500)
    line(newest, 200, position=2)
    line(newest, 900, position=3, removed="tidak perlu")
    line(plan(LENGKONG, run, on=None), 4000)

    legalised, children, money = counts(told)

    assert (legalised.value, children.value, money.value) == (1, 10, 700)
    assert [part.why for part in money.parts] == [NO_PLAN, ""]
    assert [found.value for found in counts(told, date(2026, 11, 9))] == [0, None, None]


def test_a_village_with_few_children_hides_their_number_and_a_cost_that_gives_it_away(told):
    run = reconciled()
    village = works_in(told, "35.09.18.2004")[0].place_id
    for _ in range(3):
        child(run, village)
    line(plan(village, run), 300, children=3)

    legalised, children, money = counts(told)

    assert (legalised.shown, children.value, children.shown) == (1, 3, None)
    assert (money.value, money.shown) == (300, None)
