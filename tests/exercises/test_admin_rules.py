"""What the admin refuses, and beside which field it says so."""

from typing import Any

import pytest
from django.urls import reverse

from exercises.models import Exercise, Ladder, Measure, Phase, Programme, Status
from tests.exercises.admin_page import refusals, saved

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def editor(staff: Any, client_of: Any) -> Any:
    return client_of(staff)


def page_of(row: Any) -> str:
    return reverse(f"admin:exercises_{row._meta.model_name}_change", args=[row.pk])


def refused(editor: Any, row: Any, changes: dict[str, Any]) -> dict[str, list[str]]:
    """The messages that saving `row` with `changes` brings, by field."""
    return saved(editor, page_of(row), changes)


def pk(slug: str) -> str:
    return str(Exercise.objects.get(slug=slug).pk)


# What is sent together is refused together: each line beside its own field, and nothing else.
TOGETHER = (
    (
        ({"steps-1-text": "word " * 21}, "steps-1-text", "21 words; at most 20"),
        ({"steps-1-cue": "Tip"}, "steps-1-cue", "1 word; from 2 to 7"),
        ({"steps-2-cue": "one two three four five six seven eight"}, "steps-2-cue", "8 words"),
        ({"steps-0-kind": "move"}, "steps-0-kind", "first step prepares"),
        ({"rung": "0"}, "rung", "At least 1."),
        ({"pain_now_max": "11"}, "pain_now_max", "At most 10."),
        ({"rep_seconds": ""}, "rep_seconds", "needs the seconds of one"),
        ({"times_per_day_min": "4"}, "times_per_day_max", "less than where the range begins"),
        ({"days_per_week_max": "8"}, "days_per_week_max", "At most 7"),
        ({"doses-0-sets": "0"}, "doses-0-sets", "From 1 to 1000"),
        ({"sources": []}, "sources", "required"),
    ),
    (
        ({"steps-0-order": "9"}, "steps-1-kind", "first step prepares"),
        ({"pain_now_max": "1"}, "pain_now_max", "“Open book” is harder"),
        ({"dose_type": "hold"}, "rep_seconds", "Only for exercises counted in repetitions"),
        ({"times_per_day_min": "0"}, "times_per_day_min", "At least 1"),
        ({"doses-0-seconds": "-1"}, "doses-0-seconds", "At least 0."),
    ),
    (({"doses-0-seconds": "7"}, "doses-0-seconds", "pause is longer"),),
    (({"doses-1-reps": "3"}, "doses-1-sets", "less time than the dose before"),),
)


def test_an_exercise_is_refused_beside_the_field(editor: Any) -> None:
    cases = []
    for lines in TOGETHER:
        sent: dict[str, Any] = {}
        for changes, _field, _words in lines:
            sent |= changes
        cases.append(sent)
    wrong = []
    answers = refusals(editor, page_of(Exercise.objects.get(slug="knee-rocks")), cases)
    for lines, errors in zip(TOGETHER, answers, strict=True):
        for changes, field, words in lines:
            if words not in " ".join(errors.pop(field, [])):
                wrong.append(f"{changes}: not refused beside {field}")
        wrong += [f"{field}: {messages}" for field, messages in errors.items()]
    assert not wrong, wrong


def test_an_exercise_is_not_its_own_neighbour(editor: Any) -> None:
    row = Exercise.objects.get(slug="knee-rocks")
    for name in ("gentler", "harder"):
        assert name in refused(editor, row, {name: str(row.pk)})


def test_harder_exercises_make_no_circle(editor: Any) -> None:
    row = Exercise.objects.get(slug="open-book")
    found = refused(editor, row, {"harder": pk("knee-rocks")})
    assert "leads back" in found["harder"][0]


def test_no_exercise_fits_more_pain_than_its_gentler_one(editor: Any) -> None:
    found = refused(editor, Exercise.objects.get(slug="open-book"), {"pain_now_max": "9"})
    assert "“Lying knee rocks” is gentler and only for pain up to 7" in found["pain_now_max"][0]


def test_no_exercise_fits_less_pain_than_a_programme_with_it(editor: Any) -> None:
    programme = Programme.objects.filter(items__exercise__harder=None, pain_now_max__gt=0).first()
    assert programme is not None
    row = programme.items.filter(exercise__harder=None)[0].exercise
    found = refused(editor, row, {"pain_now_max": "0"})
    assert any(f"“{programme}”" in said for said in found["pain_now_max"])


def test_the_phase_is_that_of_the_ladder(editor: Any) -> None:
    row = Exercise.objects.get(slug="knee-rocks")
    other = Ladder.objects.exclude(phase=row.phase)[0]
    assert refused(editor, row, {"ladder": str(other.pk), "rung": ""}) == {}
    row.refresh_from_db()
    assert row.phase == other.phase


def test_the_exercises_of_a_ladder_follow_it_to_another_phase(editor: Any) -> None:
    ladder = Ladder.objects.get(code="rotate")
    other = Phase.objects.exclude(pk=ladder.phase_id)[0]
    assert refused(editor, ladder, {"phase": str(other.pk)}) == {}
    assert {row.phase for row in ladder.exercises.select_related("phase")} == {other}


def test_a_hold_needs_seconds(editor: Any) -> None:
    row = Exercise.objects.filter(dose_type="hold").first()
    assert row is not None
    found = refused(editor, row, {"doses-0-seconds": "0"})
    assert set(found) == {"doses-0-seconds"}


def test_nothing_is_published_without_its_parts(editor: Any) -> None:
    row = Exercise.objects.get(slug="knee-rocks")
    row.steps.all().delete()
    row.doses.filter(level="top").delete()
    row.points.filter(kind="stop").delete()
    errors = refused(editor, row, {})
    assert set(errors) == {"steps", "doses", "points-2"}
    assert [text for [text] in errors.values() if "published exercise needs" not in text] == []
    assert refused(editor, row, {"_withdraw": "yes"}) == {}


def test_a_programme_fits_no_more_pain_than_its_exercises(editor: Any) -> None:
    row = Programme.objects.get(slug="desk-sitter-10")
    found = refused(editor, row, {"pain_now_max": "10"})
    assert all(name.endswith("-exercise") for name in found)
    assert "the programme says 10" in next(iter(found.values()))[0]


def test_a_published_programme_has_no_draft(editor: Any) -> None:
    row = Programme.objects.get(slug="desk-sitter-10")
    Exercise.objects.filter(pk=row.items.all()[0].exercise_id).update(status=Status.DRAFT)
    assert "it is a draft" in refused(editor, row, {})["items-0-exercise"][0]


def test_a_measure_is_whole(editor: Any) -> None:
    table = [
        ({"answer": "choice"}, "choices"),
        ({"answer": "number"}, "minimum"),
        ({"minimum": "3", "maximum": "2"}, "maximum"),
        ({"asked_always": "on", "opt_in": "on"}, "asked_always"),
    ]
    page = page_of(Measure.objects.filter(answer="yes_no")[0])
    answers = refusals(editor, page, [changes for changes, _field in table])
    kept = [line for line, errors in zip(table, answers, strict=True) if line[1] not in errors]
    assert not kept, kept


def test_only_a_choice_has_answers(editor: Any) -> None:
    measure = Measure.objects.filter(answer="choice")[0]
    assert "choices" in refused(editor, measure, {"answer": "yes_no"})
