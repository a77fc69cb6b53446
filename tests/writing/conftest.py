"""Profiles for the tests of the writers."""

from __future__ import annotations

import pytest

from verbale.profiles import Profile, load


@pytest.fixture(scope="session")
def un() -> Profile:
    """The profile of the United Nations."""
    return load("un")
