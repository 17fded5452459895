"""The head: skull, hair or scarf, ear, and a calm face; its eyes are shut only at rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin
from typing import Literal

from exercises.figures.body.camera import Camera
from exercises.figures.body.hair import BUN, FACE, NAPE, STYLES, Mark
from exercises.figures.body.paths import Pen, Spot, circle, outline
from exercises.figures.body.shapes import Shape
from exercises.figures.pose.joints import Body
from exercises.figures.pose.people import Hair
from exercises.figures.pose.skeleton import HEAD
from exercises.figures.pose.vectors import Vec

Face = Literal["side", "front", "none"]
PROFILE = 0.6  # from here on a head counts as seen from the side; 1 is a full profile
FULL, PART = 0.97, 0.9  # a profile in full, and from here on down one that is drawn in
TURNED = -0.3  # from here on a face looks away from us; -1 is seen straight from behind

# In heights of the head, as the marks of hair are.
SKULL: tuple[Mark, ...] = (
    (0.265, -0.49, 0.10, -0.50), (0.335, -0.40, 0.20, -0.44), (0.345, -0.27, 0.275, -0.31),
    (0.372, -0.205, 0.32, -0.2), (0.432, -0.13, 0.345, -0.1), (0.378, -0.015, 0.36, 0),
    (0.366, 0.07, 0.368, 0.08), (0.384, 0.16, 0.37, 0.17), (0.35, 0.315, 0.34, 0.31),
    (0.195, 0.455, 0.20, 0.455), (-0.03, 0.5, 0, 0.5), (-0.27, 0.43, -0.2, 0.455),
    (-0.425, 0.235, -0.34, 0.31), (-0.44, 0.02, -0.37, 0.15), (-0.33, -0.2, -0.36, -0.02),
    (-0.19, -0.33, -0.33, -0.2), (-0.03, -0.385, -0.24, -0.37), (0.13, -0.46, -0.10, -0.50),
)  # fmt: skip
DEPTH = 0.9  # from face to back, of its height
EAR = (-0.075, -0.055, 0.058, 0.095)  # forward, up, half width, half height
# Lines of the face, each from, over (control point), to.
Line = tuple[Spot, Spot, Spot]
MOUTHS: dict[str, Line] = {
    "side": ((0.25, -0.232), (0.285, -0.268), (0.348, -0.26)),
    "front": ((-0.09, -0.27), (0, -0.318), (0.09, -0.27)),
}
EYES: dict[str, tuple[Spot, ...]] = {  # their middles
    "side": ((0.275, 0.035),),
    "front": ((-0.155, 0.025), (0.155, 0.025)),
}
HALF_EYE = 0.08  # across
SHUT, LID = -0.04, 0.13  # how far the lid of a shut eye bows, and of an open one
PUPIL = 0.07  # across
AHEAD, UP = 0.018, 0.012  # how far a pupil lies in front of the eye (from the side), and above
LYING = 0.6  # from here on a pelvis that looks up or to a side lies; 1 is flat


@dataclass(frozen=True, slots=True)
class HeadView:
    """What does not change while a head moves: what it shows, and to which side it looks."""

    face: Face
    aside: bool  # far enough to show an ear
    sign: int  # 1 if the head's right is drawn on the side it looks to while we see its face
    awake: bool  # with open eyes


@dataclass(frozen=True, slots=True)
class _Turn:
    """A head seen along its own long axis: how far it looks along `across`, and towards us.

    `across` lies in the picture, at a right angle to that axis. The head's forward axis has the
    parts `ahead` along it and `facing` towards us, its axis to the right `right` along it.
    """

    across: Vec
    ahead: float
    right: float
    facing: float

    @property
    def profile(self) -> float:
        """1 in full profile, 0 from straight in front or behind."""
        return abs(self.ahead)


def _turn(body: Body, camera: Camera) -> _Turn:
    head = body.head
    across = camera.depth.cross(head.up)
    across = across.unit() if across.length() > 0.05 else camera.right
    facing = head.ap.dot(head.up.cross(across))
    return _Turn(across, head.ap.dot(across), head.lat.dot(across), facing)


def head_view(body: Body, camera: Camera, *, resting: bool = False) -> HeadView:
    """How the head of `body` is seen. Who is `resting` shuts the eyes in lying."""
    turn = _turn(body, camera)
    aside = turn.profile > PROFILE
    face: Face = "side" if aside else "front"
    if turn.facing < (TURNED if aside else 0):
        face = "none"
    same = turn.ahead * turn.right >= 0
    sign = 1 if same == (turn.facing >= 0) else -1
    return HeadView(face, aside, sign, awake=not (resting and _lies(body)))


def _lies(body: Body) -> bool:
    """Whether it lies on the back or on a side."""
    return body.pelvis.ap.y > LYING or abs(body.pelvis.lat.y) > LYING


class _Plan:
    """Places marks of the head in the picture, between profile and the view it turns to."""

    def __init__(self, body: Body, camera: Camera, view: HeadView) -> None:
        self._camera, self._centre, self._turn = camera, body.head_centre, _turn(body, camera)
        self._behind = self._turn.facing < 0
        self._sign = -view.sign if self._behind else view.sign
        profile = self._turn.profile
        self._side = profile * profile
        drawn_in = 1 / (profile + abs(self._turn.facing))
        part = max(0.0, min(1.0, (FULL - profile) / (FULL - PART)))
        self._stretch = 1 + (drawn_in - 1) * part  # without a step: a turning head would jump
        tall = body.head.up.across(camera.depth)
        self._up, self._height = tall.unit(), tall.length()
        # Nearly a ball: seen from its crown, a head is hardly shorter.
        self._length = hypot(self._height, DEPTH * camera.nearness(body.head.up))
        self._nod = body.head.ap.dot(self._up)

    def outline(self, marks: Sequence[Mark]) -> str:
        """The closed outline through marks that are given in all views."""
        return outline([self._blended(mark) for mark in marks])

    def _blended(self, mark: Mark) -> Spot:
        ap, side_up = mark[:2]
        lat, flat_up = mark[-2:] if self._behind else mark[2:4]
        up = self._side * side_up + (1 - self._side) * flat_up
        return self._at(ap, lat * self._sign, up * self._length)

    def on(self, ap: float, lat: float, up: float) -> Spot:
        """A spot on the face or beside it; it slips down as the head nods."""
        return self._at(ap, lat, up * self._height + ap * self._nod)

    def units(self, length: float) -> float:
        """A length in heights of the head, in units of the box."""
        return self._camera.units(length * HEAD)

    def _at(self, ap: float, lat: float, up: float) -> Spot:
        turn = self._turn
        aside = (ap * turn.ahead + lat * turn.right) * self._stretch
        point = self._centre + turn.across * (HEAD * aside) + self._up * (HEAD * up)
        return self._camera.flat(point)


def nape_shapes(body: Body, camera: Camera, view: HeadView, hair: Hair) -> list[Shape]:
    """The hair that hangs down behind the neck."""
    return [Shape("hr", _Plan(body, camera, view).outline(NAPE))] if hair == "bob" else []


def head_shapes(body: Body, camera: Camera, view: HeadView, hair: Hair) -> list[Shape]:
    """The head, back to front."""
    plan = _Plan(body, camera, view)
    shapes = _scarf(plan, view) if hair == "scarf" else _skull(plan, view, hair)
    if hair == "bun":
        shapes.insert(0, _bun(body, camera))
    if view.face != "none":
        shapes += _face(plan, view)
    return shapes


def _scarf(plan: _Plan, view: HeadView) -> list[Shape]:
    """The scarf, and the skin that it leaves free."""
    shapes = [Shape("hr", plan.outline(STYLES["scarf"]))]
    if view.aside or view.face == "front":
        shapes.append(Shape("sk", plan.outline(FACE)))
    return shapes


def _skull(plan: _Plan, view: HeadView, hair: Hair) -> list[Shape]:
    """The head, the hair on it, and the ear that is seen beside it."""
    shapes = [Shape("sk", plan.outline(SKULL))]
    if STYLES[hair]:
        shapes.append(Shape("hr", plan.outline(STYLES[hair])))
    if view.aside and hair != "bob":
        shapes.append(_ear(plan))
    return shapes


def _bun(body: Body, camera: Camera) -> Shape:
    """Hair knotted on top, behind the crown."""
    ap, up, radius = BUN
    middle = camera.flat(body.head_centre + body.head.at(ap * HEAD, up * HEAD, 0))
    return Shape("hr", circle(middle, camera.units(radius * HEAD)))


def _ear(plan: _Plan) -> Shape:
    ap, up, wide, high = EAR
    spots = [
        plan.on(ap + wide * cos(radians(turn)), 0, up + high * sin(radians(turn)))
        for turn in range(0, 360, 60)
    ]
    return Shape("sk e", outline(spots))


def _face(plan: _Plan, view: HeadView) -> list[Shape]:
    """Eyes, open with their pupils, or shut; and the mouth."""
    lat = view.face == "front"
    eyes, pupils, lines = Pen(), Pen(), Pen()
    for x, y in EYES[view.face]:
        bow = LID if view.awake else SHUT
        lid = ((x - HALF_EYE, y), (x, y + bow), (x + HALF_EYE, y))
        _bow(eyes if view.awake else lines, plan, lid, lat=lat)
        pupil = _seen(plan, (x if lat else x + AHEAD, y + UP), lat=lat)
        pupils.move(pupil).line(pupil)  # a dot, as thick as the stroke
    _bow(lines, plan, MOUTHS[view.face], lat=lat)
    drawn = Shape("fc", lines.text())
    if not view.awake:
        return [drawn]
    thick = max(1, round(plan.units(PUPIL)))
    return [Shape("ey", eyes.text()), Shape("pu", pupils.text(), width=thick), drawn]


def _bow(pen: Pen, plan: _Plan, line: Line, *, lat: bool) -> None:
    start, over, end = (_seen(plan, spot, lat=lat) for spot in line)
    pen.move(start).quadratic(over, end)


def _seen(plan: _Plan, spot: Spot, *, lat: bool) -> Spot:
    """A spot of the face, given forward and up, or (`lat`) to the side and up."""
    return plan.on(0.3, spot[0], spot[1]) if lat else plan.on(spot[0], 0, spot[1])
