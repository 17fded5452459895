"""What a pose file says, once read: the shapes between the file and the solved body."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from exercises.figures.pose.people import PLAIN, Person
from exercises.figures.pose.skeleton import SIDE_NAMES, SIDES, Side
from exercises.figures.pose.vectors import Vec

Part = Literal["torso", "head", "leg_r", "leg_l", "arm_r", "arm_l"]
PropKind = Literal[
    "mat", "step", "table", "chair", "wall", "pillow", "roller", "ball", "loop", "strap", "weight",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PelvisPose:
    """Orientation of the pelvis, degrees: lean forward, top to the right, to the left (twice)."""

    pitch: float = 0
    roll: float = 0
    turn: float = 0
    spin: float = 0


@dataclass(frozen=True, slots=True)
class Bend:
    """Of one part of the spine, over all its links: flexion, bend to the right, twist left."""

    flexion: float = 0
    side: float = 0
    twist: float = 0


@dataclass(frozen=True, slots=True)
class Target:
    """Where an ankle or wrist goes: a point of the world, or a named spot plus `by` (cm).

    `z` None (only with a point): below the hip. `at` names a spot, with its side.
    """

    at: str = ""
    x: float = 0
    y: float = 0
    z: float | None = None


@dataclass(frozen=True, slots=True)
class LegPose:
    """One leg: joint angles, and what is solved instead of them."""

    hip: float = 0
    abd: float = 0
    rot: float = 0
    knee: float = 0
    ankle: float = 0
    invert: float = 0
    foot: Target | None = None
    sole: Literal["", "flat", "tiptoe"] = ""
    toe_out: float = 6
    pole: Vec | None = None
    toes: Vec | None = None
    floor_shank: bool = False


@dataclass(frozen=True, slots=True)
class ArmPose:
    """One arm: joint angles, and what is solved instead of them."""

    shoulder: float = 0
    abd: float = 0
    rot: float = 0
    elbow: float = 0
    wrist: float = 0
    hand: Target | None = None
    pole: Vec | None = None
    fingers: Vec | None = None
    palm: Vec | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """How the body is put on its support: the lowest of the contacts `at` at height `y - sink`.

    Empty `at`: all contacts but those of solved limbs. `height` sets the hip centres' height
    instead. `x` and `z` are the pelvis', or those of the contact `of`.
    """

    at: tuple[str, ...] = ()
    y: float = 0
    sink: float = 0
    height: float | None = None
    x: float | None = None
    z: float | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class FramePose:
    """One key frame: a key for what is solved once, so nothing may change its mappings.

    `order` biases the painting of a part; `build` is the person's.

    `belly` is cm of extra front, `ribs` cm of extra width on either side, with a breath in.
    `firm` is how tight the buttock is that the pose marks, 0..1.
    """

    pelvis: PelvisPose
    lumbar: Bend
    thorax: Bend
    neck: Bend
    head: float
    legs: Mapping[Side, LegPose] = field(hash=False)
    arms: Mapping[Side, ArmPose] = field(hash=False)
    belly: float
    ribs: float
    pin: Pin
    order: Mapping[str, float] = field(hash=False)
    name: str = ""
    build: float = 1.0
    firm: float = 0.0


@dataclass(frozen=True, slots=True)
class View:
    """The camera: azimuth (90 = from the right, 0 = from the front), elevation, most px per cm."""

    yaw: float = 78
    pitch: float = 8
    max: float = 4.6


@dataclass(frozen=True, slots=True)
class Prop:
    """Something in the room, by its kind. Lengths in cm; what a kind has no use for stays empty.

    mat, step, table, chair, wall: `x` (from, to) or for the wall its `x[0]`, height `h`, half
    width `w`, middle `zc`. pillow, roller, ball: centre `at`. loop: `around` two points. strap:
    `via` a chain of points. `over` is the part of the body right after which it is painted.
    weight: a box between the points that hold it, its middle `h` below theirs.
    """

    kind: PropKind
    x: tuple[float, float] = (0, 0)
    h: float = 0
    w: float = 0
    zc: float = 0
    back: Literal["left", "right", "none"] = "none"
    at: Vec | None = None
    size: tuple[float, float] = (0, 0)
    tilt: float = 0
    r: float = 0
    points: tuple[str, ...] = ()
    over: Literal["", Part] = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way of a named point between two key frames, moved clear of the body (cm)."""

    point: str
    frames: tuple[int, int] = (0, -1)
    move: tuple[float, float] = (0, 0)
    gap: float = 0
    start: float = 0
    end: float = 1
    least: float = 0
    both: bool = False
    spin: int = 0
    arc: tuple[float, float] = (150, 30)
    radius: float = 20


Footwear = Literal["bare", "sock", "shoe"]
Rhythm = Literal["stretch", "strength", "breath", "walk"]
PsoasSide = Literal["right", "left", "both", "none"]


@dataclass(frozen=True, slots=True)
class Pose:
    """A whole pose record: one to four key frames, and how they are shown.

    `far` names the legs in the shaded cloth, where it is not for the camera to say. `glute` is
    the side whose buttock is marked as far as it is firm.
    """

    slug: str
    title: str
    frames: tuple[FramePose, ...]
    view: View = View()
    psoas: PsoasSide = "right"
    glute: Side | None = None
    props: tuple[Prop, ...] = ()
    show: int = 0
    ghost: int | None = None
    arrows: tuple[Arrow, ...] = ()
    xray_over: bool = False
    rhythm: Rhythm | None = None
    far: tuple[Part, ...] | None = None
    feet: Mapping[Side, Footwear] = field(default_factory=dict, hash=False)
    alt: str = ""
    person: Person = PLAIN

    @property
    def is_restful(self) -> bool:
        """Whether nothing moves in it, or only the breath."""
        return len(self.frames) == 1 or self.rhythm == "breath"

    @property
    def psoas_sides(self) -> tuple[Side, ...]:
        """The sides whose psoas is drawn."""
        return tuple(side for side in SIDES if self.psoas in (SIDE_NAMES[side], "both"))
