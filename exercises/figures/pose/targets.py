"""Named spots of the body to which a pose may send an ankle or a wrist."""

from exercises.figures.pose.joints import Body
from exercises.figures.pose.skeleton import SIGN, SPINE_STATIONS, Side, cm, station_at
from exercises.figures.pose.vectors import Vec

LIMB = ("hip", "knee", "ankle", "heel", "toe", "thigh", "shin", "inner")
THIGH_BUILD = 0.8  # how much of a broad build the middle of a thigh takes
TRUNK = ("waist", "back", "ribs", "belly", "chest", "head")
TARGETS = tuple(f"{name}{side}" for name in (*LIMB, *TRUNK) for side in ("", "_r", "_l"))


def with_side(name: str, side: Side) -> str:
    """`name` with its side: the limb's own where the pose names none."""
    return name if not name or name[-2:] in ("_r", "_l") else f"{name}_{side}"


def target(body: Body, name: str) -> Vec:
    """Where the spot `name` (with its side) lies on the skin of `body`, cm."""
    part, _, letter = name.rpartition("_")
    side: Side = "r" if letter == "r" else "l"
    return _on_leg(body, part, side) if part in LIMB else _on_trunk(body, part, side)


def _on_leg(body: Body, part: str, side: Side) -> Vec:
    leg, wide = body.legs[side], 1 + (body.build - 1) * THIGH_BUILD
    match part:
        case "hip":
            return leg.hip
        case "knee":
            return leg.knee
        case "ankle":
            return leg.ankle
        case "heel":
            return leg.heel
        case "toe":
            return leg.toe
        case "thigh":
            return leg.hip.towards(leg.knee, 0.5) + leg.thigh.ap * (cm(0.046) * wide)
        case "shin":
            return leg.knee.towards(leg.ankle, 0.5) + leg.shank.ap * cm(0.033)
    return leg.hip.towards(leg.knee, 0.5) - leg.thigh.lat * (SIGN[side] * cm(0.045) * wide)


def _on_trunk(body: Body, part: str, side: Side) -> Vec:
    if part == "head":
        return body.head_centre
    node = {"waist": 2, "back": 1, "belly": 2, "ribs": 6, "chest": 7}[part]
    section = station_at(node if node in SPINE_STATIONS else 2, body.belly, body.ribs, body.build)
    point, frame = body.nodes[node], body.links[node]
    lat = frame.lat * SIGN[side]
    match part:
        case "waist":
            return point + lat * section.half
        case "back":
            return point - frame.ap * section.back + lat * cm(0.03)
        case "ribs":
            return point + frame.ap * (section.front * 0.9) + lat * (section.half * 0.55)
    return point + frame.ap * section.front
