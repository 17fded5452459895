"""Joints of known poses lie where a ruler says; what is pinned rests; goals are met."""

from typing import Any

import pytest

from exercises.figures.pose.contacts import contacts, members
from exercises.figures.pose.skeleton import (
    ANKLE_HEIGHT,
    BALL,
    FLOOR_ANKLE,
    HALF_HIPS,
    HEEL,
    RADII,
    SHANK,
    SIDES,
    STATURE,
    THIGH,
    UPPER_ARM,
    cm,
)
from exercises.figures.pose.solving import solve
from exercises.figures.pose.vectors import Vec
from tests.figures.records import body_of, frame_of

MILLIMETRE = 0.1


def at(vector: Vec, *numbers: float, within: float = 1e-6) -> None:
    assert (vector.x, vector.y, vector.z) == pytest.approx(numbers, abs=within)


def test_a_standing_body_has_its_stature_and_stands_on_its_heels() -> None:
    body = body_of()
    assert contacts(body)["heel_r"].low == pytest.approx(0, abs=MILLIMETRE)
    top = body.head_centre.y + cm(0.065)  # half a head
    assert top == pytest.approx(STATURE, abs=5)


def test_legs_hang_straight_below_the_hips() -> None:
    body = body_of()
    for side, z in (("r", cm(0.047)), ("l", -cm(0.047))):
        leg = body.legs[side]  # type: ignore[index]
        at(leg.hip - body.origin, 0, 0, z)
        at(leg.knee - leg.hip, 0, -THIGH, 0)
        at(leg.ankle - leg.knee, 0, -SHANK, 0)


def test_a_hip_bent_by_ninety_points_forward_and_a_knee_bent_by_ninety_down() -> None:
    leg = body_of(leg_r={"hip": 90, "knee": 90}).legs["r"]
    at(leg.knee - leg.hip, THIGH, 0, 0)
    at(leg.ankle - leg.knee, 0, -SHANK, 0)


def test_positive_abduction_and_rotation_go_outwards_on_either_side() -> None:
    body = body_of(leg_r={"abd": 30}, leg_l={"abd": 30, "rot": 40})
    assert body.legs["r"].knee.z > HALF_HIPS
    assert body.legs["l"].knee.z < -HALF_HIPS
    turned = body_of(leg_r={"rot": 40}, leg_l={"rot": 40})
    assert turned.legs["r"].toe.z > turned.legs["r"].heel.z
    assert turned.legs["l"].toe.z < turned.legs["l"].heel.z


def test_an_arm_raised_by_ninety_points_forward() -> None:
    arm = body_of(arm_r={"shoulder": 90}).arms["r"]
    at(arm.elbow - arm.shoulder, UPPER_ARM, 0, 0)


def test_lumbar_flexion_brings_the_head_forward_and_a_bend_brings_it_to_the_right() -> None:
    straight = body_of().head_centre
    assert body_of(spine={"lumbar": 40}).head_centre.x > straight.x + 20
    assert body_of(spine={"thorax": [0, 20, 0]}).head_centre.z > 5
    turned = body_of(spine={"thorax": [0, 0, 40]}).thorax.ap
    assert turned.z < -0.5  # a twist to the left


def test_lying_on_the_back_the_head_is_behind_and_the_belly_is_up() -> None:
    body = body_of(pelvis={"pitch": -90}, pin={"at": "torso", "sink": 0.8})
    assert body.head_centre.x < -50
    assert body.pelvis.ap.y == pytest.approx(1)
    lowest = min(contacts(body)[name].low for name in members(["torso"]))
    assert lowest == pytest.approx(-0.8, abs=MILLIMETRE)


def test_lying_on_the_left_side_the_right_hip_is_on_top() -> None:
    body = body_of(pelvis={"pitch": 90, "spin": -90}, pin={"at": "torso"})
    assert body.legs["r"].hip.y > body.legs["l"].hip.y + 10
    assert body.head_centre.x > 50


@pytest.mark.parametrize("hip", [-25, -10, 0, 20, 45])
def test_a_shin_laid_on_the_floor_rests_there_behind_the_knee(hip: float) -> None:
    body = body_of(leg_r={"hip": hip, "shank": "floor"}, pin={"at": "knee_r"})
    leg = body.legs["r"]
    assert leg.knee.y == pytest.approx(RADII["knee"], abs=MILLIMETRE)
    assert leg.ankle.y == pytest.approx(FLOOR_ANKLE, abs=MILLIMETRE)
    assert leg.ankle.x < leg.knee.x - 30


@pytest.mark.parametrize(("x", "height"), [(48, 55), (30, 70), (-20, 75)])
def test_a_planted_foot_stands_flat_where_it_is_told_to(x: float, height: float) -> None:
    body = body_of(leg_l={"foot": [x, 0], "sole": "flat"}, pin={"height": height})
    leg = body.legs["l"]
    at(leg.ankle, x, ANKLE_HEIGHT, -HALF_HIPS, within=MILLIMETRE)
    assert leg.heel.y == pytest.approx(RADII["heel"], abs=MILLIMETRE)
    assert leg.ball.y == pytest.approx(RADII["ball"], abs=MILLIMETRE)
    assert (leg.hip - leg.knee).length() == pytest.approx(THIGH)
    assert (leg.knee - leg.ankle).length() == pytest.approx(SHANK)


