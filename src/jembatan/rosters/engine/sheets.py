"""From a checked file to its sheets and their headings."""

from jembatan.rosters.engine.answers import answer_grid, refuse_plain_refusal
from jembatan.rosters.engine.families import is_family_blocks, unfolded
from jembatan.rosters.engine.files import BadFile, Opened
from jembatan.rosters.engine.grids import Grid, grids_of
from jembatan.rosters.engine.headings import Heading, best_heading
from jembatan.rosters.rules import remarks
from jembatan.rosters.rules.profiles import PROFILES

# Kinds of files without cells: a value is named by its path.
WITH_PATHS = frozenset({"json", "xml"})


class HeaderNotFound(BadFile):
    code = "rosters.header_not_found"
    sentence = (
        "%(file)s: no row with the headings of %(layout)s was found in the first rows of any sheet. "
        "Export the file again without changing its headings, or say which layout it is."
    )


def sheets_of(opened: Opened, wanted: str) -> tuple[list[tuple[Grid, Heading]], tuple[str, ...]]:
    """The sheets with headings of the best layout, and notes. Raises HeaderNotFound."""
    if opened.kind in WITH_PATHS:
        grid, code = answer_grid(opened)
        heading = best_heading(grid, code if wanted == "auto" else wanted)
        if heading is None:
            raise HeaderNotFound(file=opened.path.name, layout=_label(wanted))
        return [(grid, heading)], ()
    if opened.kind == "csv":
        refuse_plain_refusal(opened)
    grids, notes = grids_of(opened)
    grids = [unfolded(grid) if is_family_blocks(grid) else grid for grid in grids]
    found = [(grid, best_heading(grid, wanted)) for grid in grids]
    sheets = [(grid, heading) for grid, heading in found if heading is not None]
    if not sheets:
        raise HeaderNotFound(file=opened.path.name, layout=_label(wanted))
    best = max((heading for _, heading in sheets), key=lambda one: one.confidence)
    chosen = [(grid, heading) for grid, heading in sheets if heading.profile.code == best.profile.code]
    passed = [grid.sheet for grid in grids if all(grid is not one for one, _ in chosen)]
    if passed:
        notes = (*notes, remarks.SHEETS_PASSED % {"sheets": ", ".join(map(str, passed))})
    return chosen, notes


def _label(wanted: str) -> str:
    return remarks.ANY_LAYOUT if wanted == "auto" else PROFILES[wanted].label


def evidence_of(sheets: list[tuple[Grid, Heading]], notes: tuple[str, ...]) -> tuple[str, ...]:
    """What gave the layout away, for people."""
    grid, heading = max(sheets, key=lambda one: one[1].confidence)
    where = remarks.HEADINGS_IN_SHEET if grid.sheet else remarks.HEADINGS_IN_ROW
    share = {"found": len(heading.fields), "known": len(heading.profile.headings)}
    return (
        heading.profile.label,
        where % {"row": heading.top + 1, "sheet": grid.sheet},
        remarks.PROVED_BY % {"headings": ", ".join(heading.found)} if heading.found else remarks.NO_PROOF,
        remarks.KNOWN_HEADINGS % share,
        *notes,
    )
