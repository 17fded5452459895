"""Arrows follow their point, are moved clear of the body, and say which way."""

import re
from math import hypot
from typing import Any

import pytest

from exercises.figures.body.camera import BOX, Camera
from exercises.figures.drawing.arrows import arrow_shapes
from exercises.figures.drawing.scene import camera_of
from exercises.figures.pose.between import between
from exercises.figures.pose.poses import Arrow, Pose
from exercises.figures.pose.skeleton import cm
from exercises.figures.pose.solving import bodies
from exercises.figures.pose.spots import spot
from tests.figures.records import PACK, pack_pose, pose_of

Spot = tuple[float, float]
STILL: dict[str, Any] = {}
LIFTED: dict[str, Any] = {"leg_r": {"hip": 80, "knee": 80}}


def strokes(arrow: Arrow, pose: Pose) -> tuple[list[list[Spot]], Camera]:
    """The strokes of one arrow, line first and heads after it: the ends of their pieces."""
    solved = bodies(pose)
    camera = camera_of(pose, solved)
    shapes = arrow_shapes(arrow, pose, solved, camera)
    found: list[list[Spot]] = []
    x = y = 0
    for command, text in re.findall(r"([Mlcs])([^Mlcs]*)", "".join(shape.d for shape in shapes)):
        numbers = [int(number) for number in re.findall(r"-?\d+", text)]
        if command == "M":
            x, y = numbers
            found.append([(x, y)])
            continue
        step = {"l": 2, "c": 6, "s": 4}[command]
        for i in range(0, len(numbers), step):
            x, y = x + numbers[i + step - 2], y + numbers[i + step - 1]
            found[-1].append((x, y))
    return found, camera


def test_it_follows_its_point_from_one_frame_to_the_other() -> None:
    pose = pose_of(STILL, LIFTED)
    (line, head), camera = strokes(Arrow("knee_r", frames=(0, 1), move=(3, -2)), pose)
    first, last = bodies(pose)
    for part, (x, y) in zip((0, 0.5, 1), (line[0], line[2], line[4]), strict=True):
        px, py = camera.flat(spot(between(first, last, part), "knee_r"))
        assert (x, y) == pytest.approx((px + camera.units(3), py + camera.units(2)), abs=1.5)
    assert head[1] == line[-1]


def test_it_can_show_a_part_of_the_way() -> None:
    pose = pose_of(STILL, LIFTED)
    (whole, _), _ = strokes(Arrow("knee_r", frames=(0, 1), move=(1, 1)), pose)
    (part, _), _ = strokes(Arrow("knee_r", frames=(0, 1), move=(1, 1), start=0.5), pose)
    assert part[0] == pytest.approx(whole[2], abs=1.5)
    assert part[-1] == pytest.approx(whole[-1], abs=1.5)


@pytest.mark.parametrize("gap", [8, -8])
def test_a_gap_puts_it_beside_the_way_to_the_right(gap: float) -> None:
    pose = pose_of(STILL, LIFTED)  # the ankle comes up and forward: to the right of that is ahead
    (line, _), camera = strokes(Arrow("ankle_r", frames=(0, 1), gap=gap), pose)
    first, last = bodies(pose)
    x, _ = camera.flat(spot(between(first, last, 1), "ankle_r"))
    assert (line[-1][0] > x) == (gap > 0)


def test_the_head_opens_backwards() -> None:
    (line, head), _ = strokes(Arrow("hand_r", frames=(0, 1), move=(1, 0)),
                              pose_of(STILL, {"arm_r": {"shoulder": 90}}))  # fmt: skip
    tip, before = line[-1], line[-2]
    way = (tip[0] - before[0], tip[1] - before[1])
    for wing in (head[0], head[2]):
        assert hypot(wing[0] - tip[0], wing[1] - tip[1]) == pytest.approx(23.6, abs=2)
        assert (wing[0] - tip[0]) * way[0] + (wing[1] - tip[1]) * way[1] < 0


