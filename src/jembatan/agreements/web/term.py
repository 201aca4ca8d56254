"""The pages of a term: its story, what it is today, and each change of it with what it would carry along."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements.actions import term as verbs
from jembatan.agreements.models import Agreement, TermChange
from jembatan.agreements.queries.flags import flags_for, thresholds_on
from jembatan.agreements.queries.law import law_in_use
from jembatan.agreements.queries.term_story import (
    Standing,
    changes_of,
    possible_changes,
    preview,
    standing_of_term,
)
from jembatan.agreements.rules.case_clocks import REVIEW_EVERY
from jembatan.agreements.rules.term import GROUNDS, Kind, gap_days
from jembatan.agreements.web.finding import agreement_or_404, trail
from jembatan.agreements.web.flags_shown import flags_shown
from jembatan.agreements.web.living import Page, ask, why_not
from jembatan.agreements.web.term_forms import TermForm
from jembatan.agreements.words import life as words
from jembatan.agreements.words import road as road_words
from jembatan.agreements.words.register import said

CHANGE = Permission.TERM_CHANGE


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_term(request: HttpRequest, reference: str) -> HttpResponse:
    """The term today, and everything that happened to it."""
    agreement, today = agreement_or_404(request, reference), timezone.localdate()
    law = law_in_use()
    standing = standing_of_term(agreement, today, review_months=law.parameter(REVIEW_EVERY, today))
    flags = flags_for([agreement], today=today, thresholds=thresholds_on(law, today))[agreement.pk]
    possible = possible_changes(agreement, today)
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Term")),
        "said": sentence_of(agreement, standing),
        "standing": standing,
        "flags": flags_shown(flags, law, today),
        "type": road_words.TERMS[agreement.term_type],  # type: ignore[index]
        "steps": [*_signed(agreement), *(_step(change) for change in changes_of(agreement))],
        "possible": [(slug, say) for slug, (kind, say) in words.SLUGS.items() if kind in possible],
        "why": why_not(request, CHANGE, agreement),
    }
    return render(request, "agreements/life/term.html", context)


def sentence_of(agreement: Agreement, standing: Standing) -> str:
    """How the term stands, in one sentence."""
    state = str(road_words.STATES[agreement.state])  # type: ignore[index]
    if standing.has_lapsed:
        return _("The term ran out on %(day)s, %(n)s days ago without a term so far.") % {
            "day": _day(agreement.ends_on),
            "n": standing.gap + 1,
        }
    if agreement.ended_on:
        return _("%(state)s since %(day)s.") % {"state": state, "day": _day(agreement.ended_on)}
    if standing.end is None:
        return _("%(state)s, without a last day.") % {"state": state}
    if standing.is_rolled:
        return _("%(state)s; renewed by itself until %(day)s.") % {"state": state, "day": _day(standing.end)}
    return _("%(state)s until %(day)s.") % {"state": state, "day": _day(standing.end)}


def _day(day: Any) -> str:
    return date_format(day, "j F Y")


def _signed(agreement: Agreement) -> list[dict[str, Any]]:
    if agreement.signed_on is None:
        return []
    return [{"state": "done", "title": _("Signed"), "say": _day(agreement.signed_on), "lines": []}]


def _step(change: TermChange) -> dict[str, Any]:
    """One change as a step of the story."""
    lines = [change.reason]
    if change.caused_by is not None:
        lines.insert(
            0, _("Carried along by %(reference)s.") % {"reference": change.caused_by.agreement.reference}
        )
    if change.ends_before != change.ends_after and change.ends_after is not None:
        before = _day(change.ends_before) if change.ends_before else "–"
        lines.append(
            _("Last day: %(before)s → %(after)s.") % {"before": before, "after": _day(change.ends_after)}
        )
    if change.kind == Kind.REVIVAL and (gap := gap_days(change.ends_before, change.on)):
        lines.append(ngettext("%(n)s day without a term.", "%(n)s days without a term.", gap) % {"n": gap})
    if change.ground in GROUNDS:
        ground = GROUNDS[change.ground]
        lines.append(
            _("Ground: %(letter)s. %(says)s (UU 24/2000 art. 18, grade A)")
            % {"letter": ground.letter, "says": said(ground.says)}
        )
    if change.left_to_settle:
        lines.append(_("Left to settle: %(what)s") % {"what": change.left_to_settle})
    if change.successor is not None:
        lines.append(_("Replaced by %(reference)s.") % {"reference": change.successor.reference})
    if change.paper is not None:
        lines.append(_("Document: %(title)s") % {"title": change.paper.title})
    return {
        "state": "decided" if change.kind in verbs.ENDED_BECAUSE else "done",
        "title": words.CHANGES[Kind(change.kind)],
        "say": _day(change.on),
        "lines": lines,
    }


@needs(CHANGE)
@require_http_methods(["GET", "POST"])
def change_term(request: HttpRequest, reference: str, slug: str) -> HttpResponse:
    """A change of the term, with the agreements it would carry along shown before it is confirmed."""
    agreement = agreement_or_404(request, reference)
    if slug not in words.SLUGS:
        raise Http404
    kind, button = words.SLUGS[slug]
    carried = preview(agreement, kind)
    form = TermForm(request.POST or None, agreement=agreement, kind=kind)
    shown = frozenset(int(key) for key in request.POST.getlist("carries") if key.isascii() and key.isdigit())
    page = Page(
        _("%(what)s: %(reference)s") % {"what": button, "reference": reference},
        reverse("agreements:term", args=[reference]),
        _("The term is changed."),
        str(button),
        template="term_form",
        more={"carried": carried, "kind": kind, "hints": _hints(kind, agreement)},
    )
    return ask(request, agreement, form, lambda: _do(kind, agreement, form, shown, request), page)


def _do(
    kind: Kind, agreement: Agreement, form: TermForm, shown: frozenset[int], request: HttpRequest
) -> TermChange:
    change, by, typed = form.change(shown), viewer(request), form.cleaned_data
    doing: dict[Kind, Callable[[], TermChange]] = {
        Kind.EXTENSION: lambda: verbs.extend(agreement, change=change, until=typed["until"], by=by),
        Kind.REVIVAL: lambda: verbs.revive(agreement, change=change, until=typed["until"], by=by),
        Kind.SUSPENSION: lambda: verbs.suspend(agreement, change=change, by=by),
        Kind.RESUMPTION: lambda: verbs.resume(agreement, change=change, by=by),
        Kind.COMPLETION: lambda: verbs.complete(agreement, change=change, ground=typed["ground"], by=by),
        Kind.SUPERSESSION: lambda: verbs.supersede(
            agreement, change=change, successor=typed["successor"], by=by
        ),
        Kind.TERMINATION: lambda: verbs.terminate(
            agreement, change=change, ground=typed["ground"], left_to_settle=typed["left_to_settle"], by=by
        ),
    }
    return doing[kind]()


def _hints(kind: Kind, agreement: Agreement) -> list[str]:
    """What to know before changing the term."""
    hints = {
        Kind.EXTENSION: _(
            "By written consent of the parties; PP 28/2018 has no provision (unverified practice)."
        ),
        Kind.REVIVAL: _("The days between the lapse and this document stay visible as a gap."),
        Kind.SUSPENSION: _(
            "No article about suspension was read: it follows the agreement's own text (grade D)."
        ),
        Kind.RESUMPTION: _("Only what this suspension had carried goes on with it."),
        Kind.COMPLETION: _("Agreements under it stay as they are; look at them afterwards."),
        Kind.SUPERSESSION: _("A new agreement replaces this one (UU 24/2000 art. 18 letter e, grade A)."),
        Kind.TERMINATION: _("Everything in force or suspended under it ends with it."),
    }
    last = [_("Last day now: %(day)s.") % {"day": _day(agreement.ends_on)}] if agreement.ends_on else []
    return [hints[kind], *last]
