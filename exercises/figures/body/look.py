"""How a posed body is seen: what lies over what, what is far, and which faces it shows.

Taken once from the frame that is shown, and kept for every drawing between two key frames: so
all of them have the same paths, with the same commands.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.figures.body.camera import Camera
from exercises.figures.body.head import HeadView, head_view
from exercises.figures.pose.joints import Arm, Body, Leg
from exercises.figures.pose.poses import Part
from exercises.figures.pose.skeleton import SIDES, Side
from exercises.figures.pose.vectors import Vec

LEGS: dict[Part, Side] = {"leg_r": "r", "leg_l": "l"}
ARMS: dict[Part, Side] = {"arm_r": "r", "arm_l": "l"}

HEAD_BIAS = 0.5  # cm nearer than the trunk
LEG_BIAS, ARM_BIAS = 14, 18  # cm, for the side that faces the camera
FACING = 0.35  # from here on a side faces the camera; 1 is full
FAR = 3  # cm behind the trunk
SIDEWAYS = 0.55  # from here on a foot is seen from the side
REACH = 12  # cm, from which on a forearm is painted over its sleeve
THUMB = 0.85  # up to here a thumb stands out from its hand; 1 is straight to the camera


@dataclass(frozen=True, slots=True)
class Look:
    """What stays as it is while a body moves. `order` runs from far to near."""

    order: tuple[Part, ...]
    far: frozenset[Part]
    side_feet: frozenset[Side]
    thumbs: frozenset[Side]
    forearms: frozenset[Side]  # that reach towards us, over their own sleeve
    head: HeadView


def look_of(
    body: Body, camera: Camera, bias: Mapping[str, float],
    shaded: tuple[Part, ...] | None = None, *, resting: bool = False,
) -> Look:  # fmt: skip
    """The look of `body`; `bias` (cm) of a frame brings single parts nearer.

    `shaded` names the far legs where it is not for the camera to say. Who is
    `resting` shuts the eyes in lying.
    """
    trunk = camera.nearness(body.origin.towards(body.nodes[8], 0.5))
    depths: dict[Part, float] = {"torso": 0, "head": HEAD_BIAS}
    for part, side in LEGS.items():
        facing = _facing(body.pelvis.lat, side, camera) * LEG_BIAS
        depths[part] = _leg_depth(body.legs[side], camera) - trunk + facing
    for part, side in ARMS.items():
        facing = _facing(body.thorax.lat, side, camera) * ARM_BIAS
        depths[part] = _arm_depth(body.arms[side], camera) - trunk + facing
    for part in depths:
        depths[part] += bias.get(part, 0)
    order = tuple(sorted(depths, key=lambda part: depths[part]))
    far = _far_legs(body, camera) if shaded is None else frozenset(shaded)
    side_feet = frozenset(side for side in SIDES if _is_sideways(body, side, camera))
    thumbs = frozenset(side for side in SIDES if _thumb_seen(body, side, camera))
    forearms = frozenset(side for side in SIDES if _reaches(body, side, camera))
    head = head_view(body, camera, resting=resting)
    return Look(order, far, side_feet, thumbs, forearms, head)


def _leg_depth(leg: Leg, camera: Camera) -> float:
    return sum(map(camera.nearness, (leg.hip, leg.knee, leg.ankle))) / 3


def _arm_depth(arm: Arm, camera: Camera) -> float:
    return (
        0.3 * camera.nearness(arm.shoulder)
        + 0.35 * camera.nearness(arm.elbow)
        + 0.35 * camera.nearness(arm.wrist)
    )


def _far_legs(body: Body, camera: Camera) -> frozenset[Part]:
    """The legs whose hip lies notably behind the middle of the pelvis."""
    limit = camera.nearness(body.origin) - FAR
    return frozenset(
        part for part, side in LEGS.items() if camera.nearness(body.legs[side].hip) < limit
    )


def _facing(right: Vec, side: Side, camera: Camera) -> int:
    """1 if the body's side faces the camera, -1 if it faces away, 0 if neither."""
    towards = camera.nearness(right) * (1 if side == "r" else -1)
    if abs(towards) <= FACING:
        return 0
    return 1 if towards > 0 else -1


def _is_sideways(body: Body, side: Side, camera: Camera) -> bool:
    return abs(camera.nearness(body.legs[side].foot.lat)) > SIDEWAYS


def _thumb_seen(body: Body, side: Side, camera: Camera) -> bool:
    hand = body.arms[side].hand
    return abs(camera.nearness(hand.ap)) < THUMB


def _reaches(body: Body, side: Side, camera: Camera) -> bool:
    arm = body.arms[side]
    return camera.nearness(arm.wrist - arm.shoulder) > REACH
