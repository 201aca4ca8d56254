"""The costs and support rules that hold for a village on a day.

What comes with the program holds everywhere; what an office has set for its place goes before it, and
the narrower place before the wider one.
"""

from collections.abc import Mapping
from datetime import date

from jembatan.action_plans import models
from jembatan.action_plans.engine.catalogue_files import standard_catalogue, standard_costs, standard_rules
from jembatan.action_plans.rules.catalogue import SupportRule, UnitCost, check_rules, in_force
from jembatan.action_plans.rules.drafting import Setting
from jembatan.places.models import Region


def setting_for(village: Region, *, year: int, on: date) -> Setting:
    """What a draft for `village` and `year` is made with, as it stands on the day `on`.

    Raises BadCatalogue when an office's rule names something that is not there.
    """
    catalogue = standard_catalogue()
    costs = costs_in_force(village.code, on)
    rules = list(rules_in_force(village.code, on).values())
    check_rules(rules, list(costs.values()), catalogue)
    return Setting(catalogue, rules, costs, village.name, year)


def costs_in_force(village_code: str, on: date) -> dict[str, UnitCost]:
    """Unit costs by code, as they hold in the village (or any place) on the day `on`. One query."""
    costs = {cost.code: cost for cost in in_force(standard_costs(), on)}
    for kept in models.UnitCost.objects.in_force(on).for_village(village_code):
        costs[kept.code] = _cost(kept)
    return costs


def rules_in_force(village_code: str, on: date) -> Mapping[str, SupportRule]:
    """Support rules by code, as they hold in the village on the day `on`; idle ones are left out. One query."""
    rules = {rule.code: rule for rule in in_force(standard_rules(), on)}
    for kept in models.SupportRule.objects.in_force(on).for_village(village_code):
        if kept.is_idle:
            rules.pop(kept.code, None)
        else:
            rules[kept.code] = _rule(kept)
    return rules


def _cost(kept: models.UnitCost) -> UnitCost:
    return UnitCost(
        code=kept.code,
        label=kept.label,
        unit=kept.unit,
        amount=kept.amount,
        standing=kept.standing,  # type: ignore[arg-type]
        source=kept.source,
        grade=kept.grade,
        valid_from=kept.valid_from,
        valid_to=kept.valid_to,
    )


def _rule(kept: models.SupportRule) -> SupportRule:
    return SupportRule(
        code=kept.code,
        cause=kept.cause,
        category=kept.category,
        pathway=kept.pathway,
        activity=kept.activity,
        support=kept.support,
        agency=kept.agency,
        source=kept.source,
        grade=kept.grade,
        valid_from=kept.valid_from,
        valid_to=kept.valid_to,
    )
