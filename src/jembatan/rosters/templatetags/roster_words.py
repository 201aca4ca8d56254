"""Words for the codes of the import pages."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jembatan.rosters import words
from jembatan.rosters.rules.batches import State

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
def kind_word(kind: str) -> str:
    """What kind of source it is."""
    return str(dict(words.KINDS).get(kind, kind))


@register.filter
def event_word(event: str) -> str:
    """What a ledger entry about a batch means."""
    return str(words.EVENTS.get(event, event))


@register.filter
def state_word(state: str) -> str:
    """Where a file stands, in words."""
    return str(words.STATES[State(state)])
