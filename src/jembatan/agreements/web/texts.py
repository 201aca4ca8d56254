"""The pages of texts: what is drafted, one version side by side, writing the next, comparing, agreeing, printing."""

import io
import tempfile
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.refusing import sentence_of
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements import actions
from jembatan.agreements.engine.text_files import document_types, standard_templates
from jembatan.agreements.exchange.texts import FORMATS, file_name, save_text
from jembatan.agreements.models import Agreement, AgreementText
from jembatan.agreements.queries.texts import changes_between, newest_texts, text_page, version_of
from jembatan.agreements.rules.bilingual import Difference
from jembatan.agreements.rules.clauses import from_parts
from jembatan.agreements.rules.papers import OWN_NAMES
from jembatan.agreements.web.finding import agreement_or_404, trail
from jembatan.agreements.web.text_forms import AgreeForm, FactsForm, WriteForm, languages_shown
from jembatan.documents.engine.pdf import NoLetters
from jembatan.ledger.acting import record
from jembatan.workflow.refusals import Refused

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def _told(refusal: Refused) -> str:
    """The refusal in the viewer's language, the facts it names too."""
    wordings = refusal.detail.get("wordings", ())
    shown = get_language() or "id"
    words = ", ".join(dict.fromkeys(wording.in_language(shown) for wording in wordings))
    places = ("name", "names") if wordings else ()
    return sentence_of(refusal, {place: {refusal.detail.get(place): words} for place in places})


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_texts(request: HttpRequest, reference: str) -> HttpResponse:
    """Every text of the agreement, and the templates a new one can begin from."""
    agreement = agreement_or_404(request, reference)
    context = _context(request, agreement, _("Texts")) | {
        "texts": [{"kept": kept, "name": _type_name(kept.type)} for kept in newest_texts(agreement)],
        "templates": list(standard_templates().values()),
    }
    return render(request, "agreements/texts.html", context)


@needs(Permission.TEXT_EDIT)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, reference: str, template: str) -> HttpResponse:
    """Begin a text from a template: its facts are asked for, what is known is filled in."""
    agreement = agreement_or_404(request, reference)
    if template not in standard_templates():
        raise Http404
    known = standard_templates()[template]
    form = FactsForm(request.POST or None, template=known, agreement=agreement)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                kept = actions.draft_from_template(agreement, template, form.facts, by=viewer(request))
            except Refused as refusal:
                form.add_error(None, _told(refusal))
                status = refusal.status
            else:
                messages.success(request, _("The draft is there. Read it clause by clause."))
                return redirect("agreements:text", reference, kept.type)
    context = _context(request, agreement, known.name.id) | {"form": form, "template": known}
    return render(request, "agreements/text_draft.html", context, status=status)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_text(request: HttpRequest, reference: str, kind: str, number: int | None = None) -> HttpResponse:
    """One version, its languages side by side, and what differs between them."""
    return _page(request, _kept_or_404(request, reference, kind, number))


