"""The form with which a file is handed over."""

from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from jembatan.accounts.models import User, within_any
from jembatan.accounts.rules.permissions import Permission
from jembatan.places.models import Region
from jembatan.places.rules.codes import Level
from jembatan.rosters.engine.inspecting import Handover
from jembatan.workflow.refusals import Refused

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
# The field at which each refusal is told; all others are about the file.
FIELD_OF_REFUSAL = {
    "rosters.school_not_named": "npsn",
    "rosters.unknown_school": "npsn",
    "rosters.place_not_named": "place",
    "rosters.place_differs": "place",
    "rosters.unknown_place": "place",
}
Choice = tuple[str, str]


class HandoverForm(forms.Form):
    """File, and what it may not say about itself: place, school, day, layout."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("As the program wrote it: .xlsx, .xls, .csv, .json or .zip, at most 100 MB."),
    )
    place = forms.ChoiceField(
        label=_("Place the file speaks for"),
        required=False,
        help_text=_("A village register does not say which village it is from: choose it."),
    )
    npsn = forms.RegexField(
        r"^[0-9A-Za-z]{8}$",
        label=_("School (NPSN)"),
        required=False,
        help_text=_(
            "Only for EMIS and other lists that do not name their school: the NPSN has 8 characters."
        ),
        error_messages={
            "invalid": _("An NPSN has exactly 8 letters or digits. Look it up and write it again.")
        },
    )
    cut_off = forms.DateField(
        label=_("The content holds for the day"),
        required=False,
        help_text=_("Leave it empty when the file says it itself, or was made today."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    profile = forms.ChoiceField(label=_("Layout"), choices=LAYOUTS, initial="auto", required=False)

    def __init__(self, *args: object, viewer: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offered = list(_offered(viewer))
        if len(offered) == 1:
            # Somebody with one village need not choose it.
            self.fields["place"].initial = offered[0].code
        self.fields["place"].choices = _choices(offered)  # type: ignore[attr-defined]

    def handover(self) -> Handover:
        """What was said, as the reader takes it. Call after `is_valid`."""
        said = self.cleaned_data
        return Handover(
            profile=said["profile"] or "auto",
            place=said["place"] or None,
            npsn=said["npsn"] or None,
            cut_off=said["cut_off"],
            file_name=said["file"].name,
        )

    def refuse(self, refusal: Refused, sentence: str) -> None:
        """Tell the refusal at the field that mends it."""
        self.add_error(FIELD_OF_REFUSAL.get(refusal.code, "file"), sentence)


def _offered(viewer: User) -> list[Region]:
    places = viewer.places_for(Permission.BATCH_STAGE)
    inside = Region.objects.filter(within_any(places, "code"), level__gte=Level.SUBDISTRICT)
    return list(inside.order_by("code"))


def _choices(offered: list[Region]) -> list[Choice | tuple[str, list[Choice]]]:
    """The places, grouped by sub-district."""
    names = {region.code: region.name for region in offered}
    groups = groupby(offered, key=lambda region: ".".join(region.code.split(".")[:3]))
    return [
        ("", str(_("Find out from the file"))),
        *(
            (f"Kecamatan {names.get(code, code)}", [(one.code, _title(one)) for one in group])
            for code, group in groups
        ),
    ]


def _title(region: Region) -> str:
    return f"{region.get_kind_display()} {region.name} ({region.code})"
