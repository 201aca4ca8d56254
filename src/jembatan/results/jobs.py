"""The nightly count: every framework whose values have changed is counted anew, in this machine's name."""

from datetime import date

from jembatan.agreements.models import Agreement
from jembatan.ledger.machine import machine_account
from jembatan.results import actions
from jembatan.results.queries.series import changed_measures, measures_in_use


def take_stock_of_all(on: date) -> int:
    """Count the agreements whose counts have changed since they were kept; how many values are new."""
    in_use = measures_in_use()
    new = 0
    for agreement in Agreement.objects.filter(pk__in=in_use).select_related("place").order_by("pk"):
        if changed_measures(agreement, in_use[agreement.pk], on=on):
            new += actions.take_stock(agreement, on=on, by=machine_account())
    return new
