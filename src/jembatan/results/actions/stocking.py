"""Keeping counted values: a row for a measure and a day, and none twice from the same inputs."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.agreements.models import Agreement
from jembatan.results.models import Indicator, ResultValue
from jembatan.results.queries.measuring import counted_on
from jembatan.results.rules.counts import fingerprint, written


def keep_counts(agreement: Agreement, *, on: date, by: User) -> int:
    """Count every measure of the framework for `on`, and each baseline for its own day; how many values are new."""
    standing = Indicator.objects.filter(
        result__agreement=agreement, dropped_because="", result__dropped_because=""
    ).exclude(measure="")
    days: dict[date, set[str]] = {}
    for indicator in standing:
        days.setdefault(on, set()).add(indicator.measure)
        if indicator.baseline_on is not None:
            days.setdefault(indicator.baseline_on, set()).add(indicator.measure)
    return sum(_keep_day(agreement, codes, on=day, by=by) for day, codes in sorted(days.items()))


def _keep_day(agreement: Agreement, codes: Collection[str], *, on: date, by: User) -> int:
    kept = ResultValue.objects.filter(agreement=agreement, measure__in=codes, on=on).order_by("id")
    # The row added last is what a day's value is; the same inputs add none.
    last = {row.measure: row.fingerprint for row in kept}
    new = 0
    for code, counted in counted_on(agreement, codes, on=on).items():
        sign = fingerprint(code, counted)
        if last.get(code) == sign:
            continue
        ResultValue(
            agreement=agreement,
            measure=code,
            on=on,
            value=counted.value,
            shown=counted.shown,
            is_floor=counted.is_floor,
            counted=counted.counted,
            of=counted.of,
            why=counted.why,
            parts=written(counted.parts),
            fingerprint=sign,
            counted_by=by,
            counted_at=timezone.now(),
        ).save()
        new += 1
    return new
