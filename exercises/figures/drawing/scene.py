"""A key frame ready to be drawn: its bodies, the one camera for all of them, and the look."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from exercises.figures.body.camera import Camera, camera_for
from exercises.figures.body.hair import REACH
from exercises.figures.body.look import Look, look_of
from exercises.figures.drawing.props import points_of
from exercises.figures.pose.joints import Body, sections
from exercises.figures.pose.poses import Pose
from exercises.figures.pose.skeleton import RADII, cm
from exercises.figures.pose.solving import bodies as solved
from exercises.figures.pose.vectors import ORIGIN, Vec

# How far the drawing reaches round each joint, cm.
BALLS = {
    "hip": cm(0.06), "knee": RADII["knee"], "ankle": RADII["ankle"], "heel": RADII["heel"],
    "ball": RADII["ball"], "toe": cm(0.0135), "shoulder": cm(0.032), "elbow": RADII["elbow"],
    "wrist": RADII["wrist"], "fingertip": RADII["hand"],
}  # fmt: skip


NEAREST = 8.0  # units per cm


@dataclass(frozen=True, slots=True)
class Scene:
    """One key frame of a pose, ready to be drawn: with it, any body between the frames is."""

    pose: Pose
    frame: int
    bodies: tuple[Body, ...]
    camera: Camera
    look: Look

    @property
    def body(self) -> Body:
        """The body of the key frame."""
        return self.bodies[self.frame]


def scene_of(pose: Pose, frame: int | None = None, small: tuple[int, int] | None = None) -> Scene:
    """The scene of a key frame (None: the one that is shown).

    `small` is the box of a thumbnail: its camera goes as near as that frame alone allows.
    """
    bodies = solved(pose)
    index = (pose.show if frame is None else frame) % len(bodies)
    camera = close_up(pose, bodies[index], small) if small else camera_of(pose, bodies)
    order = pose.frames[index].order
    look = look_of(bodies[index], camera, order, pose.far, resting=pose.is_restful)
    return Scene(pose, index, bodies, camera, look)


def camera_of(pose: Pose, bodies: Iterable[Body]) -> Camera:
    """One camera for all key frames, that sees every body and every prop."""
    points = [point for body in bodies for point in _seen(pose, body)]
    points += [point for prop in pose.props for point in points_of(prop)]
    return camera_for(pose.view, points)


def close_up(pose: Pose, body: Body, box: tuple[int, int]) -> Camera:
    """The camera of a small picture of one body: a mat or a wall may run out of it."""
    points = _seen(pose, body)
    for prop in pose.props:
        points += points_of(prop) if prop.kind not in ("mat", "wall") else []
    return camera_for(replace(pose.view, max=NEAREST), points, box)


def _seen(pose: Pose, body: Body) -> list[Vec]:
    plain = camera_for(pose.view, [ORIGIN])
    return outermost(body, plain, REACH[pose.person.hair])


def outermost(body: Body, camera: Camera, head: float) -> list[Vec]:
    """Points (cm) round the body as this camera sees it: none of it lies outside of them.

    `head` is how far the head reaches from its middle, with its hair.
    """
    limbs = [*body.legs.values(), *body.arms.values()]
    balls = [
        (getattr(limb, name), radius * body.build)
        for limb in limbs
        for name, radius in BALLS.items()
        if hasattr(limb, name)
    ]
    balls.append((body.head_centre, head))
    ways = (camera.right, -camera.right, camera.up, -camera.up)
    points = [centre + way * radius for centre, radius in balls for way in ways]
    for centre, frame, station in sections(body):
        points += [centre + frame.ap * station.front, centre - frame.ap * station.back]
        points += [centre + frame.lat * station.half, centre - frame.lat * station.half]
    return points
