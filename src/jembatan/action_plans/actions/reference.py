"""What an office sets for its own place: unit costs and support rules, from a day on."""

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.action_plans import models
from jembatan.action_plans.engine.catalogue_files import standard_catalogue
from jembatan.action_plans.rules.catalogue import SupportRule, UnitCost, check_rule
from jembatan.action_plans.rules.keeping import BadValue
from jembatan.ledger.acting import creating, note


@creating(Permission.COSTS_EDIT, "action_plans.cost_set")
def set_cost(*, cost: UnitCost, at: str, by: User) -> models.UnitCost:
    """What one unit costs in the place `at`, from `cost.valid_from` on; the entry before it ends the day before.

    Raises BadValue when the program knows no such cost, the amount is below zero or the days are swapped.
    """
    known = {kind.unit_cost for kind in standard_catalogue().activities.values()}
    if cost.code not in known:
        raise BadValue(field="code", problem="no activity uses a cost of this name")
    if cost.amount < 0:
        raise BadValue(field="amount", problem="a cost is never below zero")
    _check_days(cost.valid_from, cost.valid_to)
    entries = models.UnitCost.objects.filter(code=cost.code, place_id=at)
    last = _fitted(entries, cost.valid_from, cost.valid_to)
    note(code=cost.code, amount=str(cost.amount), valid_from=cost.valid_from.isoformat())
    return models.UnitCost.objects.create(place_id=at, set_by=by, **asdict(replace(cost, valid_to=last)))


@creating(Permission.COSTS_EDIT, "action_plans.rule_set")
def set_rule(*, rule: SupportRule, is_idle: bool, at: str, by: User) -> models.SupportRule:
    """A row of the support matrix in the place `at`, from `rule.valid_from` on; `is_idle` stops the row there.

    Raises BadCatalogue when the row names something unknown or would betray a child, BadValue when the
    days are swapped.
    """
    check_rule(rule, standard_catalogue())
    _check_days(rule.valid_from, rule.valid_to)
    entries = models.SupportRule.objects.filter(code=rule.code, place_id=at)
    last = _fitted(entries, rule.valid_from, rule.valid_to)
    note(code=rule.code, is_idle=is_idle, valid_from=rule.valid_from.isoformat())
    values = asdict(replace(rule, valid_to=last))
    return models.SupportRule.objects.create(place_id=at, set_by=by, is_idle=is_idle, **values)


def _check_days(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise BadValue(field="valid_to", problem="the last day lies before the first day")


def _fitted(entries: QuerySet[Any], valid_from: date, valid_to: date | None) -> date | None:
    """Make room among the code's `entries` for one from `valid_from` on, and return its last day.

    The entry in force then ends the day before; one of the same first day is replaced; a later one stays,
    and the new one ends before it.
    """
    entries.filter(valid_from=valid_from).delete()
    still_open = Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from)
    entries.filter(still_open, valid_from__lt=valid_from).update(valid_to=valid_from - timedelta(days=1))
    later = entries.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    if later is None:
        return valid_to
    latest: date = later.valid_from - timedelta(days=1)
    return latest if valid_to is None else min(valid_to, latest)
