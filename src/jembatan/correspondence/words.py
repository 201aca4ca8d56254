"""Notices and labels in the language of whoever reads them now."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jembatan.correspondence.models import Notice
from jembatan.correspondence.rules.facts import Fact, read
from jembatan.correspondence.rules.kinds import kind_of
from jembatan.correspondence.subjects import Label
from jembatan.workflow.wording import Wording


def sentence_of(notice: Notice) -> str:
    """The notice's sentence in the active language, its facts filled in."""
    kind = kind_of(notice.kind)
    if kind is None:
        return _("Something was told here by a part of the program that is no longer installed.")
    return _(kind.sentence) % {name: _shown(fact) for name, fact in read(notice.facts).items()}


def label(words: Label) -> str:
    """A label in the active language, wherever its words come from."""
    return words.in_language(get_language() or "id") if isinstance(words, Wording) else str(words)


def _shown(fact: Fact) -> str | int:
    if isinstance(fact, date):
        return date_format(fact, "j F Y")
    return fact if isinstance(fact, int) else label(fact)
