"""Loops and straps: flat bands that go round named points of the body."""

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin, tan

from exercises.figures.body.camera import Camera
from exercises.figures.body.paths import Pen, Spot
from exercises.figures.body.shapes import Shape
from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import Prop
from exercises.figures.pose.skeleton import cm
from exercises.figures.pose.spots import place_of, spot
from exercises.figures.pose.vectors import UP, Vec

BAND = 2.6  # cm across
LEAST = 6  # units: a thinner band is lost in a thumbnail
TAIL = 7  # cm of strap that hang out of the hand
PASSED = 0.5  # how far a strand must have turned from the camera to be the far one
# How thick a part is where a loop goes round it, when the loop says nothing else.
GIRTHS = {
    "hip": cm(0.054),
    "thigh": cm(0.042),
    "knee": cm(0.038),
    "ankle": cm(0.022),
    "wrist": cm(0.016),
    "elbow": cm(0.023),
}
GIRTH = 3.8


def loop_near(prop: Prop, camera: Camera, body: Body) -> Shape:
    """The half of a loop that the camera sees in front of the limbs."""
    return Shape("bd", _half(prop, camera, body, 1), width=_width(camera))


def loop_far(prop: Prop, camera: Camera, body: Body) -> Shape:
    """The half of a loop that passes behind the limbs."""
    return Shape("bd f", _half(prop, camera, body, -1), width=_width(camera))


def _half(prop: Prop, camera: Camera, body: Body, side: int) -> str:
    """Half a stretched loop: round one point, along one strand, round the other.

    Round a point it goes as far as it looks towards the camera (or, for `side` -1, away from
    it). Always of the same commands, so that a moving loop can be blended.
    """
    (start, first), (end, second) = (place_of(body, name) for name in prop.points[:2])
    along = (end - start).unit()
    front, other_front = _front(first, along, camera), _front(second, along, camera)
    if front.dot(other_front) < 0:
        other_front = -other_front
    seen = camera.nearness(front)
    sign = side
    if seen <= -PASSED:
        seen, sign = -seen, -side
    turned = atan2(camera.nearness(along), max(seen, 0.0)) * side
    reach, other_reach = (max(prop.r, girth(name)) * body.build for name in prop.points[:2])
    near = _Arc(start, front * (sign * reach), along * reach)
    far = _Arc(end, other_front * (sign * other_reach), along * other_reach)
    pen = Pen().move(camera.flat(near.at(turned - pi / 2)))
    _go_round(pen, near, (turned - pi / 2, 0.0), camera)
    pen.line(camera.flat(far.at(0.0)))
    _go_round(pen, far, (0.0, turned + pi / 2), camera)
    return pen.text()


@dataclass(frozen=True, slots=True)
class _Arc:
    """A circle round a point: at angle 0 in the direction `front`, at a right angle `along`."""

    centre: Vec
    front: Vec
    along: Vec

    def at(self, angle: float) -> Vec:
        return self.centre + self.front * cos(angle) + self.along * sin(angle)

    def bow(self, low: float, high: float) -> tuple[Vec, Vec, Vec]:
        """Control points and end of a cubic Bezier curve for the arc between two angles."""
        pull = 4 / 3 * tan((high - low) / 4)
        first, last = self.at(low), self.at(high)
        return first + self._way(low) * pull, last - self._way(high) * pull, last

    def _way(self, angle: float) -> Vec:
        return self.along * cos(angle) - self.front * sin(angle)


def _go_round(pen: Pen, arc: _Arc, angles: tuple[float, float], camera: Camera) -> None:
    """Draw `arc` from one angle to the other, in two curves."""
    low, high = angles
    for part in (0.0, 0.5):
        start = low + (high - low) * part
        controls = arc.bow(start, start + (high - low) / 2)
        pen.cubic(*(camera.flat(control) for control in controls))


def girth(name: str) -> float:
    """The radius, cm, of a loop lying on the part that the point `name` belongs to."""
    return GIRTHS.get(name.partition("_")[0], GIRTH)


def _front(front: Vec, along: Vec, camera: Camera) -> Vec:
    """The direction from a limb to the strand on its front, square to the loop."""
    across = front.across(along)
    if across.length() < 0.2:  # the loop runs along the limb
        across = camera.depth.cross(along)
    return across.unit()


def strap(prop: Prop, camera: Camera, body: Body) -> Shape:
    """A taut line through its points; what is left of it hangs out of the last one."""
    points = [spot(body, name) for name in prop.points]
    spots: list[Spot] = [camera.flat(point) for point in points]
    spots.append(camera.flat(points[-1] - UP * TAIL))
    pen = Pen().move(_short_of(spots[0], spots[1], -camera.units(1)))
    return Shape("bd", pen.line(*spots[1:]).text(), width=_width(camera))


def _short_of(spot: Spot, other: Spot, length: float) -> Spot:
    """`spot` moved by `length` units towards `other`."""
    dx, dy = other[0] - spot[0], other[1] - spot[1]
    part = length / (hypot(dx, dy) or 1)
    return spot[0] + dx * part, spot[1] + dy * part


def _width(camera: Camera) -> int:
    return max(LEAST, round(camera.units(BAND)))
