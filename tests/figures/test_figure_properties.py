"""Whatever a pose says within its ranges, it draws: finite, inside the box, small enough."""

import re
from typing import Any

import pytest

pytest.importorskip("hypothesis")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.figures.body.camera import BOX
from exercises.figures.checking import BUDGET
from exercises.figures.drawing.motion import motion
from exercises.figures.drawing.scene import scene_of
from exercises.figures.drawing.svg import draw, shapes, size
from exercises.figures.pose.contacts import CONTACTS, contacts
from exercises.figures.pose.skeleton import (
    BELLY_RANGE,
    FOREARM,
    HEAD_RANGE,
    RANGES,
    SHANK,
    SIDES,
    SPINE_RANGES,
    THIGH,
    UPPER_ARM,
    Bounds,
)
from exercises.figures.pose.solving import solve
from exercises.figures.pose.targets import TARGETS
from exercises.figures.pose.vectors import Frame
from exercises.figures.record.fields import PoseError
from exercises.figures.record.reading import read_pose
from exercises.figures.words import description
from tests.figures.records import frame_of
from tests.figures.traces import controls, ends

FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EDGE = 14  # units: half the thickest line and the rounding of a curve
PULL = 60  # units that a control point may lie outside: the curve itself stays further in


def within(bounds: Bounds) -> st.SearchStrategy[float]:
    return st.integers(int(bounds[0]), int(bounds[1])).map(float)


def group(name: str) -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries(
        {}, optional={key: within(bounds) for key, bounds in RANGES[name].items()}
    )


def part(name: str) -> st.SearchStrategy[list[float]]:
    return st.tuples(*(within(bounds) for bounds in SPINE_RANGES[name])).map(list)


spines = st.fixed_dictionaries(
    {}, optional={**{name: part(name) for name in SPINE_RANGES}, "head": within(HEAD_RANGE)}
)
frames = st.fixed_dictionaries(
    {
        "pelvis": group("pelvis"), "spine": spines, "belly": within(BELLY_RANGE),
        "leg_r": group("leg"), "leg_l": group("leg"), "arm_r": group("arm"),
        "arm_l": group("arm"),
    }
)  # fmt: skip
views = st.fixed_dictionaries({"yaw": within((-180, 180)), "pitch": within((0, 60))})
records = st.fixed_dictionaries(
    {
        "frames": st.lists(frames, min_size=1, max_size=2), "view": views,
        "psoas": st.sampled_from(["right", "left", "both", "none"]),
    }
)  # fmt: skip


@given(record=records)
@FEW
def test_any_pose_within_its_ranges_draws(record: dict[str, Any]) -> None:
    pose = read_pose("any", record)
    for frame in range(len(pose.frames)):
        svg = draw(pose, frame, plain=True)
        assert not re.search(r"nan|inf|\d\.\d", svg)
        assert size(svg) <= BUDGET
        assert description(pose, frame)
        for shape in shapes(scene_of(pose, frame)):
            if shape.classes == "sh":
                continue  # a soft shadow may run out of the picture, which cuts it off
            assert all(inside(spot, EDGE) for spot in ends(shape.d)), shape
            assert all(inside(spot, PULL) for spot in controls(shape.d)), shape


def inside(spot: tuple[int, int], edge: int) -> bool:
    x, y = spot
    return -edge <= x <= BOX[0] + edge and -edge <= y <= BOX[1] + edge


places = st.lists(st.integers(-120, 120), min_size=3, max_size=3)
named = st.fixed_dictionaries({"at": st.sampled_from(TARGETS)}, optional={"by": places})
ways = st.lists(st.integers(-1, 1), min_size=3, max_size=3).filter(any)
reaching_legs = st.fixed_dictionaries(
    {"foot": places | named},
    optional={
        "sole": st.sampled_from(["flat", "tiptoe"]), "pole": ways, "toes": ways,
        "toe_out": st.integers(-60, 60), "ankle": within((-70, 25)),
    },
)  # fmt: skip
reaching_arms = st.fixed_dictionaries(
    {"hand": places | named}, optional={"pole": ways, "fingers": ways, "palm": ways}
)
laid_legs = st.fixed_dictionaries({"shank": st.just("floor"), "hip": within((-30, 130))})
pins = st.fixed_dictionaries(
    {},
    optional={
        "at": st.sampled_from(["torso", "seat", "knee_r", ["heel_l", "head"]]),
        "x": st.integers(-50, 50), "of": st.sampled_from(sorted(CONTACTS)),
        "height": st.integers(5, 100), "sink": st.integers(0, 2),
    },
)  # fmt: skip
reaching = st.fixed_dictionaries(
    {
        "pelvis": group("pelvis"), "spine": spines, "pin": pins,
        "leg_r": reaching_legs | laid_legs, "leg_l": reaching_legs | group("leg"),
        "arm_r": reaching_arms, "arm_l": reaching_arms,
    }
)  # fmt: skip


@given(fields=reaching)
@settings(FEW, max_examples=60)
def test_whatever_a_limb_reaches_for_it_keeps_its_lengths_and_its_frames(
    fields: dict[str, Any],
) -> None:
    body = solve(frame_of(**fields))
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        for one, other, length in (
            (leg.hip, leg.knee, THIGH), (leg.knee, leg.ankle, SHANK),
            (arm.shoulder, arm.elbow, UPPER_ARM), (arm.elbow, arm.wrist, FOREARM),
        ):  # fmt: skip
            assert (one - other).length() == pytest.approx(length)
        for frame in (leg.thigh, leg.shank, leg.foot, arm.upper, arm.fore, arm.hand):
            assert_turned_only(frame)
        assert (leg.knee - leg.hip).dot(leg.thigh.up) == pytest.approx(-THIGH)
        assert (arm.wrist - arm.elbow).dot(arm.fore.up) == pytest.approx(-FOREARM)
    assert set(contacts(body)) == CONTACTS


def assert_turned_only(frame: Frame) -> None:
    """Its axes are of length 1, square to each other, and right-handed."""
    for axis in (frame.ap, frame.up, frame.lat):
        assert axis.length() == pytest.approx(1)
    assert frame.ap.dot(frame.up) == pytest.approx(0, abs=1e-6)
    assert (frame.ap.cross(frame.up) - frame.lat).length() == pytest.approx(0, abs=1e-6)


@given(record=records)
@settings(FEW, max_examples=8)
def test_any_two_frames_have_a_way_between_them(record: dict[str, Any]) -> None:
    data = motion(read_pose("any", record))
    assert all(isinstance(number, int) for one in data["values"] for number in one)
    assert len({len(one) for one in data["values"]}) == 1


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=5)
            | st.sampled_from(["frames", "base", "leg_r", "pin", "props", "hip", "at", "far"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(record=junk)
@settings(FEW, max_examples=30)
def test_anything_at_all_is_read_or_refused_with_reasons(record: Any) -> None:
    try:
        faults = ["any"] if read_pose("any", record).frames else []
    except PoseError as error:
        faults = error.faults
    assert faults
    assert all(fault.startswith("any") for fault in faults)