def test_on_tiptoe_the_ball_is_on_the_floor_and_the_heel_is_not() -> None:
    leg = body_of(leg_r={"foot": [-50, 14], "sole": "tiptoe"}, pin={"height": 72}).legs["r"]
    assert leg.ball.y == pytest.approx(RADII["ball"], abs=MILLIMETRE)
    assert leg.heel.y > 8
    assert leg.toe.y == pytest.approx(leg.ball.y)


def test_a_hand_reaches_a_point_and_the_elbow_goes_to_its_pole() -> None:
    body = body_of(arm_r={"hand": [30, 120, 20], "pole": [0, -1, 0], "fingers": "fwd"})
    arm = body.arms["r"]
    at(arm.wrist, 30, 120, 20, within=MILLIMETRE)
    assert arm.elbow.y < (arm.shoulder.y + arm.wrist.y) / 2
    assert arm.fingertip.x > arm.wrist.x + 15


def test_a_palm_faces_where_it_is_told_to_and_the_thumb_then_points_inwards() -> None:
    for side, inwards in (("r", -1), ("l", 1)):
        z = 20 * -inwards
        body = body_of(**{f"arm_{side}": {"hand": [30, 100, z], "fingers": "fwd", "palm": "down"}})
        assert body.arms[side].hand.ap.z * inwards == pytest.approx(1)  # type: ignore[index]


def test_a_goal_by_name_moves_with_the_body() -> None:
    body = body_of(arm_r={"hand": {"at": "thigh", "by": [5, 0, 0]}}, leg_r={"hip": 90, "knee": 90})
    thigh = body.legs["r"].hip.towards(body.legs["r"].knee, 0.5)
    assert (body.arms["r"].wrist - thigh).length() < 12


@pytest.mark.parametrize("reach", [12, 18, 22, 40])
def test_a_forearm_faces_the_same_way_however_far_the_elbow_folds(reach: float) -> None:
    shoulder = body_of().arms["r"].shoulder
    goal = [shoulder.x + reach, shoulder.y, shoulder.z]
    arm = body_of(arm_r={"hand": goal, "pole": "down"}).arms["r"]
    at(arm.wrist, *goal, within=MILLIMETRE)
    at(arm.fore.lat, *arm.upper.lat)
    assert arm.fore.lat.z == pytest.approx(1)


@pytest.mark.parametrize(
    "fields",
    [
        {"arm_r": {"fingers": "right"}},
        {"arm_r": {"hand": [20, 100, 20], "fingers": "fwd", "palm": "fwd"}},
        {"arm_r": {"hand": [0, 139, 70], "pole": "right"}},
        {"leg_r": {"toes": "right"}},
        {"leg_r": {"toes": "up"}},
        {"leg_r": {"foot": {"at": "hip"}}},
    ],
)
def test_directions_along_one_line_still_give_square_frames(fields: dict[str, Any]) -> None:
    body = body_of(**fields)
    leg, arm = body.legs["r"], body.arms["r"]
    for frame in (leg.thigh, leg.shank, leg.foot, arm.upper, arm.fore, arm.hand):
        at(frame.ap.cross(frame.up), *frame.lat)
        assert frame.lat.length() == pytest.approx(1)


def test_one_pose_is_solved_once() -> None:
    frame, same = frame_of(leg_r={"hip": 31}), frame_of(leg_r={"hip": 31})
    assert solve(frame) is solve(same)
    assert solve(frame) is not solve(frame_of(leg_r={"hip": 32}))


def test_x_of_a_pin_holds_the_contact_that_it_names() -> None:
    for pitch in (-90, -115):
        body = body_of(pelvis={"pitch": pitch}, pin={"at": "torso", "x": -50, "of": "spine8_back"})
        assert contacts(body)["spine8_back"].point.x == pytest.approx(-50, abs=MILLIMETRE)


def test_left_and_right_are_mirror_images() -> None:
    leg = {"hip": 40, "abd": 12, "rot": 20, "knee": 60, "ankle": -20, "invert": 10}
    arm = {"shoulder": 70, "abd": 30, "rot": -20, "elbow": 50, "wrist": 20}
    spine = {"lumbar": [10, 8, 5], "thorax": [5, -9, 20], "neck": [4, 6, -12]}
    other = {"lumbar": [10, -8, -5], "thorax": [5, 9, -20], "neck": [4, -6, 12]}
    one = body_of(leg_r=leg, arm_r=arm, spine=spine, pelvis={"roll": 9, "turn": 14})
    two = body_of(leg_l=leg, arm_l=arm, spine=other, pelvis={"roll": -9, "turn": -14})
    for a, b in zip(SIDES, reversed(SIDES), strict=True):
        for name in ("hip", "knee", "ankle", "heel", "toe"):
            seen, mirror = getattr(one.legs[a], name), getattr(two.legs[b], name)
            at(seen, mirror.x, mirror.y, -mirror.z, within=1e-6)
        seen, mirror = one.arms[a].fingertip, two.arms[b].fingertip
        at(seen, mirror.x, mirror.y, -mirror.z, within=1e-6)


def test_the_ankle_is_above_the_sole_by_its_height() -> None:
    assert pytest.approx(-HEEL[1] + RADII["heel"], abs=MILLIMETRE) == ANKLE_HEIGHT
    assert pytest.approx(-BALL[1] + RADII["ball"], abs=MILLIMETRE) == ANKLE_HEIGHT
