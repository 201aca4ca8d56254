"""One messy file in, canonical records and refusals out. Nothing is written and nothing looked up elsewhere.

Every row of the file is in `records` or in `refusals`; the two counts always add up to `rows_read`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from jembatan.places.engine.gazetteer import Gazetteer
from jembatan.rosters.engine import canonical
from jembatan.rosters.engine.canonical import Facts, Layout
from jembatan.rosters.engine.extracting import Rows, extract
from jembatan.rosters.engine.files import BadFile, open_file
from jembatan.rosters.engine.layouts import forms, portal, registers, schools, social
from jembatan.rosters.engine.mending import error_workbook
from jembatan.rosters.engine.named_places import with_places
from jembatan.rosters.engine.outcome import REFUSAL_SCHEMA, Reading, Sniffed
from jembatan.rosters.engine.sheets import WITH_PATHS, evidence_of, sheets_of
from jembatan.rosters.engine.titles import place_facts, title_facts
from jembatan.rosters.rules.profiles import PROFILES
from jembatan.rosters.rules.reasons import REASONS
from jembatan.tabular.progress import Progress

LAYOUTS: dict[str, Layout] = {
    "dapodik": schools.dapodik,
    "dapodik_ws": schools.dapodik_ws,
    "emis": schools.emis,
    "verval": portal.verval,
    "opensid": registers.opensid,
    "opendk": registers.opensid,
    "siak": registers.civil_registry,
    "bip": registers.civil_registry,
    "regsosek": social.social,
    "dtsen": social.social,
    "kobo": forms.field_form,
    "odk": forms.field_form,
}
__all__ = ["Reading", "Request", "Sniffed", "error_workbook", "read", "read_file", "sniff"]

# Layouts whose every pupil should have an NISN.
_WITH_NISN = frozenset({"dapodik", "dapodik_ws", "emis"})


class NoRows(BadFile):
    code = "rosters.no_rows"
    sentence = "%(file)s has headings (%(layout)s) but no rows below them. Export it again."


class WrongCode(BadFile):
    code = "rosters.wrong_code"
    sentence = "%(value)s is not %(kind)s. Check it and try again."


@dataclass(frozen=True, slots=True)
class Request:
    """How to read: the layout ("auto" finds it), the file's village, its school, and the list of places."""

    profile: str = "auto"
    village: str | None = None
    npsn: str | None = None
    gazetteer: Gazetteer | None = None


def sniff(path: Path | str) -> Sniffed:
    """Which layout `path` has. Raises BadFile when it cannot be opened or fits no layout."""
    opened = open_file(path)
    sheets, notes = sheets_of(opened, "auto")
    best = max((heading for _, heading in sheets), key=lambda heading: heading.confidence)
    return Sniffed(best.profile.code, best.confidence, evidence_of(sheets, notes))


def read_file(
    path: Path | str,
    *,
    profile: str = "auto",
    village: str | None = None,
    npsn: str | None = None,
    progress: Progress | None = None,
) -> Reading:
    """The canonical records and the refusals of one file. `progress` advances by the rows read.

    `village` is the Kemendagri code of the village the file is about, `npsn` the school; both only fill
    what the file does not say. Raises BadFile (one sentence) and then nothing was read.
    """
    reading = read(path, Request(profile, village, npsn))
    if progress is not None:
        progress.advance(reading.rows_read)
    return reading


def read(path: Path | str, request: Request) -> Reading:
    """As `read_file`, with a list of places of one's own."""
    _check(request)
    gazetteer = request.gazetteer or Gazetteer.packaged()
    opened = open_file(path)
    sheets, notes = sheets_of(opened, request.profile)
    profile = max((heading for _, heading in sheets), key=lambda one: one.confidence).profile
    context: dict[str, Any] = {"notes": (*opened.notes, *notes)}
    grid, heading = sheets[0]
    context |= title_facts(grid, heading.top)
    place_facts(context, village=request.village, npsn=request.npsn, gazetteer=gazetteer)
    parts, refusals, rows_read = [], [], 0
    for grid, heading in sheets:
        if heading.profile.code != profile.code:
            continue
        rows = extract(grid, heading)
        if opened.member:
            rows.sheet = opened.member
        rows_read += rows.rows_read
        parts.append(_canonical(rows, profile.code, context, gazetteer, paths=opened.kind in WITH_PATHS))
        refusals.append(_refusals(rows))
    if not rows_read:
        raise NoRows(file=opened.path.name, layout=profile.label)
    records, doubled = _unique(pl.concat(parts))
    refused = pl.concat([*refusals, doubled]).sort("sheet", "row", nulls_last=False)
    assert records.height + refused.height == rows_read, "a row was lost or counted twice"
    return Reading(
        profile.code, evidence_of(sheets, notes), records, refused, rows_read, context, opened.sha256
    )


