"""Editing an exercise: readers see it, the loader leaves it alone, logs can pin it."""

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from exercises.models import Exercise, ExercisePoint, Ladder, Status
from tests.exercises.admin_page import errors_in, fields_of, saved, send

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def editor(staff: Any, client_of: Any) -> Any:
    return client_of(staff)


@pytest.fixture
def exercise() -> Exercise:
    return Exercise.objects.get(slug="knee-rocks")


def page_of(exercise: Exercise) -> str:
    return reverse("admin:exercises_exercise_change", args=[exercise.pk])


def save(editor: Any, exercise: Exercise, **changes: Any) -> dict[str, list[str]]:
    """Open the page, change some fields, press Save; the messages of a refusal."""
    page = page_of(exercise)
    refused = saved(editor, page, {name.replace("__", "-"): v for name, v in changes.items()})
    exercise.refresh_from_db()
    return refused


def test_an_edit_shows_on_the_site(editor: Any, client: Any, exercise: Exercise) -> None:
    assert save(editor, exercise, name="Gentle knee rocks") == {}
    assert exercise.name == "Gentle knee rocks"
    assert "Gentle knee rocks" in client.get(exercise.get_absolute_url()).content.decode()


def loaded() -> str:
    """What the loader says of an update."""
    words = io.StringIO()
    call_command("load_library", stdout=words)
    return words.getvalue()


def test_the_loader_leaves_an_edited_exercise_alone_until_the_edit_is_taken_back(
    editor: Any, exercise: Exercise
) -> None:
    name = exercise.name
    save(editor, exercise, name="Gentle knee rocks")
    assert "left alone: exercise knee-rocks: was changed here" in loaded()
    exercise.refresh_from_db()
    assert exercise.name == "Gentle knee rocks"
    save(editor, exercise, name=name)
    assert "left alone" not in loaded()


SEEN_BY_READERS = {
    "field": {"name": "Gentle knee rocks"},
    "step": {"steps-1-text": "Let both knees tip a little."},
    "dose": {"doses-0-reps": "5"},
    "mistake": {"points-0-text": "Dropping the knees at once"},
    "deleted part": {"points-0-DELETE": "on"},
    "relation": {"equipment": []},
}


def test_what_readers_see_differently_gets_a_new_revision(editor: Any, exercise: Exercise) -> None:
    fields = fields_of(editor, page_of(exercise))
    revisions = {}
    for what, changes in SEEN_BY_READERS.items():
        with transaction.atomic():
            assert errors_in(send(editor, page_of(exercise), fields | changes)) == {}, what
            exercise.refresh_from_db()
            revisions[what] = exercise.revision
            transaction.set_rollback(True)
    assert revisions == dict.fromkeys(SEEN_BY_READERS, 2)


def test_the_status_alone_makes_no_new_revision(editor: Any, exercise: Exercise) -> None:
    assert save(editor, exercise, _withdraw="yes") == {}
    assert (exercise.status, exercise.revision) == (Status.DRAFT, 1)


def test_steps_are_saved_in_the_order_they_were_dragged_into(
    editor: Any, exercise: Exercise
) -> None:
    before = [step.text for step in exercise.steps.all()]
    assert save(editor, exercise, steps__1__order="3", steps__2__order="2") == {}
    after = [step.text for step in exercise.steps.all()]
    assert after == [before[0], before[2], before[1], *before[3:]]


def test_a_new_reason_to_stop_comes_last_and_is_one(editor: Any, exercise: Exercise) -> None:
    count = exercise.points.filter(kind=ExercisePoint.Kind.STOP).count()
    added = {
        "points__2__TOTAL_FORMS": str(count + 1),
        f"points__2__{count}__text": "It feels wrong",
        f"points__2__{count}__exercise": str(exercise.pk),
    }
    assert save(editor, exercise, **added) == {}
    points = list(exercise.points.all())
    assert (points[-1].kind, points[-1].text) == ("stop", "It feels wrong")
    assert [point.order for point in points] == list(range(1, len(points) + 1))


def test_a_new_exercise_begins_as_a_draft_with_its_doses(editor: Any) -> None:
    ladder = Ladder.objects.get(code="rotate")
    page = reverse("admin:exercises_exercise_add")
    sent = fields_of(editor, page) | {
        "name": "Slow turn", "slug": "slow-turn", "purpose": "To turn.", "feel": "Easy.",
        "position": "1", "ladder": str(ladder.pk), "pain_now_max": "3", "dose_type": "hold",
        "sources": ["1"], "evidence_level": "expert", "evidence_note": "Ours.",
    }  # fmt: skip
    for row in range(3):
        sent |= {f"doses-{row}-sets": "1", f"doses-{row}-reps": "2", f"doses-{row}-seconds": "9"}
    assert errors_in(editor.post(page, sent)) == {}
    made = Exercise.objects.get(slug="slow-turn")
    assert list(made.doses_by_level) == ["start", "typical", "top"]
    assert (made.status, made.revision) == (Status.DRAFT, 1)


def test_a_draft_may_still_lack_its_doses(editor: Any, exercise: Exercise) -> None:
    exercise.doses.all().delete()
    assert save(editor, exercise, _withdraw="yes") == {}
    assert save(editor, exercise, name="Slow knee rocks") == {}
    assert exercise.doses.count() == 0


def test_the_address_of_a_published_exercise_stays(editor: Any, exercise: Exercise) -> None:
    assert save(editor, exercise, slug="other") == {}
    assert exercise.slug == "knee-rocks"


def test_a_second_editor_does_not_write_over_the_first(editor: Any, exercise: Exercise) -> None:
    page = page_of(exercise)
    opened_before = fields_of(editor, page)
    save(editor, exercise, feel="Wringing.")
    refused = errors_in(send(editor, page, opened_before | {"feel": "Turning."}))
    exercise.refresh_from_db()
    assert "while you had it open" in refused["__all__"][0]
    assert exercise.feel == "Wringing."
