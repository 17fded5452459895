"""A figure in words, made from the same data as its lines: for those who cannot see it.

English, like the content pack. Left and right are swapped in a mirrored figure.
"""

import re
from collections import Counter
from collections.abc import Sequence
from math import atan2, degrees

from exercises.figures.pose import furniture, psoas
from exercises.figures.pose.contacts import contacts
from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import Pose, Prop
from exercises.figures.pose.skeleton import SIDE_NAMES, SIDES, Side
from exercises.figures.pose.solving import bodies
from exercises.figures.pose.vectors import UP, Vec, angle_between, upright

NOTABLE = 20  # degrees from straight, from which a joint is worth a word
WORTH_SAYING = 3  # per cent
ALIKE_LENGTHS, PLAINLY, MUCH = 1, 10, 16  # per cent; ours, for words that measure nobody
ALIKE = 0.25  # of a way: two limbs that differ by less move alike
MOVED = 4.0  # cm, from which a movement is worth a word
NEAR = 6.0  # cm above the floor: what is lower rests on it, or on something thin
PROPS = {
    "mat": "a mat", "step": "a step", "table": "a table", "chair": "a chair", "wall": "a wall",
    "pillow": "a cushion", "roller": "a roller", "ball": "a ball", "loop": "a loop band",
    "strap": "a strap", "weight": "a weight",
}  # fmt: skip
OTHER_SIDE = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
SIDE_WORD = re.compile(r"\b(left|right|Left|Right)\b(?![ -]angle)")


def title(pose: Pose, *, mirrored: bool = False) -> str:
    """The name of the movement and where it is seen from."""
    side = ", mirrored for the other side" if mirrored else ""
    return f"{pose.title}, {_view(pose)}{side}"


def _view(pose: Pose) -> str:
    if pose.view.pitch > 40:
        return "seen from above"
    if 60 <= abs(pose.view.yaw) <= 120:
        return "side view"
    if abs(pose.view.yaw) > 150:
        return "back view"
    return "front view" if abs(pose.view.yaw) < 30 else "three-quarter view"


def captions(pose: Pose) -> tuple[str, ...]:
    """A short name for each key frame: its own, or Start and End, or its number."""
    count = len(pose.frames)
    usual = {1: ("",), 2: ("Start", "End")}.get(count, tuple(f"{i}" for i in range(1, count + 1)))
    return tuple(frame.name or word for frame, word in zip(pose.frames, usual, strict=True))


def description(pose: Pose, frame: int | None = None, *, mirrored: bool = False) -> str:
    """Posture, joints, movement and psoas of the key frame `frame` (None: the shown one).

    An author's own words stand instead of all but the psoas.
    """
    all_bodies = bodies(pose)
    number = (pose.show if frame is None else frame) % len(all_bodies)
    body = all_bodies[number]
    seen = [_posture(body, pose), _joints(body), _movement(all_bodies, number)]
    parts = [pose.alt] if pose.alt else seen
    text = " ".join(part for part in (*parts, psoas_words(pose)) if part)
    return swapped(text) if mirrored else text


def swapped(text: str) -> str:
    """`text` with left and right changed for each other."""
    return SIDE_WORD.sub(lambda found: OTHER_SIDE[found[0]], text)


def psoas_words(pose: Pose, *, mirrored: bool = False) -> str:
    """One sentence: how long the psoas is against standing, from the first frame to the last."""
    if pose.psoas == "none":
        return ""
    whose = "each psoas" if pose.psoas == "both" else f"the {pose.psoas} psoas"
    each = changes(pose)
    told = [length_words(change) for change in each]
    first, last = told[0], told[-1]
    if len(told) == 1:
        text = f"In this drawing {whose} is {first}."
    elif len(set(told)) == 1:
        text = f"In this drawing {whose} stays {first}."
    else:
        ends = f"starts and ends {first}"
        if first != last:
            ends = f"starts {first} and ends {last}"
        text = f"In this drawing {whose} {ends}{_in_between(each)}."
    return swapped(text) if mirrored else text


def _in_between(each: Sequence[int]) -> str:
    """The key frame between first and last that lies notably outside of both."""
    low, high = min(each[0], each[-1]), max(each[0], each[-1])
    most = max(each, key=lambda change: max(low - change, change - high))
    beyond = max(low - most, most - high)
    told = length_words(most)
    known = {length_words(each[0]), length_words(each[-1])}
    return f", and is {told} in between" if beyond >= WORTH_SAYING and told not in known else ""


def changes(pose: Pose) -> tuple[int, ...]:
    """The psoas' length against standing in each key frame, whole per cent.

    Of the side that is drawn; of both together, or if none is drawn, their mean.
    """
    sides = pose.psoas_sides or SIDES
    return tuple(
        round(100 * (sum(psoas.ratio(body, side) for side in sides) / len(sides) - 1))
        for body in bodies(pose)
    )


def length_words(change: int) -> str:
    """A `change` (per cent of the length in standing) in words: a drawing is no measurement."""
    if abs(change) <= ALIKE_LENGTHS:
        return "about as long as when you stand"
    longer = "longer" if change > 0 else "shorter"
    if abs(change) < PLAINLY:
        longer = f"a little {longer}"
    elif abs(change) >= MUCH:
        longer = f"much {longer}"
    return f"{longer} than when you stand"


def _posture(body: Body, pose: Pose) -> str:
    counts = Counter(_called(prop) for prop in pose.props)
    things = [name if count == 1 else _several(name, count) for name, count in counts.items()]
    props = f", with {_listed(things)}" if things else ""
    return f"{_stance(body)}{props}."


