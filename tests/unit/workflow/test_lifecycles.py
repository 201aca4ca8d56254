"""A lifecycle table is checked, not trusted."""

import pytest

from jembatan.rosters.rules.batches import LIFECYCLE, State
from jembatan.workflow.lifecycles import WrongState


def test_every_state_has_an_owner_and_a_way_in():
    reached = {LIFECYCLE.start} | {state for routes in LIFECYCLE.routes.values() for state in routes}

    assert set(LIFECYCLE.owners) == set(LIFECYCLE.states) == reached == set(State)


def test_an_undone_batch_cannot_be_committed_again():
    with pytest.raises(WrongState) as refusal:
        LIFECYCLE.check(State.UNDONE, State.COMMITTED)

    assert refusal.value.detail == {"state": "undone", "wanted": "committed"}
