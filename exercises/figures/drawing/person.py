"""The person, put together from its parts."""

from collections.abc import Sequence

from exercises.figures.body.band import band_shapes, bone_shapes, glute_shape, vertebrae
from exercises.figures.body.camera import Camera
from exercises.figures.body.extremities import arm_shapes, foot_shape
from exercises.figures.body.head import head_shapes, nape_shapes
from exercises.figures.body.limbs import edge_shape, leg_shape
from exercises.figures.body.look import ARMS, LEGS, Look
from exercises.figures.body.shapes import Shape
from exercises.figures.body.torso import torso_shapes
from exercises.figures.drawing.props import prop_shapes, through_shapes
from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import Footwear, Part, Pose
from exercises.figures.pose.skeleton import Side

FOOTWEAR: dict[Footwear, str] = {"bare": "sk", "sock": "tp", "shoe": "so"}  # class of a foot


def figure_shapes(body: Body, camera: Camera, look: Look, pose: Pose) -> list[Shape]:
    """The person, back to front, with the psoas and bones of the pose's side.

    They are seen through trunk and leg, so they come right after both; the near arm hides them
    unless the pose says otherwise.
    """
    last = look.order[-1] if pose.xray_over else _seen_through(look, pose.psoas_sides)
    shapes: list[Shape] = []
    for part in look.order:
        shapes += _part(part, body, camera, look, pose)
        shapes += _held_shapes(part, body, camera, pose)
        if part == last:
            shapes += _xray(body, pose.psoas_sides, camera, look)
            shapes += [shape for prop in pose.props for shape in through_shapes(prop, camera)]
        if pose.glute and part == f"leg_{pose.glute}":
            shapes.append(glute_shape(body, pose.glute, camera))
    return shapes


def _seen_through(look: Look, sides: Sequence[Side]) -> Part:
    """The nearest of the parts through which the psoas of `sides` is seen."""
    through: list[Part] = ["torso", *(_LEG[side] for side in sides)]
    return max(through, key=look.order.index)


def _held_shapes(part: Part, body: Body, camera: Camera, pose: Pose) -> list[Shape]:
    """The props that are painted right after a part of the body."""
    props = [prop for prop in pose.props if prop.over == part]
    return [shape for prop in props for shape in prop_shapes(prop, camera, body)]


def _xray(body: Body, sides: Sequence[Side], camera: Camera, look: Look) -> list[Shape]:
    """Bones first, then the bands, of the far side before the near one."""
    if not sides:
        return []
    ordered = sorted(sides, key=lambda side: look.order.index(_LEG[side]))
    bones = [shape for side in ordered for shape in bone_shapes(body, side, camera)]
    bands = [shape for side in ordered for shape in band_shapes(body, side, camera)]
    return [*bones, vertebrae(body, camera), *bands]


_LEG: dict[Side, Part] = {side: part for part, side in LEGS.items()}


def _upper_leg(look: Look) -> Part:
    return max(LEGS, key=look.order.index)


def _part(part: Part, body: Body, camera: Camera, look: Look, pose: Pose) -> list[Shape]:
    if part in LEGS:
        side = LEGS[part]
        leg, tone = body.legs[side], " f" if part in look.far else ""
        worn = FOOTWEAR[pose.feet.get(side, "bare")]
        foot = foot_shape(leg, camera, worn, sideways=side in look.side_feet)
        edge = [edge_shape(leg, camera, body.build)] if part == _upper_leg(look) else []
        return [foot, *edge, leg_shape(leg, camera, tone, body.build)]
    if part in ARMS:
        side = ARMS[part]
        return arm_shapes(
            body, side, camera,
            long=pose.person.long_sleeves, thumb=side in look.thumbs,
            forearm_over=side in look.forearms,
        )  # fmt: skip
    if part == "head":
        return head_shapes(body, camera, look.head, pose.person.hair)
    return [
        *nape_shapes(body, camera, look.head, pose.person.hair),
        *torso_shapes(body, camera, pose.person),
    ]
