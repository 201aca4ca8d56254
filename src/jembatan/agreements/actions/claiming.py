"""Entering what a source says about a fact, and deciding which of several claims is preferred."""

from datetime import datetime

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.models import Agreement, Claim
from jembatan.agreements.rules.claims import (
    COLUMNS,
    BadClaim,
    ClaimKnown,
    EndBeforeStart,
    OwnPapersDecide,
    ReasonMissing,
    Told,
    check_claim,
    column_after,
)
from jembatan.ledger.acting import action, note
from jembatan.workflow.messages import message as _

LONGEST_SOURCE, LONGEST_URL = 300, 500


@action(Permission.CLAIM_KEEP, "agreements.claim_added")
def add_claim(agreement: Agreement, *, told: Told, by: User) -> Claim:
    """Keep what a source says beside what others say; the first claim of a fact is preferred by itself.

    Raises BadClaim, or ClaimKnown when this source has said this already.
    """
    known = agreement.claims.filter(fact=told.fact)
    claim = new_claim(agreement, told, by=by, now=timezone.now())
    if known.filter(value=claim.value, source=claim.source, url=claim.url).exists():
        raise ClaimKnown()
    claim.is_preferred = not known.exists()
    claim.save()
    if claim.is_preferred and claim.fact in COLUMNS and agreement.is_legacy:
        _write_column(agreement, claim)
    note(claim=claim.pk, fact=claim.fact, grade=claim.grade, preferred=claim.is_preferred)
    return claim


@action(Permission.CLAIM_KEEP, "agreements.claim_preferred")
def prefer_claim(claim: Claim, *, reason: str, by: User) -> None:
    """Prefer this claim to the others of its fact, saying why. An exact day is written on the agreement.

    Raises ReasonMissing; OwnPapersDecide for a date of an agreement signed in this register; EndBeforeStart.
    """
    if not reason.strip():
        raise ReasonMissing()
    agreement = Agreement.objects.select_for_update().get(pk=claim.agreement_id)
    if claim.fact in COLUMNS and not agreement.is_legacy:
        raise OwnPapersDecide()
    before = agreement.claims.filter(fact=claim.fact, is_preferred=True).exclude(pk=claim.pk)
    note(agreement=agreement.reference, fact=claim.fact, before=list(before.values_list("pk", flat=True)))
    before.update(is_preferred=False)
    claim.is_preferred, claim.remark = True, reason.strip()
    claim.save(update_fields=["is_preferred", "remark"])
    if claim.fact in COLUMNS:
        _write_column(agreement, claim)


def new_claim(agreement: Agreement, told: Told, *, by: User, now: datetime) -> Claim:
    """A checked claim, not saved yet. Raises BadClaim."""
    source, url = told.source.strip(), told.url.strip()
    if not source or len(source) > LONGEST_SOURCE:
        raise BadClaim(field=_("Source"), value=source[:40], mend=_("Say where this was read."))
    if len(url) > LONGEST_URL or (url and not url.startswith(("https://", "http://"))):
        raise BadClaim(
            field=_("Address"), value=url[:40], mend=_("Write it with https:// or leave it empty.")
        )
    return Claim(
        agreement=agreement,
        fact=told.fact,
        value=check_claim(told.fact, told.value, told.grade),
        source=source,
        url=url,
        stated_on=told.stated_on,
        grade=told.grade,
        remark=told.remark.strip(),
        entered_by=by,
        entered_at=now,
    )


def _write_column(agreement: Agreement, claim: Claim) -> None:
    held = getattr(agreement, claim.fact)
    said = column_after(claim.fact, claim.value, held)
    if said == held:
        return
    setattr(agreement, claim.fact, said)
    if agreement.starts_on and agreement.ends_on and agreement.ends_on < agreement.starts_on:
        raise EndBeforeStart()
    agreement.keep_change(claim.fact)
