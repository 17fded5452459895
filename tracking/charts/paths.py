"""SVG path data in whole pixels and relative steps, which stays short and compresses well."""

from collections.abc import Iterable, Sequence

Pixel = tuple[int, int]


def polyline(pixels: Sequence[Pixel]) -> str:
    """A path through the pixels in relative steps; empty if it never leaves its first one."""
    x, y = pixels[0]
    begin, steps = f"M{x} {y}l", []
    for there in pixels[1:]:
        if there != (x, y):
            steps.append(f"{there[0] - x} {there[1] - y}")
            x, y = there
    return _dense(begin + " ".join(steps)) if steps else ""


def strokes(pixels: Iterable[Pixel], command: str, length: int) -> str:
    """A path of equal strokes ("h" to the right, "v" down), one from each pixel."""
    across, down = (length, 0) if command == "h" else (0, length)
    parts, pen_x, pen_y = [], 0, 0
    for x, y in pixels:
        parts.append(f"m{x - pen_x} {y - pen_y}{command}{length}")
        pen_x, pen_y = x + across, y + down
    return _dense("".join(parts)).replace("m", "M", 1)


def _dense(path: str) -> str:
    """Path data without the blanks that a minus sign makes needless."""
    return path.replace(" -", "-")
