"""What only a solved and drawn pose shows: goals out of reach, limbs in the floor, size."""

from exercises.figures.drawing.surfaces import inside_solid, support_under
from exercises.figures.drawing.svg import draw, size
from exercises.figures.pose import psoas
from exercises.figures.pose.contacts import contacts
from exercises.figures.pose.joints import Body, hip_of
from exercises.figures.pose.poses import FramePose, Pose
from exercises.figures.pose.skeleton import (
    FOREARM,
    RANGES,
    SHANK,
    SIDE_NAMES,
    SIDES,
    THIGH,
    UPPER_ARM,
)
from exercises.figures.pose.solving import ankle_goal, resting, solve, wrist_goal
from exercises.figures.pose.vectors import angle_between
from exercises.figures.record.fields import PoseError
from exercises.figures.record.reading import read_pose
from exercises.figures.record.records import Record

REACH = 1.02  # times a limb's length
SUNK = 1.5  # cm below its support
RESTING = 0.5  # cm: nearer than this to a support counts as resting on it
YIELDING = ("pillow", "roller", "ball")  # a body may sink into these
FOLDED = 15  # degrees that a solved knee or elbow may bend beyond its range: flesh gives way
LONGEST = 9  # per cent: a psoas longer than this is a mistake in the pose
BUDGET = 6144  # bytes of a drawing without its words


def checked_pose(slug: str, record: Record) -> Pose:
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
        of_frame = [
            *_out_of_reach(frame, body),
            *_folded(body),
            *_misplaced(pose, frame, body),
            *_afloat(pose, frame, body),
            *_too_long(pose, body),
            *_too_big(pose, number - 1),
        ]
        faults += [f"{pose.slug}: frame {number}: {fault}" for fault in of_frame]
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


def _folded(body: Body) -> list[str]:
    """Knees and elbows that a goal too near folds more than people can."""
    faults = []
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        bends = {
            f"leg_{side}.foot": ("knee", leg.thigh.up, leg.shank.up, RANGES["leg"]["knee"]),
            f"arm_{side}.hand": ("elbow", arm.upper.up, arm.fore.up, RANGES["arm"]["elbow"]),
        }
        for field, (joint, upper, lower, (_, most)) in bends.items():
            angle = angle_between(upper, lower)
            if angle > most + FOLDED:
                faults.append(f"{field}: bends the {joint} by {angle:.0f}, more than {most:g}")
    return faults


def _misplaced(pose: Pose, frame: FramePose, body: Body) -> list[str]:
    """Contacts in something solid, or below what carries them and does not yield."""
    faults, sink = [], max(0.0, frame.pin.sink)
    firm = [prop for prop in pose.props if prop.kind not in YIELDING]
    for contact in contacts(body).values():
        solid = inside_solid(pose.props, contact.point)
        below = support_under(firm, contact.point) - contact.low
        if solid:
            faults.append(f"{contact.name}: is inside the {solid}")
        elif below > SUNK + sink:
            faults.append(f"{contact.name}: is {below:.1f} cm below what carries it")
    return faults


def _afloat(pose: Pose, frame: FramePose, body: Body) -> list[str]:
    """A body none of whose contacts rests on anything, or not that by which it is put down."""
    sink = max(0.0, frame.pin.sink)
    points = contacts(body)
    if frame.pin.height is None:
        lowest = min(resting(frame, points), key=lambda name: points[name].low)
        points = {lowest: points[lowest]}
    gaps = {
        name: contact.low + sink - support_under(pose.props, contact.point)
        for name, contact in points.items()
    }
    nearest = min(gaps, key=lambda name: gaps[name])
    if gaps[nearest] <= RESTING:
        return []
    return [f"pin: nothing rests on a support; {nearest} is {gaps[nearest]:.1f} cm above it"]


def _too_long(pose: Pose, body: Body) -> list[str]:
    changes = {side: psoas.change(body, side) for side in pose.psoas_sides}
    return [
        f"psoas: the {SIDE_NAMES[side]} one is {change} % longer than in standing; "
        f"people have up to {LONGEST} %"
        for side, change in changes.items()
        if change > LONGEST
    ]


def _too_big(pose: Pose, index: int) -> list[str]:
    over = size(draw(pose, index, plain=True)) - BUDGET
    return [f"its drawing is {over} bytes over the {BUDGET} allowed"] if over > 0 else []
