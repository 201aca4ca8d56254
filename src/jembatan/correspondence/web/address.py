"""Where my notices are mailed."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jembatan.accounts.access import signed_in, viewer
from jembatan.correspondence import actions
from jembatan.correspondence.web.returning import sentence_of
from jembatan.workflow.refusals import Refused


class AddressForm(forms.Form):
    """One address; what it must look like is the verb's to say."""

    address = forms.CharField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("Leave it empty to get no e-mail. Notices hold no names of children."),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "email"}),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def show_address(request: HttpRequest) -> HttpResponse:
    """GET: my address. POST: another one, or none."""
    by = viewer(request)
    form = AddressForm(request.POST or None, initial={"address": by.email})
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                actions.set_address(by, address=form.cleaned_data["address"], by=by)
            except Refused as refusal:
                form.add_error("address", sentence_of(refusal))
            else:
                messages.success(request, _("Your e-mail address is kept."))
                return redirect("correspondence:inbox")
    context = {
        "form": form,
        "crumbs": [
            {"name": _("Inbox"), "url": reverse("correspondence:inbox")},
            {"name": _("E-mail"), "url": None},
        ],
    }
    return render(request, "correspondence/address.html", context, status=status)
