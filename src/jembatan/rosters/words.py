"""What people call the codes of this room. Message ids; an unknown code is shown as it is."""

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from jembatan.rosters.rules.batches import Kind, State
from jembatan.rosters.rules.remarks import recognised
from jembatan.workflow.refusals import Refused

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

# Facts of a refusal that are words, not names or numbers.
WORDED = frozenset({"kind", "reason", "advice", "method", "layout"})


def told(sentence: str) -> str:
    """A sentence of the rules in the reader's language; an unknown one as it came."""
    if not sentence:
        return ""
    remark, filled = recognised(sentence)
    return gettext(remark) % filled if filled else gettext(remark)


def refusal_told(refusal: Refused) -> str:
    """The refusal in the reader's language, with the words among its facts."""
    detail: dict[str, Any] = {name: _fact_told(name, fact) for name, fact in refusal.detail.items()}
    return gettext(refusal.sentence) % detail


def _fact_told(name: str, fact: Any) -> Any:
    if name in ("state", "wanted"):
        return str(STATES.get(fact, fact))
    return told(fact) if name in WORDED and isinstance(fact, str) else fact
