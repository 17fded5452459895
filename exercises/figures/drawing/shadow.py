"""The soft shadow that puts a figure on the ground."""

from math import radians, sin

from exercises.figures.body.camera import Camera
from exercises.figures.body.paths import Pen, Spot
from exercises.figures.body.shapes import Shape
from exercises.figures.pose.joints import Body
from exercises.figures.pose.poses import View
from exercises.figures.pose.skeleton import SIDES, cm
from exercises.figures.pose.vectors import Vec

WIDTH = cm(0.085)
SLIM = cm(0.055)  # seen from above, where a broad one would be a halo round what lies on the floor
STEEP = 30  # degrees of the camera from which on the ground is seen rather than its edge
FLATTEST = 0.16
DROP = 0.6  # seen from above: the share of its height at which a shadow is drawn


def shadow(body: Body, camera: Camera, view: View) -> Shape:
    """One stroke under trunk and legs, so that overlaps do not darken.

    Seen from the side it is drawn as if from above and pressed flat with a matrix; seen from
    above it lies beside the body.
    """
    steep = view.pitch > STEEP
    pen = Pen()
    for chain in chains(body):
        first, *rest = (_dropped(p, camera) if steep else _ground(p, camera) for p in chain)
        pen.move(first).line(*rest)
    width = max(1, round(camera.units(SLIM if steep else WIDTH)))
    if steep:
        return Shape("sh", pen.text(), width=width)
    flat = f"{max(sin(radians(view.pitch)), FLATTEST):.2f}".lstrip("0")
    matrix = f"matrix(1 0 0 {flat} {round(camera.cx)} {round(camera.cy)})"
    return Shape("sh", pen.text(), transform=matrix, width=width)


def chains(body: Body) -> list[tuple[Vec, ...]]:
    """The joints of trunk and legs."""
    legs = (body.legs[side] for side in SIDES)
    trunk = (body.origin, body.nodes[5], body.nodes[8])
    return [trunk, *((leg.hip, leg.knee, leg.ankle, leg.toe) for leg in legs)]


def _ground(point: Vec, camera: Camera) -> Spot:
    """Straight below `point`, seen from above with the picture's right to the right."""
    across = point.x * camera.right.x + point.z * camera.right.z
    near = point.z * camera.right.x - point.x * camera.right.z
    return camera.units(across), camera.units(near)


def _dropped(point: Vec, camera: Camera) -> Spot:
    return camera.flat(Vec(point.x, point.y * DROP, point.z))
