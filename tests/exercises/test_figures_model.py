"""A figure's row: one form of its record, a fingerprint, and lists that never read the pose."""

from copy import deepcopy
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from exercises.figures.record.records import digest_of, in_order, plain
from exercises.models import Exercise, Figure
from exercises.pictures.drawn import figure_of
from tests.exercises import lunge

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def figure() -> Figure:
    return lunge.lunge()


def test_its_fingerprint_is_that_of_its_record(figure: Figure) -> None:
    assert figure.digest == digest_of(figure.pose)
    assert len(figure.digest) == 12


def test_another_pose_has_another_fingerprint(figure: Figure) -> None:
    before = figure.digest
    figure.pose = figure.pose | {"psoas": "left"}
    figure.save()
    figure.refresh_from_db()
    assert figure.digest not in ("", before)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 5.0}, {"a": 5}),
        ({"a": -0.0}, {"a": 0}),
        ({"a": (1, 2.0)}, {"a": [1, 2]}),
        ({"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"d": 3, "c": 2}, "a": 1}),
    ],
)
def test_records_that_say_the_same_have_one_fingerprint(one: Any, other: Any) -> None:
    assert digest_of(one) == digest_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 5}, {"a": 5.5}),
        ({"a": [1, 2]}, {"a": [2, 1]}),
        ({"a": None}, {}),
        ({"a": 0}, {"b": 0}),
    ],
)
def test_records_that_say_something_else_have_another_one(one: Any, other: Any) -> None:
    assert digest_of(one) != digest_of(other)


def test_it_is_kept_in_one_form_whatever_the_database(figure: Figure) -> None:
    figure.pose = figure.pose | {"show": -1.0, "arrows": ()}
    figure.save()
    kept = Figure.objects.get(pk=figure.pk)
    assert (kept.pose["show"], type(kept.pose["show"])) == (-1, int)
    assert kept.pose == plain(kept.pose)
    assert digest_of(kept.pose) == kept.digest


def test_the_order_of_keys_is_a_matter_of_writing_only() -> None:
    record = {"frames": [{"leg_r": {"knee": 1, "hip": 2}, "pelvis": {"pitch": 3}}], "view": {}}
    ordered = in_order(record)
    assert ordered == record
    assert list(ordered) == ["view", "frames"]
    assert list(ordered["frames"][0]) == ["pelvis", "leg_r"]
    assert list(ordered["frames"][0]["leg_r"]) == ["hip", "knee"]


def test_a_key_that_nobody_knows_comes_last() -> None:
    assert list(in_order({"zebra": 1, "frames": [], "apple": 2})) == ["frames", "apple", "zebra"]


def test_an_exercise_has_one_figure_at_most(figure: Figure) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(exercise=figure.exercise, pose=deepcopy(figure.pose))


def test_it_goes_with_its_exercise(figure: Figure) -> None:
    exercise = Exercise.objects.create(
        slug="nobodys", name="Nobody's", phase=figure.exercise.phase, ladder=figure.exercise.ladder,
        rung=29, pain_now_max=0, position=figure.exercise.position, dose_type="hold",
        evidence_level="expert",
    )  # fmt: skip
    Figure.objects.create(exercise=exercise, pose=figure.pose)
    exercise.delete()
    assert not Figure.objects.filter(exercise__slug="nobodys").exists()


def test_a_list_reads_figures_along_and_leaves_the_poses(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        rows = list(Exercise.objects.published().with_figures())
        figures = [found for row in rows if (found := figure_of(row))]
        assert [found for found in figures if not found.digest or not found.slug] == []
    assert figures
    assert all("pose" in figure.get_deferred_fields() for figure in figures)


def test_an_exercise_without_one_has_none() -> None:
    Figure.objects.filter(exercise__slug="runners-lunge").delete()
    row = Exercise.objects.with_figures().get(slug="runners-lunge")
    assert figure_of(row) is None
    assert figure_of(Exercise.objects.get(slug="runners-lunge")) is None
