"""Where an arrow has room: beside the body, off its face and its psoas."""

from collections.abc import Iterable, Iterator, Sequence
from math import cos, hypot, pi, sin

from exercises.figures.body.camera import BOX, Camera
from exercises.figures.body.paths import Spot
from exercises.figures.drawing.cushions import middle
from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import Prop
from exercises.figures.pose.skeleton import SIDES, cm
from exercises.figures.pose.vectors import RIGHT, Vec

WAYS = 12  # directions that are tried
REACHES = (8, 14, 20, 27, 35, 44)  # cm
MARGIN = 24  # units to the edge of the drawing, and round a line for its head
# What it costs a spot of the arrow to lie on something, against one cm of moving it away.
NEVER, TRUNK_COST, LIMB_COST = 400.0, 12.0, 5.0
AHEAD = 0.4  # share of a move that costs nothing when it goes the way the arrow points

Part = tuple[Spot, Spot, float, float]  # ends, half width (units), and the cost of lying on it


def clear_move(spots: Sequence[Spot], body: Body, props: Iterable[Prop], camera: Camera) -> Spot:
    """By how much, in units, to move `spots` so that they lie clear and yet close by."""
    parts = [*_parts(body, camera), *_round_parts(props, camera)]
    share = camera.scale or 1
    moves = [(0.0, 0.0)]
    for reach in REACHES:
        for i in range(WAYS):
            angle = 2 * pi * i / WAYS
            moves.append((reach * share * cos(angle), -reach * share * sin(angle)))

    ahead = spots[-1][0] - spots[0][0], spots[-1][1] - spots[0][1]
    length = hypot(*ahead) or 1

    def cost(move: Spot) -> float:
        forward = (move[0] * ahead[0] + move[1] * ahead[1]) / length
        way = (hypot(*move) - AHEAD * forward) / share
        return way + sum(_cost((x + move[0], y + move[1]), parts) for x, y in spots)

    return min(moves, key=cost)


def _cost(spot: Spot, parts: Sequence[Part]) -> float:
    inside = all(MARGIN <= value <= size - MARGIN for value, size in zip(spot, BOX, strict=True))
    lies_on = (cost for start, end, half, cost in parts if _off(spot, start, end) < half + MARGIN)
    return max(lies_on, default=0.0) + (0.0 if inside else NEVER)


def _off(spot: Spot, start: Spot, end: Spot) -> float:
    """The distance of a spot from a line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    px, py = spot[0] - start[0], spot[1] - start[1]
    square = dx * dx + dy * dy
    part = max(0.0, min(1.0, (px * dx + py * dy) / square)) if square else 0.0
    return hypot(px - part * dx, py - part * dy)


def _parts(body: Body, camera: Camera) -> list[Part]:
    """The body as thick lines; its face, and where a psoas may be drawn, as what to keep off."""
    face = body.head_centre + body.head.ap * cm(0.02)
    lines: list[tuple[Vec, Vec, float, float]] = [
        (body.head_centre, face, cm(0.07), NEVER),
        (body.nodes[5], body.nodes[0], cm(0.03), NEVER),
        (body.nodes[0], body.origin, cm(0.045), NEVER),
        (body.nodes[8], body.nodes[4], cm(0.075), TRUNK_COST),
        (body.nodes[4], body.origin, cm(0.075), TRUNK_COST),
    ]
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        lines += [
            (leg.hip, leg.hip.towards(leg.knee, 0.2), cm(0.03), NEVER),
            (leg.hip, leg.knee, cm(0.045), LIMB_COST),
            (leg.knee, leg.ankle, cm(0.03), LIMB_COST),
            (leg.heel, leg.toe, cm(0.018), LIMB_COST),
            (arm.shoulder, arm.elbow, cm(0.025), LIMB_COST),
            (arm.elbow, arm.fingertip, cm(0.018), LIMB_COST),
        ]
    return [
        (camera.flat(start), camera.flat(end), camera.units(half), cost)
        for start, end, half, cost in lines
    ]


def _round_parts(props: Iterable[Prop], camera: Camera) -> Iterator[Part]:
    """Ball and roller, which an arrow beside them is about."""
    for prop in props:
        if prop.kind in ("ball", "roller"):
            end = RIGHT * (prop.w if prop.kind == "roller" else 0)
            ends = camera.flat(middle(prop) - end), camera.flat(middle(prop) + end)
            yield *ends, camera.units(prop.r), LIMB_COST
