"""A figure in words, made from the same data as its lines: for those who cannot see it.

English, like the content pack. Left and right are swapped in a mirrored figure.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
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
PAIRS = {"knee": "knees", "foot": "feet", "hand": "hands"}
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
    return swap_sides(text) if mirrored else text


def swap_sides(text: str) -> str:
    """`text` with left and right changed for each other."""
    return SIDE_WORD.sub(lambda word: OTHER_SIDE[word[0]], text)


def psoas_words(pose: Pose, *, mirrored: bool = False) -> str:
    """One sentence: how long the psoas is against standing, from the first frame to the last."""
    if pose.psoas == "none":
        return ""
    whose = "each psoas" if pose.psoas == "both" else f"the {pose.psoas} psoas"
    frame_changes = changes(pose)
    lengths = [length_words(change) for change in frame_changes]
    first, last = lengths[0], lengths[-1]
    if len(lengths) == 1:
        text = f"In this drawing {whose} is {first}."
    elif len(set(lengths)) == 1:
        text = f"In this drawing {whose} stays {first}."
    else:
        ends = f"starts and ends {first}"
        if first != last:
            ends = f"starts {first} and ends {last}"
        text = f"In this drawing {whose} {ends}{_in_between(frame_changes)}."
    return swap_sides(text) if mirrored else text


def _in_between(frame_changes: Sequence[int]) -> str:
    """The key frame between first and last that lies notably outside of both."""
    ends = frame_changes[0], frame_changes[-1]
    low, high = min(ends), max(ends)
    most = max(frame_changes, key=lambda change: max(low - change, change - high))
    beyond = max(low - most, most - high)
    length = length_words(most)
    if beyond < WORTH_SAYING or length in map(length_words, ends):
        return ""
    return f", and is {length} in between"


def changes(pose: Pose) -> tuple[int, ...]:
    """The psoas' length against standing in each key frame, whole per cent.

    Of the side that is drawn; of both together, or if none is drawn, their mean.
    """
    sides = pose.psoas_sides or SIDES
    frame_changes = []
    for body in bodies(pose):
        ratios = sum(psoas.ratio(body, side) for side in sides)
        frame_changes.append(round(100 * (ratios / len(sides) - 1)))
    return tuple(frame_changes)


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
    things = [_counted(name, count) for name, count in counts.items()]
    props = f", with {_listed(things)}" if things else ""
    return f"{_stance(body)}{props}."


def _called(prop: Prop) -> str:
    if prop.kind == "wall" and furniture.is_post(prop):
        return "a door post"
    return "a bed" if furniture.is_bed(prop) else PROPS[prop.kind]


def _stance(body: Body) -> str:
    """The posture in a word or two, from how the pelvis lies and what rests on the floor."""
    lows = {name: contact.low for name, contact in contacts(body).items()}
    knees = [side for side in SIDES if lows[f"knee_{side}"] < NEAR]
    hand = min(lows["wrist_r"], lows["wrist_l"])
    if knees and hand < NEAR and _is_level(body):
        return "On hands and knees"
    return _lying(body) or _kneeling(body, knees) or _upright(body, lows)


def _is_level(body: Body) -> bool:
    """Whether the pelvis is carried level, as a table is."""
    up = body.pelvis.up
    return up.y < 0.75 and up.x > 0.5 and body.origin.y > 25


def _lying(body: Body) -> str:
    """The posture of a pelvis that lies on one of its faces; empty if it does not."""
    pelvis = body.pelvis
    if pelvis.up.y < 0.75 and abs(pelvis.lat.y) > 0.6:
        return f"Lying on the {'left' if pelvis.lat.y > 0 else 'right'} side"
    if pelvis.up.y >= 0.5 or not pelvis.ap.y:
        return ""
    if pelvis.ap.y > 0:
        return "Lying on the back"
    return "Lying on the front" if body.origin.y < 35 else "Bent forward, standing"


def _kneeling(body: Body, knees: Sequence[Side]) -> str:
    """The posture on one or both of the `knees` that are down; empty if they do not carry."""
    if not knees or body.origin.y <= 20:
        return ""
    return "Kneeling" if len(knees) == 2 else f"Half kneeling, {SIDE_NAMES[knees[0]]} knee down"


def _upright(body: Body, lows: Mapping[str, float]) -> str:
    """The posture on seat or feet; `lows` are the heights (cm) of the contacts."""
    if all(abs(leg.thigh.up.y) < 0.5 for leg in body.legs.values()):
        return "Seated"
    posture = "Standing"
    feet = [side for side in SIDES if min(lows[f"heel_{side}"], lows[f"ball_{side}"]) < 3]
    if len(feet) == 1 and body.origin.y > 60:
        posture += f" on the {SIDE_NAMES[feet[0]]} leg"
    if body.pelvis.up.x > 0.4 or body.thorax.up.x > 0.5:
        posture += ", leaning forward"
    return posture


def _joints(body: Body) -> str:
    """Hips and knees that are notably away from straight, of both sides or of each."""
    bends = {side: _of_leg(body, side) for side in SIDES}
    if bends["r"] and bends["r"] == bends["l"]:
        return f"Both {' and '.join(_plural(part) for part in bends['r'])}."
    parts = [f"{SIDE_NAMES[side]} {_listed(bends[side])}" for side in SIDES if bends[side]]
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _of_leg(body: Body, side: Side) -> list[str]:
    leg = body.legs[side]
    hip, knee = _hip_flexion(body, side), angle_between(leg.thigh.up, leg.shank.up)
    bends = []
    if abs(hip) >= NOTABLE or hip <= -8:
        bends.append(f"hip {'bent' if hip > 0 else 'extended'}")
    if knee >= NOTABLE:
        bends.append("knee bent")
    return bends


def _hip_flexion(body: Body, side: Side) -> float:
    """Degrees between trunk and thigh as seen from the side; above zero is bent."""
    down = body.pelvis.of(-body.legs[side].thigh.up)
    return degrees(atan2(down.x, -down.y))


def _movement(all_bodies: Sequence[Body], number: int) -> str:
    """What moves most from the frame before (for the first: to the next one)."""
    if len(all_bodies) == 1:
        return ""
    start = max(number - 1, 0)
    a, b = all_bodies[start], all_bodies[start + 1]
    ways = _ways(a, b)
    most = max(ways, key=lambda name: ways[name].length())
    way = ways[most]
    if way.length() < MOVED:
        return ""
    then = "Next" if number == 0 else "Here"
    part = most.rpartition(" ")[2]
    right, left = (ways.get(f"the {SIDE_NAMES[side]} {part}") for side in SIDES)
    if right and left and (right - left).length() < ALIKE * way.length():
        return f"{then} both {PAIRS[part]} move {_way(way, b)}."
    return f"{then} {most} moves {_way(way, b)}."


def _ways(a: Body, b: Body) -> dict[str, Vec]:
    """How far the parts of the body move, cm; what matters more is weighted with more.

    What carries others is named before what it carries along.
    """
    ways = {"the pelvis": (b.origin - a.origin) * 1.6, "the head": b.head_centre - a.head_centre}
    for side in SIDES:
        name = SIDE_NAMES[side]
        ways[f"the {name} knee"] = (b.legs[side].knee - a.legs[side].knee) * 1.2
        ways[f"the {name} foot"] = b.legs[side].ankle - a.legs[side].ankle
        ways[f"the {name} hand"] = b.arms[side].wrist - a.arms[side].wrist
    return ways


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
    directions = [
        plus if size > 0 else minus for size, plus, minus in words if abs(size) > 0.5 * big
    ]
    return " and ".join(directions[:2])


def _counted(name: str, count: int) -> str:
    if count == 1:
        return name
    number = {2: "two", 3: "three"}.get(count, str(count))
    return f"{number} {name.removeprefix('a ')}s"


def _plural(part: str) -> str:
    joint, state = part.split(" ")
    return f"{joint}s {state}"


def _listed(things: Sequence[str]) -> str:
    return " and ".join([", ".join(things[:-1]), things[-1]] if len(things) > 1 else things)
