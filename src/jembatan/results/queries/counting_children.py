"""Children of the places worked in, by the newest reconciliation on or before a day, hidden as on every other page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jembatan.children.counting import by_village, hidden_cells
from jembatan.children.models import Reconciliation
from jembatan.children.rules.rule_table import OUT_OF_SCHOOL
from jembatan.children.rules.suppression import is_small
from jembatan.places.rules.codes import ancestors_of, lies_within
from jembatan.results.rules.counts import NO_CHILD_KNOWN, NOT_RECONCILED, Part
from jembatan.results.rules.measures import Measure

# The column of the total among the hidden columns of a place.
TOTAL = len(OUT_OF_SCHOOL)
Table = tuple[Mapping[str, Counter[str]], Mapping[str, Set[int]]]


@dataclass(frozen=True, slots=True)
class Known:
    """The children of one place in one reconciliation: counts by village and status, and the columns of
    OUT_OF_SCHOOL (last: their total) that are hidden from whoever may see no child."""

    reconciliation: Reconciliation
    villages: Mapping[str, Counter[str]]
    hidden: Set[int]

    def number(self, statuses: Iterable[str]) -> int:
        """How many children have one of the statuses."""
        return sum(counts[status] for counts in self.villages.values() for status in statuses)


def children_parts(measures: Sequence[Measure], places: Sequence[str], on: date) -> dict[str, list[Part]]:
    """The parts of each measure of children, one for each place. One query, and one for each reconciliation."""
    if not measures:
        return {}
    newest = newest_reconciliations(places, on)
    runs = {run.pk: run for run in newest.values()}
    tables = {pk: (by_village(run, run.place_id), hidden_cells(run)) for pk, run in runs.items()}
    known = [(place, _known(place, newest[place], tables) if place in newest else None) for place in places]
    return {measure.code: [_part(measure, place, k) for place, k in known] for measure in measures}


def newest_reconciliations(places: Sequence[str], on: date) -> dict[str, Reconciliation]:
    """By place, the newest finished reconciliation as of the day or earlier that covers it. One query."""
    around = {code for place in places for code in (*ancestors_of(place), place)}
    runs = Reconciliation.objects.filter(place_id__in=around, finished_at__isnull=False, as_of__lte=on)
    found: dict[str, Reconciliation] = {}
    for run in runs.order_by("-as_of", "-id"):
        for place in places:
            if lies_within(place, run.place_id):
                found.setdefault(place, run)
    return found


def basis_of(run: Reconciliation) -> str:
    """The rule a reconciliation counts by: its definition, its ages, and the day ages are taken at."""
    return f"{run.definition}/{run.youngest}-{run.oldest}/{run.age_at}"


def _known(place: str, run: Reconciliation, tables: Mapping[int, Table]) -> Known:
    villages, hidden = tables[run.pk]
    inside = {
        village: counts
        for village, counts in villages.items()
        if place == run.place_id or (village and lies_within(village, place))
    }
    return Known(run, inside, hidden.get(place, frozenset()))


def _part(measure: Measure, place: str, known: Known | None) -> Part:
    if known is None:
        return Part(place, None, None, NOT_RECONCILED)
    rests_on = f"reconciliation:{known.reconciliation.pk}"
    basis = basis_of(known.reconciliation)
    if not measure.statuses:
        number = Decimal(sum(1 for village in known.villages if village))
        return Part(place, number, number, basis=basis, rests_on=rests_on)
    if not known.villages:
        # The reconciliation covers the place and knows no child there: nobody was counted, which is not 0.
        return Part(place, None, None, NO_CHILD_KNOWN, basis, rests_on)
    counted = known.number(measure.statuses)
    shown = None if _is_hidden(measure, known, counted) else Decimal(counted)
    return Part(place, Decimal(counted), shown, basis=basis, rests_on=rests_on)


def _is_hidden(measure: Measure, known: Known, counted: int) -> bool:
    if measure.statuses == OUT_OF_SCHOOL:
        return TOTAL in known.hidden
    if measure.statuses[0] in OUT_OF_SCHOOL:
        return OUT_OF_SCHOOL.index(measure.statuses[0]) in known.hidden
    return is_small(counted)
