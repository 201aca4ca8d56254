"""The flags of agreements: as conditions that a list filters by in SQL, and one by one with their reasons.

Both say the same; tests/db/agreements compares them. No function of one database only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from jembatan.agreements.engine.law_files import standard_roads
from jembatan.agreements.models import Activity, Agreement, StageEvent, Topic
from jembatan.agreements.rules.clocks import Reading, ladder, months_later
from jembatan.agreements.rules.flags import ALIVE, RULES, Flag, Flagged, Portrait, Thresholds, flags_of
from jembatan.agreements.rules.lifecycle import State, TermType
from jembatan.workflow.law import Rulebook

LETTER, PLAN = "loi", "cooperation_plan"
SIGNED, COMPLETED = "signed", "completed"
NOBODY, LONG_AGO, FAR_OFF = 0, date(1, 1, 1), date(9999, 12, 31)


def thresholds_on(law: Rulebook, today: date) -> Thresholds:
    """The parameters of the flags in the law in use; what stands in no rule keeps its usual value."""
    usual = Thresholds()
    steps = ladder(Reading(today, law))
    return Thresholds(
        dormant_months=_parameter(law, RULES[Flag.DORMANT], today, usual.dormant_months),
        intent_days=_parameter(law, RULES[Flag.LOI_AGEING], today, usual.intent_days),
        ladder=steps or usual.ladder,
    )


def flagged(
    agreements: QuerySet[Agreement], flag: Flag, *, today: date, thresholds: Thresholds
) -> QuerySet[Agreement]:
    """Those of `agreements` that have the flag today."""
    return agreements.filter(condition(flag, today, thresholds))


def with_flags(
    agreements: QuerySet[Agreement], *, today: date, thresholds: Thresholds
) -> QuerySet[Agreement]:
    """`agreements` with a yes or no for each flag: `is_lapsed`, `is_dormant` … in the same query."""
    marks = {f"is_{flag.value}": _said(condition(flag, today, thresholds)) for flag in Flag}
    return agreements.annotate(**marks)


def condition(flag: Flag, today: date, thresholds: Thresholds) -> Q:
    """What a row has to meet to have the flag."""
    if flag is Flag.LAPSED:
        return Q(state__in=(State.IN_FORCE, State.SUSPENDED)) & _lapsed(today)
    if flag is Flag.EXPIRING:
        last = today + timedelta(days=max(thresholds.ladder))
        return Q(state=State.IN_FORCE, term_type=TermType.FIXED, ends_on__range=(today, last))
    if flag is Flag.DORMANT:
        return _dormant(months_later(today, -thresholds.dormant_months))
    if flag is Flag.LOI_AGEING:
        return _ageing(today - timedelta(days=thresholds.intent_days))
    if flag is Flag.OVERLAP:
        return _overlapping(today)
    if flag is Flag.NO_ACTION_PLAN:
        return _unplanned(today)
    return _portfolio()


def flags_for(
    agreements: Iterable[Agreement], *, today: date, thresholds: Thresholds
) -> dict[int, tuple[Flagged, ...]]:
    """The flags of each agreement with their reasons, by id. Six queries at most, however many agreements."""
    wanted = list(agreements)
    places = {agreement.place_id for agreement in wanted if agreement.place_id}
    around = Agreement.objects.filter(place__in=places)
    neighbours: dict[str, list[Portrait]] = defaultdict(list)
    for portrait in portraits_of(around):
        neighbours[portrait.place].append(portrait)
    central = [agreement.pk for agreement in wanted if agreement.place_id is None]
    own = {one.key: one for several in neighbours.values() for one in several}
    if central:
        own |= {one.key: one for one in portraits_of(Agreement.objects.filter(pk__in=central))}
    return {
        agreement.pk: flags_of(
            own[agreement.pk], neighbours[own[agreement.pk].place], today=today, thresholds=thresholds
        )
        for agreement in wanted
    }


def portraits_of(agreements: QuerySet[Agreement]) -> list[Portrait]:
    """What the flags look at in each of `agreements`. Five queries."""
    wanted = agreements.order_by().values("pk")
    fields: dict[int, set[str]] = defaultdict(set)
    topics = Topic.objects.filter(agreement__in=wanted, list=Topic.List.FIELD)
    for key, code in topics.values_list("agreement_id", "code"):
        fields[key].add(code)
    plans = _plans(wanted)
    intents = _intents(wanted)
    return [
        replace(
            _portrait(row), fields=frozenset(fields[row.pk]), intent_on=intents.get(row.pk), **plans[row.pk]
        )
        for row in agreements
    ]


def _portrait(row: Agreement) -> Portrait:
    return Portrait(
        key=row.pk,
        reference=row.reference,
        state=State(row.state),
        place=row.place_id or "",
        counterpart=row.counterpart_id,
        parent=row.parent_id,
        tier=row.tier,
        term_type=TermType(row.term_type),
        signed_on=row.signed_on,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        last_active_on=row.last_active_on,
        is_legacy=row.is_legacy,
    )


def _plans(wanted: QuerySet[Any, Any]) -> Mapping[int, dict[str, Any]]:
    """Of each agreement: the last day planned, whether the plan goes on, whether anything was carried out."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    lines = Activity.objects.filter(agreement__in=wanted).exclude(state=Activity.State.CANCELLED).order_by()
    for key, last in lines.values_list("agreement_id").annotate(last=Max("ends_on")):
        found[key]["planned_until"] = last
    real = Q(state=Activity.State.DONE) | Q(continues=True)
    for key, state, continues in (
        lines.filter(real).values_list("agreement_id", "state", "continues").distinct()
    ):
        if state == Activity.State.DONE:
            found[key]["has_real_activity"] = True
        if continues:
            found[key]["plan_continues"] = True
    return found


