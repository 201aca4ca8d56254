"""Offices of their own for the stories in which the program is started, stopped and killed from outside."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings


def environment_of(folder: Path) -> dict[str, str]:
    """What the program is told: its files and its database lie in `folder`, its keys are those of the tests."""
    return {
        **os.environ,
        "JEMBATAN_HOME": str(folder / "office"),
        "DATABASE_URL": f"sqlite:///{folder / 'office.sqlite3'}",
        "SECRET_KEY": settings.SECRET_KEY,
        "SEALING_KEY": settings.SEALING_KEY,
    }


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an office that is ready to open: every table and every place of the country, nothing else."""
    folder = tmp_path_factory.mktemp("prepared")
    words = [sys.executable, "-m", "jembatan", "prepare"]
    subprocess.run(words, env=environment_of(folder), check=True, capture_output=True)
    return folder


@pytest.fixture
def office(prepared: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of an office of this test alone, in `tmp_path`."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    return environment_of(tmp_path)
