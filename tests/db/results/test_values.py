"""Values: counted the same from the same inputs, added and never changed; stated only where nothing counts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jembatan.agreements.actions import activities
from jembatan.agreements.models import Activity, Meeting, Mission
from jembatan.agreements.rules.activities import Draft
from jembatan.agreements.rules.reasons import BadText
from jembatan.results import actions
from jembatan.results.actions.checking import NotYetThere, WrongPaper
from jembatan.results.actions.values import Countable
from jembatan.results.jobs import take_stock_of_all
from jembatan.results.models import ResultValue, StatedValue
from jembatan.results.queries.measuring import counted_on
from jembatan.results.rules.counts import (
    DIFFERENT_BASES,
    NO_CHILD_KNOWN,
    NO_PLACES,
    NOT_RECONCILED,
    NOT_YET,
    NOTHING_SAID,
)
from jembatan.results.rules.measures import MEASURES
from tests.builders import JEMBER, LENGKONG, PONDOKREJO, SUCO
from tests.frameworks import RECONCILED, counted, reconciled, stated, works_in
from tests.living import in_force, proof
from tests.reconciled import child, reconciliation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def activity(told, title: str, **columns: object) -> Activity:
    """A line of the action plan as it stands after it was carried out or not."""
    usual = {
        "starts_on": date(2026, 3, 1),
        "ends_on": date(2026, 12, 1),
        "agency": "Dinas Pendidikan",
        "entered_by": told.officer,
        "entered_at": timezone.now(),
    }
    return Activity.objects.create(agreement=told.agreement, title=title, **usual | columns)


def done(told, title: str, on: date, **columns: object) -> Activity:
    return activity(told, title, state="done", done_on=on, **columns)


def values(told, *codes: str, on: date = TODAY) -> list[Decimal | None]:
    counts = counted_on(told.agreement, codes, on=on)
    return [counts[code].value for code in codes]


def test_the_agreement_is_counted_up_to_a_day(told):
    done(told, "Satu", date(2026, 4, 1), spent=Decimal(100), participants=20, direction="in")
    done(told, "Dua", date(2026, 6, 1), spent=None, participants=None, direction="out", continues=True)
    activity(told, "Tiga", continues=True, state="cancelled", cancelled_because="batal saja")
    codes = ("agreements.activities_done", "agreements.activities_continuing", "agreements.rupiah_spent")

    assert values(told, *codes, on=date(2026, 3, 15)) == [0, 1, 0]
    assert values(told, *codes, on=date(2026, 5, 1)) == [1, 1, 100]
    assert values(told, *codes) == [2, 1, 100]


def test_what_nobody_said_is_told_and_not_counted_as_nothing(told):
    done(told, "Dua", date(2026, 6, 1))
    assert counted_on(told.agreement, ["agreements.participants"], on=TODAY)[
        "agreements.participants"
    ].why == (NOTHING_SAID)

    done(told, "Satu", date(2026, 4, 1), participants=20)
    counts = counted_on(told.agreement, ["agreements.participants"], on=TODAY)["agreements.participants"]
    assert (counts.value, counts.parts[0].unsaid, counts.is_whole) == (20, 1, False)


@pytest.mark.parametrize(
    ("directions", "value"), [((), None), (("in",), 0), (("in", "out"), 1), (("both",), 1)]
)
def test_an_agreement_goes_both_ways_once_both_sides_came(told, directions, value):
    for direction in directions:
        done(told, direction, date(2026, 4, 1), direction=direction)

    assert values(told, "agreements.both_directions") == [value]


def test_meetings_and_missions_are_counted_once_they_were(told):
    entered = {"entered_by": told.officer, "entered_at": timezone.now()}
    for held in (date(2026, 5, 1), date(2026, 12, 31), None):
        Meeting.objects.create(
            agreement=told.agreement, kind="other", planned_on=date(2026, 5, 1), held_on=held, **entered
        )
    for confirmed in (date(2026, 5, 1), None):
        Mission.objects.create(
            agreement=told.agreement,
            purpose="Kunjungan",
            country="JPN",
            at_place="Sakura",
            leaves_on=date(2026, 5, 2),
            returns_on=date(2026, 5, 9),
            confirmed_on=confirmed,
            **entered,
        )

    assert values(told, "agreements.meetings_held", "agreements.missions_made") == [1, 1]


def test_children_are_counted_in_the_places_worked_in(told):
    reconciled()
    works_in(told, SUCO)
    codes = [f"children.{name}" for name in ("out_of_school", "never_attended", "dropped_out", "at_risk")]

    assert values(told, *codes) == [10, 3, 7, 0]

    works_in(told, LENGKONG)
    assert values(told, "children.out_of_school", "children.villages_reconciled") == [22, 2]


def test_nowhere_is_no_number(told):
    reconciled()

    found = counted_on(told.agreement, ["children.out_of_school"], on=TODAY)["children.out_of_school"]

    assert (found.value, found.why) == (None, NO_PLACES)


def test_before_the_agreement_worked_there_nothing_is_counted(told):
    reconciled(as_of=date(2026, 1, 31))
    works_in(told, SUCO, since=date(2026, 6, 1))

    assert values(told, "children.out_of_school", on=date(2026, 5, 31)) == [None]
    assert values(told, "children.out_of_school", on=date(2026, 6, 1)) == [10]


def test_a_place_without_reconciliation_or_without_a_known_child_is_not_zero(told):
    works_in(told, SUCO)
    found = counted_on(told.agreement, ["children.out_of_school"], on=TODAY)["children.out_of_school"]
    assert (found.value, found.why) == (None, NOT_RECONCILED)

    run = reconciled()
    works_in(told, PONDOKREJO)
    found = counted_on(told.agreement, ["children.out_of_school"], on=TODAY)["children.out_of_school"]
    assert [part.why for part in found.parts] == [NO_CHILD_KNOWN, ""]
    assert (found.value, found.counted, found.of) == (10, 1, 2)

    child(run, PONDOKREJO, status="in_school")
    assert not values(told, "children.villages_reconciled", on=RECONCILED - timedelta(days=1))[0]


def test_the_whole_district_counts_its_children_without_a_village_too(told):
    run = reconciled()
    child(run, "", status="dropped_out")
    works_in(told, JEMBER, SUCO)

    assert values(told, "children.out_of_school", "children.villages_reconciled") == [23, 2]


def test_the_newest_reconciliation_by_the_day_counts_and_different_rules_are_not_added(told):
    reconciled(as_of=date(2026, 6, 30))
    works_in(told, SUCO, LENGKONG)
    later = reconciliation(SUCO, as_of=date(2026, 9, 30))
    later.definition, later.oldest = "wider", 21
    later.save()
    child(later, SUCO)

    assert values(told, "children.out_of_school", on=date(2026, 7, 1)) == [22]
    found = counted_on(told.agreement, ["children.out_of_school"], on=TODAY)["children.out_of_school"]
    assert (found.value, found.why) == (None, DIFFERENT_BASES)
    assert [part.basis for part in found.parts] == ["national/7-18/survey", "wider/7-21/survey"]


def test_case_work_cannot_be_counted_yet_and_is_never_zero(told):
    counted(told, "cases.returned")
    counted(told, "cases.retained")

    assert {(row.value, row.why) for row in ResultValue.objects.all()} == {(None, NOT_YET)}


def test_whoever_sees_no_child_is_shown_no_small_count(told):
    reconciled()
    works_in(told, SUCO, LENGKONG)
    counts = counted_on(told.agreement, [c for c, m in MEASURES.items() if m.of_people], on=TODAY)

    shown = {code: [part.shown for part in found.parts] for code, found in counts.items()}
    assert all(number is None or not 0 < number < 5 for numbers in shown.values() for number in numbers)
    never = counts["children.never_attended"]
    assert (never.value, never.shown, never.is_floor) == (3, 0, True)


def test_counting_again_gives_the_same_and_adds_nothing(told):
    reconciled()
    works_in(told, SUCO)
    counted(told, "children.out_of_school")
    today = timezone.localdate()
    before = list(ResultValue.objects.values())

    assert actions.take_stock(told.agreement, on=today, by=told.officer) == 0
    assert list(ResultValue.objects.values()) == before


def test_other_inputs_add_a_value_and_leave_the_earlier_one(told):
    run = reconciled()
    works_in(told, SUCO)
    counted(told, "children.out_of_school")
    child(run, SUCO)
    run.finished_at += timedelta(hours=1)
    run.save()

    assert actions.take_stock(told.agreement, on=timezone.localdate(), by=told.officer) == 1
    assert [row.value for row in ResultValue.objects.filter(measure="children.out_of_school")] == [10, 11]


def test_a_kept_value_is_never_changed_or_removed(told):
    counted(told, "agreements.activities_done")
    stated_value = actions.state_value(
        stated(told), statement=actions.Statement(Decimal(5), TODAY, "Daftar hadir"), by=told.officer
    )

    for row in (ResultValue.objects.get(), stated_value):
        with pytest.raises(AssertionError):
            row.save()
        with pytest.raises(AssertionError):
            row.delete()
        assert row.place_code == JEMBER


def test_a_baseline_is_counted_for_its_day(told):
    done(told, "Satu", date(2026, 4, 1))

    counted(told, "agreements.activities_done", on=date(2026, 3, 31))

    assert [(row.on, row.value) for row in ResultValue.objects.order_by("on")] == [
        (date(2026, 3, 31), 0),
        (timezone.localdate(), 1),
    ]


def test_nothing_is_counted_for_a_day_to_come(told):
    with pytest.raises(NotYetThere):
        actions.take_stock(told.agreement, on=timezone.localdate() + timedelta(days=1), by=told.officer)


def test_a_value_is_stated_with_day_source_and_document(told):
    indicator = stated(told)
    paper = proof(told.agreement, told.people)

    made = actions.state_value(
        indicator, statement=actions.Statement(Decimal(25), TODAY, "Daftar hadir", paper), by=told.officer
    )

    assert (made.value, made.on, made.source, made.paper, made.entered_by) == (
        25,
        TODAY,
        "Daftar hadir",
        paper,
        told.officer,
    )


def test_nobody_states_what_is_counted(told):
    with pytest.raises(Countable):
        actions.state_value(
            counted(told, "children.out_of_school"),
            statement=actions.Statement(Decimal(1), TODAY, "katanya"),
            by=told.officer,
        )


def test_a_statement_needs_its_source_its_day_and_a_document_of_this_agreement(told):
    indicator = stated(told)
    other = proof(in_force(told.people, title="Lain"), told.people)

    for statement, refusal in (
        (actions.Statement(Decimal(1), TODAY, " "), BadText),
        (actions.Statement(Decimal(1), date(2099, 1, 1), "Daftar"), NotYetThere),
        (actions.Statement(Decimal(1), TODAY, "Daftar", other), WrongPaper),
    ):
        with pytest.raises(refusal):
            actions.state_value(indicator, statement=statement, by=told.officer)
    assert not StatedValue.objects.exists()


def test_the_nightly_work_counts_what_has_changed_and_nothing_else(told):
    counted(told, "agreements.activities_done")
    today = timezone.localdate()
    assert take_stock_of_all(today) == 0

    draft = Draft("Lokakarya", date(2026, 3, 1), date(2026, 3, 2), "Dinas", Decimal(0), "APBD")
    line = activities.plan_activity(told.agreement, draft=draft, by=told.people.agency)
    activities.realise_activity(line, carried=activities.Carried(date(2026, 4, 1)), by=told.people.agency)

    assert take_stock_of_all(today) == 1
    assert take_stock_of_all(today) == 0


def test_the_number_of_queries_does_not_grow_with_places(told):
    reconciled()
    works_in(told, SUCO)
    counted_on(told.agreement, MEASURES, on=TODAY)
    with CaptureQueriesContext(connection) as few:
        counted_on(told.agreement, MEASURES, on=TODAY)
    works_in(told, LENGKONG, PONDOKREJO)

    with CaptureQueriesContext(connection) as more:
        counted_on(told.agreement, MEASURES, on=TODAY)

    assert len(more) == len(few) <= 12
