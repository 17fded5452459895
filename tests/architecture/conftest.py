"""Visitors of every page: a stranger, a newcomer without an entry, a person with a past."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.architecture.seeding import live_through
from tests.architecture.visits import VISITS, World, make_world
from tests.architecture.walk import Walk


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


@pytest.fixture(scope="session")
def walk(django_db_setup: None, django_db_blocker: Any) -> Walk:
    """Every page and every error page, drawn once. The world of this walk is gone again."""
    walk = Walk()
    with django_db_blocker.unblock(), transaction.atomic():
        walk.visit_all(VISITS, make_world())
        walk.meet_errors()
        walk.remember_entries()
        transaction.set_rollback(True)
    return walk
