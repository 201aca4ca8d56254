"""Whom Indonesia recognises: the table for everybody, the form for the two ministries."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.accounts.rules.places import COUNTRY
from jembatan.accounts.trail import Crumb
from jembatan.counterparts import actions
from jembatan.counterparts.engine.packaged import countries, standard_recognition
from jembatan.counterparts.models import RecognitionSet
from jembatan.counterparts.queries import recognition_of, recognition_table
from jembatan.counterparts.rules.folding import fold
from jembatan.counterparts.rules.recognition import RELATION_WORDS, Recognition, Relation, relation_verdict
from jembatan.counterparts.web.finding import sentence_of, trail
from jembatan.counterparts.web.forms import RecognitionForm, said
from jembatan.workflow.refusals import Refused


@needs(Permission.COUNTERPART_SEE)
@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """Every country and how it stands today, found by any of its names."""
    today = timezone.localdate()
    rows = recognition_table(today)
    counts = {relation: sum(row.recognition.relation is relation for row in rows) for relation in Relation}
    asked, relation = fold(request.GET.get("q", "")), request.GET.get("hubungan", "")
    if asked:
        rows = [row for row in rows if any(asked in name for name in countries().names_of(row.country.iso2))]
    if relation in list(Relation):
        rows = [row for row in rows if row.recognition.relation == relation]
    if (get_language() or "id").startswith("en"):
        rows.sort(key=lambda row: row.country.name.en)
    context = {
        "rows": rows,
        "today": today,
        "relations": said(RELATION_WORDS),
        "unverified": counts[Relation.UNVERIFIED],
        "total": sum(counts.values()),
        "may_set": viewer(request).may(Permission.RECOGNITION_SET, at=COUNTRY),
        "crumbs": trail(here=_("Recognition")),
    }
    return render(request, "counterparts/recognition.html", context)


@needs(Permission.COUNTERPART_SEE)
@require_http_methods(["GET", "POST"])
def entity(request: HttpRequest, code: str) -> HttpResponse:
    """One entity: every statement about it, and the form that makes a new one."""
    country = countries().by_code.get(code)
    if country is None:
        raise Http404
    by, today = viewer(request), timezone.localdate()
    form = RecognitionForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                actions.set_recognition(statement=_statement(code, form), at=COUNTRY, by=by)
            except Refused as refusal:
                form.add_error(None, sentence_of(refusal))
                status = refusal.status
            else:
                messages.success(request, _("The statement is kept. It holds from its first day on."))
                return redirect("counterparts:entity", code)
    recognition = recognition_of(code, today)
    name = country.name.in_language(get_language() or "id")
    context = {
        "country": country,
        "name": name,
        "recognition": recognition,
        "verdict": relation_verdict(recognition),
        "packaged": [row for row in standard_recognition() if row.entity_code == code],
        "statements": RecognitionSet.objects.filter(entity_code=code).order_by("-valid_from", "-id"),
        "form": form,
        "may_set": by.may(Permission.RECOGNITION_SET, at=COUNTRY),
        "crumbs": trail(Crumb(_("Recognition"), reverse("counterparts:recognition")), here=name),
    }
    return render(request, "counterparts/entity.html", context, status=status)


def _statement(code: str, form: RecognitionForm) -> Recognition:
    said = form.cleaned_data
    return Recognition(
        entity_code=code,
        relation=Relation(said["relation"]),
        valid_from=said["valid_from"],
        valid_to=said["valid_to"],
        source=said["source"],
        url=said["url"],
        grade=said["grade"],
        basis=said["basis"],
    )
