"""Whatever a pose says within its ranges, it draws: finite, inside the box, small enough."""

import re
from typing import Any

import pytest

pytest.importorskip("hypothesis")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.figures.camera import BOX
from exercises.figures.checking import BUDGET
from exercises.figures.drawing import draw, scene_of, shapes, size
from exercises.figures.fields import PoseError
from exercises.figures.motion import motion
from exercises.figures.reading import read_pose
from exercises.figures.skeleton import BELLY_RANGE, HEAD_RANGE, RANGES, SPINE_RANGES, Bounds

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EDGE = 14  # units: half the thickest line and the rounding of a curve


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
        for shape in shapes(scene_of(pose, frame)):
            if shape.transform:
                continue
            for x, y in map(tuple, re.findall(r"M(-?\d+)[ ]?(-?\d+)", shape.d)):
                assert -EDGE <= int(x) <= BOX[0] + EDGE, shape
                assert -EDGE <= int(y) <= BOX[1] + EDGE, shape


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
            | st.sampled_from(["frames", "base", "leg_r", "pin", "props", "hip"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(record=junk)
@settings(FEW, max_examples=150)
def test_anything_at_all_is_read_or_refused_with_reasons(record: Any) -> None:
    try:
        faults = ["any"] if read_pose("any", record).frames else []
    except PoseError as error:
        faults = error.faults
    assert faults
    assert all(fault.startswith("any") for fault in faults)
