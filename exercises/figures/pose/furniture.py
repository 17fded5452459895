"""What the straight-edged props are made of: boxes and legs in the room, cm."""

from dataclasses import dataclass
from itertools import product

from exercises.figures.pose.poses import Prop
from exercises.figures.pose.vectors import Vec

MAT = 1.5  # how thick
SEAT, TABLE_TOP, MATTRESS, BED_FRAME = 4.5, 6, 16, 7
BED = 65  # a table lower than this is a bed
WALL = 5
SEEN = 0.02  # a face turned to the camera by less than this is a line
POST = 8  # half width up to which a wall is a door post
SKIRTING = 8
BACK_HEIGHT, BACK_LEAN = 42, 5  # of a chair's back, above the seat and away from it
LEG = 2.6  # across
INSET = 3.5  # of a leg from the edges it carries

Segment = tuple[Vec, Vec]


@dataclass(frozen=True, slots=True)
class Box:
    """A block along the axes of the room, between two opposite corners."""

    low: Vec
    high: Vec

    def corners(self) -> list[Vec]:
        """All eight."""
        (a, b, c), (d, e, f) = self.low, self.high
        return [Vec(x, y, z) for x, y, z in product((a, d), (b, e), (c, f))]

    def over(self, x: float, z: float) -> bool:
        """Whether the point is within its outline seen from above."""
        return self.low.x <= x <= self.high.x and self.low.z <= z <= self.high.z


def block(prop: Prop, bottom: float, top: float) -> Box:
    """The part of its whole length and width between two heights."""
    return Box(
        Vec(min(prop.x), bottom, prop.zc - prop.w),
        Vec(max(prop.x), top, prop.zc + prop.w),
    )


def mat(prop: Prop) -> Box:
    """Its top is the floor the body rests on."""
    return block(prop, -MAT, 0)


def wall(prop: Prop) -> Box:
    """The plate behind its face at `x[0]`: away from the middle of the room."""
    face = prop.x[0]
    low, high = (face, face + WALL) if faces_left(prop) else (face - WALL, face)
    return Box(Vec(low, 0, prop.zc - prop.w), Vec(high, prop.h, prop.zc + prop.w))


def shows_face(prop: Prop, depth: Vec) -> bool:
    """Whether who looks along `-depth` sees the face of a wall, and not its back."""
    return (-depth.x if faces_left(prop) else depth.x) >= SEEN


def faces_left(prop: Prop) -> bool:
    """Whether a wall's face looks towards -x."""
    return prop.x[0] > 0


def is_bed(prop: Prop) -> bool:
    """Whether a table is so low that it is a bed: a mattress on a frame."""
    return prop.kind == "table" and prop.h < BED


def is_post(prop: Prop) -> bool:
    """Whether a wall is so narrow that it is a door post, of wood."""
    return prop.w <= POST


def top(prop: Prop) -> Box:
    """The slab that carries: of a table, bed (its mattress), chair or step."""
    thick = {"chair": SEAT, "step": prop.h}.get(prop.kind, MATTRESS if is_bed(prop) else TABLE_TOP)
    return block(prop, prop.h - thick, prop.h)


def bed_frame(prop: Prop) -> Box:
    """The wood under a bed's mattress."""
    return block(prop, prop.h - MATTRESS - BED_FRAME, prop.h - MATTRESS)


def legs(prop: Prop) -> list[Segment]:
    """Four legs, from under the slab to the floor; those of a chair stand a little apart."""
    bottom = bed_frame(prop).low.y if is_bed(prop) else top(prop).low.y
    half = prop.w
    splay = 2 if prop.kind == "chair" else 0
    ends = ((min(prop.x), 1), (max(prop.x), -1))
    segments = []
    for (x, inward), sign in product(ends, (-1, 1)):
        foot = Vec(x + inward * (INSET - splay), LEG / 2, prop.zc + sign * (half - INSET + splay))
        knee = Vec(x + inward * INSET, bottom, prop.zc + sign * (half - INSET))
        segments.append((knee, foot))
    return segments


def back_posts(prop: Prop) -> list[Segment]:
    """The two posts of a chair's back, each from the seat up; none for a stool."""
    if prop.back == "none":
        return []
    outward = -1 if prop.back == "left" else 1
    x = min(prop.x) if prop.back == "left" else max(prop.x)
    half = prop.w - INSET
    return [
        (
            Vec(x - outward * INSET, prop.h - SEAT / 2, prop.zc + sign * half),
            Vec(x + outward * BACK_LEAN, prop.h + BACK_HEIGHT, prop.zc + sign * half),
        )
        for sign in (-1, 1)
    ]
