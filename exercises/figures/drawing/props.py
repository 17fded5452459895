"""Props as marks: what stands or lies in the room, and the bands held or worn."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from exercises.figures.body.camera import Camera
from exercises.figures.body.paths import Pen, Spot, circle, outline
from exercises.figures.body.shapes import Shape
from exercises.figures.drawing import cushions
from exercises.figures.drawing.straps import loop_far, loop_near, strap
from exercises.figures.pose import furniture
from exercises.figures.pose.furniture import Box, Segment
from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import Prop
from exercises.figures.pose.spots import spot
from exercises.figures.pose.vectors import UP, Vec

Tones = tuple[str, str, str]  # classes of the top, the faces along z and those along x
MAT: Tones = ("m1", "m2", "m3")
WOOD: Tones = ("w1", "w2", "w3")
CLOTH: Tones = ("c1", "c2", "c3")
BOX: Tones = ("c1 e", "c2 e", "c3 e")
PLASTER: Tones = ("p2", "p2", "p1")
LEG, FAR_LEG = "wl", "wl f"
HIGHEST = 400  # cm, of a wall: it ends where the picture does
OUTLINE = 14  # spots of a pillow's outline


def prop_shapes(prop: Prop, camera: Camera, body: Body) -> list[Shape]:
    """The marks of one prop, back to front. `body` is whom a loop or strap goes round."""
    if prop.kind == "loop":
        return [loop_near(prop, camera, body)]
    if prop.kind == "strap":
        return [strap(prop, camera, body)]
    if prop.kind == "weight":
        return _weight(prop, camera, body)
    return _DRAWN[prop.kind](prop, camera)


def _weight(prop: Prop, camera: Camera, body: Body) -> list[Shape]:
    """A box between the hands that hold it, and `drop` below them."""
    first, last = spot(body, prop.points[0]), spot(body, prop.points[-1])
    apart = (last - first) * 0.5
    middle = first + apart - UP * prop.h
    reach = Vec(max(abs(apart.x), prop.r), prop.r, max(abs(apart.z), prop.r))
    return _box(Box(middle - reach, middle + reach), BOX, camera)


def far_shapes(prop: Prop, camera: Camera, body: Body) -> list[Shape]:
    """What of a prop painted over the figure passes behind it: the far half of a loop."""
    return [loop_far(prop, camera, body)] if prop.kind == "loop" else []


def through_shapes(prop: Prop, camera: Camera) -> list[Shape]:
    """What of a prop is seen through the body on it: the outline of a ball."""
    if prop.kind != "ball" or prop.over:
        return []
    return [Shape("bo", circle(camera.flat(cushions.middle(prop)), camera.units(prop.r)))]


def is_in_front(prop: Prop) -> bool:
    """Whether it is painted over the figure."""
    return prop.kind in ("loop", "strap")


def points_of(prop: Prop) -> list[Vec]:
    """Its outermost points, cm, for the camera's fit; none for what follows the body."""
    match prop.kind:
        case "loop" | "strap" | "weight":
            return []
        case "mat":
            return furniture.mat(prop).corners()
        case "wall":
            return furniture.wall(prop).corners()
        case "pillow":
            upper = cushions.pillow_rings(prop)
            return upper + cushions.pillow_rings(prop, lower=True)
        case "roller":
            left = cushions.roller_ring(prop, -1, count=8)
            return left + cushions.roller_ring(prop, 1, count=8)
        case "ball":
            return cushions.poles(prop)
    corners = furniture.block(prop, 0, prop.h).corners()
    return [*corners, *chain.from_iterable(furniture.back_posts(prop))]


def _mat(prop: Prop, camera: Camera) -> list[Shape]:
    return _box(furniture.mat(prop), MAT, camera)


def _step(prop: Prop, camera: Camera) -> list[Shape]:
    return _box(furniture.top(prop), WOOD, camera)


def _wall(prop: Prop, camera: Camera) -> list[Shape]:
    """A plate with a skirting board, that rises out of the picture.

    A narrow one is a door post, of wood.
    """
    if furniture.is_post(prop):
        return _box(furniture.wall(prop), WOOD, camera)
    box = furniture.wall(replace(prop, h=HIGHEST))
    if not furniture.shows_face(prop, camera.depth):
        return _box(box, PLASTER, camera)
    face, low, high = prop.x[0], box.low, box.high
    ends = ((0, low.z), (0, high.z), (furniture.SKIRTING, high.z), (furniture.SKIRTING, low.z))
    skirting = _quad([Vec(face, y, z) for y, z in ends], camera)
    return [*_box(box, PLASTER, camera), Shape("p2", skirting)]


def _table(prop: Prop, camera: Camera) -> list[Shape]:
    shapes = _legs(furniture.legs(prop), camera)
    if furniture.is_bed(prop):
        shapes += _box(furniture.bed_frame(prop), WOOD, camera)
        return shapes + _box(furniture.top(prop), CLOTH, camera)
    return shapes + _box(furniture.top(prop), WOOD, camera)


