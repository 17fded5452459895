"""What the player gets: one set of paths, whole numbers, stops at the key frames."""

import json
import re
from itertools import accumulate
from typing import Any

import pytest

from exercises.figures.drawing.motion import NUMBER, SAMPLES, motion
from exercises.figures.drawing.svg import draw
from tests.figures.records import PACK, all_of_the_pack, pack_motion, pack_pose, pose_of

MARCH = [{"leg_r": {"hip": 0}}, {"leg_r": {"hip": 80, "knee": 90}}]


def samples(data: dict[str, Any]) -> list[list[int]]:
    """The numbers of each sample, differences added up."""
    return list(accumulate(data["values"], lambda a, b: [x + y for x, y in zip(a, b, strict=True)]))


def paths(data: dict[str, Any], numbers: list[int]) -> list[str]:
    """The path data of one sample, its gaps filled."""
    left = iter(numbers)
    return [re.sub("#", lambda _: str(next(left)), path["d"]) for path in data["paths"]]


def plain(d: str) -> list[str]:
    """Commands and numbers of path data, however they are spaced."""
    return re.findall(r"[A-Za-z]|-?\d+", d)


@all_of_the_pack
def test_every_movement_of_the_pack_keeps_its_paths() -> None:
    for slug in PACK:
        data, pose = pack_motion(slug), pack_pose(slug)
        gaps = sum(path["d"].count("#") for path in data["paths"])
        frames = len(pose.frames) + (pose.rhythm == "walk")
        assert {len(sample) for sample in data["values"]} == {gaps}, slug
        assert len(data["values"]) == (frames - 1) * SAMPLES + 1, slug
        assert data["stops"] == [i * SAMPLES for i in range(frames)], slug
        assert len(json.dumps(data, separators=(",", ":"))) < 40_000 * max(1, frames - 1), slug


def test_the_last_stop_is_the_still_that_is_shown() -> None:
    pose = pose_of(*MARCH, base={"pin": {"at": "heel_l"}}, ghost=None)
    data = motion(pose)
    end = paths(data, samples(data)[data["stops"][-1]])
    drawn = re.findall(r' d="([^"]+)"', draw(pose, plain=True))
    assert [plain(d) for d in end] == [plain(d) for d in drawn]


def test_it_moves_from_sample_to_sample() -> None:
    data = motion(pose_of(*MARCH, base={"pin": {"at": "heel_l"}}))
    assert all(any(step) for step in data["values"][1:])
    largest = max(abs(n) for step in data["values"][1:] for n in step)
    assert largest < 250  # units of a picture 960 wide: nothing snaps


def test_a_still_has_one_sample_and_nowhere_to_go() -> None:
    data = motion(pose_of({}))
    assert (len(data["values"]), data["stops"], data["seconds"]) == (1, [0], [])


def test_its_rhythm_is_that_of_the_exercise() -> None:
    breath = motion(pose_of({}, {"belly": 4}, rhythm="breath"))
    assert (breath["seconds"], breath["back"]) == ([4.0], [6.0])
    strength = motion(pose_of({}, {"belly": 4}, {}, rhythm="strength"))
    assert sum(strength["seconds"]) == pytest.approx(1.2)
    assert len(strength["holds"]) == 3


def test_a_mirrored_movement_is_turned_as_a_whole() -> None:
    one, two = motion(pose_of(*MARCH)), motion(pose_of(*MARCH), mirrored=True)
    assert one["transform"] == ""
    assert "scale(-1 1)" in two["transform"]
    assert two == one | {"transform": two["transform"]}


def test_every_number_of_a_path_is_found() -> None:
    assert NUMBER.findall("M10-4c3 5-6") == ["10", "-4", "3", "5", "-6"]


def test_a_walk_goes_on_where_it_began() -> None:
    pose = pose_of(*MARCH, {"leg_l": {"hip": 30}}, rhythm="walk", base={"pin": {"at": "heel_l"}})
    data = motion(pose)
    assert data["stops"] == [0, SAMPLES, 2 * SAMPLES, 3 * SAMPLES]
    assert data["back"] == [0, 0, 0]
    assert samples(data)[-1] == samples(data)[0]
