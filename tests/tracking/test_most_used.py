"""The session form begins with what its person used most in the last 90 days."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise, Programme
from tests.architecture.documents import Document, Element
from tests.architecture.seeding import day_before
from tracking import logbook
from tracking.clock import today_in
from tracking.models import OwnMovement
from tracking.records import used_programmes, used_things

NEW = reverse("tracking:session-new")
pytestmark = [
    pytest.mark.usefixtures("library"),
    pytest.mark.clock("2026-11-21 20:00 +0000"),
]


def values(page: Any, name: str) -> list[str]:
    """The options of a question, in the order of the page."""
    inputs = Document(page.content.decode()).every("input")
    return [one["value"] for one in inputs if one["name"] == name and one["value"]]


def folds(page: Any) -> dict[str, Element]:
    """The folds of the single exercises, by their words."""
    found = Document(page.content.decode()).every("details")
    return {one.children[0].text: one for one in found if one["class"] == "pick-fold"}


def in_fold(fold: Element) -> list[str]:
    return [one["value"] for one in fold.every("input")]


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


def test_programmes_begin_with_the_most_used(signed_in: Client, user: Any, session: Any) -> None:
    for slug, times in {"runner": 2, "evening-unwind": 3, "four-drills": 1}.items():
        for days in range(times):
            session(user, programme=slug, days_ago=days + 1)
    page = signed_in.get(NEW)
    shown = values(page, "programme")
    assert shown[:3] == ["evening-unwind", "runner", "four-drills"]
    rest = Programme.objects.published().exclude(slug__in=shown[:3])
    assert shown[3:] == [one.slug for one in rest]
    assert "You use most" in page.content.decode()


def test_of_equals_the_latest_comes_first(user: Any, session: Any) -> None:
    for days, slug in enumerate(["runner", "evening-unwind"], start=3):
        session(user, programme=slug, days_ago=days)
    used = used_programmes(user, today_of(user))
    assert [Programme.objects.get(pk=pk).slug for pk in used] == ["runner", "evening-unwind"]


def test_exercises_begin_with_the_most_used_and_the_rest_folds_by_phase(
    signed_in: Client, user: Any, session: Any
) -> None:
    session(user, "runners-lunge", "easy-walk", days_ago=1)
    session(user, "runners-lunge", days_ago=2)
    found = folds(signed_in.get(NEW))
    first, *phases = found
    assert first == "You use most"
    assert in_fold(found[first]) == ["runners-lunge", "easy-walk"]
    assert "open" in found[first]
    assert not [phase for phase in phases if "open" in found[phase]]
    every = [slug for fold in found.values() for slug in in_fold(fold)]
    assert sorted(every) == sorted(Exercise.objects.published().values_list("slug", flat=True))
    assert phases == list(dict.fromkeys(str(one.phase) for one in Exercise.objects.published()))


def test_at_most_eight_come_first(signed_in: Client, user: Any, session: Any) -> None:
    slugs = list(Exercise.objects.published().values_list("slug", flat=True)[:11])
    session(user, *slugs, days_ago=1)
    assert len(in_fold(folds(signed_in.get(NEW))["You use most"])) == 8


def test_a_newcomer_sees_no_empty_group(signed_in: Client) -> None:
    page = signed_in.get(NEW)
    assert "You use most" not in page.content.decode()
    assert "The others" not in page.content.decode()
    assert values(page, "programme") == [one.slug for one in Programme.objects.published()]


def test_what_is_chosen_in_a_fold_lies_open(signed_in: Client) -> None:
    phase = str(Exercise.objects.get(slug="runners-lunge").phase)
    answer = signed_in.post(NEW, {"exercises": ["runners-lunge"], "pain_before": "99"})
    assert answer.status_code == 422
    found = folds(answer)
    assert [words for words, fold in found.items() if "open" in fold] == [phase]
    around = list(found[phase].up())
    assert all("open" in one for one in around if one.tag == "details")


def test_only_the_last_ninety_days_count(user: Any, session: Any) -> None:
    session(user, "easy-walk", days_ago=89)
    session(user, "runners-lunge", days_ago=90)
    used = used_things(user, today_of(user)).exercises
    assert [Exercise.objects.get(pk=pk).slug for pk in used] == ["easy-walk"]


def test_left_and_right_are_one_use(user: Any, session: Any) -> None:
    session(user, "runners-lunge", days_ago=1)
    session(user, "easy-walk", days_ago=2)
    session(user, "easy-walk", days_ago=3)
    used = used_things(user, today_of(user)).exercises
    assert Exercise.objects.get(pk=used[0]).slug == "easy-walk"


def test_what_was_skipped_is_no_use(signed_in: Client, user: Any) -> None:
    key = str(uuid.uuid4())
    signed_in.post(NEW, {"client_key": key, "programme": "runner", "outcome": "skipped"})
    assert used_programmes(user, today_of(user)) == ()
    assert used_things(user, today_of(user)).exercises == ()


def test_somebody_elses_habits_are_not_mine(user: Any, make_user: Any, session: Any) -> None:
    session(make_user("other@example.org"), programme="runner", days_ago=1)
    assert used_programmes(user, today_of(user)) == ()
    assert used_things(user, today_of(user)).exercises == ()


def test_own_movements_begin_with_the_most_used(signed_in: Client, user: Any) -> None:
    OwnMovement.objects.create(user=user, name="Aikido")
    own_session(user, "Yoga", days_ago=1)
    own_session(user, "Swimming", "Yoga", days_ago=2)
    page = signed_in.get(NEW)
    names = [OwnMovement.objects.get(pk=value).name for value in values(page, "movements")]
    assert names == ["Yoga", "Swimming", "Aikido"]


def test_own_movements_lie_open_for_whoever_has_some(signed_in: Client, user: Any) -> None:
    fold = '<details class="form-fold"{}>\\s*<summary>.*?Or something of your own'
    assert re.search(fold.format(""), signed_in.get(NEW).content.decode())
    OwnMovement.objects.create(user=user, name="Aikido")
    assert re.search(fold.format(" open"), signed_in.get(NEW).content.decode())


def test_a_saved_form_does_not_ask_what_was_used(
    signed_in: Client, user: Any, session: Any
) -> None:
    session(user, programme="runner", days_ago=1)
    with CaptureQueriesContext(connection) as captured:
        signed_in.post(NEW, {"client_key": str(uuid.uuid4()), "programme": "runner"})
    asked = [one["sql"] for one in captured if "COUNT(" in one["sql"]]
    assert not [sql for sql in asked if "sessionline" in sql or "GROUP BY" in sql]
