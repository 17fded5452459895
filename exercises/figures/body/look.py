"""How a posed body is seen: what lies over what, what is far, and which faces it shows.

Taken once from the frame that is shown, and kept for every drawing between two key frames: so
all of them have the same paths, with the same commands.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.figures.body.camera import Camera
from exercises.figures.body.head import HeadView, head_view
from exercises.figures.pose.joints import Body
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
    trunk = camera.nearness(_middle(body))
    keys: dict[Part, float] = {"torso": 0, "head": HEAD_BIAS}
    far: set[Part] = set()
    for part, side in LEGS.items():
        leg = body.legs[side]
        depth = sum(camera.nearness(point) for point in (leg.hip, leg.knee, leg.ankle)) / 3
        keys[part] = depth - trunk + _facing(body.pelvis.lat, side, camera) * LEG_BIAS
        if camera.nearness(leg.hip) < camera.nearness(body.origin) - FAR:
            far.add(part)
    for part, side in ARMS.items():
        arm = body.arms[side]
        depth = (
            0.3 * camera.nearness(arm.shoulder)
            + 0.35 * camera.nearness(arm.elbow)
            + 0.35 * camera.nearness(arm.wrist)
        )
        keys[part] = depth - trunk + _facing(body.thorax.lat, side, camera) * ARM_BIAS
    for part in keys:
        keys[part] += bias.get(part, 0)
    return Look(
        tuple(sorted(keys, key=lambda part: keys[part])),
        frozenset(far if shaded is None else shaded),
        frozenset(
            side for side in SIDES if abs(camera.nearness(body.legs[side].foot.lat)) > SIDEWAYS
        ),
        frozenset(side for side in SIDES if _thumb_seen(body, side, camera)),
        frozenset(side for side in SIDES if _reaches(body, side, camera)),
        head_view(body, camera, resting=resting),
    )


def _middle(body: Body) -> Vec:
    return body.origin.towards(body.nodes[8], 0.5)


def _facing(right: Vec, side: Side, camera: Camera) -> int:
    """1 if the body's side faces the camera, -1 if it faces away, 0 if neither."""
    towards = camera.nearness(right) * (1 if side == "r" else -1)
    return 0 if abs(towards) <= FACING else 1 if towards > 0 else -1


def _thumb_seen(body: Body, side: Side, camera: Camera) -> bool:
    hand = body.arms[side].hand
    return abs(camera.nearness(hand.ap)) < THUMB


def _reaches(body: Body, side: Side, camera: Camera) -> bool:
    arm = body.arms[side]
    return camera.nearness(arm.wrist - arm.shoulder) > REACH
