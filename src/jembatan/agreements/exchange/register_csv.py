"""The public register in the form it is brought in: rows and claims, so that another office can take it over.

What is written here and brought in again gives the same register (`export ∘ import = identity`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch

from jembatan.accounts.trail import place_title
from jembatan.agreements.exchange.public_columns import fields_of
from jembatan.agreements.models import Agreement, Claim, Party
from jembatan.agreements.models.agreement import AgreementQuerySet
from jembatan.agreements.queries.register import public_parent
from jembatan.agreements.rules.claims import DATES, Fact
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.register import CENTRAL, COLUMNS, SourceStatus, read_line, told_by
from jembatan.places.engine.gazetteer import Gazetteer
from jembatan.places.models import Region
from jembatan.places.rules.codes import Level, ancestors_of

OWN_SOURCE, OWN_GRADE = "Register Jembatan", "B"
ROWS_AT_ONCE = 500
# What a state that was recorded here is called in the words of a source.
STATUS_OF = {
    State.ON_THE_ROAD: SourceStatus.EXPLORING,
    State.IN_FORCE: SourceStatus.SIGNED,
    State.SUSPENDED: SourceStatus.SIGNED,
    State.ENDED: SourceStatus.ENDED,
    State.DROPPED: SourceStatus.STALLED,
}

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """One agreement as it leaves: its row, and the claims that the row does not say by itself."""

    row: Cells
    claims: list[Cells]


def written(public: AgreementQuerySet) -> Iterator[Written]:
    """Every agreement of `public` by reference, umbrellas first, so that parents come before children."""
    whole = (
        public.select_related("place", "counterpart", "parent")
        .prefetch_related("topics", "claims", Prefetch("parties", Party.objects.order_by("pk")))
        .order_by("reference")
    )
    for umbrella in (True, False):
        some = whole.filter(tier="umbrella") if umbrella else whole.exclude(tier="umbrella")
        for agreement in some.iterator(chunk_size=ROWS_AT_ONCE):
            yield _written(agreement)


def _written(agreement: Agreement) -> Written:
    claims = list(agreement.claims.all())
    preferred = {claim.fact: claim for claim in claims if claim.is_preferred}
    row = {**dict.fromkeys(COLUMNS, ""), **_sides(agreement), **_what(agreement, preferred)}
    row |= _days(agreement, preferred) | _source(agreement, preferred.get(Fact.STATUS))
    derived = {
        (told.fact, told.value, told.source, told.url, told.remark) for told in told_by(read_line(row))
    }
    beside = [claim for claim in claims if not (claim.is_preferred and _key(claim) in derived)]
    return Written(row, [_claim(agreement.reference, claim) for claim in beside])


def _key(claim: Claim) -> tuple[str, str, str, str, str]:
    return (claim.fact, claim.value, claim.source, claim.url, claim.remark)


def _sides(agreement: Agreement) -> Cells:
    partner = agreement.counterpart
    bodies = [party.name for party in agreement.parties.all() if party.role in _bodies_of(agreement)]
    return {
        **_home(agreement, bodies),
        "partner": partner.official_name,
        "partner_kind": partner.kind,
        "partner_level": partner.level,
        "country": partner.country_code,
        "partner_within": partner.place_within,
    }


def _bodies_of(agreement: Agreement) -> tuple[str, ...]:
    return (Party.Role.CENTRAL,) if agreement.place_id is None else (Party.Role.IMPLEMENTING,)


def _home(agreement: Agreement, bodies: list[str]) -> Cells:
    place = agreement.place
    if place is None:
        home, *others = bodies or ["Kementerian Dalam Negeri"]
        return {"local_government": home, "level": CENTRAL, "implementing": "; ".join(others)}
    deep = place.level > Level.DISTRICT
    return {
        "local_government": place_title(place),
        "level": "desa" if deep else place.kind,
        "within": _around(place) if deep else "",
        "implementing": "; ".join(bodies),
    }


def _around(place: Region) -> str:
    """What a village lies in, from the narrowest outwards, each with its kind."""
    gazetteer = Gazetteer.packaged()
    above = [gazetteer[code] for code in ancestors_of(place.code)]
    kinds = {Level.PROVINCE: "Provinsi ", Level.SUBDISTRICT: "Kecamatan "}
    return ", ".join(f"{kinds.get(one.level, '')}{one.name}" for one in reversed(above))


def _what(agreement: Agreement, preferred: dict[str, Claim]) -> Cells:
    told = preferred.get(Fact.FIELDS)
    return {
        "reference": agreement.reference,
        "kind": agreement.kind,
        "tier": agreement.tier,
        "parent": public_parent(agreement),
        "title_id": agreement.title_id,
        "title_en": agreement.title_en,
        "fields": told.value if told else "; ".join(fields_of(agreement)),
        "term_type": agreement.term_type,
        "review_every_months": str(agreement.review_every_months or ""),
    }


def _days(agreement: Agreement, preferred: dict[str, Claim]) -> Cells:
    """Each date as precisely as its preferred claim gives it, else the day on the agreement."""
    days = {}
    for column in ("intent_on", "launched_on", "signed_on", "starts_on", "ends_on"):
        claim = preferred.get(column) if column in DATES else None
        held = getattr(agreement, column, None)
        days[column] = claim.value if claim else (held.isoformat() if held else "")
    ended = agreement.ended_on.isoformat() if agreement.ended_on else ""
    return {**days, "ended_on": ended if ended != days["ends_on"] else ""}


def _source(agreement: Agreement, status: Claim | None) -> Cells:
    if status is None:
        own = {"source": OWN_SOURCE, "grade": OWN_GRADE}
        return {"source_status": agreement.source_status or STATUS_OF[State(agreement.state)], **own}
    said = status.value if status.value != agreement.source_status else ""
    return {
        "source_status": agreement.source_status,
        "status_words": said,
        "source": status.source,
        "url": status.url,
        "grade": status.grade,
        "note": status.remark,
    }


def _claim(reference: str, claim: Claim) -> Cells:
    return {
        "reference": reference,
        "fact": claim.fact,
        "value": claim.value,
        "source": claim.source,
        "url": claim.url,
        "grade": claim.grade,
        "preferred": "yes" if claim.is_preferred else "",
        "remark": claim.remark,
    }
