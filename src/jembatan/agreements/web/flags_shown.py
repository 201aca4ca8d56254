"""The flags of an agreement in words: the reason, since when, by which rule and how far that is to be trusted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.flags import thresholds_on, with_flags
from jembatan.agreements.rules.flags import RULES, Flag, Flagged
from jembatan.agreements.words import register as words
from jembatan.agreements.words.register import said
from jembatan.workflow.law import Rulebook

# Flags that call for something at once; the others only want a look.
GRAVE = (Flag.LAPSED, Flag.DORMANT)


@dataclass(frozen=True, slots=True)
class FlagShown:
    """One flag. `since` is None where it has no first day; `citation` and `grade` are those of its rule."""

    name: str
    shape: str
    reason: str
    since: date | None
    citation: str
    grade: str


def flags_shown(found: Iterable[Flagged], law: Rulebook, today: date) -> list[FlagShown]:
    """Flags with their reasons."""
    return [_shown(one, law, today) for one in found]


def flag_names(agreement: Agreement, law: Rulebook, today: date) -> list[tuple[str, str]]:
    """(name, shape) of each flag of one agreement, without the reasons. One query."""
    rows = Agreement.objects.filter(pk=agreement.pk)
    row = with_flags(rows, today=today, thresholds=thresholds_on(law, today)).get()
    return [(str(words.FLAGS[flag]), _shape(flag)) for flag in Flag if getattr(row, f"is_{flag.value}")]


def _shown(one: Flagged, law: Rulebook, today: date) -> FlagShown:
    detail = {
        name: date_format(value, "j F Y") if isinstance(value, date) else value
        for name, value in one.detail.items()
    }
    rule = law.standing_on(RULES[one.flag], today) if RULES[one.flag] in law.codes else None
    return FlagShown(
        name=str(words.FLAGS[one.flag]),
        shape=_shape(one.flag),
        reason=_(one.sentence) % detail,
        since=one.on,
        citation=said(rule.citation) if rule else "",
        grade=str(rule.grade) if rule else "",
    )


def _shape(flag: Flag) -> str:
    return "out" if flag in GRAVE else "risk"
