"""Figures are described from their own data, with sides, postures and the psoas' change."""

import re
from typing import Any

import pytest

from exercises.figures import words
from tests.figures.records import PACK, pack_pose, pose_of

LYING = {"pelvis": {"pitch": -90}, "pin": {"at": "torso", "sink": 0.8}}


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ({}, "Standing."),
        (LYING, "Lying on the back"),
        ({"pelvis": {"pitch": 90}, "pin": {"at": "torso"}}, "Lying on the front"),
        ({"pelvis": {"pitch": 90, "spin": -90}, "pin": {"at": "torso"}}, "Lying on the left side"),
        ({"pelvis": {"pitch": 90, "spin": 90}, "pin": {"at": "torso"}}, "Lying on the right side"),
        (
            {"leg_r": {"shank": "floor"}, "leg_l": {"shank": "floor"}, "pin": {"at": "knee_r"}},
            "Kneeling",
        ),
        (
            {
                "leg_r": {"shank": "floor"},
                "leg_l": {"foot": [45, 0], "sole": "flat"},
                "pin": {"at": "knee_r"},
            },
            "Half kneeling, right knee down",
        ),
        ({"leg_r": {"hip": 80, "knee": 80}, "pin": {"at": "heel_l"}}, "Standing on the left leg"),
    ],
)
def test_the_posture_is_told_from_how_the_body_lies(frame: dict[str, Any], said: str) -> None:
    assert words.description(pose_of(frame)).startswith(said)


def test_hands_and_knees_are_recognised() -> None:
    frame = {
        "pelvis": {"pitch": 78}, "leg_r": {"hip": 78, "shank": "floor"},
        "leg_l": {"hip": 78, "shank": "floor"}, "pin": {"at": "knee_l"},
        "arm_r": {"hand": [51, 3, 18]}, "arm_l": {"hand": [51, 3, -18]},
    }  # fmt: skip
    assert words.description(pose_of(frame)).startswith("On hands and knees")


def test_props_joints_and_movement_are_named() -> None:
    pose = pose_of(
        {"leg_r": {"hip": 0}}, {"leg_r": {"hip": 80, "knee": 90}},
        base={"pin": {"at": "heel_l"}}, props=[{"mat": {"x": [-50, 50]}}],
    )  # fmt: skip
    text = words.description(pose)
    assert "with a mat." in text
    assert "Right hip bent and knee bent." in text
    assert "Here the right foot moves up" in text or "Here the right knee moves up" in text


def test_the_psoas_is_told_from_start_to_end_and_only_if_it_is_drawn() -> None:
    frames = [{"leg_r": {"hip": -20}}, {"leg_r": {"hip": 60}}]
    pose = pose_of(*frames)
    first, last = words.changes(pose)
    assert first > 0 > last
    said = words.psoas_words(pose)
    assert f"starts {words.length_words(first)} and ends {words.length_words(last)}" in said
    assert words.psoas_words(pose_of(*frames, psoas="none")) == ""
    assert "stays about as long as when you stand" in words.psoas_words(pose_of({}, {}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (0, "about as long as when you stand"),
        (-1, "about as long as when you stand"),
        (2, "a little longer than when you stand"),
        (-9, "a little shorter than when you stand"),
        (-10, "shorter than when you stand"),
        (-16, "much shorter than when you stand"),
    ],
)
def test_a_length_is_told_in_words_and_never_as_a_number(change: int, said: str) -> None:
    assert words.length_words(change) == said


def test_the_pack_tells_no_length_as_a_number() -> None:
    told = [words.psoas_words(pack_pose(slug)) for slug in PACK]
    assert not [said for said in told if re.search(r"[\d%]", said)]


def test_a_mirrored_figure_swaps_left_and_right() -> None:
    pose = pose_of({"leg_r": {"hip": 80, "knee": 90}, "pin": {"at": "heel_l"}})
    text = words.description(pose, mirrored=True)
    assert "Standing on the right leg" in text
    assert "Left hip bent" in text
    assert "left psoas" in text
    assert words.swap_sides(words.swap_sides("Left knee, then the right one.")) == (
        "Left knee, then the right one."
    )


def test_an_authors_own_words_come_first() -> None:
    pose = pose_of({}, alt="Seen from the right: nothing moves.")
    assert words.description(pose).startswith("Seen from the right: nothing moves. In this drawing")
    turned = words.description(pose, mirrored=True)
    assert turned.startswith("Seen from the left: nothing moves. In this drawing the left psoas")


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ({"yaw": 80}, "side view"),
        ({"yaw": 10}, "front view"),
        ({"yaw": 45}, "three-quarter view"),
        ({"yaw": 180}, "back view"),
        ({"yaw": 80, "pitch": 52}, "seen from above"),
    ],
)
def test_the_title_says_where_it_is_seen_from(view: dict[str, float], said: str) -> None:
    assert words.title(pose_of({}, title="Low lunge", view=view)) == f"Low lunge, {said}"


def test_things_are_called_what_they_are_drawn_as() -> None:
    bed, table = ({"table": {"x": [-110, -90], "h": height}} for height in (50, 74))
    door, step = {"wall": {"x": -60, "w": 5}}, {"step": {"x": [90, 99]}}
    said = words.description(pose_of(props=[bed, table, door, step, step]))
    assert "with a bed, a table, a door post and two steps." in said


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("(right hand, left-hand side)", "(left hand, right-hand side)"),
        ("Left/right; near right angles, upright", "Right/left; near right angles, upright"),
    ],
)
def test_sides_are_swapped_wherever_they_stand_but_angles_stay_right(text: str, other: str) -> None:
    assert words.swap_sides(text) == other


def test_a_frame_may_be_counted_from_the_end() -> None:
    pose = pose_of({}, {"leg_r": {"hip": 80, "knee": 90}}, base={"pin": {"at": "heel_l"}})
    assert words.description(pose, -1) == words.description(pose, 1)


def test_key_frames_have_captions() -> None:
    assert words.captions(pose_of({})) == ("",)
    assert words.captions(pose_of({}, {"name": "Lifted"})) == ("Start", "Lifted")
    assert words.captions(pose_of({}, {}, {})) == ("1", "2", "3")


def test_directions_are_those_of_the_person_however_they_stand() -> None:
    frames = [{}, {"leg_r": {"hip": 60, "knee": 60}}]
    pose = pose_of(*frames, base={"pelvis": {"turn": -90}, "pin": {"at": "heel_l"}})
    assert "the right knee moves up and forward" in words.description(pose)
