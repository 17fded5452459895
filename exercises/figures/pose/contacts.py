"""Where a body can touch something: named points, each with how far flesh reaches beyond it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from exercises.figures.pose.joints import Body, Section, sections
from exercises.figures.pose.skeleton import (
    HAND_CONTACT,
    HEAD_REACH,
    PELVIS_STATIONS,
    RADII,
    SIDES,
    SPINE_STATIONS,
)
from exercises.figures.pose.vectors import UP, Frame, Vec

FACES = ("front", "back", "r", "l")
_PELVIS = tuple(f"pelvis{i}" for i in range(len(PELVIS_STATIONS)))
_TRUNK = (*_PELVIS, *(f"spine{node}" for node in SPINE_STATIONS))
# Names that stand for several contacts.
GROUPS = {
    "torso": tuple(f"{name}_{face}" for name in _TRUNK for face in FACES),
    "seat": tuple(f"{name}_{face}" for name in _PELVIS[:3] for face in FACES),
}
CONTACTS = frozenset(
    ("head", *(f"{part}_{side}" for part in RADII for side in SIDES), *GROUPS["torso"])
)


@dataclass(frozen=True, slots=True)
class Contact:
    """One point of a body that can touch: its centre, and the flesh around it (cm)."""

    name: str
    point: Vec
    radius: float

    @property
    def low(self) -> float:
        """The height of its lowest point, cm."""
        return self.point.y - self.radius


def contacts(body: Body) -> dict[str, Contact]:
    """All contacts of `body` by name; groups such as `torso` are not among them."""
    points = [Contact("head", body.head_centre, _reach_down(body.head))]
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        palm = arm.wrist - arm.hand.up * HAND_CONTACT
        joints = {
            "knee": leg.knee, "ankle": leg.ankle, "heel": leg.heel, "ball": leg.ball,
            "toe": leg.toe, "elbow": arm.elbow, "wrist": arm.wrist, "hand": palm,
        }  # fmt: skip
        points += [Contact(f"{part}_{side}", joint, RADII[part]) for part, joint in joints.items()]
    for name, section in zip(_TRUNK, sections(body), strict=True):
        points += _around(name, section)
    return {contact.name: contact for contact in points}


def _reach_down(head: Frame) -> float:
    """How far a head reaches below its centre: it is longer and deeper than wide."""
    down = head.of(-UP)
    front, back, height, half = HEAD_REACH
    return hypot((front if down.x > 0 else back) * down.x, height * down.y, half * down.z)


def _around(name: str, section: Section) -> Iterable[Contact]:
    centre, frame, station = section
    ways = {
        "front": frame.ap * station.front,
        "back": frame.ap * -station.back,
        "r": frame.lat * station.half,
        "l": frame.lat * -station.half,
    }
    return [Contact(f"{name}_{face}", centre + way, 0) for face, way in ways.items()]


def members(names: Iterable[str]) -> tuple[str, ...]:
    """The contacts that `names` stand for: a group becomes all of its own."""
    return tuple(contact for name in names for contact in GROUPS.get(name, (name,)))
