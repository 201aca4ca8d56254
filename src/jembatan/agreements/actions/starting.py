"""Starting an agreement, changing it while it is on its road, giving it up, showing it to the public."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.agreements.keeping import refresh
from jembatan.agreements.models import Agreement, Party, StageEvent, Topic
from jembatan.agreements.queries.road import case_of, lacking_on, stages_kept, standing_of
from jembatan.agreements.rules.blockers import StageBlocked
from jembatan.agreements.rules.editing import (
    EDITABLE,
    AfterSignature,
    OpenedInFuture,
    SomebodySigned,
    Stale,
    UnknownPlace,
    checked_terms,
    checked_topics,
)
from jembatan.agreements.rules.kinds import Initiative, Kind, Office, Tier
from jembatan.agreements.rules.lifecycle import LIFECYCLE, Disclosure, State
from jembatan.agreements.rules.reasons import checked_reason, told
from jembatan.agreements.rules.references import next_reference, series_of
from jembatan.agreements.rules.resuming import RESUMED
from jembatan.agreements.rules.roads import DROPPED
from jembatan.agreements.rules.starting import (
    PARTNER_CLASS_OF,
    Beginning,
    check_beginning,
    warnings_of,
)
from jembatan.counterparts.models import Counterpart
from jembatan.ledger.acting import action, creating, note
from jembatan.places.models import Region
from jembatan.places.rules.codes import Level
from jembatan.workflow.lifecycles import WrongState
from jembatan.workflow.messages import message as _


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a cooperation on its first day. `topics` maps a list of topics to codes."""

    kind: Kind
    counterpart: Counterpart
    title_id: str
    initiative: Initiative
    tier: Tier = Tier.MOU
    title_en: str = ""
    purpose: str = ""
    initiator: str = ""
    desk: str = ""
    parent: Agreement | None = None
    topics: Mapping[str, Iterable[str]] | None = None

    def beginning(self, place: Region | None) -> Beginning:
        """The outline as the rules look at it; `place` None is the country."""
        above = self.parent
        return Beginning(
            kind=self.kind,
            tier=self.tier,
            partner=PARTNER_CLASS_OF[self.counterpart.kind],
            initiative=self.initiative,
            home_level=place.kind if place else "",
            abroad_level=self.counterpart.level,
            parent=Tier(above.tier) if above else None,
            parent_has_ended=above is not None and above.state in (State.ENDED, State.DROPPED),
        )


@creating(Permission.AGREEMENT_START, "agreements.started")
def start_agreement(*, outline: Outline, on: date, at: str, by: User) -> Agreement:
    """A new cooperation of the region with code `at`, opened on the day `on`, with its two parties.

    Raises UnknownPlace, OpenedInFuture, NoRoad, CentralIsUmbrella, PartnerDoesNotFit, WrongSister,
    UnlistedChannel, WrongParent, BadText or BadTerms. What only deserves a second look is noted in the ledger.
    """
    place = _place_at(at)
    if on > timezone.localdate():
        raise OpenedInFuture(on=on)
    outline_checked = _checked(outline, place)
    agreement = _with_reference(outline, place, on, by)
    Party.objects.bulk_create(_parties(agreement, outline, place))
    if outline.topics:
        _set_topics(agreement, outline.topics)
    refresh(agreement, today=timezone.localdate())
    note(reference=agreement.reference, kind=agreement.kind, warnings=len(warnings_of(outline_checked)))
    return agreement


def _place_at(at: str) -> Region | None:
    """The province, regency or city; None for the country. Raises UnknownPlace."""
    if at == COUNTRY:
        return None
    place = Region.objects.filter(pk=at, level__lte=Level.DISTRICT).first()
    if place is None:
        raise UnknownPlace(code=at)
    return place


def _checked(outline: Outline, place: Region | None) -> Beginning:
    beginning = outline.beginning(place)
    check_beginning(beginning)
    return beginning


def _with_reference(outline: Outline, place: Region | None, on: date, by: User) -> Agreement:
    """The row with the next free reference; two who start at the same moment wait for one another."""
    _queue_for_a_number(place)
    series = series_of(outline.kind, place.pk if place else COUNTRY, on.year)
    taken = Agreement.objects.filter(reference__startswith=series).values_list("reference", flat=True)
    return _create(outline, place, on, by, next_reference(series, taken))


