"""Write the pages of docs/rules anew from the code; --check tells which are no longer true.

usage: python -m scripts.docs [--check]
"""

import importlib
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import django

from scripts.steps import PROJECT

FOLDER = PROJECT / "docs" / "rules"
Pages = Mapping[str, Callable[[], str]]


def pages() -> Pages:
    """The pages by file name. Django is set up first, since the pages tell of its models and addresses."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jembatan.site.settings")
    django.setup()
    written: Pages = importlib.import_module("scripts.rule_pages").PAGES
    return written


def stale(folder: Path, written: Pages) -> list[str]:
    """The pages in a folder that are missing or are not what the code would write now."""
    return [name for name, page in written.items() if _text(folder / name) != page()]


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def main(words: list[str]) -> int:
    """Write the pages, or check them. Returns the exit code."""
    if "--check" in words:
        old = stale(FOLDER, pages())
        print("\n".join(f"docs/rules/{name} is not current; run make docs" for name in old) or "current")
        return 1 if old else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
        print(f"docs/rules/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