def _check(request: Request) -> None:
    if request.profile != "auto" and request.profile not in PROFILES:
        raise WrongCode(value=request.profile, kind=f"a layout ({', '.join(PROFILES)})")
    if request.village and not _is_village(request.village):
        raise WrongCode(value=request.village, kind="a village code (PP.KK.CC.DDDD)")
    if request.npsn and not (len(request.npsn) == 8 and request.npsn.isalnum()):
        raise WrongCode(value=request.npsn, kind="an NPSN of 8 characters")


def _is_village(code: str) -> bool:
    parts = code.split(".")
    return [len(part) for part in parts] == [2, 2, 2, 4] and all(part.isdigit() for part in parts)


def _canonical(
    rows: Rows, profile: str, context: dict[str, Any], gazetteer: Gazetteer, *, paths: bool
) -> pl.DataFrame:
    """Canonical records of one sheet; rows the layout refuses are noted in `rows.refused`."""
    frame = canonical.identities(_prepared(rows, profile, context))
    _note_cut_off(frame, context)
    facts = LAYOUTS[profile](frame, context)
    frame = _refuse(frame, rows, facts)
    frame, place_flags = with_places(frame, context, gazetteer)
    fallback = pl.concat_str([pl.lit(f"{rows.sheet}!" if rows.sheet else "row "), pl.col("source_row")])
    own = facts.columns.get("record_id", pl.lit(None, dtype=pl.String))
    frame = frame.with_columns(
        **{name: column for name, column in facts.columns.items() if name != "record_id"},
        record_id=pl.coalesce(own, fallback),
        source_profile=pl.lit(profile),
        source_sheet=pl.lit(rows.sheet, dtype=pl.String),
    )
    facts = Facts(facts.columns, (*facts.flags, *place_flags))
    return canonical.records(rows, facts, frame, needs_nisn=profile in _WITH_NISN, paths=paths)


def _prepared(rows: Rows, profile: str, context: dict[str, Any]) -> pl.DataFrame:
    """The rows with what a layout says only between the lines."""
    if profile == "regsosek":
        return social.fill_family_card(rows.frame)
    if profile == "emis" and context.get("district_code"):
        rows.labels["village_name"] = rows.labels.get("address", "Alamat")
        rows.letters["village_name"] = rows.letters.get("address", "")
        return schools.with_village_of_address(rows.frame)
    return rows.frame


def _note_cut_off(frame: pl.DataFrame, context: dict[str, Any]) -> None:
    """The day the content holds for: the latest change or submission, unless a title row said it."""
    for field in ("f_updated", "f_submitted"):
        if field in frame.columns and not context.get("downloaded_at"):
            latest = frame[field].str.extract(r"^(\d{4}-\d{2}-\d{2})").max()
            if latest is not None:
                context["cut_off"] = max(str(latest), str(context.get("cut_off", "")))


def _refuse(frame: pl.DataFrame, rows: Rows, facts: Facts) -> pl.DataFrame:
    """The frame without rows the layout refuses and rows without a name."""
    reasons: dict[str, tuple[str, pl.Expr]] = {**facts.refused, "no_name": ("name", pl.col("name").is_null())}
    for code, (field, where) in reasons.items():
        is_refused = where.fill_null(False)
        for row in frame.filter(is_refused)["source_row"]:
            rows.refused.append((row, code, rows.labels.get(field), "empty" if code == "no_name" else "text"))
        frame = frame.filter(~is_refused)
    return frame


def _refusals(rows: Rows) -> pl.DataFrame:
    cells = [
        (rows.sheet, row, column, kind, code, REASONS[code].sentence, REASONS[code].mend)
        for row, code, column, kind in rows.refused
    ]
    return pl.DataFrame(cells, schema=REFUSAL_SCHEMA, orient="row")


def _unique(records: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Records with each id once (the first), and refusals for the others."""
    is_first = pl.col("record_id").is_first_distinct()
    again = records.filter(~is_first)
    reason = REASONS["duplicate_id"]
    refused = again.select(
        pl.col("source_sheet").alias("sheet"),
        pl.col("source_row").alias("row"),
        pl.lit(None, dtype=pl.String).alias("column"),
        pl.lit("text").alias("value_kind"),
        pl.lit(reason.code).alias("reason_code"),
        pl.lit(reason.sentence).alias("reason"),
        pl.lit(reason.mend).alias("mend"),
    )
    return records.filter(is_first), refused
