"""A verb is allowed, atomic, on a fresh row, and recorded; or it leaves no trace."""

from datetime import date

import pytest
from django.db import transaction

from jembatan.accounts.models import Assignment
from jembatan.accounts.rules.places import COUNTRY
from jembatan.ledger import actions
from jembatan.ledger.acting import NotAllowed, record
from jembatan.ledger.machine import machine_account
from jembatan.ledger.models import ChainHead, Entry, LedgerClosed
from jembatan.ledger.queries import chain_state
from tests.builders import JEMBER, SUCO, person, place

pytestmark = pytest.mark.django_db


def test_a_role_given_is_recorded_with_who_what_and_where():
    machine = machine_account()
    clerk = person("clerk")
    place(SUCO)

    given = actions.assign(clerk, role="village_operator", at=SUCO, since=date(2026, 1, 1), by=machine)

    entry = Entry.objects.about(given).get()
    assert (entry.event, entry.actor, entry.place_code) == ("accounts.role_given", machine, SUCO)
    assert entry.detail == {"role": "village_operator", "at": SUCO}


def test_an_account_manager_gives_no_role_outside_their_region():
    manager = person("manager", "account_manager", at=JEMBER)
    clerk = person("clerk")
    before = Entry.objects.count()

    with pytest.raises(NotAllowed):
        actions.assign(clerk, role="partner", at=COUNTRY, since=date(2026, 1, 1), by=manager)

    assert not clerk.assignments.exists()
    assert Entry.objects.count() == before


def test_a_role_that_does_not_exist_is_refused_with_those_that_do():
    manager = person("manager", "account_manager", at=JEMBER)
    clerk = person("clerk")

    with pytest.raises(actions.UnknownRole, match=r"'mayor'.*village_operator"):
        actions.assign(clerk, role="mayor", at=JEMBER, since=date(2026, 1, 1), by=manager)

    assert not clerk.assignments.exists()


def test_nobody_gives_the_role_of_the_machine_itself():
    manager = person("manager", "account_manager", at=JEMBER)
    clerk = person("clerk")

    with pytest.raises(actions.RoleNotYours):
        actions.assign(clerk, role="machine", at=JEMBER, since=date(2026, 1, 1), by=manager)


def test_a_role_ends_and_stays_as_history():
    machine = machine_account()
    clerk = person("clerk", "partner", at=JEMBER)
    held = clerk.assignments.get()

    actions.end_assignment(held, on=date(2026, 2, 1), by=machine)

    assert held.until == date(2026, 2, 1)
    assert Assignment.objects.filter(user=clerk).count() == 1
    assert not type(clerk).objects.get(pk=clerk.pk).held


def test_the_chain_is_whole_after_many_verbs():
    for number in range(5):
        person(f"clerk{number}", "partner", at=JEMBER)

    state = chain_state()

    assert state.broken_at is None
    assert state.entries == Entry.objects.count() > 5


@pytest.mark.parametrize("harm", ["alter", "remove", "cut the end"])
def test_an_altered_removed_or_cut_entry_is_found(harm):
    for number in range(3):
        person(f"clerk{number}", "partner", at=JEMBER)
    table = Entry._meta.db_table
    last = Entry.objects.order_by("-id").first().pk
    middle = Entry.objects.order_by("id")[2].pk
    statement = {
        "alter": f"UPDATE {table} SET event = 'accounts.nothing' WHERE id = {middle}",
        "remove": f"DELETE FROM {table} WHERE id = {middle}",
        "cut the end": f"DELETE FROM {table} WHERE id = {last}",
    }[harm]

    with transaction.atomic(), transaction.get_connection().cursor() as cursor:
        cursor.execute(statement)

    assert chain_state().broken_at is not None


def test_an_entry_cannot_be_changed_or_deleted_through_the_program():
    person("clerk")
    entry = Entry.objects.first()

    with pytest.raises(LedgerClosed):
        entry.save()
    with pytest.raises(LedgerClosed):
        entry.delete()
    with pytest.raises(LedgerClosed):
        Entry.objects.all().delete()
    with pytest.raises(LedgerClosed):
        Entry.objects.update(event="x")


def test_entries_follow_the_head_one_by_one():
    machine = machine_account()

    first = record("tests.first", machine, by=machine)
    second = record("tests.second", machine, by=machine)

    assert second.previous_hash == first.own_hash
    assert ChainHead.objects.get().last_hash == second.own_hash
