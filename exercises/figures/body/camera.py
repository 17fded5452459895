"""The orthographic camera: from the world to the drawing's box."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin

from exercises.figures.pose.poses import View
from exercises.figures.pose.vectors import Vec

BOX = (960, 720)  # the drawing's units, as in its viewBox
ROOM = (888, 616)  # what figure and props may fill of it
BOTTOM = 694  # where the lowest point may lie
RISE = 0.42  # of the free height lies below the figure


@dataclass(frozen=True, slots=True)
class Camera:
    """Looks along `-depth`; `right` and `up` span the picture; `scale` is units per cm."""

    right: Vec
    up: Vec
    depth: Vec
    scale: float = 1
    cx: float = 0
    cy: float = 0
    width: float = BOX[0]  # of its box

    def flat(self, point: Vec) -> tuple[float, float]:
        """Where `point` (cm) lies in the drawing's box: x to the right, y down."""
        return (
            self.cx + self.scale * point.dot(self.right),
            self.cy - self.scale * point.dot(self.up),
        )

    def nearness(self, point: Vec) -> float:
        """How far towards the camera `point` lies, cm; larger is nearer."""
        return point.dot(self.depth)

    def units(self, length: float) -> float:
        """A length in cm, in units of the box."""
        return length * self.scale


def camera_for(view: View, points: Iterable[Vec], box: tuple[int, int] = BOX) -> Camera:
    """The camera of `view` that sees all of `points` (cm): the same one for all key frames.

    `box` other than the usual one scales everything with its width.
    """
    yaw, pitch = radians(view.yaw), radians(view.pitch)
    right = Vec(sin(yaw), 0, -cos(yaw))
    depth = Vec(cos(pitch) * cos(yaw), sin(pitch), cos(pitch) * sin(yaw))
    up = depth.cross(right)
    across, along = zip(*((point.dot(right), point.dot(up)) for point in points), strict=True)
    left, width = min(across), max(across) - min(across)
    bottom, height = min(along), max(along) - min(along)
    k = min(ROOM[0] / max(width, 1), ROOM[1] / max(height, 1), view.max)
    free = ROOM[1] - k * height
    share = box[0] / BOX[0]
    return Camera(
        right, up, depth, k * share,
        share * (BOX[0] / 2 - k * (left + width / 2)),
        share * (BOTTOM + k * bottom - RISE * free),
        box[0],
    )  # fmt: skip
