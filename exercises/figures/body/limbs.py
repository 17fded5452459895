"""Legs and arms without their ends: tapering capsules along the bones."""

from exercises.figures.body.camera import Camera
from exercises.figures.body.paths import Pen, Spot, beyond, circle, curve, normal, tube
from exercises.figures.body.shapes import Shape
from exercises.figures.pose.joints import Arm, Leg
from exercises.figures.pose.skeleton import cm
from exercises.figures.pose.vectors import Frame, Vec

# (part of the way along the segment, half width, how far its middle lies in front of the bone)
Profile = tuple[tuple[float, float, float], ...]
Sides = tuple[list[Spot], list[Spot]]

HEM = cm(0.002)  # how far a hem bulges, seen from the side


def profile(*stations: tuple[float, float, float]) -> Profile:
    """A profile in cm, from widths as fractions of stature."""
    return tuple((t, cm(half), cm(front)) for t, half, front in stations)


THIGH = profile((0, 0.052, 0.002), (0.3, 0.05, 0.004), (0.65, 0.0405, 0.003), (1, 0.0335, 0.002))
SHANK = profile(
    (0, 0.034, 0.0015), (0.28, 0.0335, -0.0035), (0.62, 0.026, -0.003), (0.93, 0.0215, 0)
)
# The upper arm begins inside its sleeve.
UPPER_ARM = profile((0.3, 0.026, 0.001), (0.7, 0.0225, 0), (1, 0.0205, 0))
SLEEVE = profile((0, 0.032, 0), (0.25, 0.031, 0), (0.47, 0.029, 0))
LONG_SLEEVE = profile((0, 0.032, 0), (0.25, 0.031, 0), (0.6, 0.0275, 0), (1, 0.0245, 0))
CUFFED = profile((0, 0.0245, 0), (0.28, 0.0245, 0), (0.68, 0.0205, 0), (0.96, 0.018, 0))
YOKE = profile((0, 0.014, 0), (1, 0.032, 0))  # between neck and shoulder
YOKE_ROOT = 0.35  # of the way out to the shoulder
FOREARM = profile((0, 0.0205, 0), (0.28, 0.0215, 0), (0.68, 0.0168, 0), (1, 0.0135, 0))
NECK = profile((0, 0.034, 0), (0.55, 0.03, 0), (1, 0.03, 0))
WRAPPED = profile((0, 0.041, 0), (0.55, 0.0365, 0), (1, 0.038, 0))  # the neck in a scarf
NECK_ROOT = 0.85  # of the way from node 8 to node 9
NECK_TOP = (cm(0.008), cm(0.012), 0.0)  # from the skull base, in the head's frame


def widen(widths: Profile, build: float, taken: tuple[float, float] = (1, 1)) -> Profile:
    """`widths` for a person of this build; root and end of the limb take so much of it."""
    (root, end), extra = taken, build - 1
    return tuple(
        (part, half * (1 + extra * (root + (end - root) * part)), front)
        for part, half, front in widths
    )


def edges(root: Vec, end: Vec, frame: Frame, widths: Profile, camera: Camera) -> Sides:
    """The two sides of a limb in the picture, both from its root to its end."""
    nx, ny = normal(camera.flat(root), camera.flat(end))
    left, right = [], []
    for part, half, front in widths:
        x, y = camera.flat(root.towards(end, part) + frame.ap * front)
        reach = camera.units(half)
        left.append((x + nx * reach, y + ny * reach))
        right.append((x - nx * reach, y - ny * reach))
    return left, right


def limb(pen: Pen, root: Vec, end: Vec, frame: Frame, widths: Profile, camera: Camera) -> Pen:
    """Draw a capsule along one bone."""
    left, right = edges(root, end, frame, widths, camera)
    return tube(pen, left, right)


