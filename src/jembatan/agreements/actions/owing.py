"""What is owed, what is permitted, what is feared: obligations, permits of organisations, risks."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions.belonging import (
    check_happened,
    check_living,
    checked_paper,
    locked,
    needed_paper,
)
from jembatan.agreements.actions.meetings import Promise
from jembatan.agreements.keeping import refresh
from jembatan.agreements.models import Agreement, Obligation, Paper, Permit, Risk
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.rules.case_clocks import GRANT_REPORT as GRANT_RULE
from jembatan.agreements.rules.case_clocks import GRANT_REPORT_GRACE, PERMIT_LONGEST
from jembatan.agreements.rules.kinds import Office
from jembatan.agreements.rules.promises import GRANT_REPORT, PROMISE, check_permit, quarters
from jembatan.agreements.rules.reasons import checked_reason, told
from jembatan.ledger.acting import action, note
from jembatan.workflow.messages import message as _
from jembatan.workflow.refusals import Refused

PRINCIPAL, OPERATIONAL = "principal_permit", "operational_permit"
PERMIT_KINDS = (PRINCIPAL, OPERATIONAL)


class AlreadySettled(Refused):
    code = "agreements.obligation_settled"
    sentence = "This was already met or given up. Reload the page."


class BadRisk(Refused):
    code = "agreements.bad_risk"
    status = 400
    sentence = "Likelihood and impact are whole numbers from 1 to 5."


class RiskClosed(Refused):
    code = "agreements.risk_closed"
    sentence = "This risk was closed. Note a new one if it has come back."


@dataclass(frozen=True, slots=True)
class PermitDraft:
    """A permit of an organisation as its document says; `kind` is one of PERMIT_KINDS."""

    kind: str
    number: str
    issued_by: str
    issued_on: date
    valid_until: date
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class RiskDraft:
    """A risk: how likely and how bad (1 to 5), what is done about it, who watches it."""

    title: str
    likelihood: int
    impact: int
    mitigation: str = ""
    owner: str = ""


@action(Permission.ACTIVITY_KEEP, "agreements.obligation_noted")
def note_promise(agreement: Agreement, *, promise: Promise, by: User) -> Obligation:
    """Something promised outside a meeting. Raises NotLiving or BadText."""
    check_living(agreement)
    owed = Obligation.objects.create(
        agreement=agreement,
        kind=PROMISE,
        title=told(promise.title, _("What is owed"), 300),
        owed_by=promise.owed_by,
        owner=told(promise.owner, _("Who sees to it"), 160, needed=False),
        due_on=promise.due_on,
        entered_by=by,
        entered_at=timezone.now(),
    )
    refresh(agreement, today=timezone.localdate())
    note(obligation=owed.pk, due_on=promise.due_on.isoformat())
    return owed


@action(Permission.AGREEMENT_EDIT, "agreements.grant_reports_owed")
def owe_grant_reports(agreement: Agreement, *, starts_on: date, ends_on: date, by: User) -> int:
    """Owe a report for every quarter of a grant (PP 2/2012 art. 29(1)); how many are new.

    Quarters that are there already stay as they are. Raises NotLiving or TooManyPeriods.
    """
    check_living(agreement)
    grace = law_in_use().parameter(GRANT_REPORT_GRACE, timezone.localdate())
    have = set(agreement.obligations.filter(kind=GRANT_REPORT).values_list("period_from", flat=True))
    new = [period for period in quarters(starts_on, ends_on, grace_days=grace) if period.first not in have]
    Obligation.objects.bulk_create(
        Obligation(
            agreement=agreement,
            kind=GRANT_REPORT,
            rule=GRANT_RULE,
            title=f"Laporan hibah {period.name}",
            owed_by=Office.REGION,
            due_on=period.due_on,
            period_from=period.first,
            period_until=period.last,
            entered_by=by,
            entered_at=timezone.now(),
        )
        for period in new
    )
    refresh(agreement, today=timezone.localdate())
    note(quarters=len(new))
    return len(new)


@action(Permission.ACTIVITY_KEEP, "agreements.obligation_met")
def meet_obligation(obligation: Obligation, *, on: date, paper: Paper | None, by: User) -> None:
    """It was done; what a rule asks for (a report) with its document.

    Raises AlreadySettled, NotYetThere, PaperNeeded or WrongPaper.
    """
    _check_unsettled(obligation)
    check_happened(on)
    check = needed_paper if obligation.rule else checked_paper
    obligation.paper = check(obligation.agreement, paper)
    obligation.met_on = on
    obligation.save(update_fields=["paper", "met_on"])
    refresh(locked(obligation.agreement_id), today=timezone.localdate())
    note(on=on.isoformat(), late=on > obligation.due_on)


@action(Permission.ACTIVITY_KEEP, "agreements.obligation_given_up")
def give_up_obligation(obligation: Obligation, *, because: str, by: User) -> None:
    """It is not owed any more, with the reason. Raises AlreadySettled or NoReason."""
    _check_unsettled(obligation)
    obligation.dropped_because = checked_reason(because)
    obligation.save(update_fields=["dropped_because"])
    refresh(locked(obligation.agreement_id), today=timezone.localdate())
    note(because=obligation.dropped_because)


@action(Permission.AGREEMENT_EDIT, "agreements.permit_recorded")
def record_permit(agreement: Agreement, *, permit: PermitDraft, by: User) -> Permit:
    """A permit the agreement rests on. Raises PermitTooLong, OutlivesPrincipal, BadText or WrongPaper."""
    if permit.kind not in PERMIT_KINDS:
        raise AssertionError(f"there is no permit called {permit.kind}")
    years = law_in_use().parameter(PERMIT_LONGEST, permit.issued_on)
    principal_until = None
    if permit.kind == OPERATIONAL:
        principal = agreement.permits.filter(kind=PRINCIPAL).order_by("-valid_until").first()
        principal_until = principal.valid_until if principal else None
    check_permit(permit.issued_on, permit.valid_until, longest_years=years, principal_until=principal_until)
    kept = Permit.objects.create(
        agreement=agreement,
        kind=permit.kind,
        number=told(permit.number, _("Number"), 100),
        issued_by=told(permit.issued_by, _("Issued by"), 160),
        issued_on=permit.issued_on,
        valid_until=permit.valid_until,
        paper=checked_paper(agreement, permit.paper),
        entered_by=by,
        entered_at=timezone.now(),
    )
    refresh(agreement, today=timezone.localdate())
    note(permit=kept.pk, kind=kept.kind, valid_until=kept.valid_until.isoformat())
    return kept


@action(Permission.AGREEMENT_EDIT, "agreements.permit_renewal_filed")
def file_renewal(permit: Permit, *, on: date, by: User) -> None:
    """The renewal of a permit was asked for on a day. Raises NotYetThere or AlreadySettled."""
    if permit.renewal_filed_on is not None:
        raise AlreadySettled()
    check_happened(on)
    permit.renewal_filed_on = on
    permit.save(update_fields=["renewal_filed_on"])
    refresh(locked(permit.agreement_id), today=timezone.localdate())
    note(on=on.isoformat())


@action(Permission.ACTIVITY_KEEP, "agreements.risk_noted")
def note_risk(agreement: Agreement, *, risk: RiskDraft, by: User) -> Risk:
    """Something that could go wrong. Raises BadRisk or BadText."""
    check_living(agreement)
    kept = Risk(
        agreement=agreement,
        title=told(risk.title, _("Risk"), 300),
        reviewed_on=timezone.localdate(),
        entered_by=by,
        entered_at=timezone.now(),
    )
    _weigh(kept, risk)
    kept.save()
    note(risk=kept.pk, likelihood=risk.likelihood, impact=risk.impact)
    return kept


@action(Permission.ACTIVITY_KEEP, "agreements.risk_reviewed")
def review_risk(risk: Risk, *, weighed: RiskDraft, by: User) -> None:
    """Look at a risk again. Raises RiskClosed, BadRisk or BadText."""
    if risk.closed_on is not None:
        raise RiskClosed()
    note(before=[risk.likelihood, risk.impact], after=[weighed.likelihood, weighed.impact])
    risk.title = told(weighed.title, _("Risk"), 300)
    risk.reviewed_on = timezone.localdate()
    _weigh(risk, weighed)
    risk.save()


@action(Permission.ACTIVITY_KEEP, "agreements.risk_closed")
def close_risk(risk: Risk, *, because: str, by: User) -> None:
    """It cannot happen any more, or has; with the reason. Raises RiskClosed or NoReason."""
    if risk.closed_on is not None:
        raise RiskClosed()
    note(because=checked_reason(because))
    risk.closed_on = timezone.localdate()
    risk.save(update_fields=["closed_on"])


def _weigh(risk: Risk, draft: RiskDraft) -> None:
    if not (1 <= draft.likelihood <= 5 and 1 <= draft.impact <= 5):
        raise BadRisk()
    risk.likelihood, risk.impact = draft.likelihood, draft.impact
    risk.mitigation = draft.mitigation.strip()
    risk.owner = told(draft.owner, _("Who watches it"), 160, needed=False)


def _check_unsettled(obligation: Obligation) -> None:
    if obligation.met_on is not None or obligation.dropped_because:
        raise AlreadySettled()
