"""Counting the measures of an agreement for a day. A fixed number of queries, however many measures and places."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from jembatan.agreements.models import Activity, Agreement
from jembatan.agreements.rules.activities import State
from jembatan.results.models import ProgrammePlace
from jembatan.results.queries.counting_children import children_parts
from jembatan.results.queries.counting_plans import plans_parts
from jembatan.results.rules.counts import NOT_YET, NOTHING_SAID, Counted, Part, summed
from jembatan.results.rules.measures import MEASURES, Measure, Scope
from jembatan.results.rules.places import places_on

ONE, ZERO = Decimal(1), Decimal(0)


def works_on(agreement: Agreement, on: date) -> tuple[str, ...]:
    """Codes of the places the agreement works in on the day, each place once. One query."""
    rows = ProgrammePlace.objects.standing().filter(agreement=agreement)
    return places_on([row.work for row in rows], on)


def counted_on(agreement: Agreement, codes: Collection[str], *, on: date) -> dict[str, Counted]:
    """Each measure of `codes` for the day: what was so by then, from what is recorded now."""
    wanted = [MEASURES[code] for code in sorted(set(codes))]
    places = works_on(agreement, on) if any(m.scope is Scope.PLACES for m in wanted) else ()
    parts: dict[str, list[Part]] = {}
    parts |= _agreement_parts(agreement, [m for m in wanted if m.scope is Scope.AGREEMENT], on)
    parts |= children_parts(_of_room(wanted, "children"), places, on)
    parts |= plans_parts(_of_room(wanted, "action_plans"), places, on)
    return {
        measure.code: summed(parts.get(measure.code, ()), why=NOT_YET)
        if measure.waits_for is not None
        else summed(parts[measure.code])
        for measure in wanted
    }


def _of_room(measures: Sequence[Measure], room: str) -> list[Measure]:
    return [measure for measure in measures if measure.code.startswith(f"{room}.")]


def _agreement_parts(agreement: Agreement, measures: Sequence[Measure], on: date) -> Mapping[str, list[Part]]:
    if not measures:
        return {}
    lines = list(agreement.activities.all())
    done = [line for line in lines if line.done_on is not None and line.done_on <= on]
    counters: dict[str, Callable[[], Part]] = {
        "agreements.activities_done": lambda: _number(len(done)),
        "agreements.activities_continuing": lambda: _number(sum(_continues(line, on) for line in lines)),
        "agreements.participants": lambda: _said([line.participants for line in done]),
        "agreements.rupiah_spent": lambda: _said([line.spent for line in done]),
        "agreements.both_directions": lambda: _both_ways({line.direction for line in done}),
        "agreements.meetings_held": lambda: _number(agreement.meetings.filter(held_on__lte=on).count()),
        "agreements.missions_made": lambda: _number(
            agreement.missions.filter(confirmed_on__isnull=False, returns_on__lte=on).count()
        ),
    }
    return {measure.code: [counters[measure.code]()] for measure in measures}


def _number(number: int) -> Part:
    return Part("", Decimal(number), Decimal(number))


def _continues(line: Activity, on: date) -> bool:
    return line.continues and line.starts_on <= on and line.state != State.CANCELLED


def _said(values: Sequence[Decimal | int | None]) -> Part:
    """The sum of what was said. Nothing done yet is 0; done and nothing said is unknown."""
    said = [Decimal(value) for value in values if value is not None]
    unsaid = len(values) - len(said)
    if values and not said:
        return Part("", None, None, NOTHING_SAID, unsaid=unsaid)
    total = sum(said, ZERO)
    return Part("", total, total, unsaid=unsaid)


def _both_ways(directions: set[str]) -> Part:
    if not directions:
        return Part("", None, None, NOTHING_SAID)
    both = "both" in directions or {"in", "out"} <= directions
    value = ONE if both else ZERO
    return Part("", value, value)
