"""What people may do to a plan, and that nothing they decided is lost."""

from datetime import date
from decimal import Decimal

import pytest

from jembatan.action_plans import actions
from jembatan.action_plans.models import Plan
from jembatan.action_plans.queries.reference import costs_in_force, rules_in_force
from jembatan.action_plans.rules.catalogue import BadCatalogue, SupportRule, UnitCost
from jembatan.action_plans.rules.keeping import BadValue
from jembatan.action_plans.rules.lifecycle import State
from jembatan.action_plans.rules.readiness import NotReady
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from jembatan.workflow.lifecycles import WrongState
from tests.builders import LENGKONG, SUCO, place
from tests.db.action_plans.conftest import reconcile

pytestmark = pytest.mark.django_db

NEW_LINE = {
    "name": "Mobil desa antar sekolah",
    "location": "Desa Suco",
    "children": "0",
    "times": "12",
    "times_unit": "bulan",
    "unit_cost": "Rp1.250.000",
    "fund": "csr",
    "pattern": "pihak ketiga",
    "implementer": "Kasi Kesejahteraan",
    "agency": "Dishub",
    "starts": "2027-01-02",
    "ends": "2027-12-31",
    "benefit": "Anak sampai ke sekolah",
    "indicator": "",
}


def line(plan, kind):
    return plan.activities.get(kind=kind)


def edit(plan, kind, by, **values):
    return actions.edit_activity(
        plan, activity=line(plan, kind).pk, values=values, version=plan.version, by=by
    )


def test_a_draft_counts_the_villages_own_children(plan):
    transport = line(plan, "transport")

    assert (transport.children, transport.total) == (2, Decimal(6_000_000))
    assert line(plan, "at_risk_visits").children == 1
    assert [target.base for target in plan.targets.filter(code="return")] == [3, 3, 3]
    entry = Entry.objects.about(plan).get()
    assert (entry.event, entry.detail["children"]) == ("action_plans.drafted", 4)


def test_a_village_has_one_plan_a_year(plan, operator):
    with pytest.raises(actions.AlreadyPlanned):
        actions.draft(year=2027, at=SUCO, by=operator)

    assert actions.draft(year=2028, at=SUCO, by=operator).year == 2028


def test_a_village_that_nobody_reconciled_gets_no_plan(analyst):
    place(LENGKONG)

    with pytest.raises(actions.NothingReconciled):
        actions.draft(year=2027, at=LENGKONG, by=analyst)


def test_a_subdistrict_is_not_a_village(analyst):
    with pytest.raises(actions.NoSuchVillage):
        actions.draft(year=2027, at="35.09.23", by=analyst)


def test_a_village_without_children_gets_an_honest_empty_plan(operator):
    reconcile({"status": "in_school", "out_of_school": False})

    plan = actions.draft(year=2027, at=SUCO, by=operator)

    assert not plan.activities.exists()
    assert not plan.targets.exists()


def test_nobody_drafts_for_a_village_that_is_not_theirs(operator, outsider):
    reconcile(at=LENGKONG)

    for stranger in (operator, outsider):
        with pytest.raises(NotAllowed):
            actions.draft(year=2027, at=LENGKONG, by=stranger)

    assert not Plan.objects.exists()


def test_an_edit_changes_the_cost_and_is_recorded(plan, operator):
    edit(plan, "transport", operator, unit_cost="Rp250.000", fund="csr")

    transport = line(plan, "transport")
    assert (transport.total, transport.fund) == (Decimal(5_000_000), "csr")
    assert plan.version == 2
    assert Entry.objects.about(plan).filter(event="action_plans.line_edited").exists()


def test_an_edit_back_to_the_proposal_is_no_edit_any_more(plan, operator):
    edit(plan, "transport", operator, times="5")
    edit(plan, "transport", operator, times="10")

    assert line(plan, "transport").edited == {}


def test_an_edit_on_a_page_that_is_no_longer_true_is_refused(plan, operator):
    seen = plan.version
    edit(plan, "transport", operator, times="5")

    with pytest.raises(actions.Stale):
        actions.edit_activity(
            plan, activity=line(plan, "transport").pk, values={"times": "9"}, version=seen, by=operator
        )

    assert line(plan, "transport").edited == {"times": 5}


