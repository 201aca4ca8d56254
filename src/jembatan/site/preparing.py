"""Making a fresh or updated installation ready: tables, reference data, static files."""

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from jembatan.places.actions import load_reference
from jembatan.tabular.progress import Progress
from jembatan.tabular.tables import whole_file


def prepare_database() -> None:
    """Apply every migration and make the cache table. Does nothing when all is there."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def collect_static() -> bool:
    """Collect and compress static files unless nothing changed. True when work was done.

    Old files stay: a server that is running still names them in its pages.
    """
    stamp = Path(settings.STATIC_ROOT) / ".content"
    now = _static_fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    with whole_file(stamp) as part:
        part.write_text(now, encoding="ascii")
    return True


def _static_fingerprint() -> str:
    digest = hashlib.sha256()
    for config in apps.get_app_configs():
        folder = Path(config.path) / "static"
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file():
                about = path.stat()
                digest.update(f"{path.relative_to(folder)} {about.st_size} {about.st_mtime_ns}".encode())
    return digest.hexdigest()


def load_places() -> None:
    """Load the packaged edition of the places. Does nothing when that edition is there already."""
    with Progress("places") as progress:
        load_reference(advance=progress.advance)
