"""Find a Chromium that really starts, or bring one: Debian's package as root, Playwright's own elsewhere.

Run as a program it prints the browser's path. It never settles for "no browser": a journey that silently
does not run is worse than one that fails.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

REMEDIES = """The journeys need a Chromium, and none could be found or brought. Any one of these mends it:
  1. Debian, as root:  apt-get install chromium
  2. elsewhere:        .venv/bin/playwright install --with-deps chromium
  3. a Chromium or Chrome you have:  JEMBATAN_BROWSER=/path/to/chrome make test"""


class NoBrowser(Exception):
    """No browser starts on this machine; the text says how to mend that."""


def chromium() -> Path:
    """The Chromium on this machine, for tests. Raises NoBrowser with the remedies when there is none."""
    for candidate in _candidates():
        if _starts(candidate):
            return candidate
    raise NoBrowser(REMEDIES)


def bring() -> Path:
    """The Chromium on this machine, installed first if need be. Raises NoBrowser."""
    try:
        return chromium()
    except NoBrowser:
        for command in _installers():
            print(f"browser: {' '.join(command)}", file=sys.stderr, flush=True)
            subprocess.run(
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=sys.stderr,
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            )
    return chromium()


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("JEMBATAN_BROWSER"):
        yield Path(chosen)
        return
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))
    yield Path(MAC)
    yield from _browsers_of_playwright()


def _browsers_of_playwright() -> Iterator[Path]:
    """The browser `playwright install` puts where this version of Playwright looks for it."""
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _starts(browser: Path) -> bool:
    """Whether the file is a browser that runs: on some systems it is a stub that only prints advice."""
    try:
        answer = subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _installers() -> Iterator[list[str]]:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        yield ["apt-get", "-qq", "update"]
        yield ["apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium"]
        return
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


if __name__ == "__main__":
    try:
        print(bring())
    except NoBrowser as refusal:
        sys.exit(str(refusal))
