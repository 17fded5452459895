"""SVG path data in whole pixels and relative steps, which stays short and compresses well."""

from collections.abc import Sequence
from itertools import pairwise

Pixel = tuple[int, int]


def polyline(pixels: Sequence[Pixel]) -> str:
    """A path through the pixels in relative steps; empty if it never leaves its first one."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(pixels)]
    moved = [number for step in steps if step != (0, 0) for number in step]
    return f"M{_numbers(pixels[0])}l{_numbers(moved)}" if moved else ""


def strokes(pixels: Sequence[Pixel], command: str, length: int) -> str:
    """A path of equal strokes ("h" to the right, "v" down), one from each pixel."""
    path, pen = "", (0, 0)
    for x, y in pixels:
        move = _numbers((x - pen[0], y - pen[1])) if path else _numbers((x, y))
        path += f"{'m' if path else 'M'}{move}{command}{length}"
        pen = (x + length, y) if command == "h" else (x, y + length)
    return path


def _numbers(values: Sequence[int]) -> str:
    """Numbers as path data, without the blanks that a minus sign makes needless."""
    return " ".join(map(str, values)).replace(" -", "-")
