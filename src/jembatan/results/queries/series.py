"""The values of measures over time, and whether they still hold."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from jembatan.agreements.models import Agreement
from jembatan.results.models import Indicator, ResultValue
from jembatan.results.queries.measuring import counted_on
from jembatan.results.rules.counts import fingerprint


def measures_in_use() -> dict[int, set[str]]:
    """By agreement, the measures its framework counts. One query."""
    found: dict[int, set[str]] = defaultdict(set)
    standing = Indicator.objects.filter(dropped_because="", result__dropped_because="").exclude(measure="")
    for agreement, measure in standing.values_list("result__agreement_id", "measure"):
        found[agreement].add(measure)
    return dict(found)


def changed_measures(agreement: Agreement, codes: Collection[str], *, on: date) -> set[str]:
    """Those whose count for the day differs from the last kept one, of whatever earlier day."""
    last = {row.measure: row.fingerprint for row in values_of(agreement, codes) if row.on <= on}
    counts = counted_on(agreement, codes, on=on)
    return {code for code, counted in counts.items() if last.get(code) != fingerprint(code, counted)}


def values_of(agreement: Agreement, codes: Collection[str]) -> list[ResultValue]:
    """All kept values of the measures, in the order of days; of one day, the one counted last comes last."""
    return list(ResultValue.objects.filter(agreement=agreement, measure__in=codes).order_by("on", "id"))
