"""Points and frames in space: just as much of it as a posed skeleton needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, degrees, radians, sin, sqrt
from typing import Self


# Nobody changes a point or a frame. They are not frozen, as each would be twice as dear to make,
# and a drawing makes thousands.
@dataclass(slots=True, unsafe_hash=True)
class Vec:
    """A point or direction: x forward, y up, z to the person's right (cm, or no unit)."""

    x: float
    y: float
    z: float

    def __add__(self, other: "Vec") -> "Vec":
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: "Vec") -> "Vec":
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor: float) -> "Vec":
        return Vec(self.x * factor, self.y * factor, self.z * factor)

    def __neg__(self) -> "Vec":
        return Vec(-self.x, -self.y, -self.z)

    def __iter__(self) -> Iterator[float]:
        return iter((self.x, self.y, self.z))

    def dot(self, other: "Vec") -> float:
        """The scalar product."""
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other: "Vec") -> "Vec":
        """The vector product, right-handed: forward x up = right."""
        return Vec(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    def length(self) -> float:
        """The Euclidean length."""
        return sqrt(self.dot(self))

    def unit(self) -> "Vec":
        """The same direction with length 1; a vector without length stays as it is."""
        length = self.length()
        return self * (1 / length) if length > 1e-9 else self

    def across(self, axis: "Vec") -> "Vec":
        """The part of this that is perpendicular to the unit vector `axis`."""
        return self - axis * self.dot(axis)

    def towards(self, other: "Vec", part: float) -> "Vec":
        """The point `part` (0..1) of the way to `other`."""
        return self + (other - self) * part


ORIGIN = Vec(0, 0, 0)
FORWARD = Vec(1, 0, 0)
UP = Vec(0, 1, 0)
RIGHT = Vec(0, 0, 1)


@dataclass(slots=True, unsafe_hash=True)
class Frame:
    """An orthonormal, right-handed frame of a body segment, as seen in the world."""

    ap: Vec
    up: Vec
    lat: Vec

    def at(self, ap: float, up: float, lat: float) -> Vec:
        """The world direction of a point given in this frame."""
        a, u, r = self.ap, self.up, self.lat  # in full: nothing else is asked so often
        return Vec(
            a.x * ap + u.x * up + r.x * lat,
            a.y * ap + u.y * up + r.y * lat,
            a.z * ap + u.z * up + r.z * lat,
        )

    def of(self, world: Vec) -> Vec:
        """A world direction in the coordinates (ap, up, lat) of this frame."""
        return Vec(world.dot(self.ap), world.dot(self.up), world.dot(self.lat))

    def __matmul__(self, inner: "Frame") -> "Frame":
        return Frame(self.at(*inner.ap), self.at(*inner.up), self.at(*inner.lat))

    def turned(self, *turns: Self) -> "Frame":
        """This frame with further turns about its own axes, one after the other."""
        frame: Frame = self
        for turn in turns:
            frame = frame @ turn
        return frame


WORLD = Frame(FORWARD, UP, RIGHT)


def about_x(degrees: float) -> Frame:
    """A right-handed turn about the forward axis: up goes towards right."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return Frame(Vec(1, 0, 0), Vec(0, c, s), Vec(0, -s, c))


def about_y(degrees: float) -> Frame:
    """A right-handed turn about the upward axis: forward goes towards left."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return Frame(Vec(c, 0, -s), Vec(0, 1, 0), Vec(s, 0, c))


def about_z(degrees: float) -> Frame:
    """A right-handed turn about the axis to the right: forward goes towards up."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return Frame(Vec(c, s, 0), Vec(-s, c, 0), Vec(0, 0, 1))


def upright(up: Vec, ap: Vec) -> Frame:
    """The frame with the axis `up`, and `ap` as near to the given one as can be.

    Where both lie along one line, `ap` points anywhere across it.
    """
    up = up.unit()
    level = ap.across(up)
    ap = level.unit() if level.length() > 1e-6 else anywhere_across(up)
    return Frame(ap, up, ap.cross(up))


def hinged(up: Vec, axis: Vec) -> Frame:
    """The frame with the axis `up` of a bone that hinges about `axis`, a unit vector across it."""
    up = up.unit()
    return Frame(up.cross(axis), up, axis)


def angle_between(a: Vec, b: Vec) -> float:
    """The angle between two directions, 0 to 180 degrees."""
    return degrees(atan2(a.cross(b).length(), a.dot(b)))


def anywhere_across(axis: Vec) -> Vec:
    """Some unit vector perpendicular to the unit vector `axis`; forward or up if they are."""
    level = FORWARD.across(axis)
    return (level if level.length() > 0.1 else UP.across(axis)).unit()
