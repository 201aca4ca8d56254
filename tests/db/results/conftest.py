"""An agreement with its framework."""

import pytest

from tests.frameworks import Story, story


@pytest.fixture
def told() -> Story:
    return story()
