"""The tools say when something is wrong: a Python that does not run, a browser that is none, a step that failed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import browser, private_postgres
from scripts.run_tests import Count, counted
from scripts.steps import Step, closing, run, side_by_side
from tests.repository.tree import PROJECT


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run shell lines after those of the set-up that find a Python."""
    return subprocess.run(
        ["/bin/sh", "-euc", f". scripts/find_python.sh\n{script}"],
        cwd=PROJECT,
        env={"HOME": "/nonexistent", "PATH": "/usr/bin:/bin"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def stand_in(folder: Path, name: str, says: str, code: int) -> Path:
    """A program that only prints something."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {says}\nexit {code}\n")
    path.chmod(0o755)
    return path


def test_the_set_up_takes_the_python_it_is_told(tmp_path: Path):
    found = shell("find_python", JEMBATAN_PYTHON=sys.executable)

    assert found.stdout.strip() == sys.executable


def test_the_set_up_passes_over_a_python_that_only_prints_an_error(tmp_path: Path):
    shims = stand_in(tmp_path / "shims", "python3.13", "python3.13: command not found", 127).parent
    versions = tmp_path / "pyenv" / "versions" / "3.13.0" / "bin"
    versions.mkdir(parents=True)
    (versions / "python3.13").symlink_to(sys.executable)

    found = shell("find_python", PATH=f"{shims}:/usr/bin:/bin", PYENV_ROOT=str(tmp_path / "pyenv"))

    assert found.returncode == 0
    assert str(shims) not in found.stdout


def test_the_set_up_takes_no_python_that_is_too_old(tmp_path: Path):
    old = stand_in(tmp_path, "python3", "", 1)

    found = shell(f'python_candidates() {{ echo "{old}"; }}\nfind_python || no_python_advice')

    assert found.stdout == ""
    assert "Any one of these mends it" in found.stderr
    assert found.stderr.count("\n  ") >= 3


@pytest.fixture
def set_up(tmp_path: Path) -> Callable[[], str]:
    """The set-up of a copy of the project whose installer only tells what it was asked to do."""
    copy = tmp_path / "copy"
    (copy / ".venv" / "bin").mkdir(parents=True)
    (copy / ".venv" / "bin" / "python").symlink_to(sys.executable)
    shutil.copytree(PROJECT / "scripts", copy / "scripts")
    for name in ("pyproject.toml", "requirements.txt", "requirements-dev.txt", "requirements-build.txt"):
        shutil.copy(PROJECT / name, copy)
    tools = stand_in(tmp_path / "tools", "uv", 'asked: "$*"', 0).parent

    def run_it() -> str:
        path = f"{tools}:{os.environ['PATH']}"
        step = Step(
            "setup", [str(copy / "scripts" / "setup"), "run"], {"PATH": path, "JEMBATAN_INSTALLER": ""}
        )
        outcome = run(step, quiet=True)
        assert outcome.passed, outcome.output
        return outcome.output

    return run_it


def test_a_second_set_up_does_nothing(set_up: Callable[[], str]):
    first, second = set_up(), set_up()

    assert "asked: pip sync" in first
    assert "--require-hashes requirements-build.txt requirements.txt" in first
    assert second == ""


def test_a_changed_requirement_is_installed(set_up: Callable[[], str], tmp_path: Path):
    set_up()

    with (tmp_path / "copy" / "requirements.txt").open("a") as file:
        file.write("another==1\n")

    assert "asked: pip sync" in set_up()


def test_a_browser_that_does_not_start_is_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    stub = stand_in(tmp_path, "chromium", "install the snap", 1)
    monkeypatch.setenv("JEMBATAN_BROWSER", str(stub))

    with pytest.raises(browser.NoBrowser) as refusal:
        browser.chromium()

    assert "apt-get install chromium" in str(refusal.value)


def test_a_folder_without_a_server_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PG_BIN", str(tmp_path))

    with pytest.raises(private_postgres.NoServer) as refusal, private_postgres.private_postgres():
        pass

    assert str(tmp_path) in str(refusal.value)


def test_a_private_server_is_gone_with_its_folder_afterwards():
    with private_postgres.private_postgres() as address:
        folder = Path(address.split("@/", 1)[1]).parent
        assert folder.is_dir()
        pid = int((folder / "cluster" / "postmaster.pid").read_text().splitlines()[0])

    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_failed_step_shows_its_output_and_fails_the_whole(capsys: pytest.CaptureFixture[str]):
    outcomes = side_by_side([Step("good", ["true"]), Step("bad", ["sh", "-c", "echo the reason; exit 3"])])

    assert closing(outcomes) == 1
    shown = capsys.readouterr().out
    assert "the reason" in shown
    assert "1 of 2 steps failed: bad." in shown


def test_a_program_that_is_not_there_is_a_failed_step():
    assert not run(Step("lost", ["/nowhere/at/all"]), quiet=True).passed


def test_counts_are_those_of_the_report(tmp_path: Path):
    report = tmp_path / "r.xml"
    report.write_text('<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>')

    assert counted(report) == Count(passed=5, failed=2, skipped=2)
    assert counted(tmp_path / "none.xml") == Count()
