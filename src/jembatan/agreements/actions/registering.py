"""Entering a cooperation that public sources tell of: its two sides, its fields and every claim with its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements.actions.claiming import new_claim
from jembatan.agreements.engine.topic_files import fields
from jembatan.agreements.models import Agreement, Claim, Party, Topic
from jembatan.agreements.rules.claims import Told
from jembatan.agreements.rules.lifecycle import Disclosure, EndedBecause, State
from jembatan.agreements.rules.register import Line, title_of, told_by
from jembatan.agreements.rules.topics import fields_in
from jembatan.counterparts.actions import Profile, add_counterpart, add_name
from jembatan.counterparts.models import Counterpart
from jembatan.counterparts.queries import resolve
from jembatan.counterparts.rules.folding import fold
from jembatan.ledger.acting import creating, note
from jembatan.workflow.refusals import Refused


class ParentMissing(Refused):
    code = "agreements.parent_missing"
    status = 404
    sentence = "The agreement above it, %(reference)s, is not in the register. Enter that one first."


@dataclass(frozen=True, slots=True)
class Entry:
    """A checked row with what goes with it: further claims, which of them are preferred, and the day of entry.

    `is_known_new`: somebody has made sure that the partner is none of those with a similar name.
    """

    line: Line
    on: date
    claims: tuple[Told, ...] = ()
    preferred: frozenset[Told] = frozenset()
    is_known_new: bool = False


@creating(Permission.REGISTER_IMPORT, "agreements.entered")
def enter_agreement(*, entry: Entry, at: str, by: User) -> Agreement:
    """Enter a cooperation as sources tell it, open to the public, its stages unknown.

    `at` is the code of the region, "ID" for an umbrella of the central government. Raises BadLine, BadClaim,
    ParentMissing, and what counterparts.add_counterpart raises for the partner.
    """
    line, now = entry.line, timezone.now()
    counterpart = _counterpart(entry, by=by)
    agreement = Agreement.objects.create(
        **_columns(entry, counterpart),
        reference=line.reference,
        place_id=None if at == COUNTRY else at,
        counterpart=counterpart,
        parent=_parent(line),
        opened_on=entry.on,
        opened_by=by,
    )
    _keep_parties(agreement, line)
    _keep_topics(agreement, line)
    kept = _keep_claims(agreement, entry, by=by, now=now)
    note(reference=line.reference, status=line.source_status, claims=kept)
    return agreement


def _counterpart(entry: Entry, *, by: User) -> Counterpart:
    line = entry.line
    found = resolve(
        line.partner, line.country, line.partner_kind, level=line.partner_level, within=line.partner_within
    )
    partner = found.exact or add_counterpart(
        profile=Profile(
            official_name=line.partner,
            kind=line.partner_kind,
            level=line.partner_level,
            country=line.country,
            place_within=line.partner_within,
        ),
        source=line.source,
        confirmed=entry.is_known_new,
        at=COUNTRY,
        by=by,
    )
    if line.partner_written and not partner.names.filter(folded=fold(line.partner_written)).exists():
        add_name(counterpart=partner, spelling=line.partner_written, source=line.source, at=COUNTRY, by=by)
    return partner


def _parent(line: Line) -> Agreement | None:
    if not line.parent:
        return None
    parent = Agreement.objects.filter(reference=line.parent).first()
    if parent is None:
        raise ParentMissing(reference=line.parent)
    return parent


def _columns(entry: Entry, counterpart: Counterpart) -> dict[str, object]:
    line, country = entry.line, counterpart.country
    title = title_of(line, country.name if country else None)
    state, exact = line.state, _exact_dates(entry)
    ended = state is State.ENDED
    return {
        "kind": line.kind,
        "tier": line.tier,
        "title_id": title.id,
        "title_en": title.en,
        "state": state,
        "ended_on": line.last_day if ended else None,
        "ended_because": EndedBecause.COMPLETED if ended else "",
        "term_type": line.term_type,
        "review_every_months": line.review_every_months,
        "is_legacy": True,
        "source_status": line.source_status,
        "disclosure": Disclosure.PUBLIC,
        **exact,
    }


def _exact_dates(entry: Entry) -> dict[str, date | None]:
    """The days the preferred claims give exactly; a month or a year stays a claim."""
    line = entry.line
    said = {"signed_on": line.signed_on, "starts_on": line.starts_on, "ends_on": line.ends_on}
    decided = {told.fact for told in entry.preferred}
    exact = {fact: None if fact in decided or day is None else day.exact for fact, day in said.items()}
    for told in entry.preferred:
        if told.fact in said and len(told.value) == len("2017-10-06"):
            exact[told.fact] = date.fromisoformat(told.value)
    return exact


def _keep_parties(agreement: Agreement, line: Line) -> None:
    role = Party.Role
    sides = [Party(agreement=agreement, role=role.COUNTERPART, counterpart=agreement.counterpart)]
    if agreement.place_id is None:
        names = [line.local_government, *line.bodies]
        sides += [Party(agreement=agreement, role=role.CENTRAL, name=name) for name in names]
    else:
        sides.append(Party(agreement=agreement, role=role.HOME, place_id=agreement.place_id))
        sides += [
            Party(agreement=agreement, role=role.IMPLEMENTING, name=name, must_sign=False)
            for name in line.bodies
        ]
    Party.objects.bulk_create(sides)


def _keep_topics(agreement: Agreement, line: Line) -> None:
    Topic.objects.bulk_create(
        Topic(agreement=agreement, list=Topic.List.FIELD, code=code)
        for code in fields_in(line.fields, fields().values())
    )


def _keep_claims(agreement: Agreement, entry: Entry, *, by: User, now: datetime) -> int:
    """Every claim of the row and beside it; where nothing is decided, the first of a fact is preferred."""
    preferred = {told.fact: told for told in entry.preferred}
    rows = [
        told
        for told in told_by(entry.line)
        if told.fact not in preferred or preferred[told.fact].value != told.value
    ]
    chosen: Mapping[str, Told] = {
        **{told.fact: told for told in reversed(_once([*rows, *entry.claims]))},
        **preferred,
    }
    claims = []
    for told in _once([*entry.preferred, *rows, *entry.claims]):
        claim = new_claim(agreement, told, by=by, now=now)
        claim.is_preferred = chosen[told.fact] == told
        claims.append(claim)
    return len(Claim.objects.bulk_create(claims))


def _once(told: Iterable[Told]) -> list[Told]:
    """Without repetitions of what a source says; the first one stays."""
    seen: dict[tuple[str, str, str, str], Told] = {}
    for one in told:
        seen.setdefault((one.fact, one.value, one.source, one.url), one)
    return list(seen.values())
