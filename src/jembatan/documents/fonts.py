"""The office's own fonts for scripts that the typesetter's lack, in the folder `fonts` of JEMBATAN_HOME."""

from pathlib import Path

from django.conf import settings


def office_fonts() -> Path | None:
    """The folder of the office's fonts for `save_pdf`; None when there is none."""
    folder = Path(settings.HOME) / "fonts"
    return folder if folder.is_dir() else None
