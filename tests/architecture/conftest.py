"""Visitors of every page: a stranger, a newcomer without an entry, a person with a past."""

from typing import Any

import pytest
from django.core.cache import cache

from tests.architecture.seeding import live_through
from tests.architecture.visits import World, make_world


@pytest.fixture(autouse=True)
def _fresh_counts(request: pytest.FixtureRequest) -> None:
    """Tries of one test never count for the next. Most tests here only read files."""
    if "db" in request.fixturenames:
        request.getfixturevalue("db")
        cache.clear()


@pytest.fixture
def settled(make_user: Any, library: None) -> Any:
    """Somebody with a few days in the diary."""
    person = make_user("settled@example.org", name="Sam")
    live_through(person, 3)
    return person


@pytest.fixture
def stranger_entries(make_user: Any, library: None) -> Any:
    """Somebody else, whose entries are nobody's business."""
    person = make_user("other@example.org")
    live_through(person, 2)
    return person


@pytest.fixture
def world(library: None) -> World:
    """Everybody who visits a page."""
    return make_world()
