"""The psoas of 29 postures, worked out by hand when the model was made: they stay what they were.

Only what the muscle depends on is said here: pelvis, low back, the right leg, and where both are.
"""

from typing import Any

import pytest

from exercises.figures.pose import psoas
from tests.figures.records import body_of

WITHIN = 0.6  # per cent of the standing length
Posture = dict[str, Any]


def lying(
    pitch: float, lumbar: float, leg: Posture, *, thorax: float = 0, **pin: Any
) -> Posture:  # fmt: skip
    """On the back."""
    spine = {"lumbar": lumbar, "thorax": thorax}
    pin = {"at": "torso", "sink": 0.8, **pin}
    return {"pelvis": {"pitch": pitch}, "spine": spine, "pin": pin, "leg_r": leg}


def kneeling(pitch: float, lumbar: float, hip: float, x: float = 0) -> Posture:
    """On the right knee, the shin on the floor."""
    pin = {"at": "knee_r", "x": x}
    leg = {"hip": hip, "shank": "floor"}
    return {"pelvis": {"pitch": pitch}, "spine": {"lumbar": lumbar}, "pin": pin, "leg_r": leg}


def upright(hip: float, knee: float, *, pitch: float = 0, lumbar: Any = 0) -> Posture:
    """Standing on the left leg."""
    leg = {"hip": hip, "knee": knee}
    return {"pelvis": {"pitch": pitch}, "spine": {"lumbar": lumbar}, "leg_r": leg}


def on_feet(height: float, x: float, pitch: float, lumbar: Any, foot: Posture) -> Posture:
    """The hips at a height, the right foot where it is put."""
    pin = {"height": height, "x": x}
    return {"pelvis": {"pitch": pitch}, "spine": {"lumbar": lumbar}, "pin": pin, "leg_r": foot}


def planted(x: float, **more: Any) -> Posture:
    """A leg whose foot stands flat."""
    return {"foot": [x, 0], "sole": "flat", **more}


AT_SHOULDERS = {"x": -50, "of": "spine8_back"}  # so that the shoulder blades do not slide
FEET_UP = {"toes": "fwd", "pole": "up"}
BACK_FOOT = {"foot": [-58, 15.8], "sole": "tiptoe", "pole": "fwd"}
SEATED = {"foot": [36, 0, 9], "sole": "flat", "toes": "fwd"}
SIDE_LEG = {"pelvis": {"pitch": 90, "spin": -90}, "pin": {"at": "pelvis2_l"}}
SOLE_ON_THIGH = {
    "foot": {"at": "inner_l", "by": [1, 2, 7]}, "pole": [0.5, 0.1, 1], "toes": [0.18, -1, -0.12],
}  # fmt: skip

