"""The session form begins with what its person used most in the last 90 days."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise, Programme
from tests.architecture.documents import Document
from tests.architecture.seeding import day_before
from tracking import logbook
from tracking.clock import today_in
from tracking.models import OwnMovement
from tracking.recall import used_subjects

NEW = reverse("tracking:session-new")
pytestmark = [
    pytest.mark.usefixtures("library"),
    pytest.mark.clock("2026-11-21 20:00 +0000"),
]


def first_chips(page: Any) -> list[str]:
    """What the form begins with, in its order."""
    every = Document(page.content.decode()).every("div")
    (chips,) = [one for one in every if "things-picked" in one["class"]]
    return [one["value"] for one in chips.every("input")]


def used_slugs(user: Any) -> list[str]:
    """The exercises that were used, most used first."""
    used = used_subjects(user, today_of(user))
    return [Exercise.objects.get(pk=one.key).slug for one in used if one.kind == "exercise"]


def today_of(user: Any) -> dt.date:
    return today_in(user.zone, timezone.now())


def own_session(user: Any, *names: str, days_ago: int) -> None:
    """A session of movements of the person's own."""
    lines = tuple(
        logbook.LineFacts(None, ("",), "", 0, 0, 0, movement=OwnMovement(user=user, name=name))
        for name in names
    )
    facts = logbook.SessionFacts(day_before(user, days_ago), lines=lines)
    logbook.log_session(user, facts, uuid.uuid4())


@pytest.mark.database
def test_it_begins_with_what_was_chosen_most(signed_in: Client, user: Any, session: Any) -> None:
    """A programme is one choice, whatever it is made of."""
    for slug, times in {"runner": 2, "evening-unwind": 4}.items():
        for days in range(times):
            session(user, programme=slug, days_ago=days + 1)
    for days in range(3):
        session(user, "runners-lunge", days_ago=days + 1)
    own_session(user, "Swimming", days_ago=9)
    swim = OwnMovement.objects.get()
    shown = first_chips(signed_in.get(NEW))
    assert shown == ["evening-unwind", "runners-lunge", "runner", str(swim.pk)]


@pytest.mark.database
def test_of_equals_the_latest_comes_first(signed_in: Client, user: Any, session: Any) -> None:
    session(user, "easy-walk", days_ago=4)
    session(user, programme="runner", days_ago=3)
    assert first_chips(signed_in.get(NEW)) == ["runner", "easy-walk"]


def test_at_most_eight_come_first(signed_in: Client, user: Any, session: Any) -> None:
    slugs = list(Exercise.objects.published().values_list("slug", flat=True)[:11])
    session(user, *slugs, days_ago=1)
    assert len(first_chips(signed_in.get(NEW))) == 8


def test_a_newcomer_begins_with_a_few_programmes(signed_in: Client) -> None:
    few = Programme.objects.published().exclude(slug="flare-up-day")[:4]
    assert first_chips(signed_in.get(NEW)) == [one.slug for one in few]


def test_everything_is_on_the_page_once(signed_in: Client, user: Any, session: Any) -> None:
    session(user, "runners-lunge", programme="runner", days_ago=1)
    boxes = Document(signed_in.get(NEW).content.decode()).every("input")
    shown = [one["value"] for one in boxes if one["name"] in ("programme", "exercises")]
    every = [*Programme.objects.published(), *Exercise.objects.published()]
    assert sorted(shown) == sorted(one.slug for one in every)


def test_what_is_chosen_stays_with_what_comes_first(
    signed_in: Client, user: Any, session: Any
) -> None:
    session(user, "easy-walk", days_ago=1)
    answer = signed_in.post(NEW, {"exercises": ["runners-lunge"], "pain_before": "99"})
    assert answer.status_code == 422
    assert first_chips(answer) == ["easy-walk", "runners-lunge"]


@pytest.mark.database
def test_only_the_last_ninety_days_count(user: Any, session: Any) -> None:
    session(user, "easy-walk", days_ago=89)
    session(user, "runners-lunge", days_ago=90)
    assert used_slugs(user) == ["easy-walk"]


@pytest.mark.database
def test_left_and_right_are_one_use(user: Any, session: Any) -> None:
    session(user, "runners-lunge", days_ago=1)
    session(user, "easy-walk", days_ago=2)
    session(user, "easy-walk", days_ago=3)
    assert used_slugs(user) == ["easy-walk", "runners-lunge"]


@pytest.mark.database
def test_what_was_skipped_is_no_use(signed_in: Client, user: Any) -> None:
    key = str(uuid.uuid4())
    signed_in.post(NEW, {"client_key": key, "programme": "runner", "outcome": "skipped"})
    assert used_subjects(user, today_of(user)) == ()


@pytest.mark.database
def test_somebody_elses_habits_are_not_mine(user: Any, make_user: Any, session: Any) -> None:
    session(make_user("other@example.org"), programme="runner", days_ago=1)
    assert used_subjects(user, today_of(user)) == ()


def test_a_saved_form_does_not_ask_what_was_used(
    signed_in: Client, user: Any, session: Any
) -> None:
    session(user, programme="runner", days_ago=1)

    def asked_in(visit: Callable[[], Any]) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            visit()
        asked = [one["sql"] for one in captured if one["sql"].startswith("SELECT")]
        return [sql for sql in asked if "sessionline" in sql and '"local_date" >=' in sql]

    assert asked_in(lambda: signed_in.get(NEW))
    sent = {"client_key": str(uuid.uuid4()), "programme": "runner"}
    assert not asked_in(lambda: signed_in.post(NEW, sent))
