"""A key frame ready to be drawn: its bodies, the one camera for all of them, and the look."""

from collections.abc import Iterable
from dataclasses import dataclass

from exercises.figures.body import Body
from exercises.figures.camera import BOX, Camera, camera_for
from exercises.figures.look import Look, look_of
from exercises.figures.poses import Pose
from exercises.figures.props import points_of
from exercises.figures.skeleton import RADII, cm
from exercises.figures.solving import bodies as solved
from exercises.figures.torso import sections
from exercises.figures.vectors import ORIGIN, Vec

# How far the drawing reaches round each joint, cm.
BALLS = {
    "hip": cm(0.06), "knee": RADII["knee"], "ankle": RADII["ankle"], "heel": RADII["heel"],
    "ball": RADII["ball"], "toe": cm(0.0135), "shoulder": cm(0.032), "elbow": RADII["elbow"],
    "wrist": RADII["wrist"], "fingertip": RADII["hand"],
}  # fmt: skip
SKULL = cm(0.073)


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


def scene_of(pose: Pose, frame: int | None = None, box: tuple[int, int] = BOX) -> Scene:
    """The scene of a key frame (None: the one that is shown), in a picture of `box` units."""
    bodies = solved(pose)
    index = (pose.show if frame is None else frame) % len(bodies)
    camera = camera_of(pose, bodies, box)
    look = look_of(bodies[index], camera, pose.frames[index].order, pose.far)
    return Scene(pose, index, bodies, camera, look)


def camera_of(pose: Pose, bodies: Iterable[Body], box: tuple[int, int] = BOX) -> Camera:
    """One camera for all key frames, that sees every body and every prop."""
    plain = camera_for(pose.view, [ORIGIN])
    points = [point for body in bodies for point in outermost(body, plain)]
    points += [point for prop in pose.props for point in points_of(prop)]
    return camera_for(pose.view, points, box)


def outermost(body: Body, camera: Camera) -> list[Vec]:
    """Points (cm) round the body as this camera sees it: none of it lies outside of them."""
    limbs = [*body.legs.values(), *body.arms.values()]
    balls = [
        (getattr(limb, name), radius)
        for limb in limbs
        for name, radius in BALLS.items()
        if hasattr(limb, name)
    ]
    balls.append((body.head_centre, SKULL))
    points = [
        centre + way * radius
        for centre, radius in balls
        for way in (camera.right, -camera.right, camera.up, -camera.up)
    ]
    for centre, frame, station in sections(body):
        points += [centre + frame.ap * station.front, centre - frame.ap * station.back]
        points += [centre + frame.lat * station.half, centre - frame.lat * station.half]
    return points
