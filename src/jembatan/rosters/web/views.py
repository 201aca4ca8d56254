"""Import pages: hand a file over, look at its dry-run report, commit it or take it back."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.ledger.models import Entry
from jembatan.rosters import actions, queries
from jembatan.rosters.engine.inspecting import inspect
from jembatan.rosters.engine.reading import error_workbook
from jembatan.rosters.models import Batch
from jembatan.rosters.rules.batches import State
from jembatan.rosters.web.forms import HandoverForm
from jembatan.workflow.refusals import Refused

ON_A_PAGE = 25
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
    person = viewer(request)
    form = HandoverForm(request.POST or None, request.FILES or None, viewer=person)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return redirect("rosters:batch", _staged(form, request).pk)
            except actions.AlreadyImported as refusal:
                messages.info(request, _(refusal.sentence) % refusal.detail)
                return redirect("rosters:batch", refusal.detail["batch"])
            except Refused as refusal:
                status = refusal.status
                form.add_error("file", _(refusal.sentence) % refusal.detail)
    return render(request, "rosters/hand_over.html", {"form": form}, status=status)


@require_GET
@needs(Permission.BATCH_SEE)
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """One file: what it is, what was read, what was refused and why, what can be done next."""
    found = _batch(request, number)
    person = viewer(request)
    context = {
        "batch": found,
        "may_commit": person.may(Permission.BATCH_COMMIT, at=found.place_code),
        "may_undo": person.may(Permission.BATCH_UNDO, at=found.place_code),
        "entries": Entry.objects.about(found).select_related("actor"),
    }
    return render(request, "rosters/batch.html", context)


@require_POST
@needs(Permission.BATCH_COMMIT)
def commit(request: HttpRequest, number: int) -> HttpResponse:
    return _do(
        request, number, lambda found: actions.commit(found, by=viewer(request)), _("The records are in.")
    )


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
def refused_rows(request: HttpRequest, number: int) -> FileResponse:
    """The refused rows in their own layout, to be corrected and handed over again."""
    found = _batch(request, number)
    with queries.original_of(found) as inspected, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ditolak.xlsx"
        error_workbook(inspected.reading, inspected.path, path)
        content = path.open("rb")
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
        messages.error(request, _(refusal.sentence) % refusal.detail)
    else:
        messages.success(request, done)
    return redirect("rosters:batch", number)


def _staged(form: HandoverForm, request: HttpRequest) -> Batch:
    upload: UploadedFile = form.cleaned_data["file"]
    # The reader wants a path with the name's ending; the upload's own temporary file has another.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"handed{Path(upload.name or '').suffix.lower()}"
        with path.open("wb") as copy:
            for chunk in upload.chunks():
                copy.write(chunk)
        inspected = inspect(path, form.handover(), today=timezone.localdate())
        return actions.stage(inspected, at=inspected.place_code, by=viewer(request))
