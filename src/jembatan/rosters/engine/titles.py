"""What the rows above the headings say: the school, where it is, and when the file was made.

Source: Dapodik's own template (rows 1 to 4), `docs/formats.md`.
"""

import re
from typing import Any

from jembatan.places.engine.gazetteer import Gazetteer
from jembatan.rosters.engine.grids import Grid
from jembatan.rosters.rules.schools import form_of_code, form_of_name

_PLACE = re.compile(
    r"(?i)kecamatan\s+(?P<kec>[^,]+),\s*(?P<kab>(?:kabupaten|kota)[^,]+)(?:,\s*provinsi\s+(?P<prov>.+))?"
)
_DOWNLOADED = re.compile(r"(?i)tanggal\s+unduh\s*:\s*(\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?)")
_NPSN = re.compile(r"(?i)\bNPSN\b\s*:?\s*([0-9A-Z]{8})\b")
_KABUPATEN = re.compile(r"(?i)^(kabupaten|kota)\s+(?=(kab|kota)\b)")


def title_facts(grid: Grid, above: int) -> dict[str, Any]:
    """`school_name`, `subdistrict`, `district`, `province`, `downloaded_at`, `cut_off`, `npsn`, as far as said."""
    facts: dict[str, Any] = {}
    lines = [cell for row in range(max(above, 0)) for cell in grid.row(row) if cell]
    for line in lines:
        text = " ".join(line.split())
        if found := _PLACE.search(text):
            facts["subdistrict"] = found["kec"].strip()
            facts["district"] = _KABUPATEN.sub("", found["kab"].strip())
            facts["province"] = (found["prov"] or "").strip() or None
        elif found := _DOWNLOADED.search(text):
            facts["downloaded_at"] = found[1]
            facts["cut_off"] = found[1][:10]
        elif "school_name" not in facts and form_of_name(text):
            facts["school_name"] = text
        if found := _NPSN.search(text):
            facts["npsn"] = found[1]
    return facts


def place_facts(
    context: dict[str, Any], *, village: str | None, npsn: str | None, gazetteer: Gazetteer
) -> None:
    """Add to `context` what the caller says (village, school) and the codes of what the file says."""
    if village:
        context["village_code"] = village
        context["district_code"] = village[:5]
    npsn = npsn or context.get("npsn")
    if npsn:
        context["npsn"] = npsn
        school = gazetteer.school(npsn)
        if school is not None:
            context.setdefault("school_name", school.name)
            context["school_form"] = form_of_code(school.form) or form_of_name(school.name)
            context.setdefault("district_code", school.subdistrict_code[:5])
            context.setdefault("subdistrict_code", school.subdistrict_code)
    if context.get("district") and not context.get("district_code"):
        code = gazetteer.district(context["district"], province=context.get("province")).code
        if code:
            context["district_code"] = code
    if context.get("subdistrict") and not context.get("subdistrict_code"):
        within = context.get("district_code") or context.get("district")
        code = gazetteer.subdistrict(context["subdistrict"], district=within).code
        if code:
            context["subdistrict_code"] = code
