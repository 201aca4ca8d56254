"""Two people press the same button at the same moment: one does it, the other is told."""

import threading

import pytest
from django.db import connection

from jembatan.accounts.models import User
from jembatan.rosters import actions
from jembatan.rosters.models import Batch, Record
from jembatan.workflow.refusals import Refused
from tests.builders import SUCO
from tests.db.rosters.conftest import looked_at, staged

pytestmark = pytest.mark.django_db(transaction=True)


def both(verb) -> list[str]:
    """What the two got: "done" or the code of the refusal, in no particular order."""
    threads = connection.vendor != "sqlite"
    together, got = threading.Barrier(2 if threads else 1, timeout=30), []

    def one():
        try:
            together.wait()
            verb()
        except Refused as refusal:
            got.append(refusal.code)
        else:
            got.append("done")
        finally:
            if threads:
                connection.close()

    if not threads:
        # The tests' SQLite lives in memory, where a second connection cannot wait; so one after the other
        # here, and two processes on a file in tests/scenarios/test_import_by_two_people.py.
        one()
        one()
        return sorted(got)
    people = [threading.Thread(target=one) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return sorted(got)


def test_a_batch_is_committed_once(operator, register):
    batch = staged(register, operator, place=SUCO)

    got = both(lambda: actions.commit(Batch.objects.get(pk=batch.pk), by=User.objects.get(pk=operator.pk)))

    assert got == ["done", "workflow.wrong_state"]
    assert Record.objects.count() == 10


def test_a_file_is_staged_once(operator, register):
    inspected = looked_at(register, place=SUCO)

    got = both(lambda: actions.stage(inspected, at=SUCO, by=User.objects.get(pk=operator.pk)))

    assert got == ["done", "rosters.already_imported"]
    assert Batch.objects.count() == 1
