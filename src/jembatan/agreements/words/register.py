"""Words for codes of the register, in the language of the page."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jembatan.agreements.engine.law_files import standard_roads
from jembatan.agreements.engine.topic_files import affairs, fields
from jembatan.agreements.rules.claims import FACT_WORDS, GRADE_WORDS, Fact
from jembatan.agreements.rules.flags import Flag
from jembatan.agreements.rules.kinds import KINDS, TIERS, Kind, Tier
from jembatan.agreements.rules.lifecycle import TermType
from jembatan.agreements.rules.register import STANDING_WORDS, Standing
from jembatan.counterparts.engine.packaged import countries
from jembatan.workflow.wording import Wording

FLAGS = {
    Flag.LAPSED: _("term has run out"),
    Flag.EXPIRING: _("ends within a year"),
    Flag.DORMANT: _("dormant: nothing recorded for long"),
    Flag.LOI_AGEING: _("letter of intent growing old"),
    Flag.OVERLAP: _("overlaps another one"),
    Flag.NO_ACTION_PLAN: _("in force without a plan"),
    Flag.PORTFOLIO: _("opened while another lies idle"),
}
TERM_TYPES = {
    TermType.FIXED: _("fixed"),
    TermType.FIXED_AUTO_RENEW: _("fixed, renews itself"),
    TermType.INDEFINITE_WITH_REVIEW: _("without end, reviewed"),
}
ORGANISATIONS = Wording("Organisasi internasional", "International organisations")
# The shape of the chip; the word stands beside it.
SHAPES = {
    Standing.IN_FORCE: "in",
    Standing.SIGNED: "in",
    Standing.RENEWED: "in",
    Standing.RUNNING: "in",
    Standing.ENDED: "done",
    Standing.SUSPENDED: "risk",
    Standing.STALLED: "risk",
    Standing.DROPPED: "gone",
    Standing.LISTED: "open",
    Standing.UNVERIFIED: "open",
}


def said(wording: Wording) -> str:
    """A table's words in the language of the page."""
    return wording.in_language(get_language() or "id")


def in_language(indonesian: str, english: str) -> str:
    """One of two texts, in the language of the page; the Indonesian one where there is no English."""
    return said(Wording(indonesian, english or indonesian))


def kind(code: str) -> str:
    """What people call a kind; an unknown code is shown as it is."""
    return said(KINDS[Kind(code)]) if code in tuple(Kind) else code


def tier(code: str) -> str:
    """What people call a rank of texts."""
    return said(TIERS[Tier(code)]) if code in tuple(Tier) else code


def country(code: str) -> str:
    """The country's name; "" is an international organisation."""
    if not code:
        return said(ORGANISATIONS)
    found = countries().by_code.get(code)
    return said(found.name) if found else code


def stages() -> dict[str, str]:
    """The stages of all roads by code, in the order of the roads; a code that several roads share stands once."""
    found: dict[str, str] = {}
    for road in standard_roads().values():
        for stage in road.stages:
            found.setdefault(stage.code, f"{stage.number} {said(stage.name)}")
    return found


def field(code: str) -> str:
    """What people call a field of cooperation."""
    found = fields().get(code)
    return said(found.name) if found else code


def affair(code: str) -> str:
    """What people call an affair of regional government."""
    found = affairs().get(code)
    return said(found.name) if found else code


def standing(code: str) -> str:
    """Message id of a standing."""
    return STANDING_WORDS[Standing(code)]


def fact(code: str) -> str:
    """Message id of a fact."""
    return FACT_WORDS[Fact(code)] if code in tuple(Fact) else code


def grade(code: str) -> str:
    """Message id of what a grade means."""
    return GRADE_WORDS.get(code, code)
