"""The head: skull, short hair, ear, and a calm face with closed eyes."""

from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import Literal

from exercises.figures.body import Body
from exercises.figures.camera import Camera
from exercises.figures.paths import Pen, Spot, outline
from exercises.figures.shapes import Shape
from exercises.figures.skeleton import HEAD

Face = Literal["side", "front", "none"]
PROFILE = 0.6  # from here on a head counts as seen from the side; 1 is a full profile

# In heights of the head: (forward, up) in profile and (to the side, up) from in front.
Mark = tuple[float, float, float, float]
SKULL: tuple[Mark, ...] = (
    (0.265, -0.49, 0.10, -0.50), (0.335, -0.40, 0.20, -0.44), (0.345, -0.27, 0.275, -0.31),
    (0.372, -0.205, 0.32, -0.2), (0.432, -0.13, 0.345, -0.1), (0.378, -0.015, 0.36, 0),
    (0.366, 0.07, 0.368, 0.08), (0.384, 0.16, 0.37, 0.17), (0.35, 0.315, 0.34, 0.31),
    (0.195, 0.455, 0.20, 0.455), (-0.03, 0.5, 0, 0.5), (-0.27, 0.43, -0.2, 0.455),
    (-0.425, 0.235, -0.34, 0.31), (-0.44, 0.02, -0.37, 0.15), (-0.33, -0.2, -0.36, -0.02),
    (-0.19, -0.33, -0.33, -0.2), (-0.03, -0.385, -0.24, -0.37), (0.13, -0.46, -0.10, -0.50),
)  # fmt: skip
HAIR: tuple[Mark, ...] = (
    (0.372, 0.205, 0.385, 0.1), (0.375, 0.345, 0.375, 0.32), (0.215, 0.505, 0.23, 0.49),
    (-0.03, 0.555, 0, 0.555), (-0.3, 0.485, -0.23, 0.49), (-0.475, 0.26, -0.375, 0.32),
    (-0.49, 0, -0.385, 0.1), (-0.37, -0.235, -0.372, 0.02), (-0.255, -0.245, -0.352, 0.07),
    (-0.165, -0.1, -0.34, 0.17), (-0.1, 0.045, -0.25, 0.25), (0.045, 0.075, -0.1, 0.30),
    (0.095, 0.21, 0.1, 0.32), (0.215, 0.26, 0.27, 0.26), (0.3, 0.215, 0.345, 0.16),
)  # fmt: skip
EAR = (-0.075, -0.055, 0.058, 0.095)  # forward, up, half width, half height
# Lines of the face, each from, over (control point), to.
SIDE_FACE = (
    ((0.225, 0.035), (0.275, 0.0), (0.325, 0.035)),
    ((0.25, -0.232), (0.285, -0.268), (0.348, -0.26)),
)
FRONT_FACE = (
    ((-0.22, 0.025), (-0.155, -0.02), (-0.09, 0.025)),
    ((0.09, 0.025), (0.155, -0.02), (0.22, 0.025)),
    ((-0.09, -0.27), (0, -0.318), (0.09, -0.27)),
)


@dataclass(frozen=True, slots=True)
class HeadView:
    """What does not change while a head moves: which face it shows, and to which side it looks."""

    face: Face
    sign: int  # 1 if the head's right is drawn on the side it looks to, else -1


def head_view(body: Body, camera: Camera) -> HeadView:
    """How the head of `body` is seen."""
    towards = body.head.ap.dot(camera.depth)
    ahead = body.head.ap.across(camera.depth)
    face: Face = "front" if towards > 0 else "none"
    if _profile(towards) > PROFILE:
        face = "side"
    return HeadView(face, 1 if ahead.dot(body.head.lat.across(camera.depth)) >= 0 else -1)


def _profile(towards: float) -> float:
    return sqrt(max(0.0, 1 - towards * towards))


class _Plan:
    """Places marks of the head in the picture, between its profile and its front view."""

    def __init__(self, body: Body, camera: Camera, view: HeadView) -> None:
        self._camera, self._view = camera, view
        self._centre, self._frame = body.head_centre, body.head
        towards = body.head.ap.dot(camera.depth)
        profile = _profile(towards)
        self._side = profile * profile
        total = profile + abs(towards)
        self._stretch = 1.0 if profile > 0.97 else 1 / total

    def blended(self, mark: Mark) -> Spot:
        """A mark given in both views."""
        ap, side_up, lat, front_up = mark
        up = self._side * side_up + (1 - self._side) * front_up
        return self.at(ap, lat * self._view.sign, up)

    def at(self, ap: float, lat: float, up: float) -> Spot:
        """A point of the head's outline, in heights of the head."""
        k = HEAD * self._stretch
        return self._camera.flat(self._centre + self._frame.at(k * ap, HEAD * up, k * lat))


def head_shapes(body: Body, camera: Camera, view: HeadView) -> list[Shape]:
    """The head, back to front."""
    plan = _Plan(body, camera, view)
    found = [Shape("sk", outline([plan.blended(mark) for mark in SKULL]))]
    cover = SKULL if view.face == "none" else HAIR
    found.append(Shape("hr", outline([plan.blended(mark) for mark in cover])))
    if view.face == "side":
        found.append(_ear(plan))
    if view.face != "none":
        found.append(_face(plan, view.face))
    return found


def _ear(plan: _Plan) -> Shape:
    ap, up, wide, high = EAR
    spots = [
        plan.at(ap + wide * cos(radians(turn)), 0, up + high * sin(radians(turn)))
        for turn in range(0, 360, 60)
    ]
    return Shape("sk e", outline(spots))


def _face(plan: _Plan, face: Face) -> Shape:
    pen = Pen()
    if face == "side":
        lines = [[plan.at(ap, 0, up) for ap, up in line] for line in SIDE_FACE]
    else:
        lines = [[plan.at(0.3, lat, up) for lat, up in line] for line in FRONT_FACE]
    for start, over, end in lines:
        pen.move(start).quadratic(over, end)
    return Shape("fc", pen.text())
