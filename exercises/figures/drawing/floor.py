"""The room a figure is in: the line where its floor ends, and how far its walls reach."""

from collections.abc import Iterable
from dataclasses import replace

from exercises.figures.body.camera import BOX, Camera
from exercises.figures.body.paths import Pen
from exercises.figures.body.shapes import Shape
from exercises.figures.drawing.shadow import chains
from exercises.figures.pose import furniture
from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import Prop
from exercises.figures.pose.vectors import Vec

MARGIN = 5  # cm in the picture between the farthest thing and the line
LOWEST = 706 / BOX[0]  # of the width: how far down a wall may come
TOP = 16  # units: the highest it may lie
INSET = 40 / BOX[0]  # of the width of the box, at either end
BROAD = 0.5  # from here on a wall looks at us; 1 is full
ASLANT = 0.02  # how far the camera must look along a wall to see where it meets the line
DEEPEST = 300  # cm


def edge_of(bodies: Iterable[Body], props: Iterable[Prop], camera: Camera) -> float:
    """How high in the picture the floor ends (cm along the camera's up): behind all that is."""
    points = [point for body in bodies for chain in chains(body) for point in chain]
    for prop in props:
        if prop.kind in ("mat", "step", "table", "chair"):
            points += furniture.block(prop, 0, 0).corners()
    far = max(Vec(point.x, 0, point.z).dot(camera.up) for point in points)
    return min(far + MARGIN, (camera.cy - TOP) / camera.scale)


def reaching(prop: Prop, edge: float, camera: Camera) -> Prop:
    """`prop`; a wall reaches back to the line, so that they meet in a corner of the room.

    A wall that looks at us goes on to the side of the picture.
    """
    if not _is_wall(prop) or abs(camera.up.z) < ASLANT:
        return prop
    ahead = -1 if camera.up.z > 0 else 1
    near = prop.zc + ahead * prop.w
    if not furniture.shows_face(prop, camera.depth):
        near = prop.zc  # cut open where it would hide the figure
    elif abs(camera.depth.x) > BROAD:
        share = 1 - INSET if camera.right.z * ahead > 0 else INSET
        aside = (camera.width * share - camera.cx) / camera.scale
        low = (camera.cy - camera.width * LOWEST) / camera.scale
        near = ahead * min(
            ahead * (aside - prop.x[0] * camera.right.x) / camera.right.z,
            ahead * (low - prop.x[0] * camera.up.x) / camera.up.z,
        )
    far = (edge - prop.x[0] * camera.up.x) / camera.up.z
    far = max(-DEEPEST, min(DEEPEST, far))
    return replace(prop, zc=(near + far) / 2, w=abs(far - near) / 2)


def floor_line(edge: float, props: Iterable[Prop], camera: Camera) -> Shape:
    """From one side of the picture to the other, or to the wall that ends the room."""
    y = camera.cy - camera.units(edge)
    left, right = camera.width * INSET, camera.width * (1 - INSET)
    pen = Pen()
    for prop in filter(_is_wall, props):
        ends = [Vec(prop.x[0], 0, prop.zc + sign * prop.w) for sign in (-1, 1)]
        near, far = (camera.flat(end)[0] for end in sorted(ends, key=camera.nearness, reverse=True))
        left, right = (left, far) if near > far else (far, right)
        pen.move((far, y)).line((far, 0))
    return Shape("fl", pen.move((left, y)).line((right, y)).text())


def _is_wall(prop: Prop) -> bool:
    return prop.kind == "wall" and not furniture.is_post(prop)
