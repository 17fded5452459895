"""A pose record is read whole, and every fault is named with file, frame, field and bounds."""

from typing import Any

import pytest
import yaml

from exercises.figures.pose.vectors import Vec
from exercises.figures.record.fields import PoseError
from exercises.figures.record.reading import read_pose
from tests.figures.records import pose_of


def faults(record: Any) -> list[str]:
    with pytest.raises(PoseError) as caught:
        read_pose("low-lunge", record)
    return caught.value.faults


def of_frame(**fields: Any) -> list[str]:
    return faults({"frames": [{}, fields]})


def test_a_bare_record_is_a_standing_figure_with_the_usual_view() -> None:
    pose = read_pose("low-lunge", {"frames": [{}]})
    assert (pose.title, pose.psoas, pose.show, pose.ghost) == ("Low lunge", "right", 0, None)
    assert pose.view.yaw == 78


def test_base_lies_under_every_frame_but_a_pin_is_replaced() -> None:
    pose = pose_of(
        {"leg_r": {"hip": 20}, "pin": {"at": "heel_r"}},
        {"leg_l": {"knee": 10}},
        base={"leg_r": {"knee": 30}, "pin": {"at": "heel_l", "x": 4}},
    )
    first, second = pose.frames
    assert (first.legs["r"].hip, first.legs["r"].knee) == (20, 30)
    assert (second.legs["r"].knee, second.legs["l"].knee) == (30, 10)
    assert (first.pin.at, first.pin.x) == (("heel_r",), None)
    assert (second.pin.at, second.pin.x) == (("heel_l",), 4)


def test_the_last_frame_is_shown_before_the_ghost_of_the_first() -> None:
    pose = pose_of({}, {}, {})
    assert (pose.show, pose.ghost) == (2, 0)
    assert pose_of({}, {}, show=-2, ghost=None).show == 0
    assert pose_of({}, {}, ghost=None).ghost is None


def test_directions_are_words_or_numbers() -> None:
    leg = pose_of({"leg_r": {"pole": "fwd+up", "toes": [0, 0, 2]}}).frames[0].legs["r"]
    assert leg.pole == Vec(1, 1, 0).unit()
    assert leg.toes == Vec(0, 0, 1)