def test_it_has_a_head_at_both_ends_when_it_goes_both_ways() -> None:
    pose = pose_of(STILL, LIFTED)
    assert len(strokes(Arrow("knee_r", frames=(0, 1), both=True), pose)[0]) == 3


@pytest.mark.parametrize("least", [12, 30])
def test_a_short_way_is_drawn_as_long_as_it_has_to_be(least: float) -> None:
    pose = pose_of({"belly": 0}, {"belly": 3})
    (line, _), camera = strokes(Arrow("belly", frames=(0, 1), least=least, move=(0, 20)), pose)
    length = hypot(line[-1][0] - line[0][0], line[-1][1] - line[0][1])
    assert length == pytest.approx(camera.units(least), rel=0.1)
    assert line[-1][0] > line[0][0]  # outwards: a standing body faces right


def test_a_point_that_does_not_move_gets_an_arrow_upwards() -> None:
    (line, _), _ = strokes(Arrow("chest", frames=(0, 1), move=(20, 0)), pose_of(STILL, STILL))
    assert line[-1][0] == line[0][0]
    assert line[-1][1] < line[0][1]


@pytest.mark.parametrize(("spin", "rightwards"), [(1, True), (-1, False)])
def test_a_spin_goes_round_over_the_top(spin: int, rightwards: bool) -> None:
    pose = pose_of(STILL, STILL)
    (line, _), camera = strokes(Arrow("pelvis", (0, 1), spin=spin, radius=25, move=(1, 0)), pose)
    assert (line[-1][0] > line[0][0]) == rightwards
    assert line[3][1] < line[0][1]
    x, y = camera.flat(spot(bodies(pose)[1], "pelvis"))
    x += camera.units(1)
    for px, py in line:
        assert hypot(px - x, py - y) == pytest.approx(camera.units(25), abs=2)


def test_one_frame_has_no_way_to_show() -> None:
    assert strokes(Arrow("pelvis", frames=(0, 0)), pose_of())[0] == []


POINTS = ["pelvis", "belly", "chest", "back", "head", "knee_r", "ankle_r", "hand_r"]
MOVES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "march": (STILL, LIFTED, {}),
    "bow": (STILL, {"pelvis": {"pitch": 50}, "leg_r": {"hip": 50}, "leg_l": {"hip": 50}}, {}),
    "bridge": (
        {"pelvis": {"pitch": -92}, "pin": {"at": "torso"}, "leg_r": {"hip": 50, "knee": 90}},
        {"pelvis": {"pitch": -122}, "pin": {"at": "torso"}, "leg_r": {"hip": 20, "knee": 90}},
        {},
    ),
    "from the front": (STILL, {"leg_r": {"abd": 30}}, {"view": {"yaw": 8, "pitch": 8}}),
}


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("move", MOVES)
def test_by_itself_it_keeps_off_face_and_psoas_and_in_the_picture(move: str, point: str) -> None:
    first, last, record = MOVES[move]
    pose = pose_of(first, last, **record)
    (line, *heads), camera = strokes(Arrow(point, frames=(0, 1)), pose)
    body = bodies(pose)[1]
    for x, y in [*line, *(end for head in heads for end in head)]:
        assert 0 < x < BOX[0]
        assert 0 < y < BOX[1]
        assert apart((x, y), camera.flat(body.head_centre)) > camera.units(cm(0.07))
        for node in body.nodes[:6]:
            assert apart((x, y), camera.flat(node)) > camera.units(cm(0.03))


def apart(one: Spot, other: Spot) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


@pytest.mark.parametrize("slug", PACK)
def test_arrows_of_the_pack_stay_in_the_picture_and_off_the_face(slug: str) -> None:
    pose = pack_pose(slug)
    for arrow in pose.arrows:
        found, camera = strokes(arrow, pose)
        body = bodies(pose)[arrow.frames[1]]
        for x, y in (end for stroke in found for end in stroke):
            assert 0 < x < BOX[0]
            assert 0 < y < BOX[1]
            assert apart((x, y), camera.flat(body.head_centre)) > camera.units(cm(0.05))
