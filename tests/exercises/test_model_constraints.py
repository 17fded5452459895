"""The database refuses nonsense in the library, whoever writes it."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError

from exercises.models import (
    AnatomyPart,
    Article,
    ArticlePoint,
    Claim,
    Contraindication,
    Dose,
    Exercise,
    ExerciseCondition,
    ExercisePoint,
    Figure,
    Habit,
    Ladder,
    Measure,
    MeasureChoice,
    PackEntry,
    Photograph,
    Position,
    Programme,
    ProgrammeItem,
    Ruleset,
    ScreeningItem,
    SelfCheck,
    Source,
    Step,
)
from tests.constraints import Change, assert_refused, changing, constraints_of, doubling

pytestmark = pytest.mark.database

REPS = {"dose_type": "reps"}

BREAKS = [
    ("article_group_is_known", changing(Article, group="other")),
    ("article_status_is_known", changing(Article, status="hidden")),
    ("article_point_kind_is_known", changing(ArticlePoint, kind="joke")),
    ("source_kind_is_known", changing(Source, kind="rumour")),
    ("source_read_is_known", changing(Source, read="skimmed")),
    ("claim_topic_is_known", changing(Claim, topic="weather")),
    ("anatomy_layer_is_known", changing(AnatomyPart, layer="skin")),
    ("claim_verdict_is_known", changing(Claim, verdict="true")),
    ("position_once_per_claim_and_source", doubling(Position, stance="opposes")),
    ("position_stance_is_known", changing(Position, stance="shrugs")),
    ("exercise_rung_once_per_ladder", doubling(Exercise, slug="another-one")),
    ("exercise_rung_at_least_1", changing(Exercise, rung=0)),
    ("exercise_pain_now_max_0_to_10", changing(Exercise, pain_now_max=11)),
    ("exercise_status_is_known", changing(Exercise, status="hidden")),
    ("exercise_dose_type_is_known", changing(Exercise, dose_type="sets")),
    ("exercise_reps_have_rep_seconds", changing(Exercise, REPS, rep_seconds=0)),
    ("exercise_reps_have_rep_seconds", changing(Exercise, REPS, rep_seconds=None)),
    ("exercise_times_per_day_in_order", changing(Exercise, times_per_day_min=0)),
    (
        "exercise_times_per_day_in_order",
        changing(Exercise, times_per_day_min=3, times_per_day_max=2),
    ),
    ("exercise_days_per_week_in_order", changing(Exercise, days_per_week_min=0)),
    ("exercise_days_per_week_in_order", changing(Exercise, days_per_week_max=8)),
    (
        "exercise_days_per_week_in_order",
        changing(Exercise, days_per_week_min=5, days_per_week_max=4),
    ),
    ("exercise_evidence_is_known", changing(Exercise, evidence_level="certain")),
    ("figure_has_a_fingerprint", changing(Figure, digest="")),
    ("exercise_gentler_is_another", changing(Exercise, gentler=F("pk"))),
    ("exercise_harder_is_another", changing(Exercise, harder=F("pk"))),
    ("dose_once_per_exercise_and_level", doubling(Dose)),
    ("dose_level_is_known", changing(Dose, level="huge")),
    ("dose_sets_and_reps_1_to_1000", changing(Dose, sets=0)),
    ("dose_sets_and_reps_1_to_1000", changing(Dose, sets=1001)),
    ("dose_sets_and_reps_1_to_1000", changing(Dose, reps=0)),
    ("dose_sets_and_reps_1_to_1000", changing(Dose, reps=1001)),
    ("dose_seconds_0_to_7200", changing(Dose, seconds=7201)),
    ("step_kind_is_known", changing(Step, kind="jump")),
    ("exercise_point_kind_is_known", changing(ExercisePoint, kind="praise")),
    ("pack_entry_once_per_kind_and_key", doubling(PackEntry)),
    ("photograph_has_a_text", changing(Photograph, alt="")),
    ("photograph_has_a_size", changing(Photograph, width=0)),
    ("photograph_has_a_size", changing(Photograph, height=0)),
    ("programme_status_is_known", changing(Programme, status="hidden")),
    ("programme_days_per_week_1_to_7", changing(Programme, days_per_week=0)),
    ("programme_days_per_week_1_to_7", changing(Programme, days_per_week=8)),
    ("programme_pain_now_max_0_to_10", changing(Programme, pain_now_max=11)),
    ("programme_occasion_is_known", changing(Programme, occasion="never")),
    ("programme_item_once_per_exercise", doubling(ProgrammeItem)),
    ("programme_item_level_is_known", changing(ProgrammeItem, level="huge")),
    ("contraindication_action_is_known", changing(Contraindication, action="nod")),
    ("contraindication_group_is_known", changing(Contraindication, group="moods")),
    (
        "contraindication_asked_again_after_1_day",
        changing(Contraindication, asked_again_after_days=0),
    ),
    ("condition_once_per_exercise", doubling(ExerciseCondition)),
    ("condition_action_is_known", changing(ExerciseCondition, action="nod")),
    ("screening_group_is_known", changing(ScreeningItem, group="moods")),
    ("screening_urgency_is_known", changing(ScreeningItem, urgency="whenever")),
    ("self_check_every_days_at_least_1", changing(SelfCheck, every_days=0)),
    ("measure_family_is_known", changing(Measure, family="mood")),
    ("measure_answer_is_known", changing(Measure, answer="song")),
    ("measure_largest_not_below_smallest", changing(Measure, minimum=3, maximum=2)),
    ("measure_choice_once_per_measure", doubling(MeasureChoice)),
    ("ruleset_follows_that_of_the_house", changing(Ruleset, number=2)),
    ("ruleset_says_why", changing(Ruleset, why="")),
    ("ruleset_within_bounds", changing(Ruleset, ladders_a_week=5)),
    ("ruleset_in_order", changing(Ruleset, streak=5)),
]


def test_it_has_a_breaking_case_for_every_constraint() -> None:
    assert {name for name, _ in BREAKS} == set(constraints_of("exercises"))


@pytest.fixture
def content(library: Any) -> None:
    """The library, with one photograph and one ruleset."""
    Ruleset.objects.create(number=3, why="A trial")
    Photograph.objects.create(
        exercise=Exercise.objects.first(), name=uuid.uuid4(), alt="Lying", width=480, height=360
    )


@pytest.mark.parametrize(("name", "change"), BREAKS, ids=[name for name, _ in BREAKS])
def test_it_refuses_what_breaks_a_constraint(content: None, name: str, change: Change) -> None:
    assert_refused("exercises", name, change)


@pytest.mark.parametrize(
    "change",
    [
        changing(Exercise, {"dose_type": "hold"}, rep_seconds=None),
        changing(Exercise, pain_now_max=0),
        changing(Exercise, pain_now_max=10),
        changing(Exercise, days_per_week_min=7, days_per_week_max=7),
        changing(Exercise, gentler=None, harder=None),
        changing(Dose, sets=1000, reps=1000, seconds=7200),
        changing(Measure, minimum=None, maximum=2),
        changing(Measure, minimum=2, maximum=2),
        doubling(Ladder, code="another-one"),
        changing(ExerciseCondition, action="", say=""),
        changing(ExerciseCondition, action="ask"),
        changing(Contraindication, action="ask"),
        changing(ScreeningItem, urgency="stop", group="nerves"),
        changing(Claim, verdict="untestable"),
        *(changing(Source, kind=kind) for kind in Source.Kind.values),
        *(changing(Source, read=read) for read in Source.Read.values),
        *(changing(Position, stance=stance) for stance in Position.Stance.values),
        *(changing(Claim, topic=topic) for topic in Claim.Topic.values),
        *(changing(AnatomyPart, layer=layer) for layer in AnatomyPart.Layer.values),
    ],
)
def test_it_accepts_the_bounds_themselves(library: Any, change: Change) -> None:
    change()


@pytest.mark.parametrize("model", [Source, Habit, SelfCheck, Claim, Article, Exercise, Programme])
def test_no_two_pages_have_the_same_address(library: Any, model: Any) -> None:
    first, second = model.objects.order_by("pk")[:2]
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=second.pk).update(slug=first.slug)


@pytest.mark.parametrize("model", [Source, Habit, SelfCheck, Claim, AnatomyPart])
def test_no_two_rows_have_the_same_code(library: Any, model: Any) -> None:
    first, second = model.objects.order_by("pk")[:2]
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=second.pk).update(code=first.code)


@pytest.mark.parametrize("link", ["part_of", "cited_by"])
def test_a_source_that_another_one_names_is_not_deleted(library: Any, link: str) -> None:
    source = Source.objects.exclude(**{link: None})[0]
    with pytest.raises(ProtectedError):
        getattr(source, link).delete()
