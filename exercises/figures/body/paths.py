"""Path data for SVG: whole numbers, relative commands, no sign more than needed."""

from collections.abc import Sequence
from itertools import pairwise
from math import dist, hypot

Spot = tuple[float, float]


def numbers(*values: float) -> str:
    """Rounded numbers as SVG wants them: a minus sign separates as well as a space does."""
    text = ""
    for value in values:
        whole = str(round(value))
        text += whole if not text or whole[0] == "-" else f" {whole}"
    return text


class Pen:
    """Writes one path. Keeps the rounded point it stands at, so that errors do not add up."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._x = self._y = 0

    def move(self, spot: Spot) -> "Pen":
        """Start a new stroke at `spot`."""
        self._x, self._y = round(spot[0]), round(spot[1])
        return self._add("M", self._x, self._y)

    def line(self, *spots: Spot) -> "Pen":
        """Straight on through `spots`."""
        return self._relative("l", *((spot,) for spot in spots))

    def cubic(self, first: Spot, second: Spot, end: Spot) -> "Pen":
        """A cubic Bezier curve to `end` with two control points."""
        return self._relative("c", (first, second, end))

    def smooth(self, *pairs: tuple[Spot, Spot]) -> "Pen":
        """Smooth curves on: (second control point, end) each; the first control mirrors."""
        return self._relative("s", *pairs)

    def quadratic(self, control: Spot, end: Spot) -> "Pen":
        """A quadratic curve to `end`."""
        return self._relative("q", (control, end))

    def arc(self, radius: float, end: Spot, *, large: bool = False, sweep: bool = False) -> "Pen":
        """A part of a circle to `end`."""
        dx, dy = round(end[0]) - self._x, round(end[1]) - self._y
        self._x, self._y = self._x + dx, self._y + dy
        whole = max(1, round(radius))
        return self._add("a", whole, whole, 0, int(large), int(sweep), dx, dy)

    def half_circle(self, end: Spot) -> "Pen":
        """Half a circle to `end`, to the outside of a shape drawn down its left side first.

        Its radius is written as 1: SVG widens an arc that is too small to reach to just half a
        circle, while a rounded radius could be too large and flatten it.
        """
        return self.arc(1, end)

    def close(self) -> "Pen":
        """Back to where this stroke began."""
        self._parts.append("z")
        return self

    def text(self) -> str:
        """The path data."""
        return "".join(self._parts)

    def _relative(self, command: str, *groups: Sequence[Spot]) -> "Pen":
        values: list[float] = []
        for group in groups:
            for x, y in group:
                values += [round(x) - self._x, round(y) - self._y]
            self._x, self._y = round(group[-1][0]), round(group[-1][1])
        return self._add(command, *values)

    def _add(self, command: str, *values: float) -> "Pen":
        self._parts.append(command + numbers(*values))
        return self


def curve(pen: Pen, spots: Sequence[Spot], *, closed: bool = False) -> Pen:
    """A uniform Catmull-Rom curve through `spots`, from where the pen stands: `spots[0]`.

    Written as one `c` and then `s` only: mirrored control points are exact for such a curve.
    """
    count = len(spots)
    if count < 2:
        return pen

    def at(i: int) -> Spot:
        return spots[i % count] if closed else spots[max(0, min(count - 1, i))]

    def control(i: int, sign: int) -> Spot:
        (x, y), before, after = at(i), at(i - 1), at(i + 1)
        return x + sign * (after[0] - before[0]) / 6, y + sign * (after[1] - before[1]) / 6

    steps = count if closed else count - 1
    pen.cubic(control(0, 1), control(1, -1), at(1))
    if steps > 1:
        pen.smooth(*((control(i + 1, -1), at(i + 1)) for i in range(1, steps)))
    return pen


def outline(spots: Sequence[Spot]) -> str:
    """A closed smooth outline through `spots`."""
    return curve(Pen().move(spots[0]), spots, closed=True).close().text()


def circle(centre: Spot, radius: float) -> str:
    """A full circle."""
    (x, y), r = centre, max(1, round(radius))
    left, right = (round(x) - r, y), (round(x) + r, y)
    return Pen().move(left).half_circle(right).half_circle(left).close().text()


def tube(pen: Pen, left: Sequence[Spot], right: Sequence[Spot]) -> Pen:
    """A shape with smooth sides and round ends; both sides run from its start to its end."""
    curve(pen.move(left[0]), left)
    pen.half_circle(right[-1])
    curve(pen, right[::-1])
    return pen.half_circle(left[0]).close()


def hose(pen: Pen, left: Sequence[Spot], right: Sequence[Spot], start: Spot, end: Spot) -> Pen:
    """As a tube, but its ends bulge as far as the control points `start` and `end` pull them."""
    curve(pen.move(left[0]), left)
    pen.quadratic(end, right[-1])
    curve(pen, right[::-1])
    return pen.quadratic(start, left[0]).close()


def normal(start: Spot, end: Spot) -> Spot:
    """The unit normal of the way from `start` to `end`: for a way down, to the left."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy)
    return (-dy / length, dx / length) if length > 1e-6 else (-1.0, 0.0)


def beyond(spots: tuple[Spot, Spot], before: Spot, reach: float) -> Spot:
    """The control point that bulges an end by `reach` (units), away from the spot `before`."""
    (ax, ay), (bx, by) = spots
    x, y = (ax + bx) / 2, (ay + by) / 2
    nx, ny = normal(before, (x, y))
    return x + 2 * reach * ny, y - 2 * reach * nx


def resample(spots: Sequence[Spot], count: int) -> list[Spot]:
    """`count` spots at equal distances along a chain, from its first spot to its last."""
    lengths = [dist(a, b) for a, b in pairwise(spots)]
    total = sum(lengths)
    chain, i, gone = [], 0, 0.0
    for step in range(count):
        goal = total * step / (count - 1)
        while i < len(lengths) - 1 and gone + lengths[i] < goal:
            gone += lengths[i]
            i += 1
        part = min(1.0, (goal - gone) / lengths[i]) if lengths[i] > 1e-9 else 0.0
        (ax, ay), (bx, by) = spots[i], spots[i + 1]
        chain.append((ax + (bx - ax) * part, ay + (by - ay) * part))
    return chain
