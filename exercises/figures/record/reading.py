"""Pose records -> poses. Every fault of a record is named before it is refused."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from exercises.figures.pose.contacts import CONTACTS, GROUPS
from exercises.figures.pose.people import PEOPLE, PLAIN
from exercises.figures.pose.poses import (
    ArmPose,
    Bend,
    Footwear,
    FramePose,
    LegPose,
    Part,
    PelvisPose,
    Pin,
    Pose,
    PsoasSide,
    Rhythm,
    Target,
    View,
)
from exercises.figures.pose.skeleton import (
    BELLY_RANGE,
    HEAD_RANGE,
    RANGES,
    RIBS_RANGE,
    SIDE_NAMES,
    SIDES,
    SPINE_RANGES,
    Side,
)
from exercises.figures.pose.targets import TARGETS, with_side
from exercises.figures.record.fields import Fields, PoseError
from exercises.figures.record.props import arrows_of, props_of
from exercises.figures.record.records import Record

MOST_FRAMES = 4


def read_pose(slug: str, record: Record) -> Pose:
    """The pose that `record` says. Raises PoseError with every fault of its fields.

    What only the solved body shows (reach, contacts, size) is checked in `checking`.
    """
    faults: list[str] = []
    fields = Fields(slug, record, faults)
    person = PEOPLE[fields.choice("person", tuple(PEOPLE), PLAIN.name)]
    frames = tuple(replace(frame, build=person.build) for frame in _frames(slug, fields))
    show = _frame_number(fields, "show", len(frames), len(frames) - 1)
    ghost = _ghost(fields, len(frames))
    pose = Pose(
        slug=slug,
        title=fields.text("title", 120) or slug.replace("-", " ").capitalize(),
        frames=frames,
        view=_view(fields.inner("view")),
        psoas=fields.choice("psoas", get_args(PsoasSide), "right"),
        glute=_glute(fields),
        props=props_of(fields),
        show=show,
        ghost=ghost,
        arrows=arrows_of(fields, len(frames), ghost or 0, show),
        xray_over=fields.flag("xray_over"),
        rhythm=fields.choice("rhythm", (*get_args(Rhythm), ""), "") or None,
        far=_far(fields),
        feet=_feet(fields.inner("feet")),
        alt=fields.text("alt", 600),
        person=person,
    )
    fields.done()
    if faults:
        raise PoseError(faults)
    return pose


def _frames(slug: str, fields: Fields) -> tuple[FramePose, ...]:
    base, raw = fields.raw("base"), fields.raw("frames")
    base = {} if base is None else base
    if not isinstance(raw, list | tuple) or not 1 <= len(raw) <= MOST_FRAMES:
        fields.fault("frames", f"a list of 1 to {MOST_FRAMES} key frames is expected")
        return ()
    if not isinstance(base, Mapping):
        fields.fault("base", "is not a set of fields")
        return ()
    faults = fields.faults
    frames = []
    for number, record in enumerate(raw, start=1):
        whole = merge(base, record) if isinstance(record, Mapping) else record
        frames.append(_frame(Fields(f"{slug}: frame {number}", whole, faults)))
    return tuple(frames)


def merge(base: Mapping[Any, Any], over: Mapping[Any, Any]) -> dict[Any, Any]:
    """`over` laid on `base`, mapping into mapping; a `pin` is replaced as a whole."""
    result = dict(base)
    for key, value in over.items():
        below = base.get(key)
        if isinstance(value, Mapping) and isinstance(below, Mapping) and key != "pin":
            result[key] = merge(below, value)
        else:
            result[key] = value
    return result


def _frame(fields: Fields) -> FramePose:
    spine = fields.inner("spine")
    bends = {part: _bend(spine, part) for part in SPINE_RANGES}
    head = spine.number("head", HEAD_RANGE)
    spine.done()
    frame = FramePose(
        pelvis=_pelvis(fields.inner("pelvis")),
        lumbar=bends["lumbar"],
        thorax=bends["thorax"],
        neck=bends["neck"],
        head=head,
        legs={side: _leg(fields.inner(f"leg_{side}"), side) for side in SIDES},
        arms={side: _arm(fields.inner(f"arm_{side}"), side) for side in SIDES},
        belly=fields.number("belly", BELLY_RANGE),
        ribs=fields.number("ribs", RIBS_RANGE),
        firm=fields.number("firm", (0, 1)),
        pin=_pin(fields.inner("pin")),
        order=_order(fields.inner("order")),
        name=fields.text("name", 40),
    )
    fields.done()
    return frame


def _pelvis(fields: Fields) -> PelvisPose:
    ranges = RANGES["pelvis"]
    pelvis = PelvisPose(**{key: fields.number(key, ranges[key]) for key in ranges})
    fields.done()
    return pelvis


def _bend(spine: Fields, part: str) -> Bend:
    """A number is flexion; three are flexion, bend to the right, twist to the left."""
    value = spine.raw(part)
    values = list(value) if isinstance(value, list | tuple) else [0 if value is None else value]
    if len(values) not in (1, 3):
        spine.fault(part, "one number, or three (flexion, bend, twist), are expected")
        return Bend()
    bounds = zip(values, SPINE_RANGES[part], strict=False)
    return Bend(*(spine.check(part, angle, allowed) for angle, allowed in bounds))


def _leg(fields: Fields, side: Side) -> LegPose:
    shank = fields.choice("shank", ("floor", ""), "")
    leg = LegPose(
        **{key: fields.number(key, bounds) for key, bounds in RANGES["leg"].items()},
        foot=_target(fields, "foot", side),
        sole=fields.choice("sole", ("flat", "tiptoe", ""), ""),
        toe_out=fields.number("toe_out", (-60, 60), 6),
        pole=fields.direction("pole"),
        toes=fields.direction("toes"),
        floor_shank=shank == "floor",
    )
    if leg.floor_shank and leg.foot:
        fields.fault("foot", "a shin that lies on the floor says where the foot is; leave out one")
    fields.done()
    return leg


def _arm(fields: Fields, side: Side) -> ArmPose:
    arm = ArmPose(
        **{key: fields.number(key, bounds) for key, bounds in RANGES["arm"].items()},
        hand=_target(fields, "hand", side),
        pole=fields.direction("pole"),
        fingers=fields.direction("fingers"),
        palm=fields.direction("palm"),
    )
    fields.done()
    return arm


def _target(fields: Fields, key: str, side: Side) -> Target | None:
    value = fields.raw(key)
    if value is None:
        return None
    if isinstance(value, str):
        value = {"at": value}
    if isinstance(value, Mapping):
        inner = Fields(fields.head, value, fields.faults, f"{fields.path}.{key}")
        at = with_side(inner.choice("at", TARGETS, ""), side)
        by = inner.numbers("by", 3) or (0, 0, 0)
        inner.done()
        return Target(at, *by)
    count = 3 if isinstance(value, list | tuple) and len(value) == 3 else 2
    values = Fields(fields.head, {key: value}, fields.faults, fields.path).numbers(key, count)
    return None if values is None else Target("", *values)


def _pin(fields: Fields) -> Pin:
    pin = Pin(
        at=fields.names("at", (*sorted(CONTACTS), *GROUPS)),
        y=fields.number("y"),
        sink=fields.number("sink", (-2, 12)),
        height=fields.maybe("height"),
        x=fields.maybe("x"),
        z=fields.maybe("z"),
        of=fields.choice("of", (*sorted(CONTACTS), ""), ""),
    )
    fields.done()
    return pin


def _order(fields: Fields) -> dict[str, float]:
    parts = ("arm_r", "arm_l", "leg_r", "leg_l", "head")
    biases = {part: fields.maybe(part, (-90, 90)) for part in parts}
    fields.done()
    return {part: bias for part, bias in biases.items() if bias is not None}


def _view(fields: Fields) -> View:
    view = View(
        yaw=fields.number("yaw", (-180, 180), 78),
        pitch=fields.number("pitch", (0, 60), 8),
        max=fields.number("max", (1, 8), 4.6),
    )
    fields.done()
    return view


def _glute(fields: Fields) -> Side | None:
    """The side whose buttock is marked."""
    named: dict[str, Side] = {SIDE_NAMES[side]: side for side in SIDES}
    return named.get(fields.choice("glute", (*named, ""), ""))


def _far(fields: Fields) -> tuple[Part, ...] | None:
    """The legs in the shaded cloth; None leaves it to the camera."""
    is_named = "far" in fields
    parts = fields.names("far", get_args(Part))
    return parts if is_named else None


def _feet(fields: Fields) -> dict[Side, Footwear]:
    worn = {side: fields.choice(side, get_args(Footwear), "bare") for side in SIDES}
    fields.done()
    return worn


def _frame_number(fields: Fields, key: str, count: int, default: int) -> int:
    """A key frame's index; negative ones count from the end."""
    number = fields.whole(key, (-max(count, 1), max(count - 1, 0)), default)
    return number % count if count else 0


def _ghost(fields: Fields, count: int) -> int | None:
    """The key frame drawn pale behind the shown one: the first, unless told otherwise."""
    if "ghost" in fields:
        return _frame_number(fields, "ghost", count, 0)
    is_refused = fields.says("ghost")
    fields.raw("ghost")
    return None if is_refused or count < 2 else 0
