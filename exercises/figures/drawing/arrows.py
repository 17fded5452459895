"""Arrows: the way of a point of the body from one key frame to another, moved clear of it."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, radians, sin

from exercises.figures.body.camera import Camera
from exercises.figures.body.paths import Pen, Spot, curve, normal
from exercises.figures.body.shapes import Shape
from exercises.figures.drawing.clearance import clear_move
from exercises.figures.pose.between import between
from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import Arrow, Pose
from exercises.figures.pose.spots import spot

STEPS = 4  # in-betweens of a way
WING = (19, 14)  # units: how far the strokes of a head go back, and to either side
LEAST, LEAST_BOTH = 9.0, 15.0  # cm: a shorter arrow would be all head, or two
STILL = 0.3  # cm: a shorter way has no direction of its own


def arrow_shapes(arrow: Arrow, pose: Pose, bodies: Sequence[Body], camera: Camera) -> list[Shape]:
    """The marks of one arrow: its line, and a head of two strokes at one end or both.

    `bodies` are the solved key frames. Without `move` or `gap` the arrow finds a place of its
    own beside the body it leads to, off the face and the psoas.
    """
    spots = _turn(arrow, bodies, camera) if arrow.spin else _way(arrow, bodies, camera)
    if not spots:
        return []
    if arrow.gap and not arrow.spin:
        spots = _beside(spots, camera.units(arrow.gap))
    if arrow.move != (0, 0):
        spots = _moved(spots, camera.units(arrow.move[0]), -camera.units(arrow.move[1]))
    elif not arrow.gap:
        spots = _moved(spots, *clear_move(spots, bodies[arrow.frames[1]], pose.props, camera))
    pen = curve(Pen().move(spots[0]), spots)
    _head(pen, spots[-1], spots[-2])
    if arrow.both:
        _head(pen, spots[0], spots[1])
    return [Shape("ar", pen.text())]


def _way(arrow: Arrow, bodies: Sequence[Body], camera: Camera) -> list[Spot]:
    """Where the point passes, in the picture; at least as long as an arrow has to be."""
    if len(bodies) < 2:
        return []
    a, b = bodies[arrow.frames[0]], bodies[arrow.frames[1]]
    parts = [arrow.start + (arrow.end - arrow.start) * i / STEPS for i in range(STEPS + 1)]
    spots = [camera.flat(spot(between(a, b, part), arrow.point)) for part in parts]
    return _stretched(
        spots,
        camera.units(max(arrow.least, LEAST_BOTH if arrow.both else LEAST)),
        camera.units(STILL),
    )


def _stretched(spots: list[Spot], least: float, still: float) -> list[Spot]:
    """`spots` drawn out from their middle until the line is `least` units long.

    What hardly moves gets an arrow upwards.
    """
    length = _length(spots)
    x, y = spots[len(spots) // 2]
    if length < still or hypot(spots[-1][0] - spots[0][0], spots[-1][1] - spots[0][1]) < still:
        return [(x, y + least / 2), (x, y - least / 2)]
    share = max(1.0, least / length)
    return [(x + (px - x) * share, y + (py - y) * share) for px, py in spots]


def _length(spots: Sequence[Spot]) -> float:
    steps = pairwise(spots)
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in steps)


def _turn(arrow: Arrow, bodies: Sequence[Body], camera: Camera) -> list[Spot]:
    """Along the arc of a circle round the point; `spin` -1 runs it backwards."""
    x, y = camera.flat(spot(bodies[arrow.frames[1]], arrow.point))
    r = camera.units(arrow.radius)
    ends = arrow.arc if arrow.spin > 0 else arrow.arc[::-1]
    angles = [radians(ends[0] + (ends[1] - ends[0]) * i / STEPS) for i in range(STEPS + 1)]
    return [(x + r * cos(angle), y - r * sin(angle)) for angle in angles]


def _beside(spots: Sequence[Spot], gap: float) -> list[Spot]:
    """`spots` shifted by `gap` units to the right of their way; to its left where negative."""
    shifted = []
    for i, (x, y) in enumerate(spots):
        nx, ny = normal(spots[max(0, i - 1)], spots[min(len(spots) - 1, i + 1)])
        shifted.append((x + nx * gap, y + ny * gap))
    return shifted


def _moved(spots: Sequence[Spot], dx: float, dy: float) -> list[Spot]:
    return [(x + dx, y + dy) for x, y in spots]


def _head(pen: Pen, tip: Spot, before: Spot) -> None:
    """Two strokes from the tip, back and to either side."""
    nx, ny = normal(before, tip)
    back, aside = WING
    x, y = tip[0] - ny * back, tip[1] + nx * back
    pen.move((x + nx * aside, y + ny * aside)).line(tip, (x - nx * aside, y - ny * aside))
