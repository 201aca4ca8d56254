"""What the reader remarks about a whole file, as message ids: what gave its layout away, what it is instead.

Engines fill the %(name)s places and keep the English sentence with the file's report; a page finds the
sentence here again and says it in the reader's language.
"""

import re
from collections.abc import Mapping

from jembatan.workflow.messages import message as _

HEADINGS_IN_ROW = _("headings in row %(row)s")
HEADINGS_IN_SHEET = _("headings in row %(row)s of sheet '%(sheet)s'")
PROVED_BY = _("proved by %(headings)s")
NO_PROOF = _("no proving heading")
KNOWN_HEADINGS = _("%(found)s of %(known)s known headings")
SHEETS_PASSED = _("sheets without these headings were not read: %(sheets)s")
NO_MACROS = _("macros in the workbook were not run")
ANY_LAYOUT = _("any known layout")

NOT_UTF8 = _("the text is not UTF-8")
AT_LINE = _("line %(line)s is broken")
ROWS_MISSING = _("%(promised)s rows promised, %(there)s there")
NO_XML = _("it is not well-formed XML")
NO_END = _("the archive has no end")
DAMAGED_PART = _("a part of the archive is damaged")
BROKEN = _("its inner structure is broken")

XML_FILE = _("an XML file (%(tag)s)")
KINDS = (
    _("a PDF"),
    _("a picture"),
    _("a RAR archive"),
    _("a 7z archive"),
    _("a gzip archive"),
    _("a database"),
    _("a Parquet table, which is already a clean table"),
    _("a program"),
    _("a word-processor document"),
    _("a Word document"),
    _("a presentation"),
    _("a binary workbook (.xlsb)"),
    _("an OpenDocument file"),
    _("an old Office file that is not a workbook"),
    _("a file of an unknown binary kind"),
    _("another method"),
    _("a village code (PP.KK.CC.DDDD)"),
    _("an NPSN of 8 characters"),
)
# What the Dapodik web service says, in lower case and as a part of it -> what to do about it.
ADVICE: tuple[tuple[str, str], ...] = (
    (
        "bearer token",
        _("Send the header 'Authorization: Bearer' with the token made in the school's Dapodik."),
    ),
    ("npsn harap diisi", _("Add ?npsn= and the school's number to the address.")),
    ("sekolah tidak ditemukan", _("Check the NPSN: it is not the school of this Dapodik.")),
    ("semester tidak ditemukan", _("Check semester_id: the year the school year began, then 1 or 2.")),
    ("tidak terdaftar", _("Register this application under Web Service in the school's Dapodik.")),
    ("ip address", _("Register the address of this computer under Web Service in the school's Dapodik.")),
    (
        "peserta didik tidak ditemukan",
        _("The school has no pupils in this semester; synchronise Dapodik first."),
    ),
)
OTHER_ADVICE = _("Look at the file: it holds the web service's own message.")

# Those with places; the longer ones first, because a sheet's name may hold anything.
FILLED = (
    HEADINGS_IN_SHEET,
    HEADINGS_IN_ROW,
    PROVED_BY,
    KNOWN_HEADINGS,
    SHEETS_PASSED,
    AT_LINE,
    ROWS_MISSING,
    XML_FILE,
)


def recognised(sentence: str) -> tuple[str, Mapping[str, str]]:
    """The message id that `sentence` was made from, and what fills its places; itself when it has none."""
    for remark in FILLED:
        if found := _pattern(remark).fullmatch(sentence):
            return remark, found.groupdict()
    return sentence, {}


def _pattern(remark: str) -> re.Pattern[str]:
    parts = re.split(r"%\((\w+)\)s", remark)
    # Texts and names of places take turns.
    return re.compile(
        "".join(f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    )