def _queue_for_a_number(place: Region | None) -> None:
    """Lock the region until the verb is done; the centre has no row of its own and takes the first one.

    A lock that lets other tables go on pointing at the region.
    """
    queue = Region.objects.select_for_update(no_key=True).order_by("pk")
    (queue.filter(pk=place.pk) if place else queue).first()


def _create(outline: Outline, place: Region | None, on: date, by: User, reference: str) -> Agreement:
    return Agreement.objects.create(
        reference=reference,
        place=place,
        kind=outline.kind,
        tier=outline.tier,
        parent=outline.parent,
        counterpart=outline.counterpart.current,
        title_id=told(outline.title_id, _("Title"), 300),
        title_en=told(outline.title_en, _("Title (English)"), 300, needed=False),
        purpose=outline.purpose.strip(),
        initiative=outline.initiative,
        initiator=told(outline.initiator, _("Who began it"), 200, needed=False),
        desk=told(outline.desk or by.office, _("Answering office"), 160, needed=False),
        officer=by,
        opened_on=on,
        opened_by=by,
    )


def _parties(agreement: Agreement, outline: Outline, place: Region | None) -> list[Party]:
    home = (
        Party(agreement=agreement, role=Party.Role.HOME, place=place)
        if place
        else Party(agreement=agreement, role=Party.Role.CENTRAL, name="Pemerintah Pusat")
    )
    abroad = Party(agreement=agreement, role=Party.Role.COUNTERPART, counterpart=outline.counterpart.current)
    return [home, abroad]


@action(Permission.AGREEMENT_EDIT, "agreements.edited")
def edit_agreement(
    agreement: Agreement,
    *,
    values: Mapping[str, Any],
    version: int,
    by: User,
    topics: Mapping[str, Iterable[str]] | None = None,
) -> None:
    """Change terms (EDITABLE) and topics while the agreement is on its road; `version` is that of the page.

    `topics` replaces the lists it names. Raises AfterSignature (then it takes an amendment), Stale, BadTerms
    or BadText.
    """
    _check_open(agreement)
    if version != agreement.version:
        raise Stale()
    standing = {name: getattr(agreement, name) for name in EDITABLE}
    new = checked_terms({**standing, **values})
    changed = [name for name in EDITABLE if new[name] != standing[name]]
    for name in changed:
        setattr(agreement, name, new[name])
    if topics is not None:
        _set_topics(agreement, topics)
    agreement.keep_change(*changed)
    refresh(agreement, today=timezone.localdate())
    note(changed=changed, topics=sorted(topics or ()))


@action(Permission.AGREEMENT_EDIT, "agreements.party_added")
def add_party(agreement: Agreement, *, party: Party, by: User) -> Party:
    """One more side, or somebody who stands beside the agreement. Raises AfterSignature or BadText."""
    _check_open(agreement)
    party.agreement = agreement
    if party.counterpart is None and party.place is None:
        party.name = told(party.name, _("Name"), 200)
    party.save()
    note(role=party.role, signs=party.must_sign)
    agreement.keep_change()
    return party


@action(Permission.AGREEMENT_EDIT, "agreements.party_removed")
def remove_party(agreement: Agreement, *, party: Party, by: User) -> None:
    """Take a party out that was added; the region and the main counterpart stay. Raises AfterSignature."""
    _check_open(agreement)
    is_main = party.role == Party.Role.HOME or party.counterpart_id == agreement.counterpart_id
    if is_main or party.agreement_id != agreement.pk or agreement.signatures.filter(party=party).exists():
        raise AfterSignature()
    note(role=party.role)
    party.delete()
    agreement.keep_change()


@action(Permission.AGREEMENT_EDIT, "agreements.kind_set")
def set_kind(agreement: Agreement, *, kind: Kind, because: str, by: User) -> Mapping[str, tuple[str, ...]]:
    """Switch to another kind and thereby to its road. Every event stays recorded.

    Returns the stages that still count ("kept") and those that no longer do ("lost"). Raises StageBlocked when
    a stage that counts lacks what the new road asks of it, AfterSignature, SomebodySigned, NoReason, or what
    `start_agreement` raises for a kind that does not fit.
    """
    _check_open(agreement)
    reason = checked_reason(because)
    outline = Outline(
        kind=kind,
        counterpart=agreement.counterpart,
        title_id=agreement.title_id,
        initiative=Initiative(agreement.initiative),
        tier=Tier(agreement.tier),
        parent=agreement.parent,
    )
    _checked(outline, agreement.place)
    stages = stages_kept(agreement, kind)
    if lacking := lacking_on(agreement, kind, today=timezone.localdate()):
        raise StageBlocked(lacking)
    note(before=agreement.kind, after=str(kind), because=reason, **{k: list(v) for k, v in stages.items()})
    agreement.kind = kind
    agreement.keep_change("kind")
    refresh(agreement, today=timezone.localdate())
    return stages


