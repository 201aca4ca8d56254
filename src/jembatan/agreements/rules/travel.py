"""Whether a mission may leave: the head or deputy head travels abroad only with a permit.

Pure. Source: UU 23/2014 art. 76(1)i (sanction: art. 77), PP 12/2017 art. 36(2)e. Visits of the counterpart and
journeys of others need no permit here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

RULE = "E10"
NONE_COVERS_HEAD = _("No permit covers the head or deputy head of the region.")
TOO_LATE = _("The permit %(number)s is dated %(issued)s, after the departure on %(leaves)s.")
NOT_ALL_DAYS = _("The permit %(number)s covers %(first)s to %(last)s, not the whole journey.")


class HeadWithoutPermit(Refused):
    code = "agreements.head_without_permit"
    sentence = (
        "The head or deputy head travels abroad only with a permit of the minister that covers every day of the "
        "journey (UU 23/2014 art. 76(1)i; PP 12/2017 art. 36(2)e). Record the permit first."
    )


class NoTravellers(Refused):
    code = "agreements.no_travellers"
    status = 400
    sentence = "Say in which capacities people travel and how many of each (1 to %(most)s people)."


MOST_TRAVELLERS = 200


@dataclass(frozen=True, slots=True)
class Journey:
    """A mission as the rule sees it; both days count."""

    leaves_on: date
    returns_on: date
    inbound: bool
    with_head: bool


@dataclass(frozen=True, slots=True)
class PermitHeld:
    """A travel permit: its number, when it was issued, the days it covers, and whether it covers the head."""

    number: str
    issued_on: date
    valid_from: date
    valid_until: date
    covers_head: bool


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why the mission may not leave: a message id whose places are filled from `detail`."""

    sentence: str
    detail: dict[str, object]


def obstacles(journey: Journey, permits: Iterable[PermitHeld]) -> tuple[Obstacle, ...]:
    """What keeps the mission at home; empty when it may leave. One permit has to cover the whole journey."""
    if journey.inbound or not journey.with_head:
        return ()
    for_head = [permit for permit in permits if permit.covers_head]
    if not for_head:
        return (Obstacle(NONE_COVERS_HEAD, {}),)
    lacks = [_lack(journey, permit) for permit in for_head]
    return () if None in lacks else tuple(lack for lack in lacks if lack is not None)


def travellers_of(counted: Iterable[tuple[str, int]]) -> list[dict[str, object]]:
    """Capacities and how many people of each, as they are kept. Raises NoTravellers when nobody travels or a
    number is impossible."""
    kept = [(" ".join(capacity.split()), people) for capacity, people in counted]
    if not kept or any(not capacity or people < 1 for capacity, people in kept):
        raise NoTravellers(most=MOST_TRAVELLERS)
    if sum(people for _capacity, people in kept) > MOST_TRAVELLERS:
        raise NoTravellers(most=MOST_TRAVELLERS)
    return [{"capacity": capacity, "people": people} for capacity, people in kept]


def _lack(journey: Journey, permit: PermitHeld) -> Obstacle | None:
    if permit.issued_on > journey.leaves_on:
        return Obstacle(
            TOO_LATE, {"number": permit.number, "issued": permit.issued_on, "leaves": journey.leaves_on}
        )
    if permit.valid_from > journey.leaves_on or permit.valid_until < journey.returns_on:
        return Obstacle(
            NOT_ALL_DAYS,
            {"number": permit.number, "first": permit.valid_from, "last": permit.valid_until},
        )
    return None
