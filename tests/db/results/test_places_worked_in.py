"""Where an agreement works: dated places inside its region, and what counts there."""

from datetime import date
from decimal import Decimal

import pytest

from jembatan.agreements.rules.reasons import NoReason
from jembatan.results import actions
from jembatan.results.actions.checking import NotLiving, WasDropped
from jembatan.results.models import ProgrammePlace, ResultValue
from jembatan.results.rules.places import AlreadyThere, EndsBeforeStart, NoSuchPlace, OutsideRegion
from tests.builders import JEMBER, SUCO, place
from tests.frameworks import SINCE, counted, reconciled, works_in
from tests.living import put

pytestmark = pytest.mark.django_db


def asked(told, code: str, first: date = SINCE, last: date | None = None) -> ProgrammePlace:
    where = actions.Place(code, first, "Rencana kerja", last)
    return actions.add_place(told.agreement, place=where, by=told.officer)


def test_a_place_is_added_and_counted_at_once(told):
    reconciled()
    counted(told, "children.out_of_school")

    (added,) = works_in(told, SUCO)

    assert (added.place_code, str(added)) == (JEMBER, f"{told.agreement.pk} @ {SUCO}")
    assert [row.value for row in ResultValue.objects.all()] == [None, Decimal(10)]


def test_a_place_lies_in_the_region_exists_and_stands_once_at_a_time(told):
    place("35.10")
    works_in(told, SUCO)

    for code, refusal in (("35.10", OutsideRegion), ("35.09.99", NoSuchPlace), (SUCO, AlreadyThere)):
        with pytest.raises(refusal):
            asked(told, code)
    with pytest.raises(EndsBeforeStart):
        asked(told, SUCO, date(2026, 5, 1), date(2026, 4, 1))


def test_a_place_is_left_and_taken_up_again(told):
    (first,) = works_in(told, SUCO)

    with pytest.raises(EndsBeforeStart):
        actions.end_place(first, until_on=date(2026, 1, 1), by=told.officer)
    actions.end_place(first, until_on=date(2026, 6, 30), by=told.officer)
    again = asked(told, SUCO, date(2026, 9, 1))

    assert first.until_on == date(2026, 6, 30)
    assert again.until_on is None


def test_a_place_entered_by_mistake_is_taken_back_with_a_reason(told):
    reconciled()
    counted(told, "children.out_of_school")
    (wrong,) = works_in(told, SUCO)

    with pytest.raises(NoReason):
        actions.take_back_place(wrong, because="", by=told.officer)
    actions.take_back_place(wrong, because="Salah desa", by=told.officer)

    assert ResultValue.objects.last().value is None
    with pytest.raises(WasDropped):
        actions.end_place(wrong, until_on=SINCE, by=told.officer)


def test_an_agreement_that_is_over_takes_up_no_place(told):
    put(told.agreement, state="ended", ended_because="completed", ended_on=date(2026, 10, 1))

    with pytest.raises(NotLiving):
        asked(told, SUCO)
