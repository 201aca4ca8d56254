"""Who signed: every party with its own day and place, the signed file and its checksum."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements import actions
from jembatan.agreements.models import Agreement, Party
from jembatan.agreements.queries.road import Case, case_of
from jembatan.agreements.rules.lifecycle import State
from jembatan.agreements.web.answering import asked, did
from jembatan.agreements.web.blockers_shown import shown
from jembatan.agreements.web.finding import trail
from jembatan.agreements.web.road_forms import ReasonForm, SignatureForm
from jembatan.agreements.web.story import story_or_404
from jembatan.documents.receiving import read_upload

SIGNED = "signed_original"


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_signatures(request: HttpRequest, reference: str) -> HttpResponse:
    """The parties and their signatures, and what still keeps them from signing."""
    agreement = story_or_404(request, reference)
    case = case_of(agreement, today=timezone.localdate())
    by = viewer(request)
    signatures = {signature.party_id: signature for signature in agreement.signatures.all()}
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Signatures")),
        "rows": [
            {
                "party": party,
                "signature": signatures.get(party.pk),
                "is_added": party.role != Party.Role.HOME
                and party.counterpart_id != agreement.counterpart_id,
            }
            for party in agreement.parties.all()
        ],
        "may_edit": by.may(Permission.AGREEMENT_EDIT, at=agreement.place_code)
        and agreement.state == State.ON_THE_ROAD,
        "missing": missing_before(case),
        "may_sign": by.may(Permission.SIGNATURE_RECORD, at=agreement.place_code)
        and agreement.state == State.ON_THE_ROAD,
        "signature_stage": case.road.signature if case else "",
        "originals": [paper for paper in agreement.papers.all() if paper.type == SIGNED],
    }
    return render(request, "agreements/signatures.html", context)


def missing_before(case: Case | None) -> list[Any]:
    """What must be there before anybody can sign."""
    if case is None or case.standing.is_signed:
        return []
    step = case.road.stage(case.road.signature)
    found = [
        blocker
        for blocker in case.blockers(step.code, step.forward.code)
        if blocker.blocks and blocker.code not in actions.BROUGHT_BY_SIGNING
    ]
    return shown(found)


def party_or_404(agreement: Agreement, number: int) -> Party:
    """One party of this agreement."""
    party = next((party for party in agreement.parties.all() if party.pk == number), None)
    if party is None:
        raise Http404
    return party


@needs(Permission.SIGNATURE_RECORD)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, reference: str, party: int) -> HttpResponse:
    """Record one party's signature, with the signed file when there is one."""
    agreement = story_or_404(request, reference)
    side = party_or_404(agreement, party)
    form = SignatureForm(request.POST or None, request.FILES or None, agreement=agreement, party=side)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            ok, status = did(lambda: _sign(request, agreement, side, form), form)
            if ok:
                messages.success(request, _("The signature is recorded."))
                return redirect("agreements:signatures", reference)
    context = {
        "agreement": agreement,
        "party": side,
        "form": form,
        "heading": _("Signature of %(party)s") % {"party": side.shown_name},
        "missing": missing_before(case_of(agreement, today=timezone.localdate())),
        "crumbs": trail(agreement, here=_("Signature")),
    }
    return render(request, "agreements/sign.html", context, status=status)


def _sign(request: HttpRequest, agreement: Agreement, party: Party, form: SignatureForm) -> None:
    said_so, by = form.cleaned_data, viewer(request)
    signature = actions.SignatureGiven(
        signatory=said_so["signatory"],
        capacity=said_so["capacity"],
        on=said_so["on"],
        at_place=said_so["at_place"],
        method=said_so["method"],
        powers=said_so["powers"],
        powers_paper=said_so.get("powers_paper"),
        file=actions.FileGiven(said_so["file"].name, read_upload(said_so["file"]))
        if said_so["file"]
        else None,
    )
    actions.record_signature(agreement, party, signature=signature, by=by)


@needs(Permission.SIGNATURE_RECORD)
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, reference: str, party: int) -> HttpResponse:
    """Take a wrongly recorded signature back."""
    agreement = story_or_404(request, reference)
    side = party_or_404(agreement, party)
    form = ReasonForm(request.POST or None)

    def verb() -> None:
        actions.take_back_signature(agreement, side, because=form.cleaned_data["because"], by=viewer(request))

    title = _("Take the signature back: %(party)s") % {"party": side.shown_name}
    return asked(request, agreement, form, verb, (title, "", _("The signature is taken back.")))