def _intents(wanted: QuerySet[Any, Any]) -> dict[int, date]:
    """The day of the letter of intent of each agreement from which no plan has gone out."""
    events = StageEvent.objects.filter(agreement__in=wanted).order_by()
    asked = events.filter(stage__in=_makers(PLAN), outcome=COMPLETED).values("agreement")
    letters = events.filter(stage__in=_makers(LETTER), outcome=SIGNED).exclude(agreement__in=asked)
    return dict(letters.values_list("agreement_id").annotate(on=Max("on")))


def _makers(product: str) -> list[str]:
    """The stages of any road that make such a document."""
    makers = (road.maker_of(product) for road in standard_roads().values())
    return sorted({stage.code for stage in makers if stage is not None})


def _parameter(law: Rulebook, rule: str, today: date, usual: int) -> int:
    standing = law.standing_on(rule, today) if rule in law.codes else None
    return usual if standing is None or standing.parameter is None else standing.parameter


def _said(found: Q) -> ExpressionWrapper:
    return ExpressionWrapper(found, output_field=BooleanField())


def _lapsed(today: date) -> Q:
    return Q(term_type=TermType.FIXED, ends_on__isnull=False, ends_on__lt=today)


def _dormant(before: date) -> Q:
    """The last sign of life lies before a day, as `rules.flags.last_sign_of_life` tells it."""
    idle = Q(last_active_on__lt=before)
    idle |= Q(last_active_on__isnull=True, signed_on__lt=before)
    idle |= Q(last_active_on__isnull=True, signed_on__isnull=True, starts_on__lt=before)
    told = Q(last_active_on__isnull=False) & (
        Q(signed_on__isnull=True) | Q(last_active_on__gt=F("signed_on"))
    )
    return Q(state=State.IN_FORCE) & idle & (Q(is_legacy=False) | told)


def _ageing(before: date) -> Q:
    events = StageEvent.objects.filter(agreement=OuterRef("pk"))
    letters = events.filter(stage__in=_makers(LETTER), outcome=SIGNED)
    asked = events.filter(stage__in=_makers(PLAN), outcome=COMPLETED)
    old = Exists(letters) & ~Exists(letters.filter(on__gte=before)) & ~Exists(asked)
    return Q(old, state=State.ON_THE_ROAD)


def _unplanned(today: date) -> Q:
    lines = Activity.objects.filter(agreement=OuterRef("pk")).exclude(state=Activity.State.CANCELLED)
    planned = lines.filter(Q(continues=True) | Q(ends_on__gte=date(today.year, 1, 1)))
    return Q(state=State.IN_FORCE, is_legacy=False) & ~Q(Exists(planned))


def _portfolio() -> Q:
    done = Activity.objects.filter(agreement=OuterRef("pk"), state=Activity.State.DONE)
    idle = Agreement.objects.filter(
        place=OuterRef("place"), state=State.IN_FORCE, parent__isnull=True, is_legacy=False
    ).exclude(pk=OuterRef("pk"))
    return Q(state=State.ON_THE_ROAD, parent__isnull=True) & Q(Exists(idle.filter(~Exists(done))))


def _overlapping(today: date) -> Q:
    """Exactly `rules.flags.overlap`, with the row as one side and its neighbours as the other."""
    others = (
        Agreement.objects.filter(
            place=OuterRef("place"),
            counterpart=OuterRef("counterpart"),
            tier=OuterRef("tier"),
            state__in=ALIVE,
        )
        .exclude(_lapsed(today))
        .exclude(pk=OuterRef("pk"))
        .exclude(pk=Coalesce(OuterRef("parent"), Value(NOBODY)))
        .exclude(parent=OuterRef("pk"))
        .exclude(term_type=TermType.FIXED, ends_on__lt=Coalesce(OuterRef("starts_on"), Value(LONG_AGO)))
    )
    not_after = others.exclude(starts_on__gt=Coalesce(OuterRef("ends_on"), Value(FAR_OFF)))
    fixed = Q(term_type=TermType.FIXED)
    alive = Q(state__in=ALIVE) & ~_lapsed(today)
    return alive & (fixed & _in_the_way(not_after) | ~fixed & _in_the_way(others))


def _in_the_way(others: QuerySet[Agreement]) -> Q:
    """About the same field; or twice in force, and not two arrangements under one agreement."""
    # Three steps out: from the field here to that of the other, to the other itself, to the row.
    row = OuterRef(OuterRef(OuterRef("pk")))
    own_fields = Topic.objects.filter(agreement=row, list=Topic.List.FIELD)
    same_field = Topic.objects.filter(
        agreement=OuterRef("pk"), list=Topic.List.FIELD, code__in=own_fields.values("code")
    )
    strangers = others.filter(state=State.IN_FORCE).exclude(
        parent=Coalesce(OuterRef("parent"), Value(NOBODY))
    )
    return Q(Exists(others.filter(Exists(same_field)))) | Q(state=State.IN_FORCE) & Q(Exists(strangers))
