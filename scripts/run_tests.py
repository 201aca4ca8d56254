"""Every test there is: checks, then tests on SQLite, journeys in a browser, then the database's on PostgreSQL.

usage: python -m scripts.run_tests [all|quick|journeys|postgres|explore] [PYTEST ARGUMENT ...]
"""

import os
import shutil
import signal
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.browser import NoBrowser, bring
from scripts.check import check
from scripts.private_postgres import NoServer, private_postgres
from scripts.steps import PROJECT, Outcome, Step, closing, indented, run

RESULTS = PROJECT / "var" / "test-results"
COVERAGE = PROJECT / "scripts" / "coverage.ini"
HOME = PROJECT / "var" / "test"
NO_DATABASE = ("unit", "engine", "spec", "properties")
ON_POSTGRES = ("db", "scenarios")
# Two files of tests at a time; each stays in one process, where its tests share what they set up.
TWO_AT_A_TIME = ("-n2", "--dist=loadfile")


@dataclass(frozen=True, slots=True)
class Count:
    """How many tests ended how. Errors in set-up and tear-down count as failures."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def counted(report: Path) -> Count:
    """The counts of one JUnit report; none at all when pytest did not get as far as writing it."""
    if not report.exists():
        return Count()
    suite = ElementTree.parse(report).getroot()[0]  # noqa: S314 - pytest has just written it
    ran, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    return Count(ran - failed - skipped, failed, skipped)


def pytest(name: str, *arguments: str, **environment: str) -> Outcome:
    """Run pytest on screen. Fails too when it found no test, or left one out for a reason of its own."""
    report = RESULTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    print(f"\n{name}", flush=True)
    command = [sys.executable, "-m", "pytest", "-rs", f"--junitxml={report}", *arguments]
    outcome = run(Step(name, command, {"JEMBATAN_HOME": str(HOME)} | environment), quiet=False)
    count = counted(report)
    whole = outcome.passed and count.passed > 0 and count.skipped == 0
    note = str(count) if whole or not outcome.passed else f"{count}: a test that does not run proves nothing"
    return replace(outcome, passed=whole, note=note)


def folders(names: tuple[str, ...]) -> list[str]:
    """Those of the test folders that exist."""
    return [f"tests/{name}" for name in names if (PROJECT / "tests" / name).is_dir()]


def on_sqlite(*arguments: str) -> Outcome:
    """Every test but the journeys."""
    where = ("tests", "--ignore=tests/journeys")
    return pytest("tests on SQLite", *TWO_AT_A_TIME, *where, *arguments, DATABASE_URL="sqlite://:memory:")


def journeys(*arguments: str) -> Outcome:
    """The journeys in a real browser, in a process of their own: the browser's event loop stays in it."""
    try:
        browser = str(bring())
    except NoBrowser as refusal:
        print(refusal, flush=True)
        return Outcome("journeys", False, 0, note="no browser for the journeys, see above")
    where = arguments or ("tests/journeys",)
    return pytest("journeys", *where, DATABASE_URL="sqlite://:memory:", JEMBATAN_BROWSER=browser)


def on_postgres(*arguments: str) -> Outcome:
    """Everything that touches the database, on a PostgreSQL server of its own."""
    try:
        with private_postgres() as address:
            where = arguments or folders(ON_POSTGRES)
            return pytest("tests on PostgreSQL", *TWO_AT_A_TIME, *where, DATABASE_URL=address)
    except NoServer as refusal:
        print(refusal, flush=True)
        return Outcome("tests on PostgreSQL", False, 0, note="no server, see above")


def quick(*arguments: str) -> Outcome:
    """What needs no database."""
    return pytest("tests without a database", *TWO_AT_A_TIME, *(arguments or folders(NO_DATABASE)))


def explore(*arguments: str) -> Outcome:
    """The properties with many more examples than usual, new ones every time."""
    return pytest("properties, many examples", "tests/properties", *arguments, HYPOTHESIS_PROFILE="explore")


def everything(*arguments: str) -> list[Outcome]:
    """The checks, every run of the tests, and whether they went through every rule and verb."""
    counting = ["--cov", f"--cov-config={COVERAGE}", "--cov-report="]
    return [*check(), on_sqlite(*counting, *arguments), covered(), journeys(), on_postgres()]


def covered() -> Outcome:
    """Whether the tests just run went through every line of the rules and of what people can do."""
    command = [sys.executable, "-m", "coverage", "report", f"--rcfile={COVERAGE}", "--fail-under=100"]
    outcome = run(Step("every rule and verb is exercised", command), quiet=True)
    if not outcome.passed:
        print(f"\n{outcome.name}\n{indented(outcome.output)}", flush=True)
    return outcome


CHOICES: dict[str, Callable[..., Outcome]] = {
    "quick": quick,
    "journeys": journeys,
    "postgres": on_postgres,
    "explore": explore,
}


def main(words: list[str]) -> int:
    """Run what the first word says. Returns the exit code."""
    choice, arguments = (words[0], words[1:]) if words else ("all", [])
    if choice != "all" and choice not in CHOICES:
        print(__doc__, file=sys.stderr)
        return 2
    # A stop from outside unwinds like Ctrl-C, so that the private server goes with us.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    shutil.rmtree(HOME, ignore_errors=True)
    RESULTS.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PYTHONFAULTHANDLER", "1")
    outcomes = everything(*arguments) if choice == "all" else [CHOICES[choice](*arguments)]
    code = closing(outcomes)
    reports = [counted(RESULTS / f"{outcome.name}.xml") for outcome in outcomes]
    print(sum(reports, Count()), flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
