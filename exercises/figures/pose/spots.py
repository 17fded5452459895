"""The named points of a body that arrows follow, and that loops and straps go round."""

from collections.abc import Callable

from exercises.figures.pose.joints import Arm, Body, Leg
from exercises.figures.pose.skeleton import SIDES, Station, breathed
from exercises.figures.pose.vectors import Vec

ABOVE_ANKLE = 0.12  # of the way to the knee: where a loop sits
INSTEP = 0.4  # of the way from the ball of the foot to the ankle
# Each point, and the direction that the front of its part looks to (of a foot: its upper side).
Place = tuple[Vec, Vec]


def _front(body: Body, node: int) -> Vec:
    return body.nodes[node] + body.links[node].ap * _section(body, node).front


def _back(body: Body, node: int) -> Vec:
    return body.nodes[node] - body.links[node].ap * _section(body, node).back


def _section(body: Body, node: int) -> Station:
    return breathed(node, body.belly, body.ribs, body.build)


_TRUNK: dict[str, Callable[[Body], Place]] = {
    "pelvis": lambda body: (body.origin, body.pelvis.ap),
    "waist": lambda body: (body.nodes[2], body.links[2].ap),
    "belly": lambda body: (_front(body, 2), body.links[2].ap),
    "back": lambda body: (_back(body, 6), body.links[6].ap),
    "chest": lambda body: (_front(body, 7), body.links[7].ap),
    "head": lambda body: (body.head_centre, body.head.ap),
}
_LEG: dict[str, Callable[[Leg], Place]] = {
    "hip": lambda leg: (leg.hip, leg.thigh.ap),
    "thigh": lambda leg: (leg.hip.towards(leg.knee, 0.8), leg.thigh.ap),
    "knee": lambda leg: (leg.knee, leg.thigh.ap),
    "ankle": lambda leg: (leg.ankle.towards(leg.knee, ABOVE_ANKLE), leg.shank.ap),
    "heel": lambda leg: (leg.heel, leg.foot.up),
    "ball": lambda leg: (leg.ball, leg.foot.up),
    "foot": lambda leg: (leg.ball.towards(leg.ankle, INSTEP), leg.foot.up),
    "toe": lambda leg: (leg.toe, leg.foot.up),
}
_ARM: dict[str, Callable[[Arm], Place]] = {
    "shoulder": lambda arm: (arm.shoulder, arm.upper.ap),
    "elbow": lambda arm: (arm.elbow, arm.upper.ap),
    "wrist": lambda arm: (arm.wrist, arm.fore.ap),
    "hand": lambda arm: (arm.wrist.towards(arm.fingertip, 0.5), arm.hand.ap),
}
SPOTS: frozenset[str] = frozenset(_TRUNK) | {
    f"{part}_{side}" for part in (*_LEG, *_ARM) for side in SIDES
}


def place(body: Body, name: str) -> Place:
    """The point `name` (cm) and the unit direction to the front of its part; KeyError as `spot`."""
    if name in _TRUNK:
        return _TRUNK[name](body)
    if name not in SPOTS:
        raise KeyError(name)
    part, _, letter = name.partition("_")
    side = SIDES[0] if letter == SIDES[0] else SIDES[1]
    return _LEG[part](body.legs[side]) if part in _LEG else _ARM[part](body.arms[side])


def spot(body: Body, name: str) -> Vec:
    """The point `name` of `body`, cm. Raises KeyError for a name that is not in `SPOTS`."""
    return place(body, name)[0]
