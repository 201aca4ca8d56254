"""Recording who signed: every party for itself, on its own day, at its own place."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions.papers import FileGiven, PaperGiven, first_version, next_version
from jembatan.agreements.engine.text_files import document_types
from jembatan.agreements.keeping import refresh
from jembatan.agreements.models import Agreement, Paper, PaperVersion, Party, Signature
from jembatan.agreements.queries.road import Case, case_of
from jembatan.agreements.rules.blockers import StageBlocked
from jembatan.agreements.rules.finding import has_exemption
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.rules.reasons import checked_reason, told
from jembatan.agreements.rules.roads import NeedKind
from jembatan.agreements.rules.signing import HELD, AlreadySigned, DoesNotSign, check_day, check_powers
from jembatan.agreements.rules.starting import NoRoad
from jembatan.documents.originals import checksum
from jembatan.ledger.acting import action, note
from jembatan.workflow.lifecycles import WrongState
from jembatan.workflow.messages import message as _

# What the signatures themselves and the file they stand on bring; everything else must be there before.
BROUGHT_BY_SIGNING = ("fact.all_signed", "document.signed_original")
SIGNED_ORIGINAL = "signed_original"


@dataclass(frozen=True, slots=True)
class SignatureGiven:
    """One party's signature. `powers_paper` is the document of the full powers, `file` the signed file; each
    None when there is none. Both parties may hand over the same file: it is kept once."""

    signatory: str
    capacity: str
    on: date
    at_place: str
    method: str
    powers: str
    powers_paper: Paper | None = None
    file: FileGiven | None = None


@action(Permission.SIGNATURE_RECORD, "agreements.signature_recorded")
def record_signature(agreement: Agreement, party: Party, *, signature: SignatureGiven, by: User) -> Signature:
    """Record that `party` signed. Everything the signature rests on must be there already.

    Raises StageBlocked (no confirmation letter, a language missing …), DoesNotSign, AlreadySigned,
    PowersNotSettled, BadSignatureDay, BadText, NoRoad or WrongState.
    """
    if agreement.state != State.ON_THE_ROAD:
        raise WrongState(state=agreement.state, wanted=str(State.IN_FORCE))
    today = timezone.localdate()
    case = case_of(agreement, today=today)
    if case is None:
        raise NoRoad()
    if party.agreement_id != agreement.pk or not party.must_sign:
        raise DoesNotSign()
    if Signature.objects.filter(party=party).exists():
        raise AlreadySigned()
    place = case.standing.of(case.road.signature)
    forward = case.road.stage(case.road.signature).forward.code
    found = tuple(b for b in case.blockers(case.road.signature, forward) if b.code not in BROUGHT_BY_SIGNING)
    if any(blocker.blocks for blocker in found):
        raise StageBlocked(found)
    check_day(signature.on, today=today, opened_on=place.opened_on)
    has_paper = signature.powers_paper is not None and signature.powers_paper.agreement_id == agreement.pk
    may_go_without = has_exemption(case.facts) or not _asks_powers(case)
    check_powers(
        signature.powers, is_abroad=_is_abroad(party), has_paper=has_paper, may_go_without=may_go_without
    )
    made = _keep(agreement, party, signature, by=by)
    note(party=party.pk, role=party.role, on=signature.on.isoformat(), method=made.method)
    refresh(agreement, today=today, with_clocks=False)
    return made


@action(Permission.SIGNATURE_RECORD, "agreements.signature_taken_back")
def take_back_signature(agreement: Agreement, party: Party, *, because: str, by: User) -> None:
    """Take a wrongly recorded signature back, before the agreement is in force.

    Raises NoReason, DoesNotSign when there is none, or WrongState.
    """
    if agreement.state != State.ON_THE_ROAD:
        raise WrongState(state=agreement.state, wanted=str(State.ON_THE_ROAD))
    signature = agreement.signatures.filter(party=party).first()
    if signature is None:
        raise DoesNotSign()
    note(party=party.pk, on=signature.on.isoformat(), because=checked_reason(because))
    signature.delete()
    refresh(agreement, today=timezone.localdate(), with_clocks=False)


def _asks_powers(case: Case) -> bool:
    """Whether the road asks for full powers at all; a grant is passed on by an agreement at home."""
    return any(need.kind is NeedKind.POWERS for need in case.road.stage(case.road.signature).needs)


def _is_abroad(party: Party) -> bool:
    """Whether the party signs by the rules of another country or organisation."""
    return party.counterpart_id is not None


def _keep(agreement: Agreement, party: Party, given: SignatureGiven, *, by: User) -> Signature:
    return Signature.objects.create(
        agreement=agreement,
        party=party,
        signatory=told(given.signatory, _("Signatory"), 160),
        capacity=told(given.capacity, _("Capacity"), 160),
        on=given.on,
        at_place=told(given.at_place, _("Signed at"), 160),
        method=Signature.Method(given.method),
        powers=Signature.Powers(given.powers),
        powers_paper=given.powers_paper if given.powers == HELD else None,
        version=_signed_version(agreement, given, by=by),
        recorded_by=by,
        recorded_at=timezone.now(),
    )


def _signed_version(agreement: Agreement, given: SignatureGiven, *, by: User) -> PaperVersion | None:
    """The file that was signed, as a version of the signed original; without one, the newest that is kept."""
    original = agreement.papers.filter(type=SIGNED_ORIGINAL, withdrawn_because="").order_by("id").last()
    if given.file is None:
        return original.versions.order_by("number").last() if original else None
    if original is None:
        kind = document_types()[SIGNED_ORIGINAL]
        paper = PaperGiven(type=SIGNED_ORIGINAL, title=kind.name.id, dated_on=given.on, languages="id en")
        return first_version(agreement, paper, given.file, by=by)
    known = original.versions.filter(sha256=checksum(given.file.content)).first()
    return known or next_version(original, given.file, by=by)
