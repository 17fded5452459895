"""Poses -> solved bodies: forward kinematics, putting the body on its support, then reaching."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from exercises.figures.pose import reaching
from exercises.figures.pose.contacts import contacts, members
from exercises.figures.pose.joints import Arm, Body, Leg, hip_of, move
from exercises.figures.pose.poses import ArmPose, Bend, FramePose, LegPose, Pose, Target
from exercises.figures.pose.skeleton import (
    ANKLE_HEIGHT,
    FOREARM,
    HEAD_CENTRE,
    L5_S1,
    LINKS,
    LUMBAR,
    NECK,
    REST,
    SHANK,
    SIDES,
    SIGN,
    THIGH,
    THORAX,
    UPPER_ARM,
    Side,
    cm,
)
from exercises.figures.pose.targets import target
from exercises.figures.pose.vectors import (
    ORIGIN,
    WORLD,
    Frame,
    Vec,
    about_x,
    about_y,
    about_z,
    anywhere_across,
    hinged,
)

PASSES = 3  # of placing and reaching; the second already stands within a tenth of a millimetre
TIPTOE = cm(0.075)  # the ankle's height with the heel lifted, where nothing else decides it
LIMBS = {
    "knee": "leg", "ankle": "leg", "heel": "leg", "ball": "leg", "toe": "leg",
    "elbow": "arm", "wrist": "arm", "hand": "arm",
}  # fmt: skip


def bodies(pose: Pose) -> tuple[Body, ...]:
    """The solved body of each key frame of `pose`."""
    return tuple(solve(frame) for frame in pose.frames)


@lru_cache(maxsize=64)  # drawing, words and checks ask for the same few frames in turn
def solve(frame: FramePose) -> Body:
    """The body in one key frame, standing, kneeling or lying where its pin puts it."""
    body = unplaced = _by_angles(frame)
    for _ in range(PASSES):
        body = move(unplaced, _placed(frame, _with_legs(frame, body)))
    return _with_arms(frame, _with_legs(frame, body))


def _by_angles(frame: FramePose) -> Body:
    """The body with its pelvis at the world's origin and its limbs by joint angles alone."""
    turn = frame.pelvis
    pelvis = WORLD.turned(
        about_y(turn.turn), about_x(turn.roll), about_z(-turn.pitch), about_y(turn.spin)
    )
    nodes = [pelvis.at(*L5_S1)]
    links: list[Frame] = []
    turned = thorax = pelvis
    parts = ((frame.lumbar, LUMBAR), (frame.thorax, THORAX), (frame.neck, NECK))
    for bend, count in parts:
        for _ in range(count):
            turned = turned.turned(*_share(bend, count))
            link = turned @ about_z(-REST[len(links)])
            nodes.append(nodes[-1] + link.up * LINKS[len(links)])
            links.append(link)
        thorax = turned if bend is frame.thorax else thorax
    head = turned @ about_z(-frame.head)
    body = Body(
        ORIGIN, pelvis, tuple(nodes), (links[0], *links), thorax,
        nodes[-1] + head.at(*HEAD_CENTRE), head, {}, {}, frame.belly, frame.ribs,
        frame.build, frame.firm,
    )  # fmt: skip
    legs = {side: _hanging_leg(frame.legs[side], body, side) for side in SIDES}
    arms = {side: _hanging_arm(frame.arms[side], body, side) for side in SIDES}
    return replace(body, legs=legs, arms=arms)


def _share(bend: Bend, count: int) -> tuple[Frame, Frame, Frame]:
    return (
        about_z(-bend.flexion / count),
        about_x(bend.side / count),
        about_y(bend.twist / count),
    )


def shoulder_of(body: Body, arm: ArmPose, side: Side) -> Vec:
    """The centre of a shoulder; the girdle rises as the arm does."""
    most = max(abs(arm.shoulder), abs(arm.abd))
    lift = max(0.0, min(1.0, (most - 40) / 130))
    return body.nodes[8] + body.thorax.at(
        cm(0.012 + 0.01 * lift), cm(-0.012 + 0.034 * lift), SIGN[side] * cm(0.106 - 0.022 * lift)
    )


def _hanging_leg(leg: LegPose, body: Body, side: Side) -> Leg:
    sign = SIGN[side]
    thigh = body.pelvis.turned(about_z(leg.hip), about_x(-sign * leg.abd), about_y(-sign * leg.rot))
    shank = thigh @ about_z(-leg.knee)
    return reaching.leg_from(hip_of(body, side), thigh, shank, _foot_by_angles(leg, shank, side))


def _foot_by_angles(leg: LegPose, shank: Frame, side: Side) -> Frame:
    return shank.turned(about_z(leg.ankle), about_x(SIGN[side] * leg.invert))


def _hanging_arm(arm: ArmPose, body: Body, side: Side) -> Arm:
    sign = SIGN[side]
    upper = body.thorax.turned(
        about_z(arm.shoulder), about_x(-sign * arm.abd), about_y(-sign * arm.rot)
    )
    fore = upper @ about_z(arm.elbow)
    shoulder = shoulder_of(body, arm, side)
    return reaching.arm_from(shoulder, upper, fore, fore @ about_z(arm.wrist))


