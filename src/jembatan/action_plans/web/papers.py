"""A plan as a file: for the offices with the children's short names, or for everybody without small numbers."""

import io
import tempfile
from pathlib import Path

from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.action_plans.exchange.files import FORMATS, file_name, save_rades
from jembatan.action_plans.exchange.printing import Copy, Paper
from jembatan.action_plans.queries.children import names_behind
from jembatan.action_plans.queries.plans import plan_page
from jembatan.action_plans.web.finding import is_protected, plan_or_404
from jembatan.ledger.acting import record

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@needs(Permission.PLAN_SEE)
@require_GET
def download(request: HttpRequest, code: str, year: int, copy: str, kind: str) -> HttpResponseBase:
    """The plan as Word, PDF or Excel. Who may not see the village's children gets the public copy only."""
    by, plan = viewer(request), plan_or_404(request, code, year)
    if copy not in set(Copy) or kind not in FORMATS:
        raise Http404
    wanted = Copy(copy)
    if wanted == Copy.OFFICE and is_protected(by, code):
        raise Http404
    names = () if wanted == Copy.PUBLIC else tuple(names_behind(by, plan, on_paper=True))
    paper = Paper(plan_page(by, plan, on_paper=True), wanted, timezone.localdate(), names)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name(paper, kind)
        save_rades(paper, kind, path)
        with transaction.atomic():
            record("action_plans.printed", plan, by=by, detail={"copy": wanted.value, "kind": kind})
        # A plan is small; nothing of it stays on the disk.
        content = io.BytesIO(path.read_bytes())
    return FileResponse(content, as_attachment=True, filename=path.name, content_type=CONTENT_TYPES[kind])
