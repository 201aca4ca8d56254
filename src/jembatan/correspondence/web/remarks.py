"""Remarks on a thing: the thread, a new remark, an answer, settled or not.

The thing itself belongs to a module above, which finds it for the viewer; what is not found is a 404.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jembatan.accounts.access import signed_in, viewer
from jembatan.correspondence import actions, queries
from jembatan.correspondence.models import Remark
from jembatan.correspondence.subjects import Subject, find, may_see
from jembatan.correspondence.web.returning import back_to, sentence_of
from jembatan.correspondence.words import label
from jembatan.workflow.refusals import Refused

LONGEST_FIELD = 60


@signed_in
@require_http_methods(["GET", "POST"])
def show_thread(request: HttpRequest, subject_type: str, subject_id: str) -> HttpResponse:
    """GET: everything said on the thing. POST: say something, on the field in `field` ("" is the whole)."""
    subject = _subject_or_404(request, subject_type, subject_id)
    if request.method == "GET":
        return _page(request, subject)
    field = request.POST.get("field", "")[:LONGEST_FIELD]

    def say() -> Remark:
        return actions.remark(
            subject,
            field=field,
            text=request.POST.get("text", ""),
            may_see=may_see(subject),
            at=subject.place_code,
            by=viewer(request),
        )

    return _done(request, subject, say, _("Your remark is there."), anchor=field or "semua")


@signed_in
@require_POST
def reply(request: HttpRequest, remark_id: int) -> HttpResponse:
    """Answer a remark."""
    remark, subject = _remark_or_404(request, remark_id)

    def say() -> Remark:
        text = request.POST.get("text", "")
        return actions.reply(remark, text=text, subject=subject, may_see=may_see(subject), by=viewer(request))

    return _done(request, subject, say, _("Your answer is there."), anchor=remark.field or "semua")


@signed_in
@require_POST
def resolve(request: HttpRequest, remark_id: int) -> HttpResponse:
    """Say that a remark is settled."""
    remark, subject = _remark_or_404(request, remark_id)

    def verb() -> None:
        actions.resolve(remark, subject=subject, may_see=may_see(subject), by=viewer(request))

    return _done(request, subject, verb, _("The remark is resolved."), anchor=remark.field or "semua")


@signed_in
@require_POST
def reopen(request: HttpRequest, remark_id: int) -> HttpResponse:
    """Say that a remark is not settled after all."""
    remark, subject = _remark_or_404(request, remark_id)

    def verb() -> None:
        actions.reopen_remark(remark, by=viewer(request))

    return _done(request, subject, verb, _("The remark is open again."), anchor=remark.field or "semua")


def _subject_or_404(request: HttpRequest, subject_type: str, subject_id: str) -> Subject:
    subject = find(viewer(request), subject_type, subject_id)
    if subject is None:
        raise Http404
    return subject


def _remark_or_404(request: HttpRequest, remark_id: int) -> tuple[Remark, Subject]:
    remark = queries.remark_by_id(remark_id)
    if remark is None:
        raise Http404
    return remark, _subject_or_404(request, remark.subject_type, remark.subject_id)


def _done(
    request: HttpRequest, subject: Subject, verb: Callable[[], object], said: str, *, anchor: str
) -> HttpResponse:
    """Carry the verb out and go back to where the form stood; when refused, say why and keep what was typed."""
    try:
        verb()
    except Refused as refusal:
        return _page(request, subject, refusal=refusal)
    messages.success(request, said)
    return redirect(f"{back_to(request, subject.url).partition('#')[0]}#catatan-{anchor}")


def _page(request: HttpRequest, subject: Subject, *, refusal: Refused | None = None) -> HttpResponse:
    title = label(subject.title)
    context: dict[str, Any] = {
        "thread": queries.thread_of(viewer(request), subject),
        "title": title,
        "refusal": sentence_of(refusal) if refusal else "",
        "typed": request.POST.get("text", "") if refusal else "",
        "typed_field": request.POST.get("field", "")[:LONGEST_FIELD],
        "again": back_to(request, reverse("correspondence:thread", args=[subject.type, subject.id])),
        "crumbs": [{"name": title, "url": subject.url}, {"name": _("Remarks"), "url": None}],
    }
    return render(request, "correspondence/thread.html", context, status=refusal.status if refusal else 200)
