"""The due diligence of partners as it stands on a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from jembatan.counterparts.models import Assessment, Counterpart
from jembatan.counterparts.rules.diligence import Risk, is_expired

# Assessments that end within so many days are listed beforehand. Ours.
WARNED_DAYS = 90


@dataclass(frozen=True, slots=True)
class DiligenceState:
    """The newest assessment on a day. `is_expired`: it may not be relied on any more."""

    assessment: Assessment
    risk: Risk
    valid_until: date
    is_expired: bool


def diligence_of(counterpart: Counterpart, on: date) -> DiligenceState | None:
    """The newest assessment of the partner made up to the day `on`; None when there is none. One query."""
    newest = Assessment.objects.filter(counterpart=counterpart, assessed_on__lte=on).first()
    if newest is None:
        return None
    return DiligenceState(newest, Risk(newest.risk), newest.valid_until, is_expired(newest.valid_until, on))


def with_newest(counterparts: QuerySet[Counterpart], on: date) -> Any:
    """`counterparts` with `risk` and `risk_until` of the newest assessment made up to the day `on`."""
    newest = Assessment.objects.filter(counterpart=OuterRef("pk"), assessed_on__lte=on)
    return counterparts.annotate(
        risk=Subquery(newest.values("risk")[:1]), risk_until=Subquery(newest.values("valid_until")[:1])
    )


def expiring(counterparts: QuerySet[Counterpart], on: date) -> Any:
    """Those of `counterparts` whose newest assessment has ended or ends within WARNED_DAYS, soonest first."""
    limit = on + timedelta(days=WARNED_DAYS)
    return with_newest(counterparts, on).filter(risk_until__lte=limit).order_by("risk_until", "id")
