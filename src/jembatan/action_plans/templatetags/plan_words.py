"""Words, money and chips of the pages of action plans."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jembatan.action_plans import words
from jembatan.action_plans.rules.lifecycle import State
from jembatan.action_plans.rules.protection import TAKEN_ALONG
from jembatan.documents.rules import writing

register = template.Library()


@register.filter
def rupiah(amount: Decimal | int | None) -> str:
    """Rp1.250.000; the mark of a hidden sum for None."""
    return TAKEN_ALONG if amount is None else writing.rupiah(amount)


@register.simple_tag
def plan_chip(state: str) -> SafeString:
    """Where the plan stands, as a chip."""
    return format_html(
        '<span class="chip {}">{}</span>', words.SHAPES[State(state)], words.STATES[State(state)]
    )


@register.filter
def grade_words(grade: str) -> str:
    """What a grade of certainty means."""
    return str(words.GRADES.get(grade, grade))


@register.filter
def percent(share: Decimal) -> str:
    """A share in per cent without needless zeros."""
    return f"{share.normalize():f}".replace(".", ",") + " %"
