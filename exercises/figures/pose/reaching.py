"""Placing ankle or wrist where a pose wants it: two-bone inverse kinematics, and flat feet."""

from math import acos, asin, atan2, cos, degrees, hypot, radians, sin

from exercises.figures.pose.joints import Arm, Leg
from exercises.figures.pose.skeleton import (
    BALL,
    FLOOR_ANKLE,
    FOREARM,
    HAND,
    HEEL,
    LAID_FOOT,
    RADII,
    SHANK,
    SIGN,
    THIGH,
    TOES,
    UPPER_ARM,
    Side,
)
from exercises.figures.pose.vectors import (
    FORWARD,
    UP,
    Frame,
    Vec,
    about_y,
    about_z,
    anywhere_across,
    hinged,
    upright,
)

STRAIGHT = 0.9995  # of the limb's length: a solved limb is never quite stretched out


def bend(
    root: Vec, goal: Vec, bones: tuple[float, float], pole: Vec, fold: int = 1
) -> tuple[Frame, Frame]:
    """The frames of the two `bones` (lengths in cm) of a limb from `root` that reaches for `goal`.

    The middle joint points towards `pole`; it folds as a knee does, or with -1 as an elbow. A goal
    out of reach is reached for.
    """
    first, second = bones
    distance = (goal - root).length()
    way = (goal - root).unit() if distance > 1e-6 else anywhere_across(pole.unit())
    distance = min(distance, STRAIGHT * (first + second))
    distance = max(distance, abs(first - second) + 1e-3)
    along = (first**2 - second**2 + distance**2) / (2 * distance)
    aside = max(0.0, first**2 - along**2) ** 0.5
    out = pole.across(way)
    out = out.unit() if out.length() > 1e-6 else anywhere_across(way)
    middle, end = root + way * along + out * aside, root + way * distance
    axis = way.cross(out) * fold
    return hinged(root - middle, axis), hinged(middle - end, axis)


def leg_from(hip: Vec, thigh: Frame, shank: Frame, foot: Frame, toe: Vec | None = None) -> Leg:
    """The leg with these frames; `toe` is the direction of the toes if it is not the foot's."""
    knee = hip - thigh.up * THIGH
    ankle = knee - shank.up * SHANK
    ball = ankle + foot.at(*BALL)
    tip = ball + (toe or foot.at(1, -0.05, 0)).unit() * TOES
    return Leg(hip, knee, ankle, ankle + foot.at(*HEEL), ball, tip, thigh, shank, foot)


def arm_from(shoulder: Vec, upper: Frame, fore: Frame, hand: Frame) -> Arm:
    """The arm with these frames."""
    elbow = shoulder - upper.up * UPPER_ARM
    wrist = elbow - fore.up * FOREARM
    return Arm(shoulder, elbow, wrist, wrist - hand.up * HAND, upper, fore, hand)


def floor_knee(thigh: Frame, knee: Vec) -> float:
    """The knee's flexion (degrees) that lays the shin on the floor behind the knee."""
    across, along = thigh.ap.y, thigh.up.y
    reach = hypot(across, along)
    if reach < 1e-6:
        return 0
    middle = degrees(atan2(across, along))
    drop = max(-1.0, min(1.0, (knee.y - FLOOR_ANKLE) / (SHANK * reach)))
    spread = degrees(acos(drop))
    return max(0.0, min(150.0, max(middle + spread, middle - spread)))


def laid_foot(shank: Frame) -> Frame:
    """The frame of a foot that lies on its back, the shin being laid down."""
    way = (-shank.up).across(UP).unit()
    ap = way * cos(radians(LAID_FOOT)) - UP * sin(radians(LAID_FOOT))
    return pointed_foot(shank, ap)


def pointed_foot(shank: Frame, ap: Vec) -> Frame:
    """The frame of a foot that points along `ap` and keeps its inner side where the shin's is."""
    ap = ap.unit()
    lat = shank.lat.across(ap)
    if lat.length() < 0.01:  # it points straight to its side, and keeps its back where it was
        lat = ap.cross(shank.up)
    lat = lat.unit()
    return Frame(ap, lat.cross(ap), lat)


def heading(pelvis: Frame, shank: Frame, toes: Vec | None, toe_out: float, side: Side) -> Vec:
    """The level direction of a foot on the floor: where it is told to, or with the pelvis."""
    for way in (toes, pelvis.ap, shank.ap):
        level = way.across(UP) if way else None
        if level and level.length() > 0.3:
            turn = 0 if way is toes else -SIGN[side] * toe_out
            return about_y(turn).at(*level.unit())
    return FORWARD


def flat_foot(way: Vec) -> Frame:
    """The frame of a foot that stands flat and points along the level direction `way`."""
    return upright(UP, way)


def tiptoe_foot(way: Vec, height: float) -> Frame:
    """The frame of a foot whose ball is on the support, the ankle `height` (cm) above it."""
    length = hypot(BALL[0], BALL[1])
    lean = degrees(atan2(-BALL[1], BALL[0]))
    drop = max(-1.0, min(1.0, (height - RADII["ball"]) / length))
    return flat_foot(way) @ about_z(-(degrees(asin(drop)) - lean))
