"""Makers of log entries for the tests of the log, all through the logbook."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from exercises.models import Exercise, Level, Programme
from tracking import logbook
from tracking.clock import moment_of, moment_on, today_in
from tracking.models import CheckIn, Session


@pytest.fixture
def check_in(library: None) -> Any:
    """A maker: `check_in(user, pain=4, days_ago=1, clock=time(8))`."""

    def make(
        user: User, pain: int = 4, days_ago: int = 0, clock: dt.time | None = None, **facts: Any
    ) -> CheckIn:
        now = timezone.now()
        day = today_in(user.zone, now) - dt.timedelta(days=days_ago)
        moment = moment_on(day, clock, user.zone, now)
        return logbook.log_check_in(
            user, logbook.CheckInFacts(moment, pain, **facts), uuid.uuid4()
        ).entry

    return make


@pytest.fixture
def session(library: None) -> Any:
    """A maker: `session(user, "runners-lunge", days_ago=1)`, or with `programme="runner"`."""

    def make(
        user: User, *slugs: str, days_ago: int = 0, programme: str = "", **facts: Any
    ) -> Session:
        now = timezone.now()
        day = today_in(user.zone, now) - dt.timedelta(days=days_ago)
        lines = [
            logbook.planned_line(Exercise.objects.get(slug=slug), Level.TYPICAL) for slug in slugs
        ]
        chosen = Programme.objects.get(slug=programme) if programme else None
        if chosen is not None:
            items = chosen.items.select_related("exercise")
            lines += [logbook.planned_line(item.exercise, item.level) for item in items]
        moment = moment_on(day, None, user.zone, now)
        said = logbook.SessionFacts(
            moment, programme=chosen, lines=tuple(line for line in lines if line), **facts
        )
        return logbook.log_session(user, said, uuid.uuid4()).entry

    return make


@pytest.fixture
def own_session(user: Any, library: None) -> Any:
    """A maker of a session with one movement of the person's own."""

    def make(name: str, note: str = "") -> Any:
        movement = logbook.own_movements(user, [name]).popitem()[1]
        line = logbook.LineFacts(None, ("",), "", 0, 0, 0, movement=movement)
        moment = moment_of(timezone.now(), user.zone)
        facts = logbook.SessionFacts(moment, lines=(line,), note=note)
        return logbook.log_session(user, facts, uuid.uuid4()).entry

    return make
