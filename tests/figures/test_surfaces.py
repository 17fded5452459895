"""What carries a hand or foot, and what no part of a body may be in."""

import pytest

from exercises.figures.drawing.surfaces import inside_solid, support_under
from exercises.figures.pose.poses import Prop
from exercises.figures.pose.vectors import Vec

MAT = Prop("mat", x=(-90, 75), w=30)
STEP = Prop("step", x=(16, 62), h=20, w=22)
TABLE = Prop("table", x=(-110, 6), h=74, w=30)
CHAIR = Prop("chair", x=(-24, 18), h=44, w=21, back="left")
STOOL = Prop("chair", x=(-24, 18), h=44, w=21, back="none")
WALL = Prop("wall", x=(-37, -37), h=120, w=26)
WALL_AHEAD = Prop("wall", x=(40, 40), h=120, w=26)
PILLOW = Prop("pillow", at=Vec(-79, 3.2, 0), size=(30, 6.4), w=17)
ROLLER = Prop("roller", at=Vec(-14, 7.5, 0), r=7.5, w=22)
BALL = Prop("ball", at=Vec(7, 4.8, 19), r=4.8)


@pytest.mark.parametrize(
    ("prop", "point", "height"),
    [
        (MAT, Vec(0, 3, 0), 0),
        (STEP, Vec(30, 22, 0), 20),
        (STEP, Vec(30, 22, 23), 0),  # beside it
        (STEP, Vec(10, 22, 0), 0),  # before it
        (TABLE, Vec(-50, 74, 10), 74),
        (CHAIR, Vec(0, 45, 0), 44),
        (CHAIR, Vec(-29, 88, 0), 86),  # a hand on its back
        (STOOL, Vec(-29, 88, 0), 0),
        (WALL, Vec(-38, 130, 0), 0),  # nobody stands on a wall
        (PILLOW, Vec(-79, 10, 0), 6.4),
        (PILLOW, Vec(-60, 10, 0), 0),
        (ROLLER, Vec(-14, 16, 20), 15),
        (ROLLER, Vec(-14, 16, 23), 0),
        (BALL, Vec(7, 10, 19), 9.6),
        (BALL, Vec(7, 10, 24), 0),
    ],
)
def test_it_is_carried_by_what_lies_under_it(prop: Prop, point: Vec, height: float) -> None:
    assert support_under([prop], point) == pytest.approx(height, abs=0.01)


def test_round_things_are_lower_towards_their_edges() -> None:
    for prop, middle, edge in ((ROLLER, -14, -8), (PILLOW, -79, -67), (BALL, 7, 10)):
        z = 19 if prop is BALL else 0
        top, side = (support_under([prop], Vec(x, 12, z)) for x in (middle, edge))
        assert 0 < side < top


def test_a_tilted_pillow_is_higher_at_its_raised_end() -> None:
    wedge = Prop("pillow", at=Vec(0, 12, 0), size=(50, 14), w=22, tilt=30)
    heights = [support_under([wedge], Vec(x, 40, 0)) for x in (-15, 0, 15)]
    assert heights == sorted(heights)
    assert heights[2] - heights[0] > 12


def test_the_highest_surface_counts() -> None:
    cushion = Prop("pillow", at=Vec(0, 47, 0), size=(30, 6), w=17)
    assert support_under([MAT, cushion, CHAIR], Vec(0, 48, 0)) == pytest.approx(50, abs=0.01)


def test_what_lies_far_above_carries_nothing() -> None:
    assert support_under([TABLE], Vec(-50, 20, 0)) == 0
    assert support_under([TABLE], Vec(-50, 66.1, 0)) == 74
    assert support_under([TABLE], Vec(-50, 65.9, 0)) == 0
    assert support_under([TABLE], Vec(-50, 50, 0), reach=24) == 74


def test_the_floor_is_always_there() -> None:
    assert support_under([], Vec(500, -30, 0)) == 0


@pytest.mark.parametrize(
    ("prop", "point", "named"),
    [
        (STEP, Vec(30, 10, 0), "step"),
        (STEP, Vec(30, 0.5, 0), "step"),  # not out through the floor
        (STEP, Vec(30, 19, 0), ""),  # flesh gives way so much
        (STEP, Vec(17, 10, 0), ""),
        (STEP, Vec(30, 21, 0), ""),
        (TABLE, Vec(-50, 71, 0), "table"),
        (TABLE, Vec(-50, 40, 0), ""),  # under it
        (CHAIR, Vec(0, 41.8, 0), "chair"),
        (CHAIR, Vec(0, 20, 0), ""),
        (WALL, Vec(-40, 60, 0), "wall"),
        (WALL, Vec(-60, 60, 0), "wall"),  # right through it
        (WALL, Vec(-36, 60, 0), ""),
        (WALL, Vec(-40, 130, 0), ""),
        (WALL_AHEAD, Vec(43, 60, 0), "wall"),
        (WALL_AHEAD, Vec(38, 60, 0), ""),
        (PILLOW, Vec(-79, 3, 0), ""),  # gives way
        (ROLLER, Vec(-14, 7, 0), ""),
        (BALL, Vec(7, 4, 19), ""),
        (MAT, Vec(0, -0.7, 0), ""),
    ],
)
def test_it_names_the_solid_that_a_point_is_in(prop: Prop, point: Vec, named: str) -> None:
    assert inside_solid([prop], point) == named


def test_it_looks_at_every_prop() -> None:
    assert inside_solid([MAT, PILLOW, STEP], Vec(30, 10, 0)) == "step"
    assert inside_solid([], Vec(0, 10, 0)) == ""
