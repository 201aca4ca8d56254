"""The form of a school, read from its name, and what it means for a pupil's level.

Source: the forms of Dapodik and EMIS (`bentuk_pendidikan`), `docs/formats.md`.
"""

import re

# First word of a name to the form; the longest fitting word wins. N negeri, S swasta, IT terpadu.
_FORMS = (
    (r"SD(N|S|IT|K|I)?", "SD"),
    (r"SMP(N|S|IT|K|I)?|SLTP", "SMP"),
    (r"SMA(N|S|IT|K|I)?|SMU", "SMA"),
    (r"SMK(N|S|IT)?", "SMK"),
    (r"MI(N|S)?", "MI"),
    (r"MTS(N|S)?", "MTS"),
    (r"MA(N|S)?|MAK", "MA"),
    (r"SLB(N)?|SDLB(N)?|SMPLB(N)?|SMALB(N)?|SMLB", "SLB"),
    (r"PKBM|SKB|SPNF", "PKBM"),
    (r"TK(N|IT|K)?|RA|KB|TPA|SPS|PAUD", "TK"),
    (r"PKPPS|PPS|SPM|PDF", "PKPPS"),
)

LEVEL_OF_FORM = {
    "SD": "sd",
    "SMP": "smp",
    "SMA": "sma",
    "SMK": "smk",
    "MI": "mi",
    "MTS": "mts",
    "MA": "ma",
    "TK": "tk",
}

KIND_OF_FORM = {
    "SD": "formal",
    "SMP": "formal",
    "SMA": "formal",
    "SMK": "formal",
    "MI": "madrasah",
    "MTS": "madrasah",
    "MA": "madrasah",
    "SLB": "slb",
    "PKBM": "paket",
    "TK": "kindergarten",
    "PKPPS": "pkpps",
}


def form_of_name(name: str) -> str | None:
    """`SD NEGERI CONTOHSARI 1` is SD; None when the first word is no known form."""
    words = re.split(r"[\s.]+", name.strip().upper(), maxsplit=1)
    first = words[0] if words else ""
    return next((form for pattern, form in _FORMS if re.fullmatch(pattern, first)), None)


def form_of_code(form: str) -> str | None:
    """The form as this module names it, from a registry's form (`SPK SD`, `SKB`, `SDLB`)."""
    last = form.strip().upper().split()[-1] if form.strip() else ""
    return form_of_name(last)
