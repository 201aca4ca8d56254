"""The documents of an agreement: with versions, checksums, what they must hold, and where the originals lie."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements import actions
from jembatan.agreements.engine.text_files import document_types
from jembatan.agreements.models import Agreement, Paper
from jembatan.agreements.web.answering import did, told
from jembatan.agreements.web.blockers_shown import said
from jembatan.agreements.web.finding import agreement_or_404, trail
from jembatan.agreements.web.road_forms import CustodyForm, FileForm, ItemsForm, PaperForm, ReasonForm
from jembatan.agreements.web.stages import keep_paper
from jembatan.agreements.web.story import paper_shown
from jembatan.documents.originals import open_original
from jembatan.workflow.refusals import Refused


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_papers(request: HttpRequest, reference: str) -> HttpResponse:
    """Every document of the agreement, withdrawn ones too."""
    agreement = agreement_or_404(request, reference)
    papers = list(agreement.papers.prefetch_related("versions").select_related("added_by").order_by("-id"))
    context = {
        "agreement": agreement,
        "crumbs": trail(agreement, here=_("Documents")),
        "standing": [paper_shown(paper) for paper in papers if not paper.withdrawn_because],
        "withdrawn": [paper_shown(paper) for paper in papers if paper.withdrawn_because],
        "may_add": viewer(request).may(Permission.DOCUMENT_ADD, at=agreement.place_code),
    }
    return render(request, "agreements/papers.html", context)


@needs(Permission.DOCUMENT_ADD)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Add a document."""
    agreement = agreement_or_404(request, reference)
    form = PaperForm(
        request.POST or None, request.FILES or None, initial={"type": request.GET.get("jenis", "")}
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            made: list[Paper] = []
            ok, status = did(lambda: made.append(keep_paper(request, agreement, form)), form)
            if ok:
                messages.success(request, _("The document is added."))
                return redirect("agreements:paper", reference, made[0].pk)
    context = {
        "agreement": agreement,
        "form": form,
        "heading": _("Add a document"),
        "crumbs": trail(agreement, here=_("Add a document")),
    }
    return render(request, "agreements/ask.html", context, status=status)


def paper_or_404(agreement: Agreement, number: int) -> Paper:
    """One document of this agreement."""
    paper = agreement.papers.select_related("added_by").filter(pk=number).first()
    if paper is None:
        raise Http404
    return paper


@needs(Permission.AGREEMENT_SEE)
@require_GET
def show_paper(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One document: its versions with checksums, what it must hold, where the originals lie."""
    agreement = agreement_or_404(request, reference)
    return paper_response(request, agreement, paper_or_404(agreement, number))


def paper_response(
    request: HttpRequest,
    agreement: Agreement,
    paper: Paper,
    *,
    status: int = 200,
    refused: forms.Form | None = None,
) -> HttpResponse:
    """The page of the document; the form that was refused is shown again with what was typed."""
    by, kind = viewer(request), document_types()[paper.type]
    offered: dict[str, forms.Form] = {
        "file_form": FileForm(),
        "items_form": ItemsForm(paper=paper),
        "custody_form": CustodyForm(
            initial={
                "holder": paper.original_holder,
                "place": paper.original_place,
                "copies": paper.copies,
                "originals": paper.originals,
            }
        ),
        "reason_form": ReasonForm(),
    }
    context = {
        "agreement": agreement,
        "paper": paper,
        "kind": said(kind.name),
        "items": [{"item": item, "where": paper.items.get(item.code)} for item in kind.items],
        "versions": list(paper.versions.select_related("added_by").order_by("-number")),
        "may_add": by.may(Permission.DOCUMENT_ADD, at=agreement.place_code) and not paper.withdrawn_because,
        "crumbs": trail(agreement, here=paper.title),
        **{name: refused if type(refused) is type(form) else form for name, form in offered.items()},
    }
    return render(request, "agreements/paper.html", context, status=status)


@needs(Permission.DOCUMENT_ADD)
@require_POST
def add_version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A new file of the document."""
    form = FileForm(request.POST, request.FILES)

    def verb(paper: Paper) -> None:
        remark = form.cleaned_data["remark"]
        file = actions.FileGiven(form.cleaned_data["file"].name, form.content, remark)
        actions.add_version(paper, file=file, by=viewer(request))

    return _changed(
        request, reference, number, form, verb, _("The new version is kept beside the earlier ones.")
    )


@needs(Permission.DOCUMENT_ADD)
@require_POST
def tick(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say which mandatory items the document holds, and where."""
    form = ItemsForm(request.POST, paper=paper_or_404(agreement_or_404(request, reference), number))

    def verb(paper: Paper) -> None:
        actions.tick_items(paper, items=form.ticked, by=viewer(request))

    return _changed(request, reference, number, form, verb, _("The items are saved."))


@needs(Permission.DOCUMENT_ADD)
@require_POST
def keep(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Where the originals lie."""
    form = CustodyForm(request.POST)

    def verb(paper: Paper) -> None:
        told_so = form.cleaned_data
        custody = actions.Custody(
            told_so["holder"], told_so["place"], told_so["copies"], told_so["originals"]
        )
        actions.keep_custody(paper, custody=custody, by=viewer(request))

    return _changed(request, reference, number, form, verb, _("Recorded where the originals are."))


@needs(Permission.DOCUMENT_ADD)
@require_POST
def withdraw(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take the document out of the case, with the reason."""
    form = ReasonForm(request.POST)

    def verb(paper: Paper) -> None:
        actions.withdraw_paper(paper, because=form.cleaned_data["because"], by=viewer(request))

    return _changed(
        request, reference, number, form, verb, _("The document is withdrawn; its files stay kept.")
    )


def _changed(
    request: HttpRequest,
    reference: str,
    number: int,
    form: forms.Form,
    verb: Callable[[Paper], None],
    done: str,
) -> HttpResponse:
    agreement = agreement_or_404(request, reference)
    paper = paper_or_404(agreement, number)
    status = 400
    if form.is_valid():
        ok, status = did(lambda: verb(paper), form)
        if ok:
            messages.success(request, done)
            return redirect("agreements:paper", reference, number)
    return paper_response(request, agreement, paper_or_404(agreement, number), status=status, refused=form)


@needs(Permission.AGREEMENT_SEE)
@require_GET
def open_file(request: HttpRequest, reference: str, number: int, version: int) -> HttpResponse:
    """A file as it was handed over, checked against its checksum."""
    agreement = agreement_or_404(request, reference)
    kept = paper_or_404(agreement, number).versions.filter(number=version).first()
    if kept is None:
        raise Http404
    try:
        content = open_original(kept.sha256)
    except Refused as refusal:
        messages.error(request, told(refusal))
        return redirect("agreements:paper", reference, number)
    response = HttpResponse(content, content_type=kept.media_type)
    # Never shown inside the site's own pages: a file comes from outside.
    response["Content-Disposition"] = content_disposition_header(True, kept.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
