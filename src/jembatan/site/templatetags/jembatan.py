"""Template tags of every page: numbers as the office writes them, chips, words for codes."""

from datetime import date
from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jembatan.children import words
from jembatan.children.models import Child
from jembatan.workflow.citations import in_indonesian
from jembatan.workflow.wording import Wording

register = template.Library()

# The shape of a status chip; the word stands beside it, so colour and shape only help.
SHAPES = {
    "in_school": "in",
    "completed": "done",
    "at_risk": "risk",
    "never_attended": "out",
    "dropped_out": "out",
    "not_continued": "out",
    "not_here": "gone",
    "out_of_range": "gone",
    "unresolved": "open",
}
# What children.words knows, by the name a template uses.
VOCABULARIES = {
    "status": words.STATUSES,
    "standing": words.STANDINGS,
    "next_step": words.NEXT_STEPS,
    "cause": words.CAUSES,
    "kind": words.KINDS,
    "flag": words.FLAGS,
    "sex": words.SEXES,
    "sex_of_one": words.SEX_OF_ONE,
    "reason": words.REASONS,
    "event": words.EVENTS,
}


@register.filter
def count(value: float | None) -> str:
    """A number with the thousands mark of the language (1.264 in Indonesian); a dash for None."""
    return "–" if value is None else str(intcomma(value))


@register.filter
def plain(value: float) -> str:
    """A number for machines, such as an SVG attribute: never with the language's marks."""
    return f"{value:g}" if isinstance(value, float) else str(value)


@register.filter
def share(part: int, whole: int) -> str:
    """`part` of `whole` in per cent with one decimal; a dash when there is no whole."""
    return f"{intcomma(round(100 * part / whole, 1))} %" if whole else "–"


@register.filter
def word(code: str, vocabulary: str) -> str:
    """What people call `code`; an unknown code is shown as it is, never dropped."""
    return words.word(VOCABULARIES[vocabulary], code)


@register.simple_tag
def next_step(child: Child) -> str:
    """What to do next about a child."""
    return words.step_words(child.next_step, out_of_school=child.out_of_school)


@register.simple_tag
def chip(status: str) -> SafeString:
    """The status as a chip."""
    shape = SHAPES.get(status, "")
    return format_html('<span class="chip {}">{}</span>', shape, words.word(words.STATUSES, status))


@register.simple_tag
def hidden_count() -> SafeString:
    """The mark that stands for a protected small count."""
    say = _("Hidden: fewer than five children, or it would give such a number away.")
    return format_html(
        '<span class="hidden-count" title="{}" aria-label="{}" role="img">&lt;5*</span>', say, say
    )


@register.filter
def kinds(sources: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The files behind a reconciliation by kind of source: how many, how many rows, newest and oldest day."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for source in sources or []:
        groups.setdefault(source.get("kind", ""), []).append(source)
    return [
        {
            "name": words.word(words.KINDS, kind),
            "files": len(files),
            "rows": sum(file.get("rows") or 0 for file in files),
            "day": _day(max(str(file.get("cut_off", "")) for file in files)),
            "oldest": _day(min(str(file.get("cut_off", "")) for file in files)),
        }
        for kind, files in sorted(groups.items())
    ]


def _day(written: str) -> str:
    try:
        return date_format(date.fromisoformat(written), "j F Y")
    except ValueError:
        return written or "–"


@register.filter
def at(mapping: dict[str, Any], key: str) -> Any:
    """What stands under `key`; empty when nothing does."""
    return mapping.get(key, "")


@register.simple_tag(takes_context=True)
def drop(context: dict[str, Any], parameter: str) -> str:
    """The address of this page without one of its filters."""
    return address(context, **{parameter: ""})


@register.simple_tag(takes_context=True)
def address(context: dict[str, Any], **changes: Any) -> str:
    """The address of this page with some of its filters changed; an empty value drops the filter."""
    query = context["request"].GET.copy()
    query.pop("mulai", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def cited(citation: str) -> str:
    """A citation of a table in the language of the page; see workflow.citations."""
    return citation if (get_language() or "id").startswith("en") else in_indonesian(citation)


@register.filter
def wording(words: Wording) -> str:
    """A table's words in the language of the page."""
    return words.in_language(get_language() or "id")
