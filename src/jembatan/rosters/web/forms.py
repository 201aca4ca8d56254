"""The form with which a file is handed over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.places.models import Region
from jembatan.places.rules.codes import Level
from jembatan.rosters.engine.inspecting import Handover

LAYOUTS = [
    ("auto", _("Find out from the file")),
    ("dapodik", _("Dapodik, list of pupils (xlsx)")),
    ("dapodik_ws", _("Dapodik web service (json)")),
    ("emis", _("EMIS, list of pupils (xlsx)")),
    ("verval", _("National portal, Verval ATS (xlsx)")),
    ("opensid", _("OpenSID population (xlsx)")),
    ("opendk", _("OpenDK population (zip)")),
    ("kobo", _("KoboToolbox census (json)")),
    ("odk", _("ODK census (csv)")),
    ("regsosek", _("Regsosek (xlsx)")),
    ("dtsen", _("DTSEN (csv)")),
    ("siak", _("SIAK population (xls)")),
    ("bip", _("BIP population (xls)")),
]


class HandoverForm(forms.Form):
    """File, and what it may not say about itself: layout, village, school, day."""

    file = forms.FileField(label=_("File"))
    profile = forms.ChoiceField(label=_("Layout"), choices=LAYOUTS, initial="auto", required=False)
    place = forms.ChoiceField(label=_("Place the file speaks for"), required=False)
    npsn = forms.CharField(label=_("School (NPSN)"), max_length=8, required=False)
    cut_off = forms.DateField(
        label=_("The content holds for the day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: object, viewer: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        places = viewer.places_for(Permission.BATCH_STAGE)
        inside = Region.objects.filter(within_any(places, "code"), level__gte=Level.SUBDISTRICT).order_by("code")
        offered = [(found.code, f"{found.get_kind_display()} {found.name} ({found.code})") for found in inside]
        self.fields["place"].choices = [("", _("Find out from the file")), *offered]  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields["place"].initial = offered[0][0]

    def handover(self) -> Handover:
        """What was said, as the reader takes it. Call after `is_valid`."""
        said = self.cleaned_data
        return Handover(
            profile=said["profile"] or "auto",
            place=said["place"] or None,
            npsn=said["npsn"].strip() or None,
            cut_off=said["cut_off"],
            file_name=said["file"].name,
        )
