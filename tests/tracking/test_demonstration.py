"""The demonstration: believable, the same every time, ending today."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from accounts.models import User
from exercises.models import Measure
from psoas_site import demonstration
from tests.wording import banned_in
from tracking.models import Aftermath, CheckIn, Followed, Reading, Session, SessionLine

pytestmark = pytest.mark.usefixtures("library")
NOW = pytest.mark.clock("2026-11-21 21:00 +0000")


@pytest.fixture(scope="module")
def reader(django_db_setup: None, django_db_blocker: Any) -> Iterator[User]:
    """Somebody whose story is written once, for whoever only reads it."""
    time_machine = pytest.importorskip("time_machine", reason="needs time-machine (make test)")
    with django_db_blocker.unblock(), transaction.atomic():
        person = User.objects.create_user("reader@example.org")
        with time_machine.travel("2026-11-21 21:00 +0000", tick=False):
            demonstration.fill(person)
        yield person
        transaction.set_rollback(True)


def story_of(user: User) -> list[tuple[Any, ...]]:
    entries = CheckIn.objects.owned_by(user).order_by("at")
    answers = Reading.objects.filter(check_in__in=entries).order_by("check_in__at", "measure__code")
    sessions = Session.objects.owned_by(user).order_by("at")
    lines = SessionLine.objects.filter(session__in=sessions).order_by(
        "session__at", "order", "side"
    )
    return [
        *entries.values_list("at", "pain", "note", "as_before"),
        *answers.values_list("measure__code", "number", "text"),
        *sessions.values_list("at", "outcome", "minutes", "pain_worst", "note"),
        *lines.values_list("exercise__slug", "movement__name", "side", "level", "outcome"),
    ]


@NOW
def test_it_tells_the_same_story_every_time(reader: User, make_user: Any) -> None:
    again = make_user("again@example.org")
    demonstration.fill(again)
    assert story_of(again) == story_of(reader)


@pytest.mark.clock("2026-11-21 00:10 +0000")
def test_the_hour_changes_only_what_is_written_of_today(reader: User, make_user: Any) -> None:
    early = make_user("early@example.org")
    demonstration.fill(early)
    of_today = {"local_date": dt.date(2026, 11, 21)}
    told = [
        list(entries.exclude(**of_today).values_list("at", "pain", "note", "as_before"))
        for entries in (CheckIn.objects.owned_by(user).order_by("at") for user in (early, reader))
    ]
    assert told[0] == told[1]
    assert not CheckIn.objects.owned_by(early).filter(**of_today).exists()
    assert CheckIn.objects.owned_by(reader).filter(**of_today).exists()


def test_it_ends_today_and_begins_sixteen_weeks_ago(reader: User) -> None:
    days = list(
        CheckIn.objects.owned_by(reader).order_by("at").values_list("local_date", flat=True)
    )
    assert days[-1] == dt.date(2026, 11, 21)
    assert dt.timedelta(weeks=15) < days[-1] - days[0] <= dt.timedelta(weeks=16)


@pytest.mark.database
def test_it_holds_what_the_pages_have_to_show(reader: User) -> None:
    days = sorted(set(CheckIn.objects.owned_by(reader).values_list("local_date", flat=True)))
    assert max(b - a for a, b in pairwise(days)) > dt.timedelta(days=14)
    assert len(days) < CheckIn.objects.owned_by(reader).count()
    assert CheckIn.objects.owned_by(reader).filter(pain__gte=7).exists()
    assert set(Session.objects.values_list("outcome", flat=True)) >= {"done", "partly", "skipped"}
    assert Reading.objects.filter(measure__code="sign_tingling").count() == 1
    assert Aftermath.objects.exists()
    levels = SessionLine.objects.filter(exercise__slug="heel-slide-release")
    assert set(levels.values_list("side", "level")) >= {("left", "start"), ("right", "typical")}


def test_it_follows_one_thing_of_each_kind_and_leaves_days_out(reader: User) -> None:
    followed = [one.measure for one in Followed.objects.owned_by(reader)]
    assert {one.answer for one in followed} == set(Measure.Answer.values)
    for measure in followed:
        there = Reading.objects.filter(measure=measure, check_in__local_date__gt="2026-09-26")
        days = there.values("check_in__local_date").distinct().count()
        assert 4 <= days < 50, measure.code


def test_it_logs_movements_of_her_own_and_the_same_as_before(reader: User) -> None:
    own = SessionLine.objects.exclude(movement=None)
    assert own.values("movement").distinct().count() == 2
    again = CheckIn.objects.owned_by(reader).filter(as_before=True)
    assert again.count() > 5
    for one in again:
        before = CheckIn.objects.owned_by(reader).filter(at__lt=one.at).order_by("-at")[0]
        assert before.pain == one.pain
        assert one.local_date - before.local_date == dt.timedelta(days=1)


def test_it_says_how_the_sides_were_the_morning_after(reader: User) -> None:
    assert set(Aftermath.objects.values_list("side", flat=True)) == {"", "left", "right"}
    for one in Aftermath.objects.select_related("session", "check_in"):
        assert dt.timedelta(0) < one.check_in.at - one.session.at < dt.timedelta(hours=48)


def test_it_has_notes_worth_searching(reader: User) -> None:
    notes = [
        *CheckIn.objects.owned_by(reader).exclude(note="").values_list("note", flat=True),
        *Session.objects.owned_by(reader).exclude(note="").values_list("note", flat=True),
    ]
    assert len(notes) > 15
    assert len(set(notes)) > 12
    for note in notes:
        assert not banned_in(note)


def test_it_logs_nothing_in_the_future(reader: User) -> None:
    assert all(entry.at <= entry.created_at for entry in CheckIn.objects.owned_by(reader))


def password_of(email: str, printed: str) -> str:
    return printed.split(email)[1].split()[0]


@pytest.mark.usefixtures("db")
def test_it_prints_new_passwords_each_time_and_its_editor_sees_no_diary(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("seed_demo")
    first = capsys.readouterr().out
    call_command("seed_demo")
    second = capsys.readouterr().out
    for email in ("bea@example.org", "staff@example.org", "editor@example.org"):
        person = User.objects.get(email=email)
        assert person.check_password(password_of(email, second))
        assert not person.check_password(password_of(email, first))
    editor = User.objects.get(email="editor@example.org")
    assert (editor.is_staff, editor.is_superuser) == (True, False)
    assert editor.has_perm("exercises.change_exercise")
    assert {name.split(".")[0] for name in editor.get_all_permissions()} == {"exercises"}
