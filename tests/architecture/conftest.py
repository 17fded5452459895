"""Visitors of every page: a stranger, a newcomer without an entry, a person with a past."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.architecture.seeding import answer_questions, live_through
from tests.architecture.visits import (
    IN_A_STATE,
    PAUSED,
    PLAIN,
    SETTLED,
    VISITS,
    Visit,
    World,
    make_world,
)
from tests.architecture.walk import Walk
from tracking.recall.listed import PER_PAGE


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
    answer_questions(person, rf_catching="yes")
    return person


@pytest.fixture
def stranger_entries(make_user: Any, library: None) -> Any:
    """Somebody else, whose entries are nobody's business."""
    person = make_user("other@example.org")
    live_through(person, 2)
    answer_questions(person, rf_weak="yes")
    return person


@pytest.fixture
def world(library: None) -> World:
    """Everybody who visits a page."""
    return make_world()


def walked(visits: Iterable[Visit], entries: int, *, errors: bool = False) -> Walk:
    """These pages, drawn once, early in a year. The world of this walk is gone again."""
    time_machine = pytest.importorskip("time_machine", reason="needs time-machine (make test)")
    walk = Walk()
    with transaction.atomic(), time_machine.travel("2027-01-03 12:00 +0000"):
        walk.visit_all(visits, make_world(entries))
        if errors:
            walk.meet_errors()
        walk.remember_entries()
        transaction.set_rollback(True)
    return walk


@pytest.fixture(scope="session")
def walk(django_db_setup: None, django_db_blocker: Any) -> Walk:
    """Every page and every error page."""
    with django_db_blocker.unblock():
        return walked(VISITS, entries=3, errors=True)


@pytest.fixture(scope="session")
def long_walk(django_db_setup: None, django_db_blocker: Any) -> Walk:
    """Every page of those who have a diary, and one that is longer than a page of it."""
    visits = [visit for visit in (*PLAIN, *IN_A_STATE) if visit.who in (SETTLED, PAUSED)]
    with django_db_blocker.unblock():
        return walked(visits, entries=PER_PAGE + 3)
