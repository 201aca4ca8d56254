"""The term of an agreement extended, suspended, resumed, revived and ended, with what stands under it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jembatan.agreements.actions import term
from jembatan.agreements.actions.belonging import PaperNeeded, WrongPaper
from jembatan.agreements.actions.term import CarriesOthers, NotASuccessor, NothingLeftNamed
from jembatan.agreements.models import Agreement, StageEvent, TermChange
from jembatan.agreements.queries.family import carried_by, family_below
from jembatan.agreements.rules.kinds import Tier
from jembatan.agreements.rules.term import BadDay, HasLapsed, Kind, NoSuchGround, NotLapsed, ParentNotInForce
from jembatan.ledger.acting import NotAllowed
from jembatan.ledger.models import Entry
from jembatan.workflow.lifecycles import WrongState
from tests.builders import place
from tests.cooperation import SURABAYA, cast, signed_agreement, started
from tests.living import change, in_force, proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return in_force(people, ends_on=date(2030, 1, 31))


def states(*agreements):
    return [Agreement.objects.get(pk=one.pk).state for one in agreements]


def test_an_extension_moves_the_last_day_and_stands_on_the_road(people):
    agreement = signed_agreement(people, ends_on=date(2030, 1, 31))
    before = agreement.version

    kept = term.extend(
        agreement, change=change(agreement, people), until=date(2035, 1, 31), by=people.officer
    )

    assert (agreement.ends_on, agreement.version) == (date(2035, 1, 31), before + 1)
    assert (kept.ends_before, kept.ends_after, kept.kind) == (
        date(2030, 1, 31),
        date(2035, 1, 31),
        "extension",
    )
    event = StageEvent.objects.get(agreement=agreement, stage="PERPANJANGAN")
    assert (event.outcome, event.product) == ("extended", kept.paper)


def test_an_extension_needs_its_document_and_a_possible_day(people, agreement):
    foreign = proof(started(people, title="Lain"), people)
    for given, until, refusal in (
        (change(agreement, people, paper=None), date(2035, 1, 1), PaperNeeded),
        (change(agreement, people, paper=foreign), date(2035, 1, 1), WrongPaper),
        (change(agreement, people), date(2029, 1, 1), BadDay),
        (change(agreement, people, on=timezone.localdate() + timedelta(days=1)), date(2035, 1, 1), BadDay),
        (change(agreement, people, on=date(2020, 1, 1)), date(2035, 1, 1), BadDay),
    ):
        with pytest.raises(refusal):
            term.extend(agreement, change=given, until=until, by=people.officer)

    assert not TermChange.objects.exists()
    with pytest.raises(NotAllowed):
        term.extend(agreement, change=change(agreement, people), until=date(2035, 1, 1), by=people.agency)


def test_a_suspension_carries_what_is_in_force_and_the_resumption_only_that(people, agreement):
    inner = in_force(people, parent=agreement)
    leaf = in_force(people, parent=inner, title="Rencana tahunan")
    alone = in_force(people, parent=agreement, title="Berdiri sendiri")
    draft = started(people, title="Rancangan", tier=Tier.ANNUAL_PLAN, parent=agreement)
    term.suspend(alone, change=change(alone, people), by=people.officer)
    carries = frozenset(carried_by(agreement, Kind.SUSPENSION))

    kept = term.suspend(agreement, change=change(agreement, people, carries=carries), by=people.officer)

    assert carries == {inner.pk, leaf.pk}
    assert states(agreement, inner, leaf, alone, draft) == ["suspended"] * 4 + ["on_the_road"]
    assert set(TermChange.objects.filter(caused_by=kept).values_list("agreement", flat=True)) == carries
    assert (
        Entry.objects.filter(event="agreements.suspended", detail__caused_by=agreement.reference).count() == 2
    )
    with pytest.raises(ParentNotInForce):
        term.resume(inner, change=change(inner, people), by=people.officer)

    back = frozenset(carried_by(agreement, Kind.RESUMPTION))
    term.resume(agreement, change=change(agreement, people, paper=None, carries=back), by=people.officer)

    assert back == carries
    assert states(agreement, inner, leaf, alone) == ["in_force", "in_force", "in_force", "suspended"]


def test_nothing_is_carried_that_the_page_did_not_show(people, agreement):
    inner = in_force(people, parent=agreement)

    with pytest.raises(CarriesOthers) as refusal:
        term.suspend(agreement, change=change(agreement, people), by=people.officer)

    assert refusal.value.detail == {"count": 1, "references": inner.reference}
    assert states(agreement, inner) == ["in_force", "in_force"]


def test_a_termination_names_its_ground_and_what_is_left(people, agreement):
    given = change(agreement, people)
    with pytest.raises(NoSuchGround):
        term.terminate(agreement, change=given, ground="boredom", left_to_settle="-", by=people.officer)
    with pytest.raises(NothingLeftNamed):
        term.terminate(agreement, change=given, ground="breach", left_to_settle=" ", by=people.officer)
    inner = in_force(people, parent=agreement)
    given = change(agreement, people, carries=frozenset({inner.pk}))

    kept = term.terminate(
        agreement, change=given, ground="breach", left_to_settle="Dua beasiswa berjalan", by=people.officer
    )

    assert (kept.ground, kept.left_to_settle) == ("breach", "Dua beasiswa berjalan")
    assert (agreement.ended_because, agreement.ended_on) == ("terminated", timezone.localdate())
    assert states(agreement, inner) == ["ended", "ended"]
    with pytest.raises(WrongState):
        term.suspend(agreement, change=change(agreement, people), by=people.officer)


def test_a_person_of_another_region_carries_nothing_there(people, agreement):
    inner = in_force(people, parent=agreement)
    inner.place = place(SURABAYA)
    inner.save(update_fields=["place"])

    with pytest.raises(NotAllowed):
        term.suspend(
            agreement, change=change(agreement, people, carries=frozenset({inner.pk})), by=people.officer
        )

    assert states(agreement, inner) == ["in_force", "in_force"]


def test_a_completed_agreement_leaves_its_children_alone(people, agreement):
    inner = in_force(people, parent=agreement)

    kept = term.complete(
        agreement, change=change(agreement, people, paper=None), ground="aim_reached", by=people.officer
    )

    assert (kept.ground, agreement.ended_because) == ("aim_reached", "completed")
    assert states(inner) == ["in_force"]
    with pytest.raises(NoSuchGround):
        term.complete(inner, change=change(inner, people), ground="breach", by=people.officer)


def test_an_agreement_is_replaced_by_a_signed_one_of_the_region(people, agreement):
    successor = in_force(people, title="Pengganti")
    for wrong in (agreement, started(people, title="Belum"), in_force(people, parent=agreement)):
        with pytest.raises(NotASuccessor):
            term.supersede(agreement, change=change(agreement, people), successor=wrong, by=people.officer)

    kept = term.supersede(agreement, change=change(agreement, people), successor=successor, by=people.officer)

    assert (kept.successor, kept.ground, agreement.ended_because) == (
        successor,
        "new_agreement",
        "superseded",
    )


def test_a_lapsed_agreement_is_revived_and_not_extended(people, agreement):
    Agreement.objects.filter(pk=agreement.pk).update(signed_on=date(2017, 1, 1), ends_on=date(2026, 9, 30))
    agreement.refresh_from_db()
    with pytest.raises(HasLapsed):
        term.extend(agreement, change=change(agreement, people), until=date(2031, 1, 1), by=people.officer)

    given = change(agreement, people, on=date(2026, 10, 31))
    kept = term.revive(agreement, change=given, until=date(2031, 10, 30), by=people.officer)

    assert (kept.kind, kept.ends_before, kept.ends_after) == (
        "revival",
        date(2026, 9, 30),
        date(2031, 10, 30),
    )
    assert Entry.objects.get(event="agreements.revived").detail["gap_days"] == 30
    assert agreement.state == "in_force"
    with pytest.raises(NotLapsed):
        term.revive(agreement, change=given, until=date(2032, 10, 30), by=people.officer)


def test_a_family_is_read_in_few_queries_and_a_ring_ends(people, agreement, django_assert_max_num_queries):
    inner = in_force(people, parent=agreement)
    leaf = in_force(people, parent=inner, title="Rencana tahunan")
    Agreement.objects.filter(pk=agreement.pk).update(parent=leaf)

    with django_assert_max_num_queries(4):
        family = family_below(agreement)

    assert [one.key for one in family] == sorted([inner.pk, leaf.pk])
