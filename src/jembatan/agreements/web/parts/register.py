"""What the register adds to the page of an agreement: its fields, the texts around it, what sources say of it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.models import Agreement, Claim
from jembatan.agreements.queries import register
from jembatan.agreements.rules.claims import Fact, differs, partial_date
from jembatan.agreements.rules.lifecycle import Disclosure
from jembatan.agreements.rules.register import STAGES_UNKNOWN_WORDS, StagesUnknown, stages_unknown
from jembatan.agreements.web.claims import value_in_words
from jembatan.agreements.web.register_rows import row_of
from jembatan.agreements.words import register as words

MOST_BELOW = 20


def part(agreement: Agreement, viewer: User, *, today: date) -> dict[str, Any]:
    """Three queries at most: the claims, and the visible texts under it with their topics."""
    claims = list(agreement.claims.all())
    visible = Agreement.objects.visible_to(viewer).filter(parent=agreement)
    below = list(
        register.with_sources(visible).order_by("reference").prefetch_related("topics")[: MOST_BELOW + 1]
    )
    return {
        "reference": agreement.reference,
        "fields": [words.field(topic.code) for topic in agreement.topics.all() if topic.list == "field"],
        "affairs": [words.affair(topic.code) for topic in agreement.topics.all() if topic.list == "affair"],
        "unknown": _unknown(agreement, claims),
        # The fields stand above, in the words of the list.
        "claims": [_shown(claim) for claim in claims if claim.is_preferred and claim.fact != Fact.FIELDS],
        "conflicts": conflicts(claims),
        "below": [row_of(one) for one in below[:MOST_BELOW]],
        "more_below": len(below) > MOST_BELOW,
        "is_public": agreement.disclosure == Disclosure.PUBLIC,
        "may_keep": viewer.may(Permission.CLAIM_KEEP, at=agreement.place_code),
    }


def conflicts(claims: list[Claim]) -> list[str]:
    """One sentence for each fact whose sources contradict the preferred claim."""
    preferred = {claim.fact: claim for claim in claims if claim.is_preferred}
    found = []
    for fact in Fact:
        if fact not in preferred:
            continue
        others = [c for c in claims if c.fact == fact and differs(fact, c.value, preferred[fact].value)]
        if others:
            sentence = ngettext(
                "%(fact)s: %(n)s other claim differs.", "%(fact)s: %(n)s other claims differ.", len(others)
            )
            found.append(sentence % {"fact": _(words.fact(fact)), "n": len(others)})
    return found


def _shown(claim: Claim) -> dict[str, Any]:
    return {"name": _(words.fact(claim.fact)), "value": value_in_words(claim), "claim": claim}


def _unknown(agreement: Agreement, claims: list[Claim]) -> str:
    if not agreement.is_legacy or agreement.stage or not agreement.source_status:
        return ""
    said = next((c.value for c in claims if c.fact == Fact.SIGNED_ON and c.is_preferred), "")
    why = stages_unknown(partial_date(said))
    # The head of the page has told this already of what is older than the regulation.
    return "" if why is StagesUnknown.OLDER else _(STAGES_UNKNOWN_WORDS[why])
