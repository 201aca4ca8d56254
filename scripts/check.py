"""Everything a machine can say about the code without running its tests, two checks at a time.

usage: python -m scripts.check
"""

import sys
from pathlib import Path

from scripts.steps import PROJECT, Outcome, Step, closing, side_by_side

BIN = Path(sys.executable).parent
STRICT = ("workflow", "tabular", "*/rules", "*/rules.py", "*/actions", "*/actions.py")  # and scripts
DJANGO = {"DJANGO_SETTINGS_MODULE": "jembatan.site.settings", "JEMBATAN_HOME": str(PROJECT / "var" / "check")}


def steps() -> list[Step]:
    """The checks, slowest first, so that the quick ones fill the second core."""
    python, django = str(BIN / "python"), [str(BIN / "django-admin")]
    return [
        Step("types", [str(BIN / "mypy"), "--strict", *strictly_typed()], DJANGO),
        Step("format", [str(BIN / "ruff"), "format", "--check", "--output-format=concise", "."]),
        Step("lint", [str(BIN / "ruff"), "check", "--output-format=concise", "."]),
        Step("imports point down", [str(BIN / "lint-imports")]),
        Step("django", [*django, "check", "--fail-level", "WARNING"], DJANGO),
        Step("migrations are complete", [*django, "makemigrations", "--check", "--dry-run"], DJANGO),
        Step("translations are complete", [python, "-m", "scripts.catalogue", "--check"], DJANGO),
        Step("generated docs are current", [python, "-m", "scripts.docs", "--check"], DJANGO),
    ]


def strictly_typed() -> list[str]:
    """The parts of the program that mypy reads strictly, as paths."""
    package = PROJECT / "src" / "jembatan"
    found = sorted(path for pattern in STRICT for path in package.glob(pattern))
    parts = [str(path.relative_to(PROJECT)) for path in found if path.is_file() or any(path.glob("**/*.py"))]
    return [*parts, "scripts"]


def check() -> list[Outcome]:
    """Run every check and print each as it ends."""
    print("check", flush=True)
    return side_by_side(steps())


if __name__ == "__main__":
    sys.exit(closing(check()))
