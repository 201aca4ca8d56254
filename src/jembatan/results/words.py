"""Words of results for people: reasons why something is not counted, rules a count rests on."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jembatan.results.models import Indicator, Result
from jembatan.results.rules import counts

REASONS = {
    counts.NO_PLACES: _("The places the agreement works in are not set yet, so this cannot be counted."),
    counts.NOT_RECONCILED: _("No reconciliation of children covers this place up to that day."),
    counts.NO_CHILD_KNOWN: _("No source knows a child in this place: unknown, not 0."),
    counts.NO_PLAN: _("No village here had a legalised action plan by that day."),
    counts.NOTHING_SAID: _("Nobody has said yet: unknown, not 0."),
    counts.DIFFERENT_BASES: _(
        "The places were counted by different definitions or ages; such numbers are not added up."
    ),
    counts.NOT_YET: _("This cannot be counted yet: case work with each child is not recorded here."),
    counts.NO_BASELINE: _("No baseline is set."),
    "": _("Not counted yet."),
}
DEFINITIONS = {"national": _("national definition"), "wider": _("wider definition")}
AGES = {"survey": _("at the survey"), "july": _("on 1 July")}


def said(row: Result | Indicator) -> str:
    """The title in the language of the page; Indonesian where there is no other."""
    return row.title_en if row.title_en and (get_language() or "id").startswith("en") else row.title_id


def basis_words(basis: str) -> str:
    """The rule a count of children rests on, in words; "" for counts that rest on none."""
    parts = basis.split("/")
    if len(parts) != 3:
        return basis
    definition, ages, at = parts
    return str(
        _("%(definition)s, ages %(ages)s %(at)s")
        % {
            "definition": DEFINITIONS.get(definition, definition),
            "ages": ages.replace("-", "–"),
            "at": AGES.get(at, at),
        }
    )
