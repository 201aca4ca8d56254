"""Remarks and notices inside other modules' pages.

    {% load correspondence %}
    {% remarks thread "duration" %}   the remarks on one field
    {% remarks thread %}              the whole thing and every field on which something was said

`thread` is `correspondence.queries.thread_of(viewer, subject)`. The page links
`correspondence/correspondence.css` in its head.
"""

from typing import Any

from django import template

from jembatan.correspondence import words
from jembatan.correspondence.models import Notice
from jembatan.correspondence.queries import Thread
from jembatan.correspondence.subjects import Label

register = template.Library()


@register.inclusion_tag("correspondence/_remarks.html", takes_context=True)
def remarks(context: dict[str, Any], thread: Thread, field: str | None = None) -> dict[str, Any]:
    """The remarks on `field` ("" is the whole thing alone), or on everything when it is left out."""
    request = context["request"]
    one = thread.fields[field] if field else thread.whole
    parts = thread.parts if field is None else [one]
    return {
        "thread": thread,
        "parts": parts,
        "opened": field is None,
        "next": context.get("again") or request.get_full_path(),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def label(words_of_it: Label) -> str:
    """A label in the language of the page."""
    return words.label(words_of_it)


@register.simple_tag
def sentence(notice: Notice) -> str:
    """A notice's sentence in the language of the page."""
    return words.sentence_of(notice)
