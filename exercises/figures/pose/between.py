"""Bodies on the way from one key frame to the next.

Solved bodies are blended, never the fields of a pose: fields jump where one frame names a goal
and the next one angles. What stays planted in both frames stays planted on the way.
"""

from dataclasses import replace
from math import acos, cos, pi, sin

from exercises.figures.pose.joints import Arm, Body, Leg, hip_of, move
from exercises.figures.pose.reaching import arm_from, bend, leg_from
from exercises.figures.pose.skeleton import (
    FOREARM,
    HEAD_CENTRE,
    L5_S1,
    LINKS,
    RADII,
    SHANK,
    SIDES,
    THIGH,
    UPPER_ARM,
    Side,
)
from exercises.figures.pose.vectors import UP, WORLD, Frame, Vec

PLANTED = 1.5  # cm: a joint that moves less than this stays where it is
KNEELING = 14.0  # cm: a planted knee lower than this carries the body
NOTHING = 1e-3  # cm: what rounding may be off


def ease(share: float) -> float:
    """Time into way, both 0..1: slow at either end (half a cosine)."""
    return (1 - cos(pi * share)) / 2


def between(a: Body, b: Body, t: float) -> Body:
    """The body at the part `t` (0..1) of the way from `a` to `b`."""
    if t in (0, 1):
        return b if t else a
    body = _blend(a, b, t)
    body = _carried(a, b, t, body)
    legs = {side: _planted_leg(a.legs[side], b.legs[side], t, body.legs[side]) for side in SIDES}
    arms = {side: _planted_arm(a.arms[side], b.arms[side], t, body.arms[side]) for side in SIDES}
    return replace(body, legs=legs, arms=arms)


def _blend(a: Body, b: Body, t: float) -> Body:
    """Each segment turned `t` of the way, seen from the one that carries it."""
    origin = a.origin.towards(b.origin, t)
    pelvis = slerp(a.pelvis, b.pelvis, t)
    nodes = [origin + pelvis.at(*L5_S1)]
    links, before_a, before_b, before = [], a.pelvis, b.pelvis, pelvis
    for i, length in enumerate(LINKS, start=1):
        before = _follow(before_a, before_b, before, a.links[i], b.links[i], t)
        before_a, before_b = a.links[i], b.links[i]
        nodes.append(nodes[-1] + before.up * length)
        links.append(before)
    head = _follow(before_a, before_b, before, a.head, b.head, t)
    thorax = _follow(a.pelvis, b.pelvis, pelvis, a.thorax, b.thorax, t)
    body = Body(
        origin, pelvis, tuple(nodes), (links[0], *links), thorax,
        nodes[-1] + head.at(*HEAD_CENTRE), head, {}, {},
        a.belly + (b.belly - a.belly) * t, a.ribs + (b.ribs - a.ribs) * t,
        a.build, a.firm + (b.firm - a.firm) * t,
    )  # fmt: skip
    legs = {side: _leg(a, b, t, body, side) for side in SIDES}
    arms = {side: _arm(a, b, t, body, side) for side in SIDES}
    return replace(body, legs=legs, arms=arms)


def _leg(a: Body, b: Body, t: float, body: Body, side: Side) -> Leg:
    from_a, from_b = a.legs[side], b.legs[side]
    thigh = _follow(a.pelvis, b.pelvis, body.pelvis, from_a.thigh, from_b.thigh, t)
    shank = _follow(from_a.thigh, from_b.thigh, thigh, from_a.shank, from_b.shank, t)
    foot = _follow(from_a.shank, from_b.shank, shank, from_a.foot, from_b.foot, t)
    return leg_from(hip_of(body, side), thigh, shank, foot, _toe(from_a, from_b, t, foot))


def _toe(a: Leg, b: Leg, t: float, foot: Frame) -> Vec:
    """The direction of the toes: tucked under in one frame, they may be straight in the other."""
    tip = a.foot.of(a.toe - a.ball)
    return foot.at(*tip.towards(b.foot.of(b.toe - b.ball), t))


def _arm(a: Body, b: Body, t: float, body: Body, side: Side) -> Arm:
    from_a, from_b = a.arms[side], b.arms[side]
    upper = _follow(a.thorax, b.thorax, body.thorax, from_a.upper, from_b.upper, t)
    fore = _follow(from_a.upper, from_b.upper, upper, from_a.fore, from_b.fore, t)
    hand = _follow(from_a.fore, from_b.fore, fore, from_a.hand, from_b.hand, t)
    off = _girdle(a, side).towards(_girdle(b, side), t)
    return arm_from(body.nodes[8] + body.thorax.at(*off), upper, fore, hand)


