"""What people call the codes of this room. Message ids; an unknown code is shown as it is."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jembatan.rosters.rules.batches import Kind, State

STATES = {
    State.STAGED: pgettext_lazy("batch", "Checked, not in yet"),
    State.COMMITTED: pgettext_lazy("batch", "In"),
    State.DISCARDED: pgettext_lazy("batch", "Discarded"),
    State.UNDONE: pgettext_lazy("batch", "Taken back"),
}

PROFILES = {
    "dapodik": _("Dapodik, list of pupils"),
    "dapodik_ws": _("Dapodik web service"),
    "emis": _("EMIS, list of pupils"),
    "verval": _("National portal, Verval ATS"),
    "opensid": _("OpenSID population"),
    "opendk": _("OpenDK population"),
    "kobo": _("KoboToolbox census"),
    "odk": _("ODK census"),
    "regsosek": _("Regsosek"),
    "dtsen": _("DTSEN"),
    "siak": _("SIAK population"),
    "bip": _("BIP population"),
}

KINDS = {
    Kind.CENSUS: _("Village census"),
    Kind.REGISTER: _("Population register"),
    Kind.ROSTER: _("School roster"),
    Kind.MADRASAH: _("Madrasah roster"),
    Kind.PORTAL: _("National portal"),
    Kind.SOCIAL: _("Social registry"),
}

EVENTS = {
    "rosters.batch_staged": _("Handed over and checked"),
    "rosters.batch_committed": _("Records added"),
    "rosters.batch_discarded": _("Discarded"),
    "rosters.batch_undone": _("Taken back"),
}

# Statutory words stay as they are.
LEVELS = {
    "tk": "TK/RA",
    "sd": "SD",
    "mi": "MI",
    "paket_a": "Paket A",
    "ula": "Ula",
    "smp": "SMP",
    "mts": "MTs",
    "paket_b": "Paket B",
    "wustha": "Wustha",
    "sma": "SMA",
    "smk": "SMK",
    "ma": "MA",
    "paket_c": "Paket C",
    "ulya": "Ulya",
}

ATTENDING = {"yes": _("Attends"), "no": _("Does not attend"), "unknown": _("Not known")}
SEXES = {"L": _("Boy"), "P": _("Girl")}
