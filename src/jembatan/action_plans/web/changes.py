"""What a new draft changed in a plan, told line by line."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from jembatan.action_plans.models import Plan
from jembatan.documents.rules.writing import rupiah

# Names that are listed in one sentence; more are counted.
MOST_NAMED = 5
Lines = Mapping[str, tuple[str, Decimal]]


def state_of(plan: Plan) -> Lines:
    """The lines that count, by kind (or name, when added by hand): what they are called and cost. One query."""
    listed = plan.activities.filter(removed_because="").values_list("kind", "name", "total")
    return {kind or name: (name, total) for kind, name, total in listed}


def between(before: Lines, after: Lines) -> list[str]:
    """Sentences on lines that came, went or cost something else; one that says so when nothing changed."""
    came = [name for key, (name, _total) in after.items() if key not in before]
    went = [name for key, (name, _total) in before.items() if key not in after]
    cost = [
        f"{name} ({rupiah(before[key][1])} → {rupiah(total)})"
        for key, (name, total) in after.items()
        if key in before and before[key][1] != total
    ]
    told = [
        say % {"lines": _listed(lines)}
        for say, lines in (
            (_("New: %(lines)s."), came),
            (_("No longer proposed: %(lines)s."), went),
            (_("Costs changed: %(lines)s."), cost),
        )
        if lines
    ]
    return told or [_("No line came, went or changed its cost.")]


def _listed(lines: list[str]) -> str:
    shown = "; ".join(lines[:MOST_NAMED])
    rest = len(lines) - MOST_NAMED
    return _("%(lines)s and %(n)s more") % {"lines": shown, "n": rest} if rest > 0 else shown
