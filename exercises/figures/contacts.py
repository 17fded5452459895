"""Where a body can touch something: named points, each with how far flesh reaches beyond it."""

from collections.abc import Iterable
from dataclasses import dataclass

from exercises.figures.body import Body
from exercises.figures.skeleton import (
    HAND_CONTACT,
    PELVIS_STATIONS,
    RADII,
    SIDES,
    SPINE_STATIONS,
    Station,
    breathed,
)
from exercises.figures.vectors import Frame, Vec

FACES = ("front", "back", "r", "l")
_LIMBS = tuple(f"{part}_{side}" for part in RADII if part != "head" for side in SIDES)
_PELVIS = tuple(f"pelvis{i}_{face}" for i in range(len(PELVIS_STATIONS)) for face in FACES)
_SPINE = tuple(f"spine{node}_{face}" for node in SPINE_STATIONS for face in FACES)
GROUPS = {"torso": (*_PELVIS, *_SPINE), "seat": tuple(one for one in _PELVIS if one[6] != "3")}
CONTACTS = frozenset((*_LIMBS, "head", *_PELVIS, *_SPINE, *GROUPS))


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
    found = [Contact("head", body.head_centre, RADII["head"])]
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        palm = arm.wrist - arm.hand.up * HAND_CONTACT
        points = {
            "knee": leg.knee, "ankle": leg.ankle, "heel": leg.heel, "ball": leg.ball,
            "toe": leg.toe, "elbow": arm.elbow, "wrist": arm.wrist, "hand": palm,
        }  # fmt: skip
        found += [Contact(f"{part}_{side}", point, RADII[part]) for part, point in points.items()]
    for i, (height, section) in enumerate(PELVIS_STATIONS):
        centre = body.origin + body.pelvis.up * height
        found += _around(f"pelvis{i}", centre, body.pelvis, section)
    for node in SPINE_STATIONS:
        section = breathed(node, body.belly, body.ribs)
        found += _around(f"spine{node}", body.nodes[node], body.links[node], section)
    return {contact.name: contact for contact in found}


def _around(name: str, centre: Vec, frame: Frame, section: Station) -> Iterable[Contact]:
    ways = {
        "front": frame.ap * section.front,
        "back": frame.ap * -section.back,
        "r": frame.lat * section.half,
        "l": frame.lat * -section.half,
    }
    return [Contact(f"{name}_{face}", centre + way, 0) for face, way in ways.items()]


def members(names: Iterable[str]) -> tuple[str, ...]:
    """The contacts that `names` stand for: a group becomes all of its own."""
    return tuple(one for name in names for one in GROUPS.get(name, (name,)))
