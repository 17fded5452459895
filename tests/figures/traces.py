"""Where path data goes: its relative commands added up to places in the drawing's box."""

import re
from collections.abc import Iterator

Spot = tuple[int, int]
COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
SIZES = {"M": 2, "l": 2, "c": 6, "s": 4, "q": 4, "a": 7, "z": 0}


def pieces(d: str) -> Iterator[tuple[str, list[Spot]]]:
    """Each piece: its command, then control points and end as places. Fails on anything else."""
    x = y = 0
    begun = (0, 0)
    for name, text in COMMAND.findall(d):
        values = [int(number) for number in re.findall(r"-?\d+", text)]
        assert not re.search(r"[^-\d ]", text), text
        size = SIZES[name]
        assert len(values) % size == 0 if size else not values, (name, text)
        if name == "z":
            x, y = begun
        if name == "M":
            x = y = 0
        for i in range(0, len(values), size or 1):
            part = values[i : i + size]
            flat = part[-2:] if name == "a" else part
            spots = [(x + dx, y + dy) for dx, dy in zip(flat[::2], flat[1::2], strict=True)]
            x, y = spots[-1]
            begun = spots[-1] if name == "M" else begun
            yield name, spots


def ends(d: str) -> Iterator[Spot]:
    """Where a path passes: the end of each of its pieces."""
    for _, spots in pieces(d):
        yield spots[-1]


def controls(d: str) -> Iterator[Spot]:
    """What pulls at its curves: they never leave the hull of ends and control points."""
    for _, spots in pieces(d):
        yield from spots[:-1]
