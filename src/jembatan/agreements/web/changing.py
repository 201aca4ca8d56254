"""Changing a cooperation while it is on its road, giving it up, taking it up again, showing it to the public."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from jembatan.accounts.access import needs, viewer
from jembatan.accounts.rules.permissions import Permission
from jembatan.agreements import actions
from jembatan.agreements.engine.law_files import road_for
from jembatan.agreements.engine.topic_files import fields
from jembatan.agreements.models import Agreement
from jembatan.agreements.queries.road import stages_kept
from jembatan.agreements.rules.editing import EDITABLE
from jembatan.agreements.rules.kinds import KINDS, KINDS_FOR, OBJECTS, Kind
from jembatan.agreements.rules.starting import PARTNER_CLASS_OF
from jembatan.agreements.web.answering import asked, did, told
from jembatan.agreements.web.blockers_shown import said
from jembatan.agreements.web.finding import agreement_or_404, trail
from jembatan.agreements.web.road_forms import DropForm, ReasonForm
from jembatan.agreements.words import road as words
from jembatan.documents.asking import day_field
from jembatan.workflow.refusals import Refused


class EditForm(forms.Form):
    """The terms of an agreement and what it is about."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    title_id = forms.CharField(label=gettext_lazy("Title (Indonesian)"), max_length=300)
    title_en = forms.CharField(label=gettext_lazy("Title (English)"), max_length=300, required=False)
    purpose = forms.CharField(
        label=gettext_lazy("Purpose"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    objects = forms.MultipleChoiceField(
        label=gettext_lazy("Objects of the cooperation"), widget=forms.CheckboxSelectMultiple, required=False
    )
    fields_chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Fields"), widget=forms.SelectMultiple(attrs={"size": 6}), required=False
    )
    initiator = forms.CharField(label=gettext_lazy("Who began it"), max_length=200, required=False)
    desk = forms.CharField(label=gettext_lazy("Answering office"), max_length=160, required=False)
    term_type = forms.ChoiceField(label=gettext_lazy("Term"))
    starts_on = day_field(gettext_lazy("In force from"), required=False)
    ends_on = day_field(gettext_lazy("In force until"), required=False)
    review_every_months = forms.IntegerField(
        label=gettext_lazy("Review every (months)"), min_value=1, max_value=600, required=False
    )
    notice_days = forms.IntegerField(
        label=gettext_lazy("Notice (days)"), min_value=1, max_value=3660, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, str]]] = {
            "objects": [(str(code), said(name)) for code, name in OBJECTS.items()],
            "fields_chosen": [(code, said(field.name)) for code, field in fields().items()],
            "term_type": [(str(code), str(name)) for code, name in words.TERMS.items()],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]


@needs(Permission.AGREEMENT_EDIT)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Change terms and topics; two people who do so at once notice one another."""
    agreement = agreement_or_404(request, reference)
    topics = {
        name: [t.code for t in agreement.topics.all() if t.list == name] for name in ("object", "field")
    }
    initial = {name: getattr(agreement, name) for name in EDITABLE} | {
        "version": agreement.version,
        "objects": topics["object"],
        "fields_chosen": topics["field"],
    }
    form = EditForm(request.POST or None, initial=initial)

    def verb() -> None:
        said_so = form.cleaned_data
        actions.edit_agreement(
            agreement,
            values={name: said_so[name] for name in EDITABLE},
            topics={"object": said_so["objects"], "field": said_so["fields_chosen"]},
            version=said_so["version"],
            by=viewer(request),
        )

    title = _("Change the cooperation")
    return asked(request, agreement, form, verb, (title, "", _("The cooperation is saved.")))


class KindForm(ReasonForm):
    """Another kind of cooperation, and why."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of cooperation"), widget=forms.RadioSelect)
    field_order = ("kind", "because")

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = KINDS_FOR[PARTNER_CLASS_OF[agreement.counterpart.kind]]
        others = [kind for kind in offered if kind != agreement.kind and road_for(kind) is not None]
        self.fields["kind"].choices = [(str(k), said(KINDS[k])) for k in others]  # type: ignore[attr-defined]


@needs(Permission.AGREEMENT_EDIT)
@require_http_methods(["GET", "POST"])
def set_kind(request: HttpRequest, reference: str) -> HttpResponse:
    """Switch to another road; which closed stages would still count is told beforehand."""
    agreement = agreement_or_404(request, reference)
    form = KindForm(request.POST or None, agreement=agreement)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            kind = Kind(form.cleaned_data["kind"])
            ok, status = did(
                lambda: actions.set_kind(
                    agreement, kind=kind, because=form.cleaned_data["because"], by=viewer(request)
                ),
                form,
            )
            if ok:
                messages.success(request, _("The cooperation is on its new road. Nothing recorded was lost."))
                return redirect("agreements:agreement", reference)
    choices = [code for code, _name in form.fields["kind"].choices]  # type: ignore[attr-defined]
    context = {
        "agreement": agreement,
        "form": form,
        "previews": [_preview(agreement, Kind(code)) for code in choices],
        "crumbs": trail(agreement, here=_("Another kind")),
    }
    return render(request, "agreements/set_kind.html", context, status=status)


def _preview(agreement: Agreement, kind: Kind) -> dict[str, Any]:
    """What a switch would do to the closed stages, in words."""
    now, then = road_for(Kind(agreement.kind)), road_for(kind)
    named = {step.code: said(step.name) for road in (now, then) if road for step in road.stages}
    stages = stages_kept(agreement, kind)
    return {
        "kind": said(KINDS[kind]),
        **{key: [named[code] for code in codes] for key, codes in stages.items()},
    }


@needs(Permission.AGREEMENT_EDIT)
@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the cooperation up before it is signed."""
    agreement = agreement_or_404(request, reference)
    form = DropForm(request.POST or None)

    def verb() -> None:
        said_so = form.cleaned_data
        actions.drop(agreement, because=said_so["because"], on=said_so["on"], by=viewer(request))

    hint = _("It leaves its road with the reason. Nothing is deleted, and it can be taken up again.")
    return asked(request, agreement, form, verb, (_("Give the cooperation up"), hint, _("It is given up.")))


@needs(Permission.AGREEMENT_EDIT)
@require_http_methods(["GET", "POST"])
def take_up_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Go on where the cooperation stopped."""
    agreement = agreement_or_404(request, reference)
    form = ReasonForm(request.POST or None)

    def verb() -> None:
        actions.take_up_again(agreement, because=form.cleaned_data["because"], by=viewer(request))

    return asked(request, agreement, form, verb, (_("Take it up again"), "", _("It is on its road again.")))


@needs(Permission.AGREEMENT_PUBLISH)
@require_POST
def publish(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the non-secret fields in the public register."""
    agreement = agreement_or_404(request, reference)
    try:
        actions.publish(agreement, by=viewer(request))
    except Refused as refusal:
        messages.error(request, told(refusal))
    else:
        messages.success(request, _("The public register shows it now."))
    return redirect("agreements:agreement", reference)


@needs(Permission.AGREEMENT_PUBLISH)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take it out of the public register."""
    agreement = agreement_or_404(request, reference)
    form = ReasonForm(request.POST or None)

    def verb() -> None:
        actions.withdraw_from_register(agreement, because=form.cleaned_data["because"], by=viewer(request))

    title = _("Take it out of the public register")
    return asked(request, agreement, form, verb, (title, "", _("The public register shows it no more.")))
