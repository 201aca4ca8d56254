"""BIP e-KTP: blocks of one family each, unfolded so that every person's row carries its family.

A block is a line of labels ("No. KK :"), a line of values, the members, and a line with their number.
The label, value and number lines belong to the layout, like header rows; they are not people.
Source: the importer of OpenSID for this layout, `docs/formats.md`.
"""

import re

import polars as pl

from jembatan.rosters.engine.grids import Grid

_LABELS = re.compile(r"(?i)^\s*no\.?\s*kk\s*:?")
_COUNT = re.compile(r"(?i)^\s*jumlah anggota keluarga")
FAMILY_COLUMNS = ("Keluarga/KK", "Keluarga/Alamat")


def is_family_blocks(grid: Grid) -> bool:
    """Whether a grid has the label lines of family blocks in its first rows."""
    first = [str(grid.cells.item(row, 0) or "") for row in range(min(30, grid.height))]
    return any(_LABELS.match(cell) for cell in first)


def unfolded(grid: Grid) -> Grid:
    """The grid with two more columns (family card, address) and without the lines of the layout."""
    kept, families, addresses = [], [], []
    family = address = None
    awaits_values = False
    header_seen = False
    address_at = 0
    for index, row in enumerate(grid.cells.iter_rows()):
        first = row[0] or ""
        if awaits_values:
            family, address = row[0], row[address_at] if address_at < len(row) else None
            awaits_values = False
        elif _LABELS.match(first):
            awaits_values, header_seen = True, True
            address_at = next(
                (place for place, cell in enumerate(row) if cell and "alamat" in cell.lower()), 0
            )
        elif not any(cell and _COUNT.match(cell) for cell in row[:3]):
            kept.append(index)
            families.append(family if header_seen else None)
            addresses.append(address if header_seen else None)
    for place, index in enumerate(kept):
        if (grid.cells.item(index, 1) or "").lower().startswith("nama lengkap"):
            families[place], addresses[place] = FAMILY_COLUMNS
            break
    cells = grid.cells[kept].with_columns(
        pl.Series(f"c{grid.cells.width}", families, dtype=pl.String),
        pl.Series(f"c{grid.cells.width + 1}", addresses, dtype=pl.String),
    )
    rows = grid.rows or list(range(1, grid.height + 1))
    return Grid(grid.sheet, cells, rows=[rows[index] for index in kept], has_numbers=grid.has_numbers)
