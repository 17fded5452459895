"""The named points of a body that arrows follow, and that loops and straps go round."""

from exercises.figures.pose.joints import Arm, Body, Leg
from exercises.figures.pose.skeleton import SIDES, Station, station_at
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
    return station_at(node, body.belly, body.ribs, body.build)


TRUNK = ("pelvis", "waist", "belly", "back", "chest", "head")
LEG = ("hip", "thigh", "knee", "ankle", "heel", "ball", "foot", "toe")
ARM = ("shoulder", "elbow", "wrist", "hand")
SPOTS: frozenset[str] = frozenset(TRUNK) | {
    f"{part}_{side}" for part in (*LEG, *ARM) for side in SIDES
}


def _on_trunk(body: Body) -> dict[str, Place]:
    return {
        "pelvis": (body.origin, body.pelvis.ap),
        "waist": (body.nodes[2], body.links[2].ap),
        "belly": (_front(body, 2), body.links[2].ap),
        "back": (_back(body, 6), body.links[6].ap),
        "chest": (_front(body, 7), body.links[7].ap),
        "head": (body.head_centre, body.head.ap),
    }


def _on_leg(leg: Leg) -> dict[str, Place]:
    return {
        "hip": (leg.hip, leg.thigh.ap),
        "thigh": (leg.hip.towards(leg.knee, 0.8), leg.thigh.ap),
        "knee": (leg.knee, leg.thigh.ap),
        "ankle": (leg.ankle.towards(leg.knee, ABOVE_ANKLE), leg.shank.ap),
        "heel": (leg.heel, leg.foot.up),
        "ball": (leg.ball, leg.foot.up),
        "foot": (leg.ball.towards(leg.ankle, INSTEP), leg.foot.up),
        "toe": (leg.toe, leg.foot.up),
    }


def _on_arm(arm: Arm) -> dict[str, Place]:
    return {
        "shoulder": (arm.shoulder, arm.upper.ap),
        "elbow": (arm.elbow, arm.upper.ap),
        "wrist": (arm.wrist, arm.fore.ap),
        "hand": (arm.wrist.towards(arm.fingertip, 0.5), arm.hand.ap),
    }


def place_of(body: Body, name: str) -> Place:
    """The point `name` (cm) and the unit direction to the front of its part; KeyError as `spot`."""
    if name not in SPOTS:
        raise KeyError(name)
    if name in TRUNK:
        return _on_trunk(body)[name]
    part, _, letter = name.partition("_")
    side = SIDES[0] if letter == SIDES[0] else SIDES[1]
    limb = _on_leg(body.legs[side]) if part in LEG else _on_arm(body.arms[side])
    return limb[part]


def spot(body: Body, name: str) -> Vec:
    """The point `name` of `body`, cm. Raises KeyError for a name that is not in `SPOTS`."""
    return place_of(body, name)[0]
