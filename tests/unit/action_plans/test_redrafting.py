"""A new draft keeps what people decided."""

from decimal import Decimal

from jembatan.action_plans.rules.readiness import missing_before_meeting, standing_of_cost
from jembatan.action_plans.rules.redrafting import Entry, redrafted
from tests.unit.action_plans.builders import line


def test_an_edit_survives_and_the_children_follow_the_new_draft():
    edited = Entry(line(children=3), edited={"unit_cost": Decimal(250_000)})

    [entry] = redrafted([edited], [line(children=5)])

    assert entry.line.unit_cost == Decimal(250_000)
    assert entry.line.children == 5


def test_a_removed_line_does_not_come_back():
    [entry] = redrafted([Entry(line(), removed_because="sudah ada angkutan desa")], [line(children=9)])

    assert entry.removed_because == "sudah ada angkutan desa"


def test_a_line_added_by_hand_stays():
    by_hand = Entry(line(""), by_hand=True)

    assert redrafted([by_hand], [line()]) == [Entry(line()), by_hand]


def test_an_untouched_line_goes_when_no_child_calls_for_it():
    assert redrafted([Entry(line())], []) == []


def test_a_touched_line_stays_and_says_that_no_child_calls_for_it():
    [entry] = redrafted([Entry(line(), edited={"times": 4})], [])

    assert entry.outdated
    assert entry.line.times == 4


def test_a_line_is_no_longer_outdated_when_a_child_calls_for_it_again():
    [entry] = redrafted([Entry(line(), edited={"times": 4}, outdated=True)], [line()])

    assert not entry.outdated


def test_a_line_by_hand_and_an_edited_cost_rest_on_what_the_village_stated():
    assert standing_of_cost(Entry(line(), by_hand=True)) == "stated"
    assert standing_of_cost(Entry(line(), edited={"unit_cost": Decimal(1)})) == "stated"
    assert standing_of_cost(Entry(line())) == "example"


def test_what_keeps_a_plan_from_the_meeting_is_said_line_by_line():
    touched = Entry(line(), edited={"unit_cost": Decimal(1)}, outdated=True)
    struck = Entry(line("campaign"), removed_because="sudah terlaksana")

    assert [lack.code for lack in missing_before_meeting([])] == ["no_lines"]
    assert [lack.code for lack in missing_before_meeting([struck])] == ["no_lines"]
    assert [lack.code for lack in missing_before_meeting([Entry(line()), struck])] == ["example_cost"]
    assert [lack.code for lack in missing_before_meeting([touched])] == ["outdated"]
    assert missing_before_meeting([Entry(line(unit_cost=Decimal(0)))]) == []
