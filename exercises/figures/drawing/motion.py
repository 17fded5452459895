"""The movement from key frame to key frame as numbers, for a player that redraws paths.

Each sample is a whole drawing with the same paths and commands, so a player only has to put
numbers between two samples in between. Positions are ease by the player, not here.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from exercises.figures.body.camera import BOX
from exercises.figures.body.shapes import Shape
from exercises.figures.drawing.scene import scene_of
from exercises.figures.drawing.svg import moving_shapes
from exercises.figures.pose.between import between
from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import Pose, Rhythm

SAMPLES = 8  # steps between two key frames
NUMBER = re.compile(r"-?\d+")
# Seconds there, hold, back and rest. Ours: slow enough to follow along.
TIMES: dict[Rhythm, tuple[float, float, float, float]] = {
    "stretch": (2.4, 3.0, 2.4, 1.0),
    "strength": (1.2, 0.6, 1.6, 0.4),
    "breath": (4.0, 0.0, 6.0, 0.0),
    "walk": (2.4, 0.0, 0.0, 0.0),  # on and on: nobody walks backwards
}


def motion(pose: Pose, *, mirrored: bool = False) -> dict[str, Any]:
    """What a player needs, as JSON: paths with `#` for each number, and the numbers.

    `values` holds the first sample, then differences from one sample to the next; `stops` the
    sample of each key frame, for `walk` also that of the way back to the first. Seconds are those
    of `TIMES`, spread over the ways between frames.
    """
    scene = scene_of(pose)
    keys = scene.bodies + (scene.bodies[:1] if pose.rhythm == "walk" else ())
    samples = [moving_shapes(scene, body) for body in _samples(keys)]
    there, hold, back, rest = TIMES[pose.rhythm or "stretch"]
    ways = len(keys) - 1
    share = max(ways, 1)
    return {
        "paths": list(map(_path, samples[0])),
        "values": _values(list(map(_numbers, samples))),
        "stops": list(range(0, len(keys) * SAMPLES, SAMPLES)),
        "seconds": [there / share] * ways,
        "back": [back / share] * ways,
        "holds": [rest, *[hold / share] * ways],
        "transform": f"translate({BOX[0]} 0) scale(-1 1)" if mirrored else "",
    }


def _samples(bodies: tuple[Body, ...]) -> Iterator[Body]:
    yield bodies[0]
    for a, b in pairwise(bodies):
        for step in range(1, SAMPLES):
            yield between(a, b, step / SAMPLES)
        yield b


def _numbers(sample: list[Shape]) -> list[int]:
    """The numbers of all paths, in the order in which they stand."""
    return [int(number) for shape in sample for number in NUMBER.findall(shape.d)]


def _values(rows: list[list[int]]) -> list[list[int]]:
    """The first row, then what changes from each row to the next."""
    values = rows[:1]
    for before, after in pairwise(rows):
        values.append([b - a for a, b in zip(before, after, strict=True)])
    return values


def _path(shape: Shape) -> dict[str, str | int]:
    path: dict[str, str | int] = {"class": shape.classes, "d": NUMBER.sub(" #", shape.d)}
    if shape.transform:
        path["transform"] = shape.transform
    if shape.width:
        path["width"] = shape.width
    return path