def leg_shape(leg: Leg, camera: Camera, tone: str, build: float) -> Shape:
    """The legging of one leg, shank under thigh. `tone` is added to the classes."""
    thigh, shank = widen(THIGH, build, (1, 0.6)), widen(SHANK, build, (0.6, 0.3))
    left, right = edges(leg.knee, leg.ankle, leg.shank, shank, camera)
    pen = _hemmed(Pen(), left, right, _rim(leg.shank, shank, camera))
    pen.half_circle(left[0]).close()
    return Shape(f"lg{tone}", limb(pen, leg.hip, leg.knee, leg.thigh, thigh, camera).text())


def edge_shape(leg: Leg, camera: Camera, build: float) -> Shape:
    """The line that lifts a leg off the other one: along its sides, from below the hip on."""
    thigh, shank = widen(THIGH, build, (1, 0.6)), widen(SHANK, build, (0.6, 0.3))
    left, right = edges(leg.hip, leg.knee, leg.thigh, thigh[1::2], camera)
    pen = Pen().move(left[0]).line(left[1]).half_circle(right[1]).line(right[0])
    for side in edges(leg.knee, leg.ankle, leg.shank, (*shank[:2], shank[-1]), camera):
        pen.move(side[0]).line(*side[1:])
    return Shape("ed", pen.text())


def _hemmed(pen: Pen, left: list[Spot], right: list[Spot], bulge: float) -> Pen:
    """One side, a hem across the end, and the other side back."""
    curve(pen.move(left[0]), left)
    pen.quadratic(beyond((left[-1], right[-1]), left[0], bulge), right[-1])
    return curve(pen, right[::-1])


def _rim(frame: Frame, widths: Profile, camera: Camera) -> float:
    """How far a round opening bulges: as an ellipse does that is turned towards the camera."""
    return camera.units(HEM + widths[-1][1] * 0.8 * abs(camera.nearness(frame.up)))


def upper_arm(pen: Pen, arm: Arm, camera: Camera, build: float) -> Pen:
    """Shoulder to elbow."""
    widths = widen(UPPER_ARM, build, (1, 0.6))
    return limb(pen, arm.shoulder, arm.elbow, arm.upper, widths, camera)


def forearm(pen: Pen, arm: Arm, camera: Camera, build: float) -> Pen:
    """Elbow to wrist."""
    widths = widen(FOREARM, build, (0.6, 0))
    return limb(pen, arm.elbow, arm.wrist, arm.fore, widths, camera)


def cuffed_shape(arm: Arm, camera: Camera, build: float) -> Shape:
    """The lower half of a long sleeve."""
    widths = widen(CUFFED, build, (0.6, 0))
    left, right = edges(arm.elbow, arm.wrist, arm.fore, widths, camera)
    pen = _hemmed(Pen(), left, right, _rim(arm.fore, widths, camera))
    return Shape("tp e", pen.half_circle(left[0]).close().text())


def sleeve_shapes(
    arm: Arm, neck: Vec, camera: Camera, build: float, *, long: bool = False
) -> list[Shape]:
    """The sleeve, or the upper half of a `long` one: a shoulder that melts into the shirt, and
    the sleeve itself with an edge that lifts it off. `neck` is the base of the neck, cm.
    """
    widths = widen(LONG_SLEEVE if long else SLEEVE, build, (1, 0.6))
    root = neck.towards(arm.shoulder, YOKE_ROOT)
    yoke = limb(Pen(), root, arm.shoulder, arm.upper, widen(YOKE, build, (0.5, 1)), camera).text()
    yoke += circle(camera.flat(arm.shoulder), camera.units(widths[0][1]))
    left, right = edges(arm.shoulder, arm.elbow, arm.upper, widths, camera)
    if long:
        sleeve = curve(Pen().move(left[0]), left).half_circle(right[-1])
        curve(sleeve, right[::-1])
    else:
        sleeve = _hemmed(Pen(), left, right, _rim(arm.upper, widths, camera))
    return [Shape("tp", yoke), Shape("tp e", sleeve.text())]