@action(Permission.AGREEMENT_EDIT, "agreements.dropped")
def drop(agreement: Agreement, *, because: str, on: date, by: User) -> None:
    """Give the cooperation up before it is signed, with the reason.

    Raises WrongState, NoReason, or StageBlocked when the day cannot be.
    """
    LIFECYCLE.check(agreement.state, State.DROPPED)
    reason = checked_reason(because)
    today = timezone.localdate()
    case = case_of(agreement, today=today)
    if case is not None and case.standing.current is not None:
        found = case.blockers(case.standing.current, DROPPED, on)
        if any(blocker.blocks for blocker in found):
            raise StageBlocked(found)
        _record(agreement, case.standing.current, DROPPED, on=on, by=by, remark=reason)
    agreement.state = State.DROPPED
    agreement.keep_change("state")
    refresh(agreement, today=today)
    note(because=reason, on=on.isoformat())


@action(Permission.AGREEMENT_EDIT, "agreements.taken_up_again")
def take_up_again(agreement: Agreement, *, because: str, by: User) -> None:
    """Go on with a cooperation that was given up or not continued, where it stopped. Raises WrongState."""
    LIFECYCLE.check(agreement.state, State.ON_THE_ROAD)
    reason = checked_reason(because)
    today = timezone.localdate()
    standing = standing_of(agreement)
    if standing is not None and standing.ended_by is not None:
        _record(agreement, standing.ended_by.stage, RESUMED, on=today, by=by, remark=reason)
    agreement.state = State.ON_THE_ROAD
    agreement.keep_change("state")
    refresh(agreement, today=today)
    note(because=reason)


@action(Permission.AGREEMENT_PUBLISH, "agreements.published")
def publish(agreement: Agreement, *, by: User) -> None:
    """Show the non-secret fields in the public register. Raises WrongState when they are shown already."""
    _disclose(agreement, Disclosure.PUBLIC)


@action(Permission.AGREEMENT_PUBLISH, "agreements.withdrawn_from_register")
def withdraw_from_register(agreement: Agreement, *, because: str, by: User) -> None:
    """Take the agreement out of the public register again, with the reason. Raises WrongState or NoReason."""
    note(because=checked_reason(because))
    _disclose(agreement, Disclosure.INTERNAL)


def _disclose(agreement: Agreement, wanted: Disclosure) -> None:
    if agreement.disclosure == wanted:
        raise WrongState(state=agreement.disclosure, wanted=str(wanted))
    agreement.disclosure = wanted
    agreement.save(update_fields=["disclosure"])


def _check_open(agreement: Agreement) -> None:
    """Raise AfterSignature or SomebodySigned unless terms may still be changed without an amendment."""
    if agreement.state != State.ON_THE_ROAD:
        raise AfterSignature()
    if agreement.signatures.exists():
        raise SomebodySigned()


def _set_topics(agreement: Agreement, topics: Mapping[str, Iterable[str]]) -> None:
    for name, codes in checked_topics(topics).items():
        agreement.topics.filter(list=name).exclude(code__in=codes).delete()
        have = set(agreement.topics.filter(list=name).values_list("code", flat=True))
        Topic.objects.bulk_create(
            Topic(agreement=agreement, list=name, code=code) for code in codes if code not in have
        )


def _record(agreement: Agreement, stage: str, outcome: str, *, on: date, by: User, remark: str) -> None:
    standing = standing_of(agreement)
    assert standing is not None
    StageEvent.objects.create(
        agreement=agreement,
        stage=stage,
        outcome=outcome,
        round=standing.of(stage).round,
        on=on,
        office=Office.REGION,
        remark=remark,
        recorded_by=by,
        recorded_at=timezone.now(),
    )
