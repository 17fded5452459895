"""Where the body comes from: a pale, plain copy of it, of what has moved."""

from collections.abc import Iterator
from math import hypot

from exercises.figures.body.camera import Camera
from exercises.figures.body.limbs import FOREARM, NECK, NECK_ROOT, NECK_TOP, SHANK, THIGH, UPPER_ARM
from exercises.figures.body.paths import Pen, Spot, curve, normal
from exercises.figures.body.shapes import Shape
from exercises.figures.body.torso import sides
from exercises.figures.pose.joints import Body, sections
from exercises.figures.pose.skeleton import HEAD, SIDES, cm
from exercises.figures.pose.vectors import Vec

MOVED = 2.5  # cm: what moved less is left out
SKULL = (cm(0.048), cm(0.057))  # radii below and above
SKULL_REACH = 0.11 * HEAD  # from the head's centre to those of its two circles
NECK_WIDTH = (NECK[0][1], NECK[-1][1])

Bone = tuple[Vec, Vec, float, float]  # ends and the radii there, cm


def ghost(body: Body, camera: Camera, shown: Body) -> Shape:
    """`body` as one path, without the parts that lie where those of `shown` do.

    One path, so that overlaps do not darken. Empty where nothing has moved.
    """
    pen = Pen()
    for bone, other in zip(_bones(body), _bones(shown), strict=True):
        if _apart(bone[0], other[0]) or _apart(bone[1], other[1]):
            _capsule(pen, bone, camera)
    rows = zip(sections(body), sections(shown), strict=True)
    if any(_apart(section[0], other[0]) for section, other in rows):
        left, right, _ = sides(sections(body), camera)
        _torso(pen, left, right)
    return Shape("gh", pen.text())


def _bones(body: Body) -> Iterator[Bone]:
    """Every limb segment of the body, its neck and its head."""
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        yield leg.hip, leg.knee, THIGH[0][1] * body.build, THIGH[-1][1]
        yield leg.knee, leg.ankle, SHANK[0][1], SHANK[-1][1]
        yield leg.heel, leg.toe, cm(0.019), cm(0.0115)
        yield arm.shoulder, arm.elbow, cm(0.030) * body.build, UPPER_ARM[-1][1]
        yield arm.elbow, arm.wrist, FOREARM[0][1], FOREARM[-1][1]
        yield arm.wrist, arm.fingertip, cm(0.0145), cm(0.0095)
    root = body.nodes[8].towards(body.nodes[9], NECK_ROOT)
    yield root, body.nodes[11] + body.head.at(*NECK_TOP), *NECK_WIDTH
    chin = body.head_centre - body.head.up * (1.6 * SKULL_REACH)
    crown = body.head_centre + body.head.at(-SKULL_REACH / 2, SKULL_REACH, 0)
    yield chin, crown, *SKULL


def _apart(a: Vec, b: Vec) -> bool:
    return (a - b).length() >= MOVED


def _capsule(pen: Pen, bone: Bone, camera: Camera) -> None:
    """A bone with flesh: straight sides, round ends."""
    (ax, ay), (bx, by) = start, end = camera.flat(bone[0]), camera.flat(bone[1])
    first, second = camera.units(bone[2]), camera.units(bone[3])
    if hypot(bx - ax, by - ay) < abs(first - second) + 1:  # seen from its end
        end, second = (ax + 1, ay), first
        (bx, by) = end
    nx, ny = normal(start, end)
    pen.move((ax + nx * first, ay + ny * first)).line((bx + nx * second, by + ny * second))
    pen.half_circle((bx - nx * second, by - ny * second))
    pen.line((ax - nx * first, ay - ny * first))
    pen.half_circle((ax + nx * first, ay + ny * first)).close()


def _torso(pen: Pen, left: list[Spot], right: list[Spot]) -> None:
    """The outline of the trunk; every second section is enough for a shadow of it."""
    keep = [*range(0, len(left) - 1, 2), len(left) - 1]
    spots = [left[i] for i in keep] + [right[i] for i in reversed(keep)]
    curve(pen.move(spots[0]), spots, closed=True).close()
