"""A solved body: where every joint is, and how every segment is turned."""

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.figures.skeleton import Side
from exercises.figures.vectors import Frame, Vec


@dataclass(frozen=True, slots=True)
class Leg:
    """Joint centres (cm) and segment frames. A segment's `up` points to its upper end."""

    hip: Vec
    knee: Vec
    ankle: Vec
    heel: Vec
    ball: Vec
    toe: Vec
    thigh: Frame
    shank: Frame
    foot: Frame


@dataclass(frozen=True, slots=True)
class Arm:
    """Joint centres (cm) and segment frames; the thumb is on the `ap` side of the hand."""

    shoulder: Vec
    elbow: Vec
    wrist: Vec
    fingertip: Vec
    upper: Frame
    fore: Frame
    hand: Frame


@dataclass(frozen=True, slots=True)
class Body:
    """One posed skeleton.

    `nodes` are the 12 points of the spine, 0 = L5/S1, 5 = T12/L1, 9 = C7/T1, 11 = skull base.
    `links` are the frames of the sections at those nodes, tilted with the curve of the spine.
    """

    origin: Vec
    pelvis: Frame
    nodes: tuple[Vec, ...]
    links: tuple[Frame, ...]
    thorax: Frame
    head_centre: Vec
    head: Frame
    legs: Mapping[Side, Leg]
    arms: Mapping[Side, Arm]
    belly: float
    ribs: float
