"""The pages of amendments: the list, one working copy with what it changes, its conflicts, its merge."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions import amending as verbs
from jembatan.agreements.models import Agreement, Amendment
from jembatan.agreements.queries.terms import changes_wanted, merge_now
from jembatan.agreements.rules.amending import State
from jembatan.agreements.rules.lifecycle import State as AgreementState
from jembatan.agreements.web.amendment_forms import AgreedForm, MergeForm, ProposeForm, WorkingCopyForm
from jembatan.agreements.web.finding import agreement_or_404, trail
from jembatan.agreements.web.life_forms import ReasonForm
from jembatan.agreements.web.living import Page, ask, why_not
from jembatan.agreements.web.terms_shown import change_rows, conflict_comparison, field_word, names_in
from jembatan.agreements.words import life as words

PROPOSE, MERGE = Permission.AMENDMENT_PROPOSE, Permission.AMENDMENT_MERGE


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_amendments(request: HttpRequest, reference: str) -> HttpResponse:
    """The amendments of an agreement, newest first."""
    agreement = agreement_or_404(request, reference)
    why = why_not(request, PROPOSE, agreement)
    if agreement.state not in (AgreementState.IN_FORCE, AgreementState.SUSPENDED):
        why = [_(verbs.NotAmendable.sentence), *why]
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Amendments")),
        "amendments": [_row(one) for one in agreement.amendments.order_by("-number")],
        "why": why,
    }
    return render(request, "agreements/life/amendments.html", context)


def _row(one: Amendment) -> dict[str, Any]:
    changes = changes_wanted(one)
    return {
        "amendment": one,
        "state": words.AMENDMENTS[State(one.state)],
        "shape": words.AMENDMENT_SHAPES[State(one.state)],
        "fields": ", ".join(field_word(change.field) for change in changes),
    }


@needs(PROPOSE)
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """Make a working copy of the terms."""
    agreement = agreement_or_404(request, reference)
    form = ProposeForm(request.POST or None, initial={"kind": Amendment.Kind.TERMS})

    def verb() -> None:
        typed = form.cleaned_data
        verbs.propose_amendment(
            agreement, kind=Amendment.Kind(typed["kind"]), reason=typed["reason"], by=viewer(request)
        )

    page = Page(
        _("Propose an amendment"),
        reverse("agreements:amendments", args=[reference]),
        _("The working copy is made; open it and change what shall be different."),
        _("Make a working copy"),
        lines=[
            _("The agreement stays as it is until the amendment is merged."),
            _("An agreement is changed as its parties agree (UU 24/2000 art. 16, grade A)."),
        ],
    )
    return ask(request, agreement, form, verb, page)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_amendment(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One amendment: what it changes, what conflicts, what comes next."""
    amendment = _amendment_or_404(request, reference, number)
    agreement, names = amendment.agreement, names_in(amendment)
    conflicts = merge_now(amendment).conflicts if amendment.state in (State.DRAFTED, State.AGREED) else ()
    changes = change_rows(changes_wanted(amendment), names)
    context = {
        "agreement": agreement,
        "crumbs": _trail(agreement, _name(amendment)),
        "changes": changes,
        "said": ngettext("%(n)s field changes.", "%(n)s fields change.", len(changes)) % {"n": len(changes)},
        "comparison": conflict_comparison(conflicts, names) if conflicts else None,
        "decisions": [
            {"name": field_word(field), **decided} for field, decided in sorted(amendment.decisions.items())
        ],
        "is_behind": amendment.base_version != agreement.version,
        "is_simple": amendment.kind == Amendment.Kind.TECHNICAL,
        "why": why_not(request, PROPOSE, agreement),
        "why_no_merge": why_not(request, MERGE, agreement),
        **_row(amendment),
    }
    return render(request, "agreements/life/amendment.html", context)


@needs(PROPOSE)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Change the working copy."""
    amendment = _amendment_or_404(request, reference, number)
    if amendment.state != State.DRAFTED:
        return redirect(_at(amendment))
    form = WorkingCopyForm(request.POST or None, amendment=amendment)
    seen = request.POST.get("version", "")

    def verb() -> None:
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
        verbs.edit_working_copy(amendment, values=form.values(), version=version, by=viewer(request))

    page = Page(
        _("Working copy of amendment %(number)s") % {"number": amendment.number},
        _at(amendment),
        _("The working copy is saved."),
        _("Save the working copy"),
        lines=[
            _("Change only what shall be different. A clause left empty in every language is struck out.")
        ],
        template="working_copy",
        more={"version": seen or amendment.version},
    )
    return ask(request, amendment.agreement, form, verb, page)


@needs(PROPOSE)
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """The parties have agreed."""
    amendment = _amendment_or_404(request, reference, number)
    form = AgreedForm(request.POST or None, agreement=amendment.agreement)
    page = Page(
        _("The parties agreed on amendment %(number)s") % {"number": amendment.number},
        _at(amendment),
        _("It is kept as agreed; merge it to bring it into force."),
        _("Save"),
    )

    def verb() -> None:
        verbs.agree_amendment(amendment, by=viewer(request), **form.cleaned_data)

    return ask(request, amendment.agreement, form, verb, page)


@needs(MERGE)
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Bring the amendment into the agreement as it stands now; conflicts are decided here, each with a reason."""
    amendment = _amendment_or_404(request, reference, number)
    names, merged = names_in(amendment), merge_now(amendment)
    form = MergeForm(
        request.POST if request.method == "POST" else None,
        agreement=amendment.agreement,
        conflicts=merged.conflicts,
        names=names,
        needs_paper=amendment.paper_id is None,
    )
    page = Page(
        _("Merge amendment %(number)s") % {"number": amendment.number},
        _at(amendment),
        _("The amendment is in force."),
        _("Merge"),
        template="merge",
        more={
            "changes": change_rows(changes_wanted(amendment), names),
            "comparison": conflict_comparison(merged.conflicts, names) if merged.conflicts else None,
        },
    )

    def verb() -> None:
        verbs.merge_amendment(
            amendment,
            decisions=form.decisions(),
            paper=form.cleaned_data.get("paper"),
            by=viewer(request),
        )

    return ask(request, amendment.agreement, form, verb, page)


@needs(PROPOSE)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Give the working copy up."""
    amendment = _amendment_or_404(request, reference, number)
    form = ReasonForm(request.POST or None)
    page = Page(
        _("Withdraw amendment %(number)s") % {"number": amendment.number},
        _at(amendment),
        _("The amendment is withdrawn."),
        _("Withdraw"),
    )

    def verb() -> None:
        verbs.withdraw_amendment(amendment, because=form.cleaned_data["because"], by=viewer(request))

    return ask(request, amendment.agreement, form, verb, page)


def _amendment_or_404(request: HttpRequest, reference: str, number: int) -> Amendment:
    agreement = agreement_or_404(request, reference)
    found: Amendment = get_object_or_404(
        agreement.amendments.select_related("paper", "proposed_by", "merged_by"), number=number
    )
    found.agreement = agreement
    return found


def _trail(agreement: Agreement, here: str) -> list[Any]:
    every = {"name": _("Amendments"), "url": reverse("agreements:amendments", args=[agreement.reference])}
    return [*trail(agreement), every, {"name": here, "url": None}]


def _name(amendment: Amendment) -> str:
    return _("Amendment %(number)s") % {"number": amendment.number}


def _at(amendment: Amendment) -> str:
    return reverse("agreements:amendment", args=[amendment.agreement.reference, amendment.number])
