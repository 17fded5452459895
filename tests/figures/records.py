"""Pose records for tests: those of the pack, and plain ones made on the spot.

Figures of the pack are drawn once in each process; tests that read them share a worker.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from exercises.figures.body.shapes import Shape
from exercises.figures.drawing.motion import motion
from exercises.figures.drawing.scene import Scene, scene_of
from exercises.figures.drawing.svg import draw, shapes, thumbnail
from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import FramePose, Pose
from exercises.figures.pose.solving import solve
from exercises.figures.record.reading import read_pose

FOLDER = Path(__file__).parents[2] / "exercises" / "library" / "figures"
PACK = sorted(path.stem for path in FOLDER.glob("*.yaml"))

all_of_the_pack = pytest.mark.xdist_group("figures of the pack")


@cache
def pack_pose(slug: str) -> Pose:
    """A pose of the pack."""
    record = yaml.safe_load((FOLDER / f"{slug}.yaml").read_text(encoding="utf-8"))
    return read_pose(record.pop("slug"), record)


@cache
def pack_frames(slug: str) -> tuple[tuple[Scene, list[Shape]], ...]:
    """Each key frame of a pose of the pack: its scene, and every mark of its drawing."""
    pose = pack_pose(slug)
    scenes = [scene_of(pose, number) for number in range(len(pose.frames))]
    return tuple((scene, shapes(scene)) for scene in scenes)


@cache
def pack_still(slug: str) -> str:
    """The shown key frame of a pose of the pack, with its words."""
    return draw(pack_pose(slug))


@cache
def pack_thumbnail(slug: str) -> str:
    """The small picture of a pose of the pack."""
    return thumbnail(pack_pose(slug))


@cache
def pack_motion(slug: str) -> dict[str, Any]:
    """The movement of a pose of the pack."""
    return motion(pack_pose(slug))


def pose_of(*frames: dict[str, Any], **record: Any) -> Pose:
    """A pose with these frames (one standing frame, if there are none)."""
    return read_pose("a-test", {"frames": list(frames) or [{}], **record})


def frame_of(**fields: Any) -> FramePose:
    """One frame with these fields."""
    return pose_of(fields).frames[0]


def body_of(**fields: Any) -> Body:
    """The solved body of a frame with these fields."""
    return solve(frame_of(**fields))
