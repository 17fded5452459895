"""Lengths, shapes and ranges of the one skeleton that all figures share.

Lengths are fractions of stature. Source of the segments: Drillis & Contini (1966), as tabulated
by Winter, Biomechanics and Motor Control of Human Movement; offsets between joint centres are
rounded from published lower-limb models. The outline of the body is our own drawing.
"""

from dataclasses import dataclass
from typing import Final, Literal

Side = Literal["r", "l"]
SIDES: Final[tuple[Side, Side]] = ("r", "l")
SIGN: Final[dict[Side, int]] = {"r": 1, "l": -1}
SIDE_NAMES: Final[dict[Side, Literal["right", "left"]]] = {"r": "right", "l": "left"}

STATURE: Final = 170.0  # cm


def cm(fraction: float) -> float:
    """A fraction of stature in centimetres."""
    return fraction * STATURE


THIGH: Final = cm(0.245)
SHANK: Final = cm(0.246)
ANKLE_HEIGHT: Final = cm(0.039)
UPPER_ARM: Final = cm(0.186)
FOREARM: Final = cm(0.146)
HAND: Final = cm(0.108)
HEAD: Final = cm(0.130)
HALF_HIPS: Final = cm(0.047)

LUMBAR, THORAX, NECK = 5, 4, 2  # links of the spine, from L5/S1 upwards
LINKS: Final = (cm(0.021),) * LUMBAR + (cm(0.0345),) * THORAX + (cm(0.026),) * NECK
# The standing S-curve: how far each link leans forward, degrees.
REST: Final = (12, 7, 0, -6, -10, -12, -6, 4, 12, 13, 5)
L5_S1: Final = (cm(-0.017), cm(0.082), 0.0)  # from the midpoint of the hip centres
HEAD_CENTRE: Final = (cm(0.020), cm(0.060), 0.0)  # from the skull base, in the head's frame

HEEL: Final = (cm(-0.030), cm(-0.020), 0.0)  # from the ankle, in the foot's frame
BALL: Final = (cm(0.076), cm(-0.0265), 0.0)
TOES: Final = cm(0.034)
FLOOR_ANKLE: Final = 4.6  # cm above the floor, with the shin laid down
LAID_FOOT: Final = 21.0  # degrees below the horizontal

# How far flesh reaches beyond a joint's centre, where it can touch something.
RADII: Final = {
    "knee": cm(0.034),
    "ankle": cm(0.022),
    "heel": cm(0.019),
    "ball": cm(0.0125),
    "toe": cm(0.0105),
    "elbow": cm(0.022),
    "wrist": cm(0.016),
    "hand": cm(0.013),
}
HEAD_REACH: Final = (cm(0.056), cm(0.064), cm(0.068), cm(0.050))  # to front, back, top, a side
HAND_CONTACT: Final = cm(0.052)  # from the wrist


@dataclass(frozen=True, slots=True)
class Station:
    """One cross-section of the trunk: reach to the front, to the back and to each side, cm."""

    front: float
    back: float
    half: float


def _station(front: float, back: float, half: float) -> Station:
    return Station(cm(front), cm(back), cm(half))


# Height above the hip centres in the pelvis' frame -> the section there.
PELVIS_STATIONS: Final = (
    (cm(-0.052), _station(0.030, 0.040, 0.060)),
    (cm(-0.030), _station(0.052, 0.068, 0.090)),
    (cm(0.0), _station(0.060, 0.079, 0.100)),
    (cm(0.040), _station(0.063, 0.062, 0.096)),
)
# Node of the spine -> the section there.
SPINE_STATIONS: Final = {
    0: _station(0.073, 0.053, 0.089),
    2: _station(0.080, 0.043, 0.079),
    4: _station(0.080, 0.043, 0.078),
    5: _station(0.082, 0.046, 0.083),
    6: _station(0.087, 0.049, 0.091),
    7: _station(0.086, 0.051, 0.100),
    8: _station(0.067, 0.047, 0.104),
    9: _station(0.036, 0.036, 0.056),
}
BELLY_SHARE: Final = {0: 0.8, 2: 1.0, 4: 0.9, 5: 0.45}  # of `belly` at each node
RIBS_SHARE: Final = {4: 0.6, 5: 1.0, 6: 1.0, 7: 0.5}  # of `ribs` at each node


# How much of a broad build each section takes: of the pelvis from below, and of the spine.
PELVIS_BUILD: Final = (0.8, 1.0, 1.0, 1.3)
BACK_SHARE: Final = 0.2  # of that at the back: flesh there lies flat
SPINE_BUILD: Final = {0: 1.5, 2: 1.7, 4: 1.6, 5: 1.3, 6: 1.0, 7: 0.8, 8: 0.7, 9: 0.5}


def _built(still: Station, build: float, share: float) -> Station:
    extra = (build - 1) * share
    wide, deep = 1 + extra, 1 + extra * BACK_SHARE
    return Station(still.front * wide, still.back * deep, still.half * wide)


def pelvis_stations(build: float) -> tuple[tuple[float, Station], ...]:
    """As `PELVIS_STATIONS`, for a person of this build (1 is the plain figure)."""
    return tuple(
        (height, _built(still, build, share))
        for (height, still), share in zip(PELVIS_STATIONS, PELVIS_BUILD, strict=True)
    )


def station_at(node: int, belly: float, ribs: float, build: float = 1.0) -> Station:
    """The section at a node with `belly` cm more in front and `ribs` cm more to either side."""
    still = _built(SPINE_STATIONS[node], build, SPINE_BUILD[node])
    front = still.front + belly * BELLY_SHARE.get(node, 0)
    return Station(front, still.back, still.half + ribs * RIBS_SHARE.get(node, 0))


Bounds = tuple[float, float]
# What a joint may do, degrees.
RANGES: Final[dict[str, dict[str, Bounds]]] = {
    "pelvis": {
        "pitch": (-130, 130),
        "roll": (-180, 180),
        "turn": (-180, 180),
        "spin": (-180, 180),
    },
    "leg": {
        "hip": (-30, 130),
        "abd": (-25, 60),
        "rot": (-45, 60),
        "knee": (0, 150),
        "ankle": (-70, 25),
        "invert": (-30, 30),
    },
    "arm": {
        "shoulder": (-60, 185),
        "abd": (-45, 180),
        "rot": (-90, 90),
        "elbow": (0, 150),
        "wrist": (-80, 90),
    },
}
# Part of the spine -> bounds of flexion, side bend and twist over the whole part.
SPINE_RANGES: Final[dict[str, tuple[Bounds, Bounds, Bounds]]] = {
    "lumbar": ((-35, 50), (-25, 25), (-10, 10)),
    "thorax": ((-35, 45), (-25, 25), (-40, 40)),
    "neck": ((-45, 45), (-45, 45), (-45, 45)),
}
HEAD_RANGE: Final[Bounds] = (-25, 25)
BELLY_RANGE: Final[Bounds] = (0, 6)
RIBS_RANGE: Final[Bounds] = (0, 4)
