"""What of the room carries a point of the body, and what it must not go into."""

from collections.abc import Iterable

from exercises.figures.drawing import cushions
from exercises.figures.pose import furniture
from exercises.figures.pose.poses import Prop
from exercises.figures.pose.vectors import Vec

REACH = 8  # cm that a surface may lie above a point and still carry it
DEPTH = 1.5  # cm that flesh gives way
BEHIND = 60  # cm behind a wall's face that nobody can be
RAIL = 3  # half the thickness (x) of the top of a chair's back, with the lean of its posts


def support_under(props: Iterable[Prop], point: Vec, reach: float = REACH) -> float:
    """The height (cm) of the highest surface that carries `point`; the floor's is 0.

    A surface counts where the point is over it, and if it is not more than `reach` above it.
    """
    heights = (height for prop in props for height in _heights(prop, point))
    return max((height for height in heights if height <= point.y + reach), default=0.0)


def inside_solid(props: Iterable[Prop], point: Vec) -> str:
    """The kind of the step, wall, chair or table that `point` is too deep in, or ""."""
    for prop in props:
        if prop.kind in ("step", "wall", "chair", "table") and _within(prop, point):
            return prop.kind
    return ""


def _heights(prop: Prop, point: Vec) -> list[float]:
    """The tops of `prop` above or below the point."""
    if prop.kind in ("pillow", "roller", "ball"):
        height = cushions.height_over(prop, point.x, point.z)
        return [] if height is None else [height]
    if prop.kind not in ("step", "table", "chair"):
        return [0.0]
    heights = [prop.h] if furniture.top(prop).over(point.x, point.z) else []
    if prop.kind == "chair" and _over_back(prop, point):
        heights.append(prop.h + furniture.BACK_HEIGHT)
    return [0.0, *heights]


def _over_back(prop: Prop, point: Vec) -> bool:
    tops = [post[1] for post in furniture.back_posts(prop)]
    if not tops:
        return False
    half = furniture.LEG / 2
    z = sorted(post.z for post in tops)
    return abs(point.x - tops[0].x) <= RAIL and z[0] - half <= point.z <= z[1] + half


def _within(prop: Prop, point: Vec) -> bool:
    """Deeper than flesh gives way. Nothing leaves a step downwards, or a wall through it."""
    box = furniture.wall(prop) if prop.kind == "wall" else furniture.top(prop)
    low, high = box.low, box.high
    if prop.kind == "wall":
        behind = furniture.WALL - BEHIND
        low = low if furniture.faces_left(prop) else Vec(low.x + behind, low.y, low.z)
        high = Vec(high.x - behind, high.y, high.z) if furniture.faces_left(prop) else high
    floor = low.y if prop.kind in ("step", "wall") else low.y + DEPTH
    return (
        low.x + DEPTH < point.x < high.x - DEPTH
        and floor <= point.y < high.y - DEPTH
        and low.z + DEPTH < point.z < high.z - DEPTH
    )