@needs(Permission.TEXT_EDIT)
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Write the next version, a box for each language."""
    agreement = agreement_or_404(request, reference)
    if kind not in document_types():
        raise Http404
    kept = version_of(agreement, kind)
    languages = languages_shown(kept.clauses if kept else None, request.GET.get("bahasa", ""))
    form = WriteForm(
        request.POST or None,
        languages=languages,
        text=from_parts(kept.clauses) if kept else None,
        initial={"seen": kept.version if kept else 0},
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                said = form.cleaned_data
                actions.write_text(
                    agreement, kind, form.text, seen=said["seen"], remark=said["remark"], by=viewer(request)
                )
            except Refused as refusal:
                form.add_error(None, _told(refusal))
                status = refusal.status
            else:
                messages.success(request, _("The new version is kept; the earlier ones stay."))
                return redirect("agreements:text", reference, kind)
    context = _context(request, agreement, _type_name(kind)) | {
        "form": form,
        "kind": kind,
        "more": {code: name for code, name in OWN_NAMES.items() if code not in languages},
    }
    return render(request, "agreements/text_write.html", context, status=status)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def compare(request: HttpRequest, reference: str, kind: str, before: int, after: int) -> HttpResponse:
    """Two versions of a text, with what went and what came."""
    old = _kept_or_404(request, reference, kind, before)
    new = _kept_or_404(request, reference, kind, after)
    context = _context(request, old.agreement, _type_name(kind)) | {
        "old": old,
        "new": new,
        "changes": [
            {"change": change, "name": OWN_NAMES.get(change.language, change.language)}
            for change in changes_between(old, new)
        ],
    }
    return render(request, "agreements/text_compare.html", context)


@needs(Permission.TEXT_EDIT)
@require_POST
def agree(request: HttpRequest, reference: str, kind: str, number: int) -> HttpResponse:
    """Write down that the parties agreed on this version."""
    kept = _kept_or_404(request, reference, kind, number)
    form = AgreeForm(request.POST)
    if not form.is_valid():
        return _page(request, kept, form=form, status=400)
    try:
        actions.agree_on_text(kept, on=form.cleaned_data["on"], by=viewer(request))
    except Refused as refusal:
        form.add_error(None, _told(refusal))
        return _page(request, kept, form=form, status=refusal.status)
    messages.success(request, _("Version %(number)s is agreed on.") % {"number": number})
    return redirect("agreements:text_version", reference, kind, number)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def download(request: HttpRequest, reference: str, kind: str, number: int, form: str) -> HttpResponseBase:
    """The version as Word or PDF, its languages in columns; a draft says so across every page."""
    kept = _kept_or_404(request, reference, kind, number)
    if form not in FORMATS:
        raise Http404
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name(kept, form)
        try:
            save_text(kept, form, path)
        except NoLetters as refusal:
            return _page(request, kept, refused=sentence_of(refusal), status=refusal.status)
        with transaction.atomic():
            record("agreements.text_printed", kept, by=viewer(request), detail={"form": form})
        content = io.BytesIO(path.read_bytes())
    return FileResponse(content, as_attachment=True, filename=path.name, content_type=CONTENT_TYPES[form])


def _kept_or_404(request: HttpRequest, reference: str, kind: str, number: int | None) -> AgreementText:
    agreement = agreement_or_404(request, reference)
    kept = version_of(agreement, kind, number)
    if kept is None:
        raise Http404
    kept.agreement = agreement
    return kept


def _page(
    request: HttpRequest,
    kept: AgreementText,
    *,
    form: AgreeForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    agreement = kept.agreement
    page = text_page(kept, on=timezone.localdate())
    told: dict[int | None, list[dict[str, Any]]] = {}
    for difference in page.differences:
        told.setdefault(difference.row, []).append(
            {"sentence": _sentence(difference), "blocks": difference in page.blocks}
        )
    versions = page.text.versions
    context = _context(request, agreement, _type_name(kept.type)) | {
        "page": page,
        "kept": kept,
        "names": [OWN_NAMES.get(version.language, version.language) for version in versions],
        "around": told.get(None, []),
        "rows": [
            {"cells": zip(page.text.languages, row.clauses, strict=True), "told": told.get(at, [])}
            for at, row in enumerate(page.rows)
        ],
        "refused": refused,
        "form": form or AgreeForm(initial={"on": timezone.localdate()}),
    }
    return render(request, "agreements/text.html", context, status=status)


def _sentence(difference: Difference) -> str:
    """What differs, in the viewer's language, with the languages by their names."""
    if not difference.values:
        return _(difference.what)
    named = {name: OWN_NAMES.get(str(value), value) for name, value in difference.values.items()}
    return _(difference.what) % named


def _context(request: HttpRequest, agreement: Agreement, here: str) -> dict[str, Any]:
    return {
        "agreement": agreement,
        "crumbs": trail(agreement, here=here),
        "heading": here,
        "may_write": viewer(request).may(Permission.TEXT_EDIT, at=agreement.place_code),
    }


def _type_name(code: str) -> str:
    known = document_types().get(code)
    return known.name.id if known else code