def _placed(frame: FramePose, body: Body) -> Vec:
    """Where the pelvis goes so that the body rests as the pin says."""
    pin, points = frame.pin, contacts(body)
    if pin.height is not None:
        y = pin.height
    else:
        lowest = min(points[name].low for name in resting(frame, points))
        y = body.origin.y + pin.y - pin.sink - lowest
    held = points[pin.of].point if pin.of else body.origin
    x = body.origin.x + (pin.x - held.x) if pin.x is not None else 0.0
    z = body.origin.z + (pin.z - held.z) if pin.z is not None else 0.0
    return Vec(x, y, z)


def resting(frame: FramePose, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the contacts `names` whose lowest is put down: the pin's, or all not solved for."""
    if frame.pin.at:
        return members(frame.pin.at)
    solved = {f"leg_{side}" for side in SIDES if _is_solved(frame.legs[side])}
    solved |= {f"arm_{side}" for side in SIDES if frame.arms[side].hand}
    return tuple(
        name
        for name in names
        if f"{LIMBS.get(name.rpartition('_')[0], name)}_{name[-1]}" not in solved
    )


def _is_solved(leg: LegPose) -> bool:
    return leg.floor_shank or leg.foot is not None


def _with_legs(frame: FramePose, body: Body) -> Body:
    """`body` with its legs where the pose wants them; those that lean on others come last."""
    legs = dict(body.legs)
    for side in sorted(SIDES, key=lambda side: bool((frame.legs[side].foot or Target()).at)):
        legs[side] = _solved_leg(frame.legs[side], replace(body, legs=legs), side)
    return replace(body, legs=legs)


def _solved_leg(leg: LegPose, body: Body, side: Side) -> Leg:
    now = body.legs[side]
    thigh, shank = now.thigh, now.shank
    if leg.floor_shank:
        shank = thigh @ about_z(-reaching.floor_knee(thigh, now.knee))
        return reaching.leg_from(now.hip, thigh, shank, reaching.laid_foot(shank))
    if leg.foot is not None:
        goal = ankle_goal(leg, body, side)
        pole = leg.pole or body.pelvis.at(1, 0.3, 0)
        thigh, shank = reaching.bend(now.hip, goal, (THIGH, SHANK), pole)
    return _footed(leg, body, side, thigh, shank)


def ankle_goal(leg: LegPose, body: Body, side: Side) -> Vec:
    """Where the pose wants the ankle of a leg with a `foot`, cm."""
    goal = leg.foot or Target()
    if goal.at:
        return target(body, goal.at) + Vec(goal.x, goal.y, goal.z or 0)
    lift = ANKLE_HEIGHT if leg.sole == "flat" else 0
    z = hip_of(body, side).z if goal.z is None else goal.z
    return Vec(goal.x, goal.y + lift, z)


def _footed(leg: LegPose, body: Body, side: Side, thigh: Frame, shank: Frame) -> Leg:
    """The leg with its foot flat, on tiptoe, pointed, or by the ankle's angles."""
    hip = hip_of(body, side)
    ankle = hip - thigh.up * THIGH - shank.up * SHANK
    way = reaching.heading(body.pelvis, shank, leg.toes, leg.toe_out, side)
    if leg.sole == "flat":
        return reaching.leg_from(hip, thigh, shank, reaching.flat_foot(way))
    if leg.sole == "tiptoe":
        foot = reaching.tiptoe_foot(way, ankle.y if leg.foot else TIPTOE)
        return reaching.leg_from(hip, thigh, shank, foot, way)
    if leg.toes is not None:
        return reaching.leg_from(hip, thigh, shank, reaching.pointed_foot(shank, leg.toes))
    return reaching.leg_from(hip, thigh, shank, _foot_by_angles(leg, shank, side))


def _with_arms(frame: FramePose, body: Body) -> Body:
    arms = dict(body.arms)
    for side in SIDES:
        arms[side] = _solved_arm(frame.arms[side], replace(body, arms=arms), side)
    return replace(body, arms=arms)


def _solved_arm(arm: ArmPose, body: Body, side: Side) -> Arm:
    now = body.arms[side]
    if arm.hand is None:
        return _handed(now, arm, side)
    pole = arm.pole or Vec(-0.7, -0.5, 0.5 * SIGN[side])
    goal = wrist_goal(arm, body)
    upper, fore = reaching.bend(now.shoulder, goal, (UPPER_ARM, FOREARM), pole, fold=-1)
    bare = reaching.arm_from(now.shoulder, upper, fore, fore @ about_z(arm.wrist))
    return _handed(bare, arm, side)


def wrist_goal(arm: ArmPose, body: Body) -> Vec:
    """Where the pose wants the wrist of an arm with a `hand`, cm."""
    goal = arm.hand or Target()
    by = Vec(goal.x, goal.y, goal.z or 0)
    return target(body, goal.at) + by if goal.at else by


def _handed(now: Arm, arm: ArmPose, side: Side) -> Arm:
    """`now` with its hand turned as `fingers` and `palm` say."""
    if arm.fingers is None and arm.palm is None:
        return now
    up = -(arm.fingers or -now.hand.up)
    palm = arm.palm or now.hand.lat * -SIGN[side]
    lat = (-palm * SIGN[side]).across(up)
    if lat.length() < 0.01:  # it faces along its fingers: turned as the forearm is, if it can be
        lat = up.cross(-now.fore.ap)
    lat = lat.unit() if lat.length() > 0.01 else anywhere_across(up)
    return reaching.arm_from(now.shoulder, now.upper, now.fore, hinged(up, lat))
