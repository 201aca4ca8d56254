"""One tiny district for all tests of the demo: a village of 200 residents and its sub-district's schools."""

from pathlib import Path

import pytest

from jembatan.site.demo.district import Written, build

VILLAGE = "35.09.18.2002"
SCALE = 0.02


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return build(out=tmp_path_factory.mktemp("tiny"), seed=7, scale=SCALE, villages=[VILLAGE], workers=1)


@pytest.fixture(scope="session")
def schools_only(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Enough rows for every kind of dirt to fall on some."""
    out: Path = tmp_path_factory.mktemp("schools")
    return build(out=out, seed=7, scale=0.12, villages=[VILLAGE], workers=1, formats=("dapodik", "emis"))
