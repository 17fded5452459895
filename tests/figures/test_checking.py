"""What only solved bodies show is refused with a reason: goals, floors, supports, the psoas."""

from typing import Any

import pytest

from exercises.figures import checking
from exercises.figures.checking import checked_pose, faults_of
from exercises.figures.record.fields import PoseError
from tests.figures.records import pose_of

STANDS: dict[str, Any] = {"leg_r": {"sole": "flat"}, "leg_l": {"sole": "flat"}}
ON_BACK: dict[str, Any] = {
    "pelvis": {"pitch": -92}, "spine": {"lumbar": 6, "neck": -2, "head": 6},
    "pin": {"at": "torso", "sink": 0.8},
}  # fmt: skip
STEP = {"step": {"x": [20, 60], "h": 20}}
CUSHION = {"pillow": {"at": [28, 3, 9], "size": [30, 6]}}


def faults(*frames: dict[str, Any], **record: Any) -> list[str]:
    return faults_of(pose_of(*frames, **record))


@pytest.mark.parametrize(
    ("frame", "props"),
    [
        (STANDS, []),
        (ON_BACK, [{"mat": {"x": [-98, 98]}}]),
        ({**STANDS, "leg_r": {"foot": [34, 20], "sole": "flat"}}, [STEP]),
        ({"leg_r": {"foot": [22, 4], "sole": "flat"}}, [CUSHION]),  # which gives way
    ],
)
def test_what_stands_or_lies_well_has_no_fault(frame: dict[str, Any], props: list[Any]) -> None:
    assert faults(frame, props=props) == []


@pytest.mark.parametrize(
    ("frame", "props", "said"),
    [
        ({**STANDS, "arm_r": {"hand": [90, 100, 18]}}, [], "arm_r.hand: is out of reach by"),
        ({"leg_r": {"foot": [80, 0]}}, [], "leg_r.foot: is out of reach by"),
        ({**STANDS, "arm_r": {"hand": [-2, 139, 20]}}, [], "arm_r.hand: bends the elbow by"),
        ({"pin": {"height": 80}}, [], "heel_r: is "),
        ({**STANDS, "leg_r": {"foot": [34, 17], "sole": "flat"}}, [STEP], "heel_r: is "),
        ({**STANDS, "leg_r": {"foot": [34, 14], "sole": "flat"}}, [STEP], "is inside the step"),
        ({"pin": {"height": 95}}, [], "pin: nothing rests on a support; "),
        ({"pin": {"at": "heel_r", "y": 20}}, [], "pin: nothing rests on a support; heel_r is 20.0"),
        ({"leg_r": {"hip": -30}, "spine": {"lumbar": [-35, -25, 0]}}, [], "psoas: the right one"),
        ({**ON_BACK, "spine": {"neck": -45, "head": -25}}, [], "head: is "),
    ],
)
def test_a_fault_of_the_body_is_named(frame: dict[str, Any], props: list[Any], said: str) -> None:
    found = faults({}, frame, props=props)
    assert any(said in fault for fault in found), found
    assert all(fault.startswith("a-test: frame 2: ") for fault in found)


def test_a_cushion_elsewhere_excuses_nothing() -> None:
    sunk = {**STANDS, "leg_r": {"foot": [34, 17], "sole": "flat"}}
    far = {"pillow": {"at": [-80, 3, 0], "size": [30, 6]}}
    assert any("heel_r: is 3.0 cm below" in fault for fault in faults(sunk, props=[STEP, far]))


def test_a_drawing_has_to_be_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "BUDGET", 1000)
    assert any("bytes over the 1000 allowed" in fault for fault in faults(STANDS))


def test_a_checked_pose_is_read_and_looked_at() -> None:
    assert checked_pose("a-test", {"frames": [STANDS]}).slug == "a-test"
    for record in ({"frames": []}, {"frames": [{"pin": {"height": 95}}]}):
        with pytest.raises(PoseError):
            checked_pose("a-test", record)