def _chair(prop: Prop, camera: Camera) -> list[Shape]:
    shapes = _legs(furniture.legs(prop), camera)
    shapes += _box(furniture.top(prop), WOOD, camera)
    posts = furniture.back_posts(prop)
    if not posts:
        return shapes
    far, near = sorted(posts, key=lambda post: camera.nearness(post[0]))
    rails = [
        _quad([a[0].towards(a[1], part) for a, part in corners], camera)
        for corners in (
            ((far, 0.4), (near, 0.4), (near, 0.55), (far, 0.55)),
            ((far, 0.72), (near, 0.72), (near, 1.0), (far, 1.0)),
        )
    ]
    seen = (1 if prop.back == "left" else -1) * camera.depth.x > 0
    return [
        *shapes,
        _stroke([far], FAR_LEG, camera),
        Shape("w2" if seen else "w3", "".join(rails)),
        _stroke([near], LEG, camera),
    ]


def _pillow(prop: Prop, camera: Camera) -> list[Shape]:
    """The whole cushion in its shaded tone, and all above its seam in the light one."""
    upper = list(map(camera.flat, cushions.pillow_rings(prop)))
    lower = list(map(camera.flat, cushions.pillow_rings(prop, lower=True)))
    return [Shape("c2 e", _rounded(upper + lower)), Shape("c1 e", _rounded(upper))]


def _roller(prop: Prop, camera: Camera) -> list[Shape]:
    ends = [*cushions.roller_ring(prop, -1), *cushions.roller_ring(prop, 1)]
    first, *rest = cushions.hull(list(map(camera.flat, ends)))
    near = 1 if camera.depth.z > 0 else -1
    rim, hole = (
        outline(list(map(camera.flat, cushions.roller_ring(prop, near, share, 8))))
        for share in (1, 0.42)
    )
    body = Shape("b2", Pen().move(first).line(*rest).close().text())
    return [body, Shape("b1", rim), Shape("b2", hole)]


def _ball(prop: Prop, camera: Camera) -> list[Shape]:
    """A circle, and the crescent of its shade at the lower right."""
    centre, r = camera.flat(cushions.middle(prop)), camera.units(prop.r)
    x, y = centre
    off = r * 0.7071
    shade = Pen().move((x + off, y - off)).arc(r, (x - off, y + off), sweep=True)
    shade.arc(r * 1.25, (x + off, y - off)).close()
    return [Shape("b1", circle(centre, r)), Shape("b2", shade.text())]


_DRAWN: dict[str, Callable[[Prop, Camera], list[Shape]]] = {
    "mat": _mat,
    "step": _step,
    "wall": _wall,
    "table": _table,
    "chair": _chair,
    "pillow": _pillow,
    "roller": _roller,
    "ball": _ball,
}


def _box(box: Box, tones: Tones, camera: Camera) -> list[Shape]:
    """The faces of `box` that the camera sees: along z, along x, and the top last."""
    low, high = box.low, box.high
    z = high.z if camera.depth.z > 0 else low.z
    x = high.x if camera.depth.x > 0 else low.x
    faces = (
        (camera.depth.z, tones[1], [(low.x, low.y, z), (high.x, low.y, z),
                                    (high.x, high.y, z), (low.x, high.y, z)]),
        (camera.depth.x, tones[2], [(x, low.y, low.z), (x, low.y, high.z),
                                    (x, high.y, high.z), (x, high.y, low.z)]),
        (camera.depth.y, tones[0], [(low.x, high.y, low.z), (high.x, high.y, low.z),
                                    (high.x, high.y, high.z), (low.x, high.y, high.z)]),
    )  # fmt: skip
    return [
        Shape(tone, _quad([Vec(*corner) for corner in corners], camera))
        for turned, tone, corners in faces
        if abs(turned) > furniture.SEEN
    ]


def _quad(corners: Sequence[Vec], camera: Camera) -> str:
    first, *rest = ((x, max(0.0, y)) for x, y in map(camera.flat, corners))
    return Pen().move(first).line(*rest).close().text()


def _legs(legs: Sequence[Segment], camera: Camera) -> list[Shape]:
    """The two far legs pale, the two near ones in full."""
    ordered = sorted(legs, key=lambda leg: camera.nearness(leg[0]))
    return [_stroke(ordered[:2], FAR_LEG, camera), _stroke(ordered[2:], LEG, camera)]


def _stroke(segments: Sequence[Segment], classes: str, camera: Camera) -> Shape:
    pen = Pen()
    for start, end in segments:
        pen.move(camera.flat(start)).line(camera.flat(end))
    return Shape(classes, pen.text(), width=max(1, round(camera.units(furniture.LEG))))


def _rounded(spots: Sequence[Spot]) -> str:
    return outline(cushions.evenly(cushions.hull(spots), OUTLINE))
