"""Publishing from the list, and why some things cannot be deleted."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise, Measure, Programme, Source, Status
from tests.exercises.mentioned import take_out_of_lists
from tracking.models import Followed, Session, SessionLine

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def editor(staff: Any, client_of: Any) -> Any:
    return client_of(staff)


@pytest.fixture
def exercise() -> Exercise:
    """One that no programme has."""
    return Exercise.objects.filter(programme_items=None)[0]


def act(client: Any, action: str, row: Any) -> Any:
    page = reverse(f"admin:exercises_{row._meta.model_name}_changelist")
    sent = {"action": action, "_selected_action": [row.pk]}
    return client.post(page, sent, follow=True)


def log(user: Any, exercise: Exercise) -> None:
    now = timezone.now()
    session = Session.objects.create(user=user, at=now, local_date=now.date(), note="my secret")
    SessionLine.objects.create(
        session=session, exercise=exercise, exercise_revision=1, level="start",
        sets=1, reps=1, seconds=1,
    )  # fmt: skip


def test_withdrawing_hides_an_exercise_and_keeps_its_revision(
    editor: Any, client: Any, exercise: Exercise
) -> None:
    act(editor, "withdraw", exercise)
    exercise.refresh_from_db()
    assert (exercise.status, exercise.revision) == (Status.DRAFT, 1)
    assert client.get(exercise.get_absolute_url()).status_code == 404
    assert LogEntry.objects.filter(object_id=exercise.pk).count() == 1


def test_publishing_shows_it_again(editor: Any, client: Any, exercise: Exercise) -> None:
    act(editor, "withdraw", exercise)
    act(editor, "publish", exercise)
    assert client.get(exercise.get_absolute_url()).status_code == 200


def test_a_draft_that_lacks_something_stays_one_and_says_what(
    editor: Any, exercise: Exercise
) -> None:
    act(editor, "withdraw", exercise)
    exercise.steps.all().delete()
    exercise.points.all().delete()
    said = act(editor, "publish", exercise).content.decode()
    exercise.refresh_from_db()
    assert exercise.status == Status.DRAFT
    assert "stays a draft. It needs: steps, a reason to stop." in said


def test_a_programme_with_a_draft_stays_a_draft(editor: Any) -> None:
    programme = Programme.objects.get(slug="desk-sitter-10")
    act(editor, "withdraw", programme)
    Exercise.objects.filter(pk=programme.items.all()[0].exercise_id).update(status=Status.DRAFT)
    assert "stays a draft" in act(editor, "publish", programme).content.decode()


def test_who_may_only_look_cannot_publish(
    make_user: Any, client_of: Any, exercise: Exercise
) -> None:
    viewer = make_user(is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_exercise"))
    act(client_of(viewer), "withdraw", exercise)
    exercise.refresh_from_db()
    assert exercise.status == Status.PUBLISHED


def test_an_unused_exercise_can_be_deleted(editor: Any, exercise: Exercise) -> None:
    take_out_of_lists(exercise)
    page = reverse("admin:exercises_exercise_delete", args=[exercise.pk])
    editor.post(page, {"post": "yes"})
    assert not Exercise.objects.filter(pk=exercise.pk).exists()


def test_an_exercise_of_a_programme_stays_and_the_programme_is_named(editor: Any) -> None:
    item = Programme.objects.get(slug="desk-sitter-10").items.all()[0]
    page = reverse("admin:exercises_exercise_delete", args=[item.exercise_id])
    assert str(item.programme) in editor.get(page).content.decode()
    editor.post(page, {"post": "yes"})
    assert Exercise.objects.filter(pk=item.exercise_id).exists()


@pytest.mark.parametrize("relation", ["claims", "anatomy", "habits", "articles"])
def test_an_exercise_that_a_text_names_stays_and_the_text_is_named(
    editor: Any, relation: str
) -> None:
    exercise = Exercise.objects.exclude(**{relation: None})[0]
    page = reverse("admin:exercises_exercise_delete", args=[exercise.pk])
    html = editor.get(page).content.decode()
    for row in getattr(exercise, relation).all():
        what = row._meta.model_name
        assert reverse(f"admin:exercises_{what}_change", args=[row.pk]) in html
    editor.post(page, {"post": "yes"})
    assert Exercise.objects.filter(pk=exercise.pk).exists()


def test_a_source_of_a_claim_stays_and_the_claim_is_named(editor: Any) -> None:
    source = Source.objects.exclude(positions=None)[0]
    page = reverse("admin:exercises_source_delete", args=[source.pk])
    assert "Claim: <a href=" in editor.get(page).content.decode()


def test_what_somebody_follows_stays_and_nobody_is_named(editor: Any, user: Any) -> None:
    measure = Measure.objects.filter(family="daily")[0]
    Followed.objects.create(user=user, measure=measure)
    page = reverse("admin:exercises_measure_delete", args=[measure.pk])
    html = editor.get(page).content.decode()
    assert "1 entry in people&#x27;s logs" in html
    assert user.email not in html
    editor.post(page, {"post": "yes"})
    assert Measure.objects.filter(pk=measure.pk).exists()


@pytest.mark.parametrize("way", ["page", "action"])
def test_a_logged_exercise_stays_and_nothing_of_the_log_is_told(
    way: str, editor: Any, user: Any, exercise: Exercise
) -> None:
    log(user, exercise)
    page = reverse("admin:exercises_exercise_delete", args=[exercise.pk])
    shown = editor.get(page) if way == "page" else act(editor, "delete_selected", exercise)
    html = shown.content.decode()
    assert "1 entry in people&#x27;s logs (exercise done)" in html
    assert "my secret" not in html
    assert user.email not in html
    editor.post(page, {"post": "yes"})
    assert Exercise.objects.filter(pk=exercise.pk).exists()
