"""Words for the codes of the import pages."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from jembatan.accounts.rules.masking import first_name_and_initials
from jembatan.rosters import words
from jembatan.rosters.rules.batches import State
from jembatan.rosters.rules.reasons import FLAGS

register = template.Library()

SHAPES = {State.STAGED: "open", State.COMMITTED: "in", State.DISCARDED: "gone", State.UNDONE: "gone"}


@register.simple_tag
def batch_chip(state: str) -> SafeString:
    """Where the file stands, as a chip."""
    return format_html('<span class="chip {}">{}</span>', SHAPES[State(state)], words.STATES[State(state)])


@register.filter
def layout_word(profile: str) -> str:
    """What people call a layout."""
    return str(words.PROFILES.get(profile, profile))


@register.filter
def event_word(event: str) -> str:
    """What a ledger entry about a batch means."""
    return str(words.EVENTS.get(event, event))


@register.filter
def state_word(state: str) -> str:
    """Where a file stands, in words."""
    return str(words.STATES[State(state)])


@register.filter
def level_word(level: str | None) -> str:
    """The school level as it is written on a diploma; empty when unknown."""
    return words.LEVELS.get(level or "", level or "")


@register.filter
def attending_word(attending: str | None) -> str:
    """Whether the child attends, as the file says; empty when it says nothing."""
    return str(words.ATTENDING.get(attending or "", ""))


@register.filter
def sex_word(sex: str | None) -> str:
    """Boy or girl; empty when unknown."""
    return str(words.SEXES.get(sex or "", ""))


@register.filter
def flag_sentence(flag: str) -> str:
    """What a remark on a value means."""
    return gettext(FLAGS.get(flag, flag))


@register.filter
def said(sentence: str) -> str:
    """A sentence of the rules in the reader's language."""
    return words.told(sentence)


@register.filter
def short_name(name: str) -> str:
    """First word and initials: enough for the school, little for a glance."""
    return first_name_and_initials(name)
