"""What the admin refuses, and beside which field it says so."""

from typing import Any

import pytest
from django.urls import reverse

from exercises.models import Exercise, Ladder, Measure, Phase, Programme, Status
from tests.exercises.admin_page import saved

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def editor(staff: Any, client_of: Any) -> Any:
    return client_of(staff)


def refusals(editor: Any, row: Any, changes: dict[str, Any]) -> dict[str, list[str]]:
    """The messages that saving `row` with `changes` brings, by field."""
    page = reverse(f"admin:exercises_{row._meta.model_name}_change", args=[row.pk])
    return saved(editor, page, changes)


def pk(slug: str) -> str:
    return str(Exercise.objects.get(slug=slug).pk)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"steps-1-text": "word " * 21}, "steps-1-text", "21 words; at most 20"),
        ({"steps-1-cue": "Tip"}, "steps-1-cue", "1 word; from 2 to 7"),
        ({"steps-1-cue": "one two three four five six seven eight"}, "steps-1-cue", "8 words"),
        ({"steps-0-kind": "move"}, "steps-0-kind", "first step prepares"),
        ({"steps-0-order": "9"}, "steps-1-kind", "first step prepares"),
        ({"rung": "0"}, "rung", "At least 1."),
        ({"pain_now_max": "11"}, "pain_now_max", "At most 10."),
        ({"pain_now_max": "1"}, "pain_now_max", "“Open book” is harder"),
        ({"rep_seconds": ""}, "rep_seconds", "needs the seconds of one"),
        ({"dose_type": "hold"}, "rep_seconds", "Only for exercises counted in repetitions"),
        ({"times_per_day_min": "4"}, "times_per_day_max", "less than where the range begins"),
        ({"times_per_day_min": "0"}, "times_per_day_min", "At least 1"),
        ({"days_per_week_max": "8"}, "days_per_week_max", "At most 7"),
        ({"doses-0-seconds": "7"}, "doses-0-seconds", "pause is longer"),
        ({"doses-0-sets": "0"}, "doses-0-sets", "From 1 to 1000"),
        ({"doses-0-seconds": "-1"}, "doses-0-seconds", "At least 0."),
        ({"doses-1-reps": "3"}, "doses-1-sets", "less time than the dose before"),
        ({"sources": []}, "sources", "required"),
    ],
)
def test_an_exercise_is_refused_beside_the_field(
    editor: Any, change: dict[str, Any], field: str, words: str
) -> None:
    found = refusals(editor, Exercise.objects.get(slug="knee-rocks"), change)
    assert words in " ".join(found.get(field, [])), found
    assert set(found) == {field}


def test_an_exercise_is_not_its_own_neighbour(editor: Any) -> None:
    row = Exercise.objects.get(slug="knee-rocks")
    assert "gentler" in refusals(editor, row, {"gentler": str(row.pk)})
    assert "harder" in refusals(editor, row, {"harder": str(row.pk)})


def test_harder_exercises_make_no_circle(editor: Any) -> None:
    row = Exercise.objects.get(slug="open-book")
    found = refusals(editor, row, {"harder": pk("knee-rocks")})
    assert "leads back" in found["harder"][0]


def test_no_exercise_fits_more_pain_than_its_gentler_one(editor: Any) -> None:
    found = refusals(editor, Exercise.objects.get(slug="open-book"), {"pain_now_max": "9"})
    assert "“Lying knee rocks” is gentler and only for pain up to 7" in found["pain_now_max"][0]


def test_no_exercise_fits_less_pain_than_a_programme_with_it(editor: Any) -> None:
    programme = Programme.objects.filter(items__exercise__harder=None, pain_now_max__gt=0).first()
    assert programme is not None
    row = programme.items.filter(exercise__harder=None)[0].exercise
    found = refusals(editor, row, {"pain_now_max": "0"})
    assert any(f"“{programme}”" in said for said in found["pain_now_max"])


def test_the_phase_is_that_of_the_ladder(editor: Any) -> None:
    row = Exercise.objects.get(slug="knee-rocks")
    other = Ladder.objects.exclude(phase=row.phase)[0]
    assert refusals(editor, row, {"ladder": str(other.pk), "rung": ""}) == {}
    row.refresh_from_db()
    assert row.phase == other.phase


def test_the_exercises_of_a_ladder_follow_it_to_another_phase(editor: Any) -> None:
    ladder = Ladder.objects.get(code="rotate")
    other = Phase.objects.exclude(pk=ladder.phase_id)[0]
    assert refusals(editor, ladder, {"phase": str(other.pk)}) == {}
    assert {row.phase for row in ladder.exercises.select_related("phase")} == {other}


def test_a_hold_needs_seconds(editor: Any) -> None:
    row = Exercise.objects.filter(dose_type="hold").first()
    assert row is not None
    found = refusals(editor, row, {"doses-0-seconds": "0"})
    assert set(found) == {"doses-0-seconds"}


@pytest.mark.parametrize("part", ["steps", "doses", "points-2"])
def test_nothing_is_published_without_its_parts(editor: Any, part: str) -> None:
    row = Exercise.objects.get(slug="knee-rocks")
    parts = {
        "steps": row.steps.all(),
        "doses": row.doses.filter(level="top"),
        "points-2": row.points.filter(kind="stop"),
    }
    parts[part].delete()
    assert "published exercise needs" in refusals(editor, row, {})[part][0]
    assert refusals(editor, row, {"_withdraw": "yes"}) == {}


def test_a_programme_fits_no_more_pain_than_its_exercises(editor: Any) -> None:
    row = Programme.objects.get(slug="desk-sitter-10")
    found = refusals(editor, row, {"pain_now_max": "10"})
    assert all(name.endswith("-exercise") for name in found)
    assert "the programme says 10" in next(iter(found.values()))[0]


def test_a_published_programme_has_no_draft(editor: Any) -> None:
    row = Programme.objects.get(slug="desk-sitter-10")
    Exercise.objects.filter(pk=row.items.all()[0].exercise_id).update(status=Status.DRAFT)
    assert "it is a draft" in refusals(editor, row, {})["items-0-exercise"][0]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"answer": "choice"}, "choices"),
        ({"answer": "number"}, "minimum"),
        ({"minimum": "3", "maximum": "2"}, "maximum"),
        ({"asked_always": "on", "opt_in": "on"}, "asked_always"),
    ],
)
def test_a_measure_is_whole(editor: Any, change: dict[str, str], field: str) -> None:
    measure = Measure.objects.filter(answer="yes_no")[0]
    assert field in refusals(editor, measure, change)


def test_only_a_choice_has_answers(editor: Any) -> None:
    measure = Measure.objects.filter(answer="choice")[0]
    assert "choices" in refusals(editor, measure, {"answer": "yes_no"})
