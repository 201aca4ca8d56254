"""Jember, loaded from the packaged edition: 0.2 s, undone after each test."""

import pytest

from jembatan.places.actions import load_reference


@pytest.fixture
def jember(db):
    return load_reference(only="35.09")
