"""Words and chips of the pages of partners."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jembatan.accounts.rules.places import COUNTRY
from jembatan.counterparts import words
from jembatan.counterparts.models import Counterpart
from jembatan.counterparts.rules.diligence import ANSWER_WORDS, RISK_WORDS, Risk
from jembatan.counterparts.rules.facts import FACT_WORDS, TAG_WORDS, Fact, Tag
from jembatan.counterparts.rules.kinds import KIND_WORDS, LEVEL_WORDS
from jembatan.counterparts.rules.likeness import REASON_WORDS
from jembatan.counterparts.rules.matching import AGREEMENT_WORDS, Agreement
from jembatan.counterparts.rules.recognition import RELATION_WORDS, Recognition
from jembatan.counterparts.rules.selection import GROUND_WORDS, STATE_WORDS, State

register = template.Library()

VOCABULARIES = {
    "kind": KIND_WORDS,
    "level": LEVEL_WORDS,
    "relation": RELATION_WORDS,
    "risk": RISK_WORDS,
    "answer": ANSWER_WORDS,
    "fact": FACT_WORDS,
    "reason": REASON_WORDS,
    "ground": GROUND_WORDS,
    "grade": words.GRADES,
    "tag": TAG_WORDS,
}


@register.filter
def partner_word(code: str, vocabulary: str) -> str:
    """What people call `code`; an unknown code is shown as it is."""
    known = VOCABULARIES[vocabulary].get(code)  # type: ignore[attr-defined]
    return code if known is None else _(str(known))


@register.filter
def value_shown(value: str, fact: str) -> str:
    """A fact's value: a characteristic by its word, a number as the office writes it, else as it stands."""
    if fact == Fact.TAG and value in list(Tag):
        return _(TAG_WORDS[Tag(value)])
    if fact == Fact.POPULATION:
        return str(intcomma(int(value)))
    return number_format(Decimal(value), decimal_pos=1, force_grouping=True) if fact == Fact.AREA else value


@register.simple_tag
def relation_chip(recognition: Recognition) -> SafeString:
    """How the entity stands to Indonesia, with the grade of what was read."""
    return format_html(
        '<span class="chip {}">{} · {} {}</span>',
        words.RELATION_SHAPES[recognition.relation],
        _(RELATION_WORDS[recognition.relation]),
        _("grade"),
        recognition.grade,
    )


@register.simple_tag
def risk_chip(risk: str | None, until: date | None, today: date) -> SafeString:
    """The risk of the newest due diligence; expired and missing ones say so."""
    if not risk or until is None:
        return format_html('<span class="chip open">{}</span>', _("Not assessed"))
    word = _(RISK_WORDS[Risk(risk)])
    if until < today:
        return format_html('<span class="chip gone">{} · {}</span>', word, _("expired"))
    return format_html('<span class="chip {}">{}</span>', words.RISK_SHAPES[Risk(risk)], word)


@register.simple_tag
def agreement_chip(agreement: Agreement) -> SafeString:
    """Whether the two sides agree in a criterion."""
    return format_html(
        '<span class="chip {}">{}</span>', words.AGREEMENT_SHAPES[agreement], _(AGREEMENT_WORDS[agreement])
    )


@register.simple_tag
def call_chip(state: str) -> SafeString:
    """Where a selection stands."""
    return format_html(
        '<span class="chip {}">{}</span>', words.CALL_SHAPES[State(state)], _(STATE_WORDS[State(state)])
    )


@register.filter
def keeper(code: str, names: Mapping[str, str]) -> str:
    """The office of a place: the ministry, or a region by its name in `names` (by its code when it has none)."""
    return _("the ministry") if code == COUNTRY else names.get(code, code)


@register.filter
def place_and_country(partner: Counterpart) -> str:
    """Where the partner is, as one line; empty for an organisation without a country."""
    country = partner.country.name.in_language(get_language() or "id") if partner.country else ""
    return ", ".join(part for part in (partner.place_within, country) if part)
