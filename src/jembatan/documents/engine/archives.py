"""The zip container of Word files, rewritten so that the same content gives the same bytes."""

import zipfile
from pathlib import Path

# The earliest moment a zip can hold; the true date of the document is in its properties.
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)


def freeze(source: Path, target: Path) -> None:
    """Copy the zip `source` to `target` with fixed times and the members in their given order."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(member))
