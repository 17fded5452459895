"""Pose records for tests: those of the pack, and plain ones made on the spot."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import FramePose, Pose
from exercises.figures.pose.solving import solve
from exercises.figures.record.reading import read_pose

FOLDER = Path(__file__).parents[2] / "exercises" / "library" / "figures"
PACK = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def pack_pose(slug: str) -> Pose:
    """A pose of the pack."""
    record = yaml.safe_load((FOLDER / f"{slug}.yaml").read_text(encoding="utf-8"))
    return read_pose(record.pop("slug"), record)


def pose_of(*frames: dict[str, Any], **record: Any) -> Pose:
    """A pose with these frames (one standing frame, if there are none)."""
    return read_pose("a-test", {"frames": list(frames) or [{}], **record})


def frame_of(**fields: Any) -> FramePose:
    """One frame with these fields."""
    return pose_of(fields).frames[0]


def body_of(**fields: Any) -> Body:
    """The solved body of a frame with these fields."""
    return solve(frame_of(**fields))