def _called(prop: Prop) -> str:
    if prop.kind == "wall" and furniture.is_post(prop):
        return "a door post"
    return "a bed" if furniture.is_bed(prop) else PROPS[prop.kind]


def _stance(body: Body) -> str:
    """The posture in a word or two, from how the pelvis lies and what rests on the floor."""
    points = contacts(body)
    knees = [side for side in SIDES if points[f"knee_{side}"].low < NEAR]
    hands = [side for side in SIDES if points[f"wrist_{side}"].low < NEAR]
    if (
        knees
        and hands
        and body.pelvis.up.y < 0.75
        and body.pelvis.up.x > 0.5
        and body.origin.y > 25
    ):
        return "On hands and knees"
    if body.pelvis.up.y < 0.75 and abs(body.pelvis.lat.y) > 0.6:
        return f"Lying on the {'left' if body.pelvis.lat.y > 0 else 'right'} side"
    if body.pelvis.up.y < 0.5 and body.pelvis.ap.y > 0:
        return "Lying on the back"
    if body.pelvis.up.y < 0.5 and body.pelvis.ap.y < 0:
        return "Lying on the front" if body.origin.y < 35 else "Bent forward, standing"
    if len(knees) == 2 and body.origin.y > 20:
        return "Kneeling"
    if knees and body.origin.y > 20:
        return f"Half kneeling, {SIDE_NAMES[knees[0]]} knee down"
    thighs = [abs(body.legs[side].thigh.up.y) for side in SIDES]
    if max(thighs) < 0.5:
        return "Seated"
    leaning = body.pelvis.up.x > 0.4 or body.thorax.up.x > 0.5
    feet = [side for side in SIDES if min(points[f"{p}_{side}"].low for p in ("heel", "ball")) < 3]
    one = f" on the {SIDE_NAMES[feet[0]]} leg" if len(feet) == 1 and body.origin.y > 60 else ""
    return f"Standing{one}{', leaning forward' if leaning else ''}"


def _joints(body: Body) -> str:
    """Hips and knees that are notably away from straight, of both sides or of each."""
    told = {side: _of_leg(body, side) for side in SIDES}
    if told["r"] and told["r"] == told["l"]:
        return f"Both {' and '.join(_plural(part) for part in told['r'])}."
    parts = [f"{SIDE_NAMES[side]} {_listed(told[side])}" for side in SIDES if told[side]]
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _of_leg(body: Body, side: Side) -> list[str]:
    leg = body.legs[side]
    hip, knee = _hip_flexion(body, side), angle_between(leg.thigh.up, leg.shank.up)
    told = []
    if abs(hip) >= NOTABLE or hip <= -8:
        told.append(f"hip {'bent' if hip > 0 else 'extended'}")
    if knee >= NOTABLE:
        told.append("knee bent")
    return told


def _hip_flexion(body: Body, side: Side) -> float:
    """Degrees between trunk and thigh as seen from the side; above zero is bent."""
    down = body.pelvis.of(-body.legs[side].thigh.up)
    return degrees(atan2(down.x, -down.y))


def _movement(all_bodies: Sequence[Body], number: int) -> str:
    """What moves most from the frame before (for the first: to the next one)."""
    if len(all_bodies) == 1:
        return ""
    a, b = (all_bodies[0], all_bodies[1]) if number == 0 else all_bodies[number - 1 : number + 1]
    # What carries others is named before what it carries along.
    ways = {"the pelvis": (b.origin - a.origin) * 1.6, "the head": b.head_centre - a.head_centre}
    for side in SIDES:
        name = SIDE_NAMES[side]
        ways[f"the {name} knee"] = (b.legs[side].knee - a.legs[side].knee) * 1.2
        ways[f"the {name} foot"] = b.legs[side].ankle - a.legs[side].ankle
        ways[f"the {name} hand"] = b.arms[side].wrist - a.arms[side].wrist
    most = max(ways, key=lambda name: ways[name].length())
    if ways[most].length() < MOVED:
        return ""
    then = "Next" if number == 0 else "Here"
    part = most.rpartition(" ")[2]
    pair = [ways.get(f"the {SIDE_NAMES[side]} {part}") for side in SIDES]
    if pair[0] and pair[1] and (pair[0] - pair[1]).length() < ALIKE * ways[most].length():
        return f"{then} both {'feet' if part == 'foot' else part + 's'} move {_way(ways[most], b)}."
    return f"{then} {most} moves {_way(ways[most], b)}."


def _way(way: Vec, body: Body) -> str:
    """A direction in one or two words, as the person would say it; lying ones turn with it."""
    words = [(way.y, "up", "down")]
    if body.pelvis.up.y < 0.5:
        own = body.pelvis.of(Vec(way.x, 0, way.z))
        words += [(own.x, "forward", "back"), (own.y, "towards the head", "towards the feet")]
    else:
        own = upright(UP, body.pelvis.ap.across(UP)).of(way)
        words += [(own.x, "forward", "back")]
    words.append((own.z, "to the right", "to the left"))
    big = max(abs(size) for size, _, _ in words)
    told = [plus if size > 0 else minus for size, plus, minus in words if abs(size) > 0.5 * big]
    return " and ".join(told[:2])


def _several(name: str, count: int) -> str:
    number = {2: "two", 3: "three"}.get(count, str(count))
    return f"{number} {name.removeprefix('a ')}s"


def _plural(part: str) -> str:
    joint, state = part.split(" ")
    return f"{joint}s {state}"


def _listed(things: Sequence[str]) -> str:
    return " and ".join([", ".join(things[:-1]), things[-1]] if len(things) > 1 else things)
