"""A figure in words, made from the same data as its lines: for those who cannot see it.

English, like the content pack. Left and right are swapped in a mirrored figure.
"""

from collections import Counter
from collections.abc import Sequence
from math import atan2, degrees

from exercises.figures import psoas
from exercises.figures.body import Body
from exercises.figures.contacts import contacts
from exercises.figures.poses import Pose
from exercises.figures.skeleton import SIDES, Side
from exercises.figures.solving import bodies
from exercises.figures.vectors import Vec

NOTABLE = 20  # degrees from straight, from which a joint is worth a word
MOVED = 4.0  # cm, from which a movement is worth a word
NEAR = 6.0  # cm above the floor: a joint's centre that rests on it
PROPS = {
    "mat": "a mat", "step": "a step", "table": "a table", "chair": "a chair", "wall": "a wall",
    "pillow": "a cushion", "roller": "a roller", "ball": "a ball", "loop": "a loop band",
    "strap": "a strap", "weight": "a weight",
}  # fmt: skip


def title(pose: Pose, *, mirrored: bool = False) -> str:
    """The name of the movement and where it is seen from."""
    side = ", mirrored for the other side" if mirrored else ""
    return f"{pose.title}, {_view(pose)}{side}"


def _view(pose: Pose) -> str:
    if pose.view.pitch > 40:
        return "seen from above"
    if 60 <= abs(pose.view.yaw) <= 120:
        return "side view"
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
    number = pose.show if frame is None else frame
    all_bodies = bodies(pose)
    body = all_bodies[number]
    seen = [_posture(body, pose), _joints(body), _movement(all_bodies, number)]
    parts = [pose.alt] if pose.alt else seen
    text = " ".join(part for part in (*parts, psoas_words(pose)) if part)
    return swapped(text) if mirrored else text


def swapped(text: str) -> str:
    """`text` with left and right changed for each other."""
    other = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    words = []
    for word in text.split(" "):
        core = word.rstrip(".,;:")
        words.append(other.get(core, core) + word[len(core) :])
    return " ".join(words)


def psoas_words(pose: Pose, *, mirrored: bool = False) -> str:
    """One sentence: how long the psoas is against standing, from the first frame to the last."""
    if pose.psoas == "none":
        return ""
    whose = "each psoas" if pose.psoas == "both" else f"the {pose.psoas} psoas"
    each = changes(pose)
    first, last = each[0], each[-1]
    if len(each) == 1:
        text = f"In this drawing {whose} is {_against(first)}."
    elif len(set(each)) == 1:
        text = f"In this drawing {whose} stays {_against(first)}."
    else:
        text = f"In this drawing {whose} starts {_against(first)} and ends {_against(last)}."
    return swapped(text) if mirrored else text


def changes(pose: Pose) -> tuple[int, ...]:
    """The psoas' length against standing in each key frame, whole per cent.

    Of the side that is drawn; of both together, their mean.
    """
    sides: tuple[Side, ...] = {"right": ("r",), "left": ("l",)}.get(pose.psoas, SIDES)  # type: ignore[assignment]
    return tuple(
        round(100 * (sum(psoas.ratio(body, side) for side in sides) / len(sides) - 1))
        for body in bodies(pose)
    )


def _against(change: int) -> str:
    if change == 0:
        return "as long as in standing"
    return f"{abs(change)} % {'longer' if change > 0 else 'shorter'} than in standing"


def _posture(body: Body, pose: Pose) -> str:
    kinds = Counter(prop.kind for prop in pose.props)
    things = [PROPS[kind] if count == 1 else _several(kind, count) for kind, count in kinds.items()]
    props = f", with {_listed(things)}" if things else ""
    return f"{_stance(body)}{props}."


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
        return f"Half kneeling, {_side(knees[0])} knee down"
    thighs = [abs(body.legs[side].thigh.up.y) for side in SIDES]
    if max(thighs) < 0.5:
        return "Seated"
    leaning = body.pelvis.up.x > 0.4 or body.thorax.up.x > 0.5
    feet = [side for side in SIDES if min(points[f"{p}_{side}"].low for p in ("heel", "ball")) < 3]
    one = f" on the {_side(feet[0])} leg" if len(feet) == 1 and body.origin.y > 60 else ""
    return f"Standing{one}{', leaning forward' if leaning else ''}"


def _joints(body: Body) -> str:
    """Hips and knees that are notably away from straight, of both sides or of each."""
    told = {side: _of_leg(body, side) for side in SIDES}
    if told["r"] and told["r"] == told["l"]:
        return f"Both {' and '.join(_plural(part) for part in told['r'])}."
    parts = [f"{_side(side)} {_listed(told[side])}" for side in SIDES if told[side]]
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _of_leg(body: Body, side: Side) -> list[str]:
    leg = body.legs[side]
    hip, knee = _hip_flexion(body, side), _angle(leg.thigh.up, leg.shank.up)
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


def _angle(a: Vec, b: Vec) -> float:
    return degrees(atan2(a.cross(b).length(), a.dot(b)))


def _movement(all_bodies: Sequence[Body], number: int) -> str:
    """What moves most from the frame before (for the first: to the next one)."""
    if len(all_bodies) == 1:
        return ""
    a, b = (all_bodies[0], all_bodies[1]) if number == 0 else all_bodies[number - 1 : number + 1]
    # What carries others is named before what it carries along.
    ways = {"the pelvis": (b.origin - a.origin) * 1.6, "the head": b.head_centre - a.head_centre}
    for side in SIDES:
        name = _side(side)
        ways[f"the {name} knee"] = (b.legs[side].knee - a.legs[side].knee) * 1.2
        ways[f"the {name} foot"] = b.legs[side].ankle - a.legs[side].ankle
        ways[f"the {name} hand"] = b.arms[side].wrist - a.arms[side].wrist
    most = max(ways, key=lambda name: ways[name].length())
    if ways[most].length() < MOVED:
        return ""
    then = "Next" if number == 0 else "Here"
    return f"{then} {most} moves {_way(ways[most], b)}."


def _way(way: Vec, body: Body) -> str:
    """A direction in one or two words, as the person would say it; lying ones turn with it."""
    words = [(way.y, "up", "down")]
    if body.pelvis.up.y < 0.5:
        own = body.pelvis.of(Vec(way.x, 0, way.z))
        words += [(own.x, "forward", "back"), (own.y, "towards the head", "towards the feet")]
    else:
        words += [(way.x, "forward", "back")]
        own = way
    words.append((own.z, "to the right", "to the left"))
    big = max(abs(size) for size, _, _ in words)
    told = [plus if size > 0 else minus for size, plus, minus in words if abs(size) > 0.5 * big]
    return " and ".join(told[:2])


def _several(kind: str, count: int) -> str:
    number = {2: "two", 3: "three"}.get(count, str(count))
    return f"{number} {PROPS[kind].split(' ', 1)[1]}s"


def _side(side: Side) -> str:
    return "right" if side == "r" else "left"


def _plural(part: str) -> str:
    joint, state = part.split(" ")
    return f"{joint}s {state}"


def _listed(things: Sequence[str]) -> str:
    return " and ".join([", ".join(things[:-1]), things[-1]] if len(things) > 1 else things)
