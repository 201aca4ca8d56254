"""The framework itself: results on three levels, their indicators and targets."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.models import Agreement
from jembatan.agreements.rules.reasons import checked_reason, told
from jembatan.ledger.acting import action, note
from jembatan.results.actions.checking import check_happened, check_living, check_standing
from jembatan.results.actions.stocking import keep_counts
from jembatan.results.models import Indicator, Result, YearTarget
from jembatan.results.rules.levels import Direction, Level, Unit, WrongLevel, check_level, check_value
from jembatan.results.rules.measures import MEASURES, STATED
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

LONGEST = 300
FIRST_YEAR, LAST_YEAR = 1945, 2100


class UnknownMeasure(Refused):
    code = "results.unknown_measure"
    status = 400
    sentence = "There is no measure %(measure)s. Choose one from the list, or state values by hand."


class CountedBaseline(Refused):
    code = "results.counted_baseline"
    status = 400
    sentence = (
        "The baseline of this indicator is counted for its day. Give the day only, no value and no source."
    )


class HalfBaseline(Refused):
    code = "results.half_baseline"
    status = 400
    sentence = (
        "A baseline needs its value, its day and its source together. Leave all empty when it is not known."
    )


class BadYear(Refused):
    code = "results.bad_year"
    status = 400
    sentence = "%(year)s is no year for a target. Give a year such as 2027."


@dataclass(frozen=True, slots=True)
class ResultDraft:
    """A result: its level, the result it stands under (None for an objective), its title in both languages."""

    level: Level
    title_id: str
    title_en: str = ""
    parent: Result | None = None


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """An indicator. With a `measure` its unit is the measure's and its baseline only a day; without, values are
    stated. A baseline nobody knows is None, which is not 0."""

    title_id: str
    title_en: str = ""
    measure: str = STATED
    unit: Unit = Unit.COUNT
    direction: Direction = Direction.UP
    baseline_on: date | None = None
    baseline_value: Decimal | None = None
    baseline_source: str = ""


@action(Permission.RESULT_KEEP, "results.result_added")
def add_result(agreement: Agreement, *, draft: ResultDraft, by: User) -> Result:
    """Add a result. Raises NotLiving, WrongLevel, WasDropped or BadText."""
    check_living(agreement)
    _check_above(agreement, draft)
    added = Result.objects.create(
        agreement=agreement,
        level=draft.level,
        parent=draft.parent,
        title_id=told(draft.title_id, _("Title (Indonesian)"), LONGEST),
        title_en=told(draft.title_en, _("Title (English)"), LONGEST, needed=False),
        entered_by=by,
        entered_at=timezone.now(),
    )
    note(result=added.pk, level=str(draft.level))
    return added


@action(Permission.RESULT_KEEP, "results.result_changed")
def change_result(result: Result, *, title_id: str, title_en: str, by: User) -> None:
    """Word a result anew. Raises NotLiving, WasDropped or BadText."""
    check_living(result.agreement)
    check_standing(result)
    note(before=result.title_id)
    result.title_id = told(title_id, _("Title (Indonesian)"), LONGEST)
    result.title_en = told(title_en, _("Title (English)"), LONGEST, needed=False)
    result.save(update_fields=["title_id", "title_en"])


@action(Permission.RESULT_KEEP, "results.result_dropped")
def drop_result(result: Result, *, because: str, by: User) -> None:
    """Take a result out, with what stands under it and the reason. Raises NotLiving, WasDropped or NoReason."""
    check_living(result.agreement)
    check_standing(result)
    reason = checked_reason(because)
    under = [result, *result.below.filter(dropped_because="")]
    under += Result.objects.filter(parent__in=under[1:], dropped_because="")
    Result.objects.filter(pk__in=[one.pk for one in under]).update(dropped_because=reason)
    result.dropped_because = reason
    note(because=reason, results=[one.pk for one in under])


@action(Permission.RESULT_KEEP, "results.indicator_added")
def add_indicator(result: Result, *, draft: IndicatorDraft, by: User) -> Indicator:
    """Add an indicator; one with a measure is counted at once.

    Raises NotLiving, WasDropped, UnknownMeasure, CountedBaseline, HalfBaseline, NotYetThere, BadValue or BadText.
    """
    check_living(result.agreement)
    check_standing(result)
    indicator = Indicator(result=result, entered_by=by, entered_at=timezone.now())
    _put(indicator, draft)
    indicator.save()
    note(indicator=indicator.pk, measure=indicator.measure)
    keep_counts(result.agreement, on=timezone.localdate(), by=by)
    return indicator


@action(Permission.RESULT_KEEP, "results.indicator_changed")
def change_indicator(indicator: Indicator, *, draft: IndicatorDraft, by: User) -> None:
    """Change an indicator; what it is counted by stays, since its values would mean something else.

    Raises what add_indicator raises, and UnknownMeasure for another measure than its own.
    """
    check_living(indicator.result.agreement)
    check_standing(indicator)
    if draft.measure != indicator.measure:
        raise UnknownMeasure(measure=draft.measure)
    _put(indicator, draft)
    indicator.save()
    note(baseline_on=indicator.baseline_on.isoformat() if indicator.baseline_on else None)
    keep_counts(indicator.result.agreement, on=timezone.localdate(), by=by)


@action(Permission.RESULT_KEEP, "results.indicator_dropped")
def drop_indicator(indicator: Indicator, *, because: str, by: User) -> None:
    """Take an indicator out, with the reason; its values stay. Raises NotLiving, WasDropped or NoReason."""
    check_living(indicator.result.agreement)
    check_standing(indicator)
    indicator.dropped_because = checked_reason(because)
    indicator.save(update_fields=["dropped_because"])
    note(because=indicator.dropped_because)


@action(Permission.RESULT_KEEP, "results.target_set")
def set_target(indicator: Indicator, *, year: int, value: Decimal | None, by: User) -> None:
    """Set the target of a year; None takes it away. Raises NotLiving, WasDropped, BadYear or BadValue."""
    check_living(indicator.result.agreement)
    check_standing(indicator)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadYear(year=year)
    before = indicator.targets.filter(year=year).first()
    note(year=year, before=str(before.value) if before else None, after=None if value is None else str(value))
    if value is None:
        indicator.targets.filter(year=year).delete()
        return
    checked = check_value(Unit(indicator.unit), value)
    YearTarget.objects.update_or_create(indicator=indicator, year=year, defaults={"value": checked})


def _check_above(agreement: Agreement, draft: ResultDraft) -> None:
    above = draft.parent
    check_level(draft.level, Level(above.level) if above else None)
    if above is not None:
        if above.agreement_id != agreement.pk:
            raise WrongLevel()
        check_standing(above)


def _put(indicator: Indicator, draft: IndicatorDraft) -> None:
    measure = MEASURES.get(draft.measure)
    if draft.measure and measure is None:
        raise UnknownMeasure(measure=draft.measure)
    if draft.baseline_on is not None:
        check_happened(draft.baseline_on)
    source = told(draft.baseline_source, _("Source of the baseline"), LONGEST, needed=False)
    if measure is not None and (draft.baseline_value is not None or source):
        raise CountedBaseline()
    unit = measure.unit if measure is not None else draft.unit
    if measure is None:
        _check_baseline(draft, source, unit)
    indicator.title_id = told(draft.title_id, _("Title (Indonesian)"), LONGEST)
    indicator.title_en = told(draft.title_en, _("Title (English)"), LONGEST, needed=False)
    indicator.measure, indicator.unit, indicator.direction = draft.measure, unit, draft.direction
    indicator.baseline_on, indicator.baseline_source = draft.baseline_on, source
    indicator.baseline_value = draft.baseline_value


def _check_baseline(draft: IndicatorDraft, source: str, unit: Unit) -> None:
    given = (draft.baseline_value is not None, draft.baseline_on is not None, bool(source))
    if any(given) and not all(given):
        raise HalfBaseline()
    if draft.baseline_value is not None:
        check_value(unit, draft.baseline_value)
