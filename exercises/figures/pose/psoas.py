"""The psoas as a taut string from the spine over the rim of the pelvis to the thigh.

The path is checked against the published points of the gait2392 lower-limb model (Delp et al.
1990): over -20 to 90 degrees of hip flexion the changes agree within 0.3 cm. A length here is
that of the muscle-tendon path in a model figure: not tension, and nobody's own muscle.
"""

from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, sin

from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import ArmPose, Bend, FramePose, LegPose, PelvisPose, Pin
from exercises.figures.pose.skeleton import SIDES, SIGN, Side, cm
from exercises.figures.pose.solving import solve
from exercises.figures.pose.vectors import Vec

Spot = tuple[float, float]

ORIGINS = (5, 4, 3, 2, 1, 0)  # nodes of the spine, T12/L1 to L5/S1
BRIM: Spot = (cm(0.0265), cm(0.004))  # of the pelvis, in front of the hip centre
WRAP = cm(0.0235)  # radius of the circle round the hip's centre over which it runs
ARC = tuple(-2.4 + 4.0 * i / 59 for i in range(60))  # radians of that circle
INSERTION = (cm(-0.0105), cm(-0.0335), cm(0.006))  # the lesser trochanter, in the thigh's frame
_ROUND: tuple[Spot, ...] = tuple((WRAP * cos(a), WRAP * sin(a)) for a in ARC)


def length(body: Body, side: Side) -> float:
    """Mean length of its six fascicles, cm."""
    return sum(_fascicle(body, side, node)[0] for node in ORIGINS) / len(ORIGINS)


def path(body: Body, side: Side, node: int = 5) -> tuple[Vec, ...]:
    """The fascicle from `node` (5 = T12/L1) to the thigh, as points of the world, cm."""
    return _fascicle(body, side, node)[1]


def ratio(body: Body, side: Side) -> float:
    """The length as a share of that in standing."""
    return length(body, side) / standing_length()


def change(body: Body, side: Side) -> int:
    """The length against standing, whole per cent; above zero is longer."""
    return round(100 * (ratio(body, side) - 1))


@lru_cache(maxsize=1)
def standing_length() -> float:
    """The length with every joint at zero, cm."""
    zero = FramePose(
        PelvisPose(), Bend(), Bend(), Bend(), 0,
        {side: LegPose() for side in SIDES}, {side: ArmPose() for side in SIDES},
        0, 0, Pin(), {},
    )  # fmt: skip
    return length(solve(zero), "r")


def origin(body: Body, side: Side, node: int) -> Vec:
    """Where the fascicle from `node` begins, beside the column; the lower ones lie further out."""
    aside = SIGN[side] * cm(0.018 + 0.002 * (5 - node))
    return body.nodes[node] + body.links[node].at(cm(0.012), 0, aside)


def _fascicle(body: Body, side: Side, node: int) -> tuple[float, tuple[Vec, ...]]:
    sign = SIGN[side]
    hip = body.pelvis.of(body.legs[side].hip - body.origin)
    start = body.pelvis.of(origin(body, side, node) - body.origin)
    ap, up, out = INSERTION
    thigh = body.legs[side].thigh
    end = body.pelvis.of(body.legs[side].hip + thigh.at(ap, up, sign * out) - body.origin)
    chain = _taut((start.x - hip.x, start.y - hip.y), (end.x - hip.x, end.y - hip.y))
    flat = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(chain))
    world, gone = [], 0.0
    for i, (x, y) in enumerate(chain):
        if i:
            gone += hypot(x - chain[i - 1][0], y - chain[i - 1][1])
        z = start.z + (end.z - start.z) * gone / max(flat, 1e-9)
        world.append(body.origin + body.pelvis.at(x + hip.x, y + hip.y, z))
    return hypot(flat, start.z - end.z), tuple(world)


def _taut(start: Spot, end: Spot) -> list[Spot]:
    """The string from `start` to `end`: the front side of the hull of brim, circle and both.

    Where the hip is bent far, brim and circle lie behind the straight line and drop out.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    reach = max(hypot(dx, dy), 1e-9)
    dx, dy = dx / reach, dy / reach
    kept = []
    for x, y in (BRIM, *_ROUND):
        along = (x - start[0]) * dx + (y - start[1]) * dy
        front = (y - start[1]) * dx - (x - start[0]) * dy
        if 0 <= along <= reach and front >= 0:
            kept.append((along, front, (x, y)))
    kept.sort()
    hull = [(0.0, 0.0, start)]
    for point in (*kept, (reach, 0.0, end)):
        while len(hull) > 1 and _sags(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    return [spot for _, _, spot in hull]


def _sags(
    a: tuple[float, float, Spot], b: tuple[float, float, Spot], c: tuple[float, float, Spot]
) -> bool:
    """Whether `b` lies on or behind the line from `a` to `c`."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) >= 0
