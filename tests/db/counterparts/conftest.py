"""An office in Jember, the ministry, the Foreign Ministry and somebody without a role; two partners."""

import pytest

from jembatan.counterparts import actions
from jembatan.counterparts.models import Counterpart
from tests.builders import JEMBER, person
from tests.partners import profile


@pytest.fixture
def officer():
    return person("officer", "cooperation_officer", at=JEMBER)


@pytest.fixture
def ministry():
    return person("ministry", "ministry_supervisor")


@pytest.fixture
def foreign():
    return person("foreign", "foreign_affairs_officer")


@pytest.fixture
def outsider():
    return person("outsider")


@pytest.fixture
def melbourne(officer) -> Counterpart:
    return actions.add_counterpart(
        profile=profile("City of Melbourne", place_within="Victoria"),
        source="Letter of 10 May 2019",
        at=JEMBER,
        by=officer,
    )


@pytest.fixture
def osaka(officer) -> Counterpart:
    return actions.add_counterpart(
        profile=profile("Osaka Prefecture", "Jepang", level="province", local_name="大阪府"),
        source="Letter of 1 June 2020",
        at=JEMBER,
        by=officer,
    )
