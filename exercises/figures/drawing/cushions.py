"""The round props, which give way under a body: pillow, roller and ball. Lengths in cm."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, pi, radians, sin, sqrt

from exercises.figures.body.paths import Spot, resample
from exercises.figures.pose.poses import Prop
from exercises.figures.pose.vectors import FORWARD, ORIGIN, RIGHT, UP, Vec, about_z

RING = 24  # points round a pillow or roller
SQUARE = 4  # how square a pillow is, seen from above: 2 would be an ellipse


def middle(prop: Prop) -> Vec:
    """Its centre."""
    return prop.at or ORIGIN


def _bulge(u: float, v: float) -> float:
    """How high a pillow is, of its half thickness, at fractions of its half length and width."""
    return sqrt(max(0.0, 1 - abs(u) ** SQUARE - abs(v) ** SQUARE))


def pillow_rings(prop: Prop, *, lower: bool = False) -> list[Vec]:
    """Points over the upper (or lower) half of a pillow, from its seam to its middle."""
    frame, centre = about_z(prop.tilt), middle(prop)
    length, thick, half = prop.size[0] / 2, prop.size[1] / 2, prop.w
    points = []
    for share in (1, 0.93, 0.75, 0.4, 0):
        for i in range(RING if share else 1):
            c, s = cos(2 * pi * i / RING), sin(2 * pi * i / RING)
            size = share / (abs(c) ** SQUARE + abs(s) ** SQUARE) ** (1 / SQUARE)
            u, v = c * size, s * size
            up = _bulge(u, v) * (-thick if lower else thick)
            points.append(centre + frame.at(u * length, up, v * half))
    return points


def roller_ring(prop: Prop, end: int, share: float = 1, count: int = RING) -> list[Vec]:
    """Points round the end at z `end` (-1 or 1) of a roller; `share` of its radius."""
    centre = middle(prop) + RIGHT * (end * prop.w)
    return [
        centre
        + Vec(cos(2 * pi * i / count) * prop.r * share, sin(2 * pi * i / count) * prop.r * share, 0)
        for i in range(count)
    ]


def poles(prop: Prop) -> list[Vec]:
    """The six points of a ball at the ends of its axes."""
    centre = middle(prop)
    axes = (FORWARD, UP, RIGHT)
    return [centre + axis * (sign * prop.r) for axis in axes for sign in (-1, 1)]


def height_over(prop: Prop, x: float, z: float) -> float | None:
    """How high its top is at a point of the floor plan; None where it is not there."""
    centre = middle(prop)
    dx, dz = x - centre.x, z - centre.z
    if prop.kind == "ball":
        off = hypot(dx, dz)
        return centre.y + sqrt(prop.r**2 - off**2) if off <= prop.r else None
    if abs(dz) > prop.w:
        return None
    if prop.kind == "roller":
        return centre.y + sqrt(prop.r**2 - dx**2) if abs(dx) <= prop.r else None
    return _pillow_height(prop, dx, dz / prop.w)


def _pillow_height(prop: Prop, dx: float, v: float) -> float | None:
    """The highest point of the tilted section of a pillow at `dx` from its middle."""
    reach = max(0.0, 1 - abs(v) ** SQUARE) ** (1 / SQUARE)
    length, thick, steps = prop.size[0] / 2, prop.size[1] / 2, 60
    c, s = cos(radians(prop.tilt)), sin(radians(prop.tilt))
    section = []
    for i in range(steps + 1):
        u = reach * (2 * i / steps - 1)
        along, up = u * length, _bulge(u, v) * thick
        section.append((c * along - s * up, s * along + c * up))
    heights: list[float] = []
    for (x1, y1), (x2, y2) in pairwise(section):
        if min(x1, x2) <= dx <= max(x1, x2):
            part = (dx - x1) / (x2 - x1) if x2 != x1 else 0
            if not heights:
                heights.append(y1)
            heights.append(y1 + part * (y2 - y1))
    return middle(prop).y + max(heights) if heights else None


def hull(spots: Sequence[Spot]) -> list[Spot]:
    """The corners of the convex outline of `spots`, in order."""
    ordered = sorted(set(spots))
    if len(ordered) < 3:
        return ordered
    corners: list[Spot] = []
    for run in (ordered, ordered[::-1]):
        chain: list[Spot] = []
        for spot in run:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], spot) <= 0:
                chain.pop()
            chain.append(spot)
        corners += chain[:-1]
    return corners


def _turn(a: Spot, b: Spot, c: Spot) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def evenly(spots: Sequence[Spot], count: int) -> list[Spot]:
    """`count` spots at equal steps along the closed outline through `spots`."""
    return resample([*spots, spots[0]], count + 1)[:-1]
