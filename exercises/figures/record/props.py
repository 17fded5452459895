"""The things in the room and the arrows of a pose record, read and checked."""

from typing import get_args

from exercises.figures.pose.poses import Arrow, Part, Prop, PropKind
from exercises.figures.pose.spots import SPOTS
from exercises.figures.pose.vectors import ORIGIN
from exercises.figures.record.fields import FAR, Fields

MOST_PROPS = 6
MOST_ARROWS = 3
SIZE = (0.5, 260)  # cm, of anything in a room
KINDS: tuple[PropKind, ...] = get_args(PropKind)
# What goes with the body: its key, and how many named points it takes.
TIED = {"loop": ("around", 2, 2), "strap": ("via", 2, 4), "weight": ("held", 1, 2)}
HALF_WIDTHS = {
    "mat": 30, "step": 22, "table": 30, "chair": 21, "wall": 34, "pillow": 17, "roller": 22,
}  # fmt: skip
HEIGHTS = {"step": 20, "table": 74, "chair": 45, "wall": 120}


def props_of(fields: Fields) -> tuple[Prop, ...]:
    """The props of a record: a list of mappings with one kind each."""
    props = [_prop(inner) for inner in fields.list_of("props", MOST_PROPS)]
    return tuple(prop for prop in props if prop is not None)


def _prop(fields: Fields) -> Prop | None:
    kinds = [kind for kind in KINDS if fields.says(kind)]
    if len(kinds) != 1:
        fields.fault("", f"one kind of thing is expected: {', '.join(KINDS)}")
        return None
    kind = kinds[0]
    inner = fields.inner(kind)
    fields.done()
    prop = _round(kind, inner) or _tied(kind, inner) or _standing(kind, inner)
    inner.done()
    return prop


def _standing(kind: PropKind, inner: Fields) -> Prop:
    """Mat, step, table, chair and wall: something between two x on the floor."""
    if kind == "wall":
        x = inner.number("x")
        span: tuple[float, ...] = (x, x)
    else:
        span = inner.numbers("x", 2) or (0, 0)
        if span[0] >= span[1]:
            inner.fault("x", "two numbers are expected, the smaller one first")
    return Prop(
        kind=kind,
        x=(span[0], span[1]),
        h=inner.number("h", SIZE, HEIGHTS[kind]) if kind in HEIGHTS else 0,
        w=inner.number("w", SIZE, HALF_WIDTHS[kind]),
        zc=inner.number("zc"),
        back=inner.choice("back", ("left", "right", "none"), "left") if kind == "chair" else "none",
    )


def _round(kind: PropKind, inner: Fields) -> Prop | None:
    """Pillow, roller and ball: something soft with a centre."""
    if kind not in ("pillow", "roller", "ball"):
        return None
    at = inner.point("at")
    if at is None:
        inner.fault("at", "the centre is missing: three numbers")
    size = inner.numbers("size", 2, SIZE) or (30, 8)
    return Prop(
        kind=kind,
        at=at or ORIGIN,
        size=(size[0], size[1]),
        w=inner.number("w", SIZE, HALF_WIDTHS.get(kind, 1)),
        tilt=inner.number("tilt", (-90, 90)),
        r=inner.number("r", SIZE, 7.5),
        over=inner.choice("over", (*get_args(Part), ""), ""),
    )


def _tied(kind: PropKind, inner: Fields) -> Prop | None:
    """Loop, strap and weight: something that goes with named points of the body."""
    if kind not in TIED:
        return None
    key, least, most = TIED[kind]
    points = inner.names(key, sorted(SPOTS))
    if not least <= len(points) <= most:
        inner.fault(key, f"names of points are expected, {least} to {most} of them")
    if kind == "weight":
        return Prop(
            kind="weight",
            points=points,
            r=inner.number("r", SIZE, 9),
            h=inner.number("drop", (-40, 40), 6),
            over=inner.choice("over", (*get_args(Part), ""), ""),
        )
    radius = inner.number("r", SIZE, 3.8)
    return Prop(kind=kind, points=points, r=radius)


def arrows_of(fields: Fields, frames: int, ghost: int, show: int) -> tuple[Arrow, ...]:
    """The arrows of a record; unless told otherwise they lead from the ghost to the still."""
    listed = fields.list_of("arrows", MOST_ARROWS)
    return tuple(_arrow(inner, frames, (ghost, show)) for inner in listed)


def _arrow(fields: Fields, frames: int, usual: tuple[int, int]) -> Arrow:
    count = max(frames, 1)
    between = fields.numbers("frames", 2, (-count, count - 1)) or usual
    if any(number != int(number) for number in between):
        fields.fault("frames", "two whole numbers are expected")
    move = fields.numbers("move", 2, FAR) or (0, 0)
    arrow = Arrow(
        point=fields.choice("point", tuple(sorted(SPOTS)), "pelvis"),
        frames=(int(between[0]) % count, int(between[1]) % count),
        move=(move[0], move[1]),
        gap=fields.number("gap", (-60, 60)),
        start=fields.number("t0", (0, 1)),
        end=fields.number("t1", (0, 1), 1),
        least=fields.number("min", (0, 80)),
        both=fields.flag("both"),
        spin=fields.whole("spin", (-1, 1), 0),
        arc=_arc(fields),
        radius=fields.number("r", (2, 80), 20),
    )
    fields.done()
    return arrow


def _arc(fields: Fields) -> tuple[float, float]:
    """From where to where an arrow with `spin` turns: degrees in the picture, 90 is the top."""
    values = fields.numbers("arc", 2, (-360, 360)) or (150, 30)
    return values[0], values[1]
