"""What the list of cooperations asks: which fit what somebody looks for, a page of them, and figures by country."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import reduce
from operator import and_

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements.models import Agreement, Claim, Topic
from jembatan.agreements.models.agreement import AgreementQuerySet
from jembatan.agreements.queries.flags import condition, thresholds_on
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules.claims import Fact
from jembatan.agreements.rules.flags import Flag
from jembatan.agreements.rules.lifecycle import Disclosure, State
from jembatan.agreements.rules.register import TOLD_STATES, SourceStatus, Standing, source_status_of
from jembatan.counterparts.models import CounterpartName
from jembatan.counterparts.rules.folding import fold

PAGE_SIZE = 40
ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is looked for; empty text asks for nothing. `place` is a region's code and covers what lies in it, or "ID"
    for what is of the central government itself.

    `year` is the year of signing (0 asks for none); `under` the reference of the text above; `country` ISO alpha-2.
    """

    text: str = ""
    place: str = ""
    kind: str = ""
    tier: str = ""
    standing: str = ""
    stage: str = ""
    country: str = ""
    field: str = ""
    flag: str = ""
    year: int = 0
    under: str = ""

    @property
    def given(self) -> bool:
        """Whether anything is looked for."""
        return any(getattr(self, one.name) for one in fields(self))


@dataclass(frozen=True, slots=True)
class Page:
    """One page by reference; `next_key` begins the next one, None on the last. `whole` counts all that fit."""

    rows: list[Agreement]
    whole: int
    next_key: str | None


def matching(agreements: AgreementQuerySet, criteria: Criteria, *, today: date) -> AgreementQuerySet:
    """Those of `agreements` that fit, each once."""
    parts = [
        _text(criteria.text),
        _year(criteria.year),
        _flag(criteria.flag, today),
        _standing(criteria.standing),
    ]
    exact = {
        "kind": criteria.kind,
        "tier": criteria.tier,
        "stage": criteria.stage,
        "parent__reference": criteria.under,
        "counterpart__country_code": criteria.country,
    }
    parts.append(Q(**{column: value for column, value in exact.items() if value}))
    if criteria.field:
        named = Topic.objects.filter(agreement=OuterRef("pk"), list=Topic.List.FIELD, code=criteria.field)
        parts.append(Q(Exists(named)))
    found = agreements.filter(reduce(and_, parts))
    if criteria.place == COUNTRY:
        return found.filter(place__isnull=True)
    return found.of_places_in(criteria.place) if criteria.place else found


def page_of(found: AgreementQuerySet, *, after: str = "", size: int = PAGE_SIZE) -> Page:
    """One page of `found` from the reference `after` on. Three queries however many there are."""
    ordered = with_sources(found).order_by("reference")
    if after:
        ordered = ordered.filter(reference__gt=after)
    rows = list(ordered.prefetch_related("topics")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return Page(rows, found.count(), rows[-1].reference if more else None)


def stream(found: AgreementQuerySet) -> Iterator[Agreement]:
    """All of `found` by reference, without holding them: two queries for every ROWS_AT_ONCE."""
    return (
        with_sources(found).order_by("reference").prefetch_related("topics").iterator(chunk_size=ROWS_AT_ONCE)
    )


def with_sources(found: AgreementQuerySet) -> AgreementQuerySet:
    """With both sides and, from the preferred claims, `signed_said`, `source_said`, `source_url`, `source_grade`;
    `under_count` tells how many texts stand directly under it."""
    preferred = Claim.objects.filter(agreement=OuterRef("pk"), is_preferred=True)
    status = preferred.filter(fact=Fact.STATUS)
    below = (
        Agreement.objects.filter(parent=OuterRef("pk")).order_by().values("parent").annotate(n=Count("pk"))
    )
    return found.select_related("place", "counterpart", "parent").annotate(
        signed_said=Coalesce(Subquery(preferred.filter(fact=Fact.SIGNED_ON).values("value")[:1]), Value("")),
        source_said=Coalesce(Subquery(status.values("source")[:1]), Value("")),
        source_url=Coalesce(Subquery(status.values("url")[:1]), Value("")),
        source_grade=Coalesce(Subquery(status.values("grade")[:1]), Value("")),
        under_count=Coalesce(Subquery(below.values("n"), output_field=IntegerField()), 0),
    )


def countries_in(agreements: QuerySet[Agreement]) -> Counter[str]:
    """How many of `agreements` each country has; "" is an international organisation. One query."""
    rows = agreements.order_by().values_list("counterpart__country_code").annotate(n=Count("pk"))
    return Counter(dict(rows))


def signed_text(agreement: Agreement) -> str:
    """When it was signed, as precisely as is known: a preferred claim of what was entered, else the day itself.

    Needs with_sources. "" when nobody knows or nothing was signed.
    """
    said: str = agreement.signed_said  # type: ignore[attr-defined]
    if said and agreement.is_legacy:
        return said
    return agreement.signed_on.isoformat() if agreement.signed_on else ""


def public_parent(agreement: Agreement) -> str:
    """The reference of the text above it, when that one is public too; else ""."""
    parent = agreement.parent
    return parent.reference if parent is not None and parent.disclosure == Disclosure.PUBLIC else ""


def _text(text: str) -> Q:
    """Every word must stand in the reference, a title, the region's name or any spelling of the partner."""
    parts = Q()
    for word in text.split()[:8]:
        spelled = CounterpartName.objects.filter(
            counterpart=OuterRef("counterpart"), folded__contains=fold(word) or word
        )
        parts &= (
            Q(reference__icontains=word)
            | Q(title_id__icontains=word)
            | Q(title_en__icontains=word)
            | Q(place__name__icontains=word)
            | Q(Exists(spelled))
        )
    return parts


def _year(year: int) -> Q:
    if not year:
        return Q()
    said = Claim.objects.filter(
        agreement=OuterRef("pk"), fact=Fact.SIGNED_ON, is_preferred=True, value__startswith=f"{year:04}"
    )
    return Q(signed_on__year=year) | Q(Exists(said), signed_on__isnull=True)


def _flag(flag: str, today: date) -> Q:
    """Costs the queries that read the law in use, when a flag is asked for."""
    if not flag:
        return Q()
    return condition(Flag(flag), today, thresholds_on(law_in_use(), today))


def _standing(standing: str) -> Q:
    """Rows that rules.register.standing_of calls so."""
    if not standing:
        return Q()
    only_told = Q(is_legacy=True, stage="", state__in=TOLD_STATES, source_status__in=list(SourceStatus))
    status = source_status_of(Standing(standing))
    if status is not None and standing not in tuple(State):
        return only_told & Q(source_status=status)
    # "ended" is both a state and what a source may say; the two mean the same to a reader.
    told = only_told & Q(source_status=status) if status is not None else Q(pk__in=[])
    return told | (Q(state=standing) & ~only_told)
