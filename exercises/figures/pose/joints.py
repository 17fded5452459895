"""A solved body: where every joint is, and how every segment is turned."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from exercises.figures.pose.skeleton import (
    HALF_HIPS,
    SIGN,
    SPINE_STATIONS,
    Side,
    Station,
    pelvis_stations,
    station_at,
)
from exercises.figures.pose.vectors import Frame, Vec

Section = tuple[Vec, Frame, Station]  # of the trunk: its centre (cm), how it is turned, its size


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
    build: float = 1.0  # how many times as wide as the plain figure
    firm: float = 0.0  # how tight the buttock is that the pose marks, 0..1


def hip_of(body: Body, side: Side) -> Vec:
    """The centre of a hip joint, cm."""
    return body.origin + body.pelvis.lat * (SIGN[side] * HALF_HIPS)


def sections(body: Body) -> list[Section]:
    """The cross-sections of the trunk from the seat to the base of the neck."""
    pelvis = [
        (body.origin + body.pelvis.up * height, body.pelvis, station)
        for height, station in pelvis_stations(body.build)
    ]
    spine = [
        (body.nodes[node], body.links[node], station_at(node, body.belly, body.ribs, body.build))
        for node in SPINE_STATIONS
    ]
    return pelvis + spine


def move(body: Body, shift: Vec) -> Body:
    """The whole body, `shift` (cm) away."""
    legs = {side: _moved_leg(leg, shift) for side, leg in body.legs.items()}
    arms = {side: _moved_arm(arm, shift) for side, arm in body.arms.items()}
    return replace(
        body,
        origin=body.origin + shift,
        nodes=tuple(node + shift for node in body.nodes),
        head_centre=body.head_centre + shift,
        legs=legs,
        arms=arms,
    )


def _moved_leg(leg: Leg, by: Vec) -> Leg:
    return Leg(
        leg.hip + by, leg.knee + by, leg.ankle + by, leg.heel + by, leg.ball + by, leg.toe + by,
        leg.thigh, leg.shank, leg.foot,
    )  # fmt: skip


def _moved_arm(arm: Arm, by: Vec) -> Arm:
    return Arm(
        arm.shoulder + by, arm.elbow + by, arm.wrist + by, arm.fingertip + by,
        arm.upper, arm.fore, arm.hand,
    )  # fmt: skip