POSTURES: dict[str, list[tuple[Posture, int]]] = {
    "standing": [({}, 0)],
    "runner's lunge": [(kneeling(6, 2, 2, 4), -1), (kneeling(-6, 8, -28, 24), 5)],
    "crescent": [
        (on_feet(73, -3, 6, 0, BACK_FOOT), 4),
        (on_feet(67, 2, 10, -6, BACK_FOOT), 5),
        (on_feet(67, 2, 10, [-6, -15, 0], BACK_FOOT), 7),
    ],
    "camel": [(kneeling(-2, -6, -2), 1), (kneeling(-22, -34, -25, 2), 8)],
    "constructive rest": [(lying(-92, 6, planted(54, **FEET_UP)), -9)],
    "side-lying pull-back": [
        ({**SIDE_LEG, "spine": {"lumbar": 6}, "leg_r": {"hip": 8, "knee": 140}}, -2),
        ({**SIDE_LEG, "spine": {"lumbar": 2}, "leg_r": {"hip": -22, "knee": 132}}, 4),
    ],
    "supine leg raise": [(lying(-93, 6, {}), -1), (lying(-93, 6, {"hip": 46, "knee": 2}), -10)],
    "march with a loop": [(upright(0, 0), 0), (upright(80, 84), -18)],
    "kneeling hip extension": [
        (upright(78, 91, pitch=78), -17), (upright(-13, 6, pitch=78), 3),
    ],
    "walking twist": [
        (upright(0, 0), 0), (upright(90, 26, pitch=2, lumbar=[40, 0, -10]), -25),
    ],
    "tree": [({}, 0), ({"pelvis": {"roll": 1}, "leg_r": SOLE_ON_THIGH}, -9)],
    "ball": [(upright(2.5, 2, pitch=86, lumbar=-22), 1)],
    "roller": [(upright(-5, 4, pitch=86, lumbar=-8), 2)],
    "belly breathing": [(lying(-92, 6, planted(50, **FEET_UP)), -10)],
    "Thomas": [
        (lying(-97, 10, {"hip": 45, "knee": 88}, y=74), -11),
        (lying(-97, 10, {"hip": -17, "knee": 76}, y=74), 3),
    ],
    "bridge": [
        (lying(-92, 6, planted(42, **FEET_UP), thorax=-3, **AT_SHOULDERS), -11),
        (lying(-122, 2, planted(42, **FEET_UP), thorax=8, **AT_SHOULDERS), 3),
    ],
    "dead bug": [
        (lying(-94, 8, {"hip": 90, "knee": 90}), -21), (lying(-94, 8, {"hip": 16, "knee": 8}), -4),
    ],
    "couch": [(upright(14, 147, pitch=26, lumbar=6), -4), (upright(-24, 140, lumbar=4), 5)],
    "90/90": [
        (
            {
                "pelvis": {"pitch": 6, "turn": 10}, "spine": {"lumbar": 6},
                "pin": {"at": "seat", "sink": 1.5},
                "leg_r": {"foot": [-30, 5, 40], "pole": [1, -0.05, 1.1], "toes": [-1, -0.1, 0.3]},
            },
            -6,
        )
    ],
    "cow and cat": [(kneeling(94, -26, 94), -19), (kneeling(56, 26, 56), -15)],
    "pelvic tilt": [
        (lying(-90, 4, planted(50, **FEET_UP)), -10),
        (lying(-100, 15, planted(50, **FEET_UP), sink=1.2), -9),
    ],
    "arch and flatten": [
        (lying(-80, -9, planted(50, **FEET_UP), sink=0.6), -11),
        (lying(-99, 14, planted(50, **FEET_UP), sink=1.2), -9),
    ],
    "march": [(upright(92, 92), -21)],
    "side plank": [
        ({"spine": {"lumbar": [0, 14, 0]}, "leg_r": {"abd": -6}}, -2),
        ({"spine": {"lumbar": [0, 1, 0]}, "leg_r": {"abd": -5}}, 0),
    ],
    "bird dog": [(upright(78, 91, pitch=78), -17), (upright(-12, 4, pitch=78), 3)],
    "sit to stand": [
        (on_feet(56, 0, 4, 6, SEATED), -19), (on_feet(60, 9, 40, 8, SEATED), -27),
        (on_feet(90, 36, 0, 0, SEATED), -1),
    ],
    "legs on a chair": [(lying(-93, 7, {"hip": 90, "knee": 94}), -21)],
    "step-up": [
        (on_feet(86, 2, 10, 2, planted(-6, toe_out=2)), -5), (upright(78, 86, pitch=2), -17),
    ],
    "prone strap": [
        (upright(0, 45, pitch=92, lumbar=-4), 0), (upright(-10, 112, pitch=92, lumbar=-4), 3),
    ],
}  # fmt: skip
CASES = [
    pytest.param(posture, expected, id=f"{name} {number}")
    for name, frames in POSTURES.items()
    for number, (posture, expected) in enumerate(frames, start=1)
]


@pytest.mark.parametrize(("posture", "expected"), CASES)
def test_it_is_as_long_as_it_was(posture: Posture, expected: int) -> None:
    assert 100 * (psoas.ratio(body_of(**posture), "r") - 1) == pytest.approx(expected, abs=WITHIN)


def test_a_posture_the_other_way_round_gives_the_same_to_the_other_side() -> None:
    body = body_of(leg_l={"hip": 46, "knee": 2}, pelvis={"pitch": -93}, spine={"lumbar": 6})
    assert psoas.change(body, "l") == -10
    assert psoas.change(body, "r") == -1