@pytest.mark.parametrize(
    "values",
    [
        {"unit_cost": "-1"},
        {"unit_cost": "12,5"},
        {"unit_cost": "NaN"},
        {"children": "two"},
        {"times": "100000"},
        {"children": "100000", "unit_cost": "1000000000000"},
        {"fund": "lottery"},
        {"pattern": "by magic"},
        {"starts": "July"},
        {"ends": "2020-01-01"},
        {"name": ""},
        {"agency": "x" * 200},
        {"basis": "village"},
    ],
)
def test_a_value_that_cannot_be_changes_nothing(plan, operator, values):
    with pytest.raises(BadValue):
        edit(plan, "transport", operator, **values)

    assert line(plan, "transport").edited == {}
    assert Plan.objects.get().version == 1


def test_a_line_can_be_added_by_hand(plan, operator):
    added = actions.add_activity(plan, field=2, values=NEW_LINE, version=1, by=operator)

    assert (added.total, added.kind, added.entry.line.basis) == (Decimal(15_000_000), "", "village")


@pytest.mark.parametrize(("field", "values"), [(7, NEW_LINE), (2, {"name": "Only a name"})])
def test_a_line_by_hand_has_to_be_whole(plan, operator, field, values):
    with pytest.raises(BadValue):
        actions.add_activity(plan, field=field, values=values, version=1, by=operator)


def test_a_line_is_struck_out_with_a_reason_and_can_be_taken_back(plan, operator):
    transport = line(plan, "transport").pk
    with pytest.raises(actions.NoReason):
        actions.remove_activity(plan, activity=transport, because="no", version=1, by=operator)

    actions.remove_activity(plan, activity=transport, because="sudah ada bus desa", version=1, by=operator)
    assert line(plan, "transport").removed_because == "sudah ada bus desa"

    actions.restore_activity(plan, activity=transport, version=2, by=operator)
    assert line(plan, "transport").removed_because == ""


def test_a_line_of_another_plan_is_not_found(plan, operator):
    with pytest.raises(actions.NoSuchLine):
        actions.restore_activity(plan, activity=0, version=1, by=operator)


def test_drafting_again_follows_the_children_and_keeps_what_people_decided(plan, operator):
    edit(plan, "transport", operator, times="8")
    actions.remove_activity(
        plan, activity=line(plan, "campaign").pk, because="sudah terlaksana", version=2, by=operator
    )
    actions.add_activity(plan, field=2, values=NEW_LINE, version=3, by=operator)
    first = plan.targets.get(code="return", year=2027)
    actions.set_target(plan, target=first.pk, percent=Decimal(50), version=4, by=operator)
    reconcile(*({"causes": ["3"]} for _ in range(5)), as_of=date(2026, 11, 20))

    actions.redraft(plan, by=operator)

    assert (line(plan, "transport").children, line(plan, "transport").edited) == (5, {"times": 8})
    assert line(plan, "campaign").removed_because
    assert plan.activities.filter(by_hand=True).count() == 1
    assert not plan.activities.filter(kind="working_child_support").exists()
    kept = plan.targets.get(code="return", year=2027)
    assert (kept.base, kept.percent, kept.is_edited) == (5, Decimal(50), True)
    assert plan.as_of == date(2026, 11, 20)


def test_a_target_outside_its_range_is_refused(plan, operator):
    target = plan.targets.first()

    with pytest.raises(actions.NoSuchLine):
        actions.set_target(plan, target=0, percent=Decimal(10), version=1, by=operator)
    with pytest.raises(Exception, match="percentage"):
        actions.set_target(plan, target=target.pk, percent=Decimal(101), version=1, by=operator)


def cost(code="transport_month", amount=275_000, **changes) -> UnitCost:
    parts = {
        "code": code,
        "label": "Transportasi",
        "unit": "anak-bulan",
        "amount": Decimal(amount),
        "standing": "official",
        "source": "SSH Kabupaten 2027",
        "grade": "S",
        "valid_from": date(2026, 1, 1),
        "valid_to": None,
    }
    return UnitCost(**{**parts, **changes})


def test_the_office_sets_its_own_cost_and_the_next_draft_uses_it(plan, analyst, operator):
    actions.set_cost(cost=cost(), at="35.09", by=analyst)

    actions.redraft(plan, by=operator)

    assert line(plan, "transport").total == Decimal(2 * 10 * 275_000)
    assert line(plan, "transport").entry.proposed.standing == "official"


