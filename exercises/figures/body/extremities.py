"""Feet, and arms with their mitten hands."""

from math import hypot

from exercises.figures.body.camera import Camera
from exercises.figures.body.limbs import (
    cuffed_shape,
    forearm,
    limb,
    profile,
    sleeve_shapes,
    upper_arm,
)
from exercises.figures.body.paths import Pen, Spot, curve, normal, outline
from exercises.figures.body.shapes import Shape
from exercises.figures.pose.joints import Arm, Body, Leg
from exercises.figures.pose.skeleton import Side, cm
from exercises.figures.pose.vectors import Vec

HAND = cm(0.098)
WRIST = cm(0.0138)
MITTEN = ((0.4, 1.0), (0.72, 0.9), (0.93, 0.55))  # part of the length, part of the width
TIP = 1.03
BROAD, FLAT = cm(0.0225), cm(0.0135)  # half the hand across, and through the palm
SLIM = cm(0.0125)
ANKLE, ABOVE = cm(0.0185), cm(0.028)  # half its width, and from there up under the legging
THUMB = ((cm(0.008), cm(-0.020)), (cm(0.030), cm(-0.048)))  # from the wrist, in its frame
THUMB_WIDTHS = profile((0, 0.010, 0), (0.5, 0.0085, 0), (1, 0.006, 0))
# Half the front view of a foot: base point, to the side, up. The last point is in the middle.
FRONT_FOOT = (
    ("ankle", -0.023, -0.010),
    ("toes", -0.0285, -0.003),
    ("toe", -0.018, -0.0095),
    ("tip", 0.0, -0.0105),
)


def foot_shape(leg: Leg, camera: Camera, classes: str, *, sideways: bool) -> Shape:
    """A foot, bare or in what `classes` colour, seen from the side or from in front."""
    points = _side_foot(leg) if sideways else _front_foot(leg)
    return Shape(f"{classes} o", outline([camera.flat(point) for point in points]))


def _side_foot(leg: Leg) -> list[Vec]:
    def at(base: Vec, forward: float, up: float) -> Vec:
        return base + leg.foot.at(cm(forward), cm(up), 0)

    forward = (leg.toe - leg.ball).unit()
    up = leg.foot.lat.cross(forward)
    return [
        leg.ankle + leg.shank.at(-ANKLE, ABOVE, 0),
        at(leg.heel, -0.017, 0.004),
        at(leg.heel, -0.011, -0.017),
        at(leg.heel, 0.010, -0.019),
        at(leg.ankle, 0.028, -0.034),
        at(leg.ball, 0, -0.0125),
        leg.toe - up * cm(0.0105),
        leg.toe + forward * cm(0.0135),
        leg.toe + up * cm(0.009),
        at(leg.ball, 0, 0.0125),
        at(leg.ankle, 0.040, 0.0035),
        leg.ankle + leg.shank.at(ANKLE, ABOVE, 0),
    ]


def _front_foot(leg: Leg) -> list[Vec]:
    bases = {
        "ankle": leg.ankle,
        "toes": leg.ball.towards(leg.toe, 0.3),
        "toe": leg.toe,
        "tip": leg.toe + (leg.toe - leg.ball).unit() * cm(0.0135),
    }

    def at(base: str, side: float, up: float) -> Vec:
        return bases[base] + leg.foot.at(0, cm(up), cm(side))

    half = [at(*point) for point in FRONT_FOOT]
    other = [at(base, -side, up) for base, side, up in reversed(FRONT_FOOT[:-1])]
    start, end = (leg.ankle + leg.shank.at(0, ABOVE, side) for side in (-ANKLE, ANKLE))
    return [start, *half, *other, end]


def arm_shapes(
    body: Body, side: Side, camera: Camera, *,
    long: bool, thumb: bool, forearm_over: bool,
) -> list[Shape]:  # fmt: skip
    """One arm, back to front, in a short or `long` sleeve.

    `forearm_over`: it reaches towards us, over its own sleeve.
    """
    arm, build = body.arms[side], body.build
    sleeve = sleeve_shapes(arm, body.nodes[9], camera, build, long=long)
    if long:
        hand = _add_hand(Pen(), arm, camera, thumb=thumb).text()
        lower = [Shape("sk o", hand), cuffed_shape(arm, camera, build)]
        return [*sleeve, *lower] if forearm_over else [*lower, *sleeve]
    pen = upper_arm(Pen(), arm, camera, build)
    if not forearm_over:
        _add_hand(forearm(pen, arm, camera, build), arm, camera, thumb=thumb)
        return [Shape("sk o", pen.text()), *sleeve]
    over = _add_hand(forearm(Pen(), arm, camera, build), arm, camera, thumb=thumb)
    return [Shape("sk o", pen.text()), *sleeve, Shape("sk o", over.text())]


def _add_hand(pen: Pen, arm: Arm, camera: Camera, *, thumb: bool) -> Pen:
    """Go on with a mitten from the wrist, and its thumb."""
    along = -arm.hand.up
    nx, ny = normal(camera.flat(arm.wrist), camera.flat(arm.fingertip))
    across = camera.right * nx - camera.up * ny
    seen = hypot(BROAD * across.dot(arm.hand.ap), FLAT * across.dot(arm.hand.lat))
    wide = camera.units(min(max(seen, SLIM), BROAD))
    left, right = [], []
    for part, half in ((0.0, camera.units(WRIST)), *((t, wide * w) for t, w in MITTEN)):
        x, y = camera.flat(arm.wrist + along * (HAND * part))
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    spots: list[Spot] = [*left, camera.flat(arm.wrist + along * (HAND * TIP)), *reversed(right)]
    curve(pen.move(spots[0]), spots, closed=True).close()
    if thumb:
        _add_thumb(pen, arm, camera)
    return pen


def _add_thumb(pen: Pen, arm: Arm, camera: Camera) -> None:
    root, tip = (arm.wrist + arm.hand.at(ap, up, 0) for ap, up in THUMB)
    limb(pen, root, tip, arm.hand, THUMB_WIDTHS, camera)
