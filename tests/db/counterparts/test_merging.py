"""Two profiles become one and can be taken apart again."""

import pytest

from jembatan.counterparts import actions
from jembatan.counterparts.models import Counterpart
from jembatan.counterparts.queries import resolve
from jembatan.counterparts.rules.kinds import BadProfile, Kind
from jembatan.counterparts.rules.profiles import CannotMerge, NotUndoable
from jembatan.ledger.acting import NotAllowed
from tests.builders import JEMBER
from tests.partners import profile

pytestmark = pytest.mark.django_db


def another(officer, name, country="Australia", **words):
    return actions.add_counterpart(
        profile=profile(name, country, **words), source="x", confirmed=True, at=JEMBER, by=officer
    )


@pytest.fixture
def twin(officer, melbourne) -> Counterpart:
    return another(officer, "Melbon")


def merge(kept, absorbed, by):
    return actions.merge_counterparts(kept=kept, absorbed=absorbed, reason="One city", at="ID", by=by)


def test_all_names_move_and_the_old_profile_leads_on(melbourne, twin, ministry):
    merge(melbourne, twin, ministry)

    twin.refresh_from_db()
    assert twin.current == melbourne
    assert melbourne.names.count() == 2
    assert resolve("Melbon", "Australia").exact == melbourne
    assert list(Counterpart.objects.standing()) == [melbourne]


def test_a_merge_is_taken_back_name_by_name(melbourne, twin, ministry, officer):
    kept_merge = merge(melbourne, twin, ministry)
    actions.add_name(counterpart=melbourne, spelling="Melb", source="x", at=JEMBER, by=officer)

    actions.undo_merge(kept_merge, reason="Two cities", by=ministry)

    twin.refresh_from_db()
    assert twin.current == twin
    assert [name.spelling for name in twin.names.all()] == ["Melbon"]
    assert [name.spelling for name in melbourne.names.all()] == ["City of Melbourne", "Melb"]
    merge(melbourne, twin, ministry)


def test_a_chain_of_merges_leads_to_its_end(melbourne, twin, ministry, officer):
    third = another(officer, "Melbourna")
    first = merge(twin, third, ministry)
    merge(melbourne, twin, ministry)

    third.refresh_from_db()
    assert third.current == melbourne
    with pytest.raises(NotUndoable):
        actions.undo_merge(first, reason="Wrong", by=ministry)


def test_a_merge_is_taken_back_once(melbourne, twin, ministry):
    kept_merge = merge(melbourne, twin, ministry)
    actions.undo_merge(kept_merge, reason="Wrong", by=ministry)

    with pytest.raises(NotUndoable):
        actions.undo_merge(kept_merge, reason="Wrong", by=ministry)


def test_a_region_may_not_merge(melbourne, twin, officer):
    with pytest.raises(NotAllowed):
        merge(melbourne, twin, officer)


def test_a_merge_needs_a_reason(melbourne, twin, ministry):
    with pytest.raises(BadProfile):
        actions.merge_counterparts(kept=melbourne, absorbed=twin, reason=" ", at="ID", by=ministry)


def test_what_cannot_be_one_partner_is_not_merged(melbourne, twin, osaka, ministry, officer):
    fund = another(officer, "Melbourne Fund", kind=Kind.NONPROFIT)
    third = another(officer, "Melbourna")
    merge(melbourne, third, ministry)

    for kept, absorbed in ((twin, twin), (melbourne, osaka), (melbourne, fund), (third, twin), (twin, third)):
        with pytest.raises(CannotMerge):
            merge(kept, absorbed, ministry)
