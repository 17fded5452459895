"""What only a solved and drawn pose shows: goals out of reach, limbs in the floor, size."""

from collections.abc import Mapping
from typing import Any

from exercises.figures import psoas
from exercises.figures.body import Body
from exercises.figures.contacts import Contact, contacts
from exercises.figures.drawing import draw, size
from exercises.figures.fields import PoseError
from exercises.figures.poses import FramePose, Pose
from exercises.figures.reading import read_pose
from exercises.figures.skeleton import FOREARM, SHANK, SIDES, THIGH, UPPER_ARM, Side
from exercises.figures.solving import ankle_goal, hip_of, solve, wrist_goal
from exercises.figures.surfaces import inside_solid, support_under

REACH = 1.02  # times a limb's length
SUNK = 1.5  # cm below its support
RESTING = 0.5  # cm: nearer than this to a support counts as resting on it
LONGEST = 9  # per cent: a psoas longer than this is a mistake in the pose
BUDGET = 6144  # bytes of a drawing without its words


def checked_pose(slug: str, record: Mapping[str, Any]) -> Pose:
    """The pose of `record`. Raises PoseError with every fault of its fields or, failing those,
    of its bodies and drawings.
    """
    pose = read_pose(slug, record)
    faults = faults_of(pose)
    if faults:
        raise PoseError(faults)
    return pose


def faults_of(pose: Pose) -> list[str]:
    """What is wrong with the solved bodies and drawings of `pose`, frame by frame."""
    faults = []
    for number, frame in enumerate(pose.frames, start=1):
        body = solve(frame)
        found = [
            *_out_of_reach(frame, body),
            *_misplaced(pose, frame, body),
            *_too_long(pose, body),
            *_too_big(pose, number - 1),
        ]
        faults += [f"{pose.slug}: frame {number}: {fault}" for fault in found]
    return faults


def _out_of_reach(frame: FramePose, body: Body) -> list[str]:
    faults = []
    for side in SIDES:
        leg, arm = frame.legs[side], frame.arms[side]
        if leg.foot is not None:
            distance = (ankle_goal(leg, body, side) - hip_of(body, side)).length()
            faults += _beyond(f"leg_{side}.foot", distance, THIGH + SHANK)
        if arm.hand is not None:
            distance = (wrist_goal(arm, body) - body.arms[side].shoulder).length()
            faults += _beyond(f"arm_{side}.hand", distance, UPPER_ARM + FOREARM)
    return faults


def _beyond(field: str, distance: float, limb: float) -> list[str]:
    over = distance - REACH * limb
    return [f"{field}: is out of reach by {over:.1f} cm"] if over > 0 else []


def _misplaced(pose: Pose, frame: FramePose, body: Body) -> list[str]:
    """Contacts in a support or in something solid, or a body that rests on nothing."""
    faults, nearest = [], float("inf")
    sink = max(0.0, frame.pin.sink)
    for contact in contacts(body).values():
        solid = inside_solid(pose.props, contact.point)
        below = support_under(pose.props, contact.point) - contact.low
        if solid:
            faults.append(f"{contact.name}: is inside the {solid}")
        elif below > SUNK + sink and not _soft(contact, pose):
            faults.append(f"{contact.name}: is {below:.1f} cm below what carries it")
        nearest = min(nearest, abs(below + sink), abs(below), abs(below - sink))
    if nearest > RESTING:
        faults.append(f"pin: nothing rests on a support; the nearest point is {nearest:.1f} cm off")
    return faults


def _soft(contact: Contact, pose: Pose) -> bool:
    """Whether something that gives way, such as a cushion, lies there."""
    soft = [prop for prop in pose.props if prop.kind in ("pillow", "roller", "ball")]
    return bool(soft) and contact.low > -SUNK and support_under(pose.props, contact.point) > 0


def _too_long(pose: Pose, body: Body) -> list[str]:
    drawn: list[Side] = [side for side in SIDES if pose.psoas in (_NAMES[side], "both")]
    return [
        f"psoas: the {_NAMES[side]} one is {psoas.change(body, side)} % longer than in standing; "
        f"people have up to {LONGEST} %"
        for side in drawn
        if psoas.change(body, side) > LONGEST
    ]


def _too_big(pose: Pose, index: int) -> list[str]:
    over = size(draw(pose, index, plain=True)) - BUDGET
    return [f"its drawing is {over} bytes over the {BUDGET} allowed"] if over > 0 else []


_NAMES: dict[Side, str] = {"r": "right", "l": "left"}