def test_a_named_goal_takes_the_side_of_its_limb() -> None:
    arms = pose_of({"arm_r": {"hand": "waist"}, "arm_l": {"hand": {"at": "knee_r"}}}).frames[0].arms
    assert arms["r"].hand is not None
    assert arms["r"].hand.at == "waist_r"
    assert arms["l"].hand is not None
    assert arms["l"].hand.at == "knee_r"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"leg_r": {"hip": 140}}, "frame 2: leg_r.hip: 140 is not within -30 to 130"),
        ({"arm_l": {"elbow": -5}}, "frame 2: arm_l.elbow: -5 is not within 0 to 150"),
        ({"pelvis": {"pitch": 200}}, "frame 2: pelvis.pitch: 200 is not within -130 to 130"),
        ({"spine": {"lumbar": [0, 40, 0]}}, "spine.lumbar: 40 is not within -25 to 25"),
        ({"spine": {"lumbar": [0, 4]}}, "spine.lumbar: one number, or three"),
        ({"spine": {"head": 90}}, "spine.head: 90 is not within -25 to 25"),
        ({"leg_r": {"kneee": 3}}, "leg_r.kneee: no field of this name is known here"),
        ({"leg_r": {"knee": "-.5"}}, "leg_r.knee: '-.5' is not a number (write -0.5, not -.5)"),
        ({"leg_r": {"knee": True}}, "leg_r.knee: True is not a number"),
        ({"leg_r": {"knee": float("nan")}}, "leg_r.knee: nan is not a number"),
        ({"leg_r": {"knee": 10**400}}, "is not within 0 to 150"),
        ({"leg_r": {"knee": [16**5000]}}, "is not a number"),
        ({10**5000: 1}, "a field's name must be text"),
        ({"leg_r": 5}, "leg_r: 5 is not a set of fields"),
        ({"leg_r": {"foot": [1]}}, "leg_r.foot: [1] is not a list of 2 numbers"),
        ({"leg_r": {"foot": {"at": "moon"}}}, "leg_r.foot.at: 'moon' is not one of hip"),
        ({"leg_r": {"pole": "sideways"}}, "leg_r.pole: 'sideways' is not made of fwd"),
        ({"leg_r": {"pole": [0, 0, 0]}}, "leg_r.pole: [0, 0, 0] points nowhere"),
        (
            {"leg_r": {"shank": "floor", "foot": [1, 2]}},
            "leg_r.foot: a shin that lies on the floor",
        ),
        ({"leg_r": {"shank": "wall"}}, "leg_r.shank: 'wall' is not one of floor"),
        ({"pin": {"at": "nose"}}, "pin.at: 'nose' is not one or several of"),
        ({"pin": {"at": [["head"]]}}, "pin.at: [['head']] is not one or several of"),
        ({"pin": {"of": "torso"}}, "pin.of: 'torso' is not one of ankle_l"),
        ({"belly": 9}, "belly: 9 is not within 0 to 6"),
        ({"order": {"head": 200}}, "order.head: 200 is not within -90 to 90"),
        ({"name": "x" * 41}, "is not a text of at most 40 signs"),
        ({True: 1}, "True: a field's name must be text"),
    ],
)
def test_a_fault_in_a_frame_is_named(fields: dict[Any, Any], said: str) -> None:
    found = faults({"frames": [{}, fields]})
    assert len(found) == 1
    assert found[0].startswith("low-lunge: frame 2")
    assert said in found[0]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({}, "frames: a list of 1 to 4 key frames is expected"),
        ({"frames": [{}] * 5}, "frames: a list of 1 to 4 key frames is expected"),
        ({"frames": [{}], "base": 4}, "base: is not a set of fields"),
        ({"frames": [{}], "view": {"pitch": 80}}, "view.pitch: 80 is not within 0 to 60"),
        ({"frames": [{}], "psoas": "middle"}, "psoas: 'middle' is not one of right, left"),
        ({"frames": [{}], "show": 3}, "show: 3 is not within -1 to 0"),
        ({"frames": [{}], "show": 0.5}, "show: 0.5 is not"),
        ({"frames": [{}], "props": [{"sofa": {}}]}, "props[0]: one kind of thing is expected"),
        ({"frames": [{}], "props": [{"mat": {"x": [9, 1]}}]}, "props[0].mat.x: two numbers"),
        ({"frames": [{}], "props": [{"ball": {}}]}, "props[0].ball.at: the centre is missing"),
        ({"frames": [{}], "props": [{"loop": {"around": ["foot_r"]}}]}, "props[0].loop.around"),
        ({"frames": [{}], "props": [{"mat": {}}] * 9}, "props: is not a list of at most 6"),
        ({"frames": [{}], "arrows": [{"point": "nose"}]}, "arrows[0].point: 'nose' is not one"),
        ({"frames": [{}, {}], "arrows": [{"frames": [0.5, 1]}]}, "arrows[0].frames: two whole"),
        ({"frames": [{}], "far": [["head"]]}, "far: [['head']] is not one or several of torso"),
        ({"frames": [{}], "xray_over": "yes"}, "xray_over: 'yes' is not true or false"),
        ({"frames": [{}], "colour": "red"}, "colour: no field of this name is known here"),
        ({"frames": [[]]}, "frame 1: [] is not a set of fields"),
        ([], "[] is not a set of fields"),
    ],
)
def test_a_fault_in_the_record_is_named(record: Any, said: str) -> None:
    found = faults(record)
    assert any(said in fault for fault in found), found
    assert all(fault.startswith("low-lunge: ") for fault in found)


def test_null_says_nothing_wherever_it_stands() -> None:
    frame = {"leg_r": {"foot": None, "knee": None}, "order": {"head": None}, "pin": {"at": None}}
    pose = pose_of(frame, base=None, far=None, props=None, ghost=None, view={"yaw": None})
    assert (pose.far, pose.frames[0].legs["r"].foot, pose.frames[0].order) == (None, None, {})
    assert pose_of(far=[]).far == ()


def test_a_message_quotes_little_of_what_is_large() -> None:
    many: Any = "x" * 9
    for _ in range(40):  # as text it would be longer than any memory
        many = [many] * 9
    for value in (many, "x" * 10**6, {"a": many}, float("inf")):
        (fault,) = of_frame(leg_r={"knee": value})
        assert len(fault) < 200


def test_all_faults_are_named_at_once() -> None:
    found = faults({"frames": [{"leg_r": {"hip": 999, "knee": "x"}}, {"belly": 99}], "show": 7})
    assert len(found) == 4


def test_the_traps_of_yaml_do_not_pass_silently() -> None:
    record = yaml.safe_load("frames: [{arm_r: {hand: {on: thigh, by: [-.5, 0, 0]}}}]")
    found = " ".join(faults(record))
    assert "True: a field's name must be text" in found
    assert "'-.5' is not a number" in found