def _girdle(body: Body, side: Side) -> Vec:
    """Where a shoulder sits on the chest, in the chest's frame."""
    return body.thorax.of(body.arms[side].shoulder - body.nodes[8])


def _carried(a: Body, b: Body, t: float, body: Body) -> Body:
    """The body moved so that the knees it kneels on stay where they are."""
    shifts = [
        a.legs[side].knee.towards(b.legs[side].knee, t) - body.legs[side].knee
        for side in SIDES
        if _stays(a.legs[side].knee, b.legs[side].knee) and a.legs[side].knee.y < KNEELING
    ]
    if not shifts:
        return body
    shift = sum(shifts[1:], shifts[0]) * (1 / len(shifts))
    return move(body, shift)


def _stays(a: Vec, b: Vec) -> bool:
    return (a - b).length() < PLANTED


def _planted_leg(a: Leg, b: Leg, t: float, now: Leg) -> Leg:
    if not _stays(a.ankle, b.ankle):
        return _lifted(now, min(_lowest(a), _lowest(b)) - _lowest(now))
    foot = slerp(a.foot, b.foot, t)
    if _stays(a.knee, b.knee):
        thigh, shank = now.thigh, slerp(a.shank, b.shank, t)
    else:
        thigh, shank = _bent_to(now, a.ankle.towards(b.ankle, t))
    return leg_from(now.hip, thigh, shank, foot, _toe(a, b, t, foot))


def _lifted(leg: Leg, sunk: float) -> Leg:
    """A swinging leg with its knee bent as far as it takes to keep its foot off the floor."""
    if sunk < NOTHING:
        return leg
    thigh, shank = _bent_to(leg, leg.ankle + UP * sunk)
    return leg_from(leg.hip, thigh, shank, leg.foot, leg.toe - leg.ball)


def _bent_to(leg: Leg, goal: Vec) -> tuple[Frame, Frame]:
    """Thigh and shank that put the ankle at `goal`, the knee pointing where it points now."""
    pole = leg.knee - leg.hip.towards(leg.ankle, 0.5)
    if pole.length() < 2:  # cm; a straight leg still knows where its knee points
        pole = leg.thigh.ap
    return bend(leg.hip, goal, (THIGH, SHANK), pole)


def _lowest(leg: Leg) -> float:
    points = {"heel": leg.heel, "ball": leg.ball, "toe": leg.toe}
    return min(point.y - RADII[name] for name, point in points.items())


def _planted_arm(a: Arm, b: Arm, t: float, now: Arm) -> Arm:
    if not _stays(a.wrist, b.wrist):
        return now
    goal = a.wrist.towards(b.wrist, t)
    pole = now.elbow - now.shoulder.towards(now.wrist, 0.5)
    if pole.length() < 1.5:
        pole = -now.upper.ap
    upper, fore = bend(now.shoulder, goal, (UPPER_ARM, FOREARM), pole, fold=-1)
    return arm_from(now.shoulder, upper, fore, slerp(a.hand, b.hand, t))


def _follow(
    from_a: Frame, from_b: Frame, base: Frame, frame_a: Frame, frame_b: Frame, t: float
) -> Frame:
    """A segment on `base`, its turn against its carrier blended from those of `a` and `b`."""
    return base @ slerp(_seen(from_a, frame_a), _seen(from_b, frame_b), t)


def _seen(base: Frame, frame: Frame) -> Frame:
    return Frame(base.of(frame.ap), base.of(frame.up), base.of(frame.lat))


def slerp(a: Frame, b: Frame, t: float) -> Frame:
    """The frame at the part `t` of the shortest turn from `a` to `b`."""
    turn = _seen(a, b)
    trace = turn.ap.x + turn.up.y + turn.lat.z
    angle = acos(max(-1.0, min(1.0, (trace - 1) / 2)))
    if angle < 1e-6:
        return a
    axis = Vec(turn.up.z - turn.lat.y, turn.lat.x - turn.ap.z, turn.ap.y - turn.up.x)
    if axis.length() < 1e-6:  # half a turn: any axis of the symmetric part will do
        axis = max(turn.ap + WORLD.ap, turn.up + WORLD.up, turn.lat + WORLD.lat, key=Vec.length)
    return a @ _turn(axis.unit(), angle * t)


def _turn(axis: Vec, angle: float) -> Frame:
    """A turn by `angle` radians about a unit `axis` (Rodrigues)."""

    def turned(v: Vec) -> Vec:
        along = axis * (axis.dot(v) * (1 - cos(angle)))
        return v * cos(angle) + axis.cross(v) * sin(angle) + along

    return Frame(turned(WORLD.ap), turned(WORLD.up), turned(WORLD.lat))
