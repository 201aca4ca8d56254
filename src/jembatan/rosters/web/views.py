"""Import pages: hand a file over, look at its dry-run report, commit it or take it back."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.models import User
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.trail import place_title
from jembatan.ledger.models import Entry
from jembatan.rosters import actions, queries
from jembatan.rosters.disk import all_or_nothing
from jembatan.rosters.engine.inspecting import inspect
from jembatan.rosters.engine.reading import error_workbook
from jembatan.rosters.models import Batch
from jembatan.rosters.rules.batches import State
from jembatan.rosters.web.forms import HandoverForm
from jembatan.rosters.words import refusal_told
from jembatan.workflow.refusals import Refused

ON_A_PAGE = 25
# Characters of an upload's name that are kept: the end, with its ending.
LONGEST_NAME = 60
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@needs(Permission.BATCH_SEE)
def batches(request: HttpRequest) -> HttpResponse:
    """Files handed over for the viewer's places, newest first."""
    found = Batch.objects.visible_to(viewer(request)).select_related("place", "staged_by")
    chosen = request.GET.get("keadaan", "")
    if chosen in set(State):
        found = found.filter(state=chosen)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("hal"))
    context = {"page": page, "chosen": chosen, "states": list(State)}
    return render(request, "rosters/batches.html", context)


@needs(Permission.BATCH_STAGE)
def hand_over(request: HttpRequest) -> HttpResponse:
    """The form, and what it does: read the file, keep it staged with its report. Nothing else changes."""
    form = HandoverForm(request.POST or None, request.FILES or None, viewer=viewer(request))
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return _shown(request, _staged(form, request).pk)
            except actions.AlreadyImported as refusal:
                messages.info(request, refusal_told(refusal))
                return _shown(request, refusal.detail["batch"])
            except Refused as refusal:
                status = refusal.status
                form.refuse(refusal, refusal_told(refusal))
    context = {"form": form, "crumbs": _crumbs(_("Hand a file over"))}
    return render(request, "rosters/hand_over.html", context, status=status)


@require_GET
@needs(Permission.BATCH_SEE)
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """One file: what it is, what was read, what was refused and why, what can be done next."""
    found = _batch(request, number)
    person = viewer(request)
    context = {
        "batch": found,
        "place_title": place_title(found.place),
        "crumbs": _crumbs(found.file_name),
        "may_commit": person.may(Permission.BATCH_COMMIT, at=found.place_code),
        "may_undo": person.may(Permission.BATCH_UNDO, at=found.place_code),
        "may_reconcile": person.may(Permission.RECONCILE, at=found.place_code),
        "may_see_place": person.may(Permission.RECAP_SEE, at=found.place_code),
        "departures": queries.departures(found)
        if person.may(Permission.CHILD_SEE, at=found.place_code)
        else None,
        "entries": Entry.objects.about(found).select_related("actor"),
    }
    return render(request, "rosters/batch.html", context)


@require_POST
@needs(Permission.BATCH_COMMIT)
def commit(request: HttpRequest, number: int) -> HttpResponse:
    return _do(request, number, lambda found: _commit(found, viewer(request)), _("The records are in."))


@require_POST
@needs(Permission.BATCH_COMMIT)
def discard(request: HttpRequest, number: int) -> HttpResponse:
    done = _("The file was discarded; nothing had been added.")
    return _do(request, number, lambda found: actions.discard(found, by=viewer(request)), done)


@require_POST
@needs(Permission.BATCH_UNDO)
def undo(request: HttpRequest, number: int) -> HttpResponse:
    done = _("The batch was taken back; its records are gone.")
    return _do(request, number, lambda found: actions.undo(found, by=viewer(request)), done)


@require_GET
@needs(Permission.BATCH_COMMIT)
def refused_rows(request: HttpRequest, number: int) -> HttpResponseBase:
    """The refused rows in their own layout, to be corrected and handed over again."""
    found = _batch(request, number)
    try:
        with queries.original_of(found) as inspected:
            path = inspected.path.with_name("ditolak.xlsx")
            error_workbook(inspected.reading, inspected.path, path)
            content = path.open("rb")
    except Refused as refusal:
        messages.error(request, refusal_told(refusal))
        return redirect("rosters:batch", number)
    name = f"ditolak-{found.pk}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)


def _batch(request: HttpRequest, number: int) -> Batch:
    mine = Batch.objects.visible_to(viewer(request)).select_related("place", "village", "staged_by")
    return get_object_or_404(mine, pk=number)


def _do(request: HttpRequest, number: int, verb: Callable[[Batch], None], done: str) -> HttpResponse:
    found = _batch(request, number)
    try:
        verb(found)
    except Refused as refusal:
        messages.error(request, refusal_told(refusal))
    else:
        messages.success(request, done)
    return redirect("rosters:batch", number)


def _commit(found: Batch, by: User) -> None:
    with all_or_nothing(file=found.file_name, sha256=found.sha256):
        actions.commit(found, by=by)


def _staged(form: HandoverForm, request: HttpRequest) -> Batch:
    upload: TemporaryUploadedFile = form.cleaned_data["file"]
    # The reader goes by the name in what it says to people; the upload's own file has another.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (upload.name or "file")[-LONGEST_NAME:]
        path.symlink_to(upload.temporary_file_path())
        inspected = inspect(path, form.handover(), today=timezone.localdate())
        with all_or_nothing(file=inspected.file_name, sha256=inspected.reading.sha256):
            return actions.stage(inspected, at=inspected.place_code, by=viewer(request))


def _shown(request: HttpRequest, number: int) -> HttpResponse:
    """On to the page of the batch; the page's own script is told where and goes there itself."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"next": reverse("rosters:batch", args=[number])})
    return redirect("rosters:batch", number)


def _crumbs(here: str) -> list[dict[str, str | None]]:
    return [{"name": _("Files"), "url": reverse("rosters:batches")}, {"name": here, "url": None}]