def test_a_new_cost_ends_the_old_one_the_day_before_and_respects_a_later_one(plan, analyst):
    actions.set_cost(cost=cost(), at="35.09", by=analyst)
    actions.set_cost(cost=cost(amount=400_000, valid_from=date(2028, 1, 1)), at="35.09", by=analyst)
    actions.set_cost(cost=cost(amount=300_000, valid_from=date(2027, 1, 1)), at="35.09", by=analyst)

    amounts = [
        costs_in_force(SUCO, day)["transport_month"].amount
        for day in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31), date(2028, 1, 1))
    ]
    assert amounts == [275_000, 300_000, 300_000, 400_000]


def test_a_narrower_place_goes_before_a_wider_one(plan, analyst):
    actions.set_cost(cost=cost(amount=1), at=SUCO, by=analyst)
    actions.set_cost(cost=cost(amount=2), at="35.09", by=analyst)

    assert costs_in_force(SUCO, date(2026, 6, 1))["transport_month"].amount == 1


@pytest.mark.parametrize("wrong", [{"code": "dance"}, {"amount": -1}, {"valid_to": date(2020, 1, 1)}])
def test_a_cost_that_cannot_be_is_refused(plan, analyst, wrong):
    with pytest.raises(BadValue):
        actions.set_cost(cost=cost(**wrong), at="35.09", by=analyst)


def test_a_village_operator_sets_no_costs(plan, operator):
    with pytest.raises(NotAllowed):
        actions.set_cost(cost=cost(), at=SUCO, by=operator)


def rule(**changes) -> SupportRule:
    parts = {
        "code": "c3-transport",
        "cause": "3",
        "category": "",
        "pathway": "",
        "activity": "youth_programme",
        "support": "Asrama",
        "agency": "Dinsos",
        "source": "Keputusan tim kabupaten",
        "grade": "K",
        "valid_from": date(2026, 1, 1),
        "valid_to": None,
    }
    return SupportRule(**{**parts, **changes})


def test_the_office_changes_a_row_of_the_matrix_or_stops_it(plan, analyst):
    actions.set_rule(rule=rule(), is_idle=False, at="35.09", by=analyst)
    assert rules_in_force(SUCO, date(2026, 6, 1))["c3-transport"].activity == "youth_programme"

    actions.set_rule(rule=rule(), is_idle=True, at="35.09", by=analyst)
    assert "c3-transport" not in rules_in_force(SUCO, date(2026, 6, 1))


def test_a_row_that_would_betray_a_child_is_refused(plan, analyst):
    with pytest.raises(BadCatalogue):
        actions.set_rule(rule=rule(cause="6", activity="transport"), is_idle=False, at="35.09", by=analyst)


def with_own_costs(plan, analyst, operator):
    for lack in {entry.entry.proposed.kind for entry in plan.activities.all()}:
        if lack:
            edit(plan, lack, operator, unit_cost="123000")


def test_a_plan_with_example_costs_does_not_reach_the_village_meeting(plan, operator):
    with pytest.raises(NotReady) as refusal:
        actions.hand_to_musdes(plan, by=operator)

    assert set(refusal.value.detail["lacks"]) == {"example_cost"}
    assert Plan.objects.get().state == State.DRAFTED


def test_a_plan_goes_to_the_meeting_is_legalised_and_can_be_opened_again(plan, analyst, operator, head):
    with_own_costs(plan, analyst, operator)
    actions.hand_to_musdes(plan, by=operator)
    with pytest.raises(WrongState):
        edit(plan, "transport", operator, times="3")
    actions.send_back(plan, because="sumber dana diperbaiki", by=head)
    actions.hand_to_musdes(plan, by=operator)
    with pytest.raises(actions.NoNumber):
        actions.legalise(plan, number=" ", on=date(2026, 12, 1), by=head)

    actions.legalise(plan, number="141/7/2026", on=date(2026, 12, 1), by=head)
    assert (plan.state, plan.legalised_by, plan.legal_number) == (State.LEGALISED, head, "141/7/2026")
    with pytest.raises(WrongState):
        actions.redraft(plan, by=operator)

    actions.reopen(plan, because="ada anak yang baru ditemukan", by=head)
    assert (plan.state, plan.legalised_on) == (State.DRAFTED, None)


def test_the_village_operator_does_not_legalise(plan, operator):
    with pytest.raises(NotAllowed):
        actions.legalise(plan, number="1", on=date(2026, 12, 1), by=operator)


def test_only_a_submitted_plan_is_sent_back_and_only_a_legalised_one_opened_again(plan, head):
    for verb in (actions.send_back, actions.reopen):
        with pytest.raises(WrongState):
            verb(plan, because="perlu diperbaiki", by=head)
