"""The demonstration: believable, the same every time, ending today."""

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from tracking import demonstration
from tracking.models import Aftermath, CheckIn, Reading, Session, SessionLine

pytestmark = pytest.mark.usefixtures("library")
NOW = pytest.mark.clock("2026-11-21 21:00 +0000")


def story_of(user: User) -> list[tuple[Any, ...]]:
    return list(CheckIn.objects.owned_by(user).order_by("at").values_list("at", "pain", "note"))


@NOW
def test_it_tells_the_same_story_every_time(make_user: Any) -> None:
    first, second = make_user("one@example.org"), make_user("two@example.org")
    assert demonstration.fill(first) == demonstration.fill(second)
    assert story_of(first) == story_of(second)


@NOW
def test_it_ends_today_and_begins_sixteen_weeks_ago(user: User) -> None:
    demonstration.fill(user)
    days = list(CheckIn.objects.owned_by(user).order_by("at").values_list("local_date", flat=True))
    assert days[-1] == dt.date(2026, 11, 21)
    assert dt.timedelta(weeks=15) < days[-1] - days[0] <= dt.timedelta(weeks=16)


@NOW
def test_it_holds_what_the_pages_have_to_show(user: User) -> None:
    demonstration.fill(user)
    days = sorted(set(CheckIn.objects.owned_by(user).values_list("local_date", flat=True)))
    assert max(b - a for a, b in pairwise(days)) > dt.timedelta(days=14)
    assert len(days) < CheckIn.objects.owned_by(user).count()
    assert CheckIn.objects.owned_by(user).filter(pain__gte=7).exists()
    assert set(Session.objects.values_list("outcome", flat=True)) >= {"done", "partly", "skipped"}
    assert Reading.objects.filter(measure__code="sign_tingling").count() == 1
    assert Aftermath.objects.exists()
    levels = SessionLine.objects.filter(exercise__slug="heel-slide-release")
    assert set(levels.values_list("side", "level")) >= {("left", "start"), ("right", "typical")}


def test_it_logs_nothing_in_the_future(user: User) -> None:
    demonstration.fill(user)
    assert all(one.at <= one.created_at for one in CheckIn.objects.owned_by(user))


def test_it_prints_new_passwords_each_time(capsys: pytest.CaptureFixture[str], db: Any) -> None:
    call_command("seed_demo")
    first = capsys.readouterr().out
    call_command("seed_demo")
    second = capsys.readouterr().out
    assert first != second
    assert User.objects.filter(email="bea@example.org").count() == 1
    password = second.split("bea@example.org")[1].split()[0]
    assert User.objects.get(email="bea@example.org").check_password(password)
