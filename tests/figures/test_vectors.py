"""Frames turn the right way round and stay orthonormal."""

import pytest

from exercises.figures.pose.vectors import (
    FORWARD,
    RIGHT,
    UP,
    WORLD,
    Frame,
    Vec,
    about_x,
    about_y,
    about_z,
    upright,
)


def near(vector: Vec, *numbers: float) -> None:
    assert (vector.x, vector.y, vector.z) == pytest.approx(numbers, abs=1e-9)


def test_the_world_is_right_handed() -> None:
    near(FORWARD.cross(UP), 0, 0, 1)


@pytest.mark.parametrize(
    ("turn", "start", "end"),
    [(about_x(90), UP, RIGHT), (about_y(90), FORWARD, -RIGHT), (about_z(90), FORWARD, UP)],
)
def test_a_quarter_turn_goes_where_its_docstring_says(turn: Frame, start: Vec, end: Vec) -> None:
    near(turn.at(start.x, start.y, start.z), end.x, end.y, end.z)


def test_turns_follow_one_another_about_the_own_axes() -> None:
    frame = WORLD.turned(about_z(90), about_x(90))
    near(frame.ap, 0, 1, 0)
    near(frame.up, 0, 0, 1)


def test_what_a_frame_gives_it_takes_back() -> None:
    frame = WORLD.turned(about_z(30), about_x(-50), about_y(110))
    point = frame.of(frame.at(1, 2, 3))
    near(point, 1, 2, 3)


def test_an_upright_frame_keeps_its_up_and_is_orthonormal() -> None:
    frame = upright(Vec(1, 2, 0), Vec(3, 1, 1))
    assert frame.up.cross(Vec(1, 2, 0)).length() == pytest.approx(0)
    for one in (frame.ap.dot(frame.up), frame.up.dot(frame.lat), frame.ap.dot(frame.lat)):
        assert one == pytest.approx(0)
    near(frame.ap.cross(frame.up) - frame.lat, 0, 0, 0)
