"""What a line of the list shows of a cooperation; the same for offices and for the public."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jembatan.accounts.trail import place_title
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.register import public_parent, signed_text
from jembatan.agreements.rules.claims import partial_date
from jembatan.agreements.rules.flags import Flag
from jembatan.agreements.rules.lifecycle import State, TermType
from jembatan.agreements.rules.register import Standing, standing_of
from jembatan.agreements.rules.term import has_lapsed
from jembatan.agreements.words import register as words

# The chip of an agreement whose term has run out: no list may call it in force.
LAPSED = ("out", words.FLAGS[Flag.LAPSED])


@dataclass(frozen=True, slots=True)
class Row:
    """Words and links of one line. `signed` is as precise as is known, "" when nobody knows."""

    reference: str
    subject: str
    home: str
    partner: str
    country: str
    country_code: str
    kind: str
    tier: str
    standing: Standing
    shape: str
    standing_word: str
    signed: str
    fields: list[str]
    parent: str
    under_count: int


def is_lapsed(agreement: Agreement, *, today: date) -> bool:
    """Whether it stands as in force or suspended although its fixed term has run out."""
    is_alive = agreement.state in (State.IN_FORCE, State.SUSPENDED)
    return is_alive and has_lapsed(TermType(agreement.term_type), agreement.ends_on, today)


def row_of(agreement: Agreement, *, public: bool = False) -> Row:
    """One line; needs queries.register.with_sources and the topics."""
    standing = standing_of(
        agreement.state, agreement.source_status, stage=agreement.stage, is_legacy=agreement.is_legacy
    )
    parent = agreement.parent
    shape, word = words.SHAPES.get(standing, ""), str(_(words.standing(standing)))
    if is_lapsed(agreement, today=timezone.localdate()):
        shape, word = LAPSED[0], str(LAPSED[1])
    return Row(
        reference=agreement.reference,
        # A row of a public list has a title made of its two sides, which stand there already.
        subject="" if agreement.source_status else title_of(agreement),
        home=place_title(agreement.place) if agreement.place is not None else _("Central government"),
        partner=agreement.counterpart.official_name,
        country=words.country(agreement.counterpart.country_code),
        country_code=agreement.counterpart.country_code,
        kind=words.kind(agreement.kind),
        tier=words.tier(agreement.tier),
        standing=standing,
        shape=shape,
        standing_word=word,
        signed=day_in_words(signed_text(agreement)),
        fields=[words.field(topic.code) for topic in agreement.topics.all() if topic.list == "field"],
        parent=public_parent(agreement) if public else (parent.reference if parent is not None else ""),
        under_count=0 if public else agreement.under_count,  # type: ignore[attr-defined]
    )


def title_of(agreement: Agreement) -> str:
    """The title in the language of the page."""
    return words.in_language(agreement.title_id, agreement.title_en)


def day_in_words(said: str) -> str:
    """A date as people write it, no more precise than its source: 2017, Oktober 2017, 6 Oktober 2017."""
    read = partial_date(said)
    if read is None:
        return said
    if read.exact is not None:
        return date_format(read.exact, "j F Y")
    return date_format(read.latest, "F Y") if read.month else f"{read.year}"
