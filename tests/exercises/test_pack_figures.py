"""The figures of the pack that comes with the project: one for each exercise, no two alike."""

from collections import defaultdict

import pytest

from exercises.figures.drawing.svg import draw, thumbnail
from exercises.figures.pose.poses import Pose
from exercises.pictures.drawn import pose_in
from tests.packs import shipped_pack

PACK = shipped_pack()


@pytest.fixture(scope="module")
def poses() -> list[Pose]:
    names = {exercise.slug: exercise.name for exercise in PACK.exercises}
    return [pose_in(one.slug, names[one.slug], one.record) for one in PACK.figures]


def alike(drawings: dict[str, str]) -> list[list[str]]:
    """The addresses of those that share a drawing."""
    found = defaultdict(list)
    for slug, drawing in drawings.items():
        found[drawing].append(slug)
    return [slugs for slugs in found.values() if len(slugs) > 1]


def test_every_published_exercise_has_a_figure() -> None:
    published = {one.slug for one in PACK.exercises if one.status == "published"}
    assert published - {one.slug for one in PACK.figures} == set()


def test_the_name_of_the_exercise_is_the_only_name() -> None:
    assert [one.slug for one in PACK.figures if "title" in one.record] == []


def test_no_two_figures_draw_the_same(poses: list[Pose]) -> None:
    assert len(poses) > 1
    assert alike({pose.slug: draw(pose, plain=True) for pose in poses}) == []


def test_no_two_small_pictures_are_the_same(poses: list[Pose]) -> None:
    assert alike({pose.slug: thumbnail(pose) for pose in poses}) == []
