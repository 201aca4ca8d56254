"""How a refusal is told on a page: its sentence in the viewer's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jembatan.workflow.refusals import Refused

# Details that are themselves message ids.
TRANSLATED = ("problem", "field", "mend", "what", "reason", "wanted")


def sentence_of(refusal: Refused, vocabulary: Mapping[str, Mapping[Any, object]] | None = None) -> str:
    """The refusal in the viewer's language.

    `vocabulary` maps the name of a detail to the words for its codes, such as {"state": words.STATES}; a code
    it does not know is shown as it is. Days are written out.
    """
    if not refusal.detail:
        return _(refusal.sentence)
    detail = dict(refusal.detail)
    for name in TRANSLATED:
        if detail.get(name):
            detail[name] = _(str(detail[name]))
    for name, value in detail.items():
        if isinstance(value, date):
            detail[name] = date_format(value, "j F Y")
    for name, known in (vocabulary or {}).items():
        if name in detail:
            detail[name] = str(known.get(refusal.detail[name], detail[name]))
    return _(refusal.sentence) % detail
