"""A figure as staff look at it while they write it: every key frame, both sides, both themes."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from exercises.figures.drawing.svg import draw, thumbnail
from exercises.figures.pose.poses import Pose
from exercises.figures.record.records import Record
from exercises.figures.words import captions, changes, description
from exercises.pack.files.figure_checks import record_faults
from exercises.pack.files.pose_text import PoseTextError, record_from
from exercises.pictures.drawn import pose_in
from psoas_site.ui.texts import signed_percent


@dataclass(frozen=True)
class DrawnFrame:
    """One key frame: its words, and how long the psoas is against standing ("" if not drawn)."""

    caption: str
    psoas: str
    drawing: SafeString


@dataclass(frozen=True)
class DrawnSide:
    """One side: its key frames, the small picture as an address, and what stands for both."""

    name: str
    frames: tuple[DrawnFrame, ...]
    small: str
    words: str


@dataclass(frozen=True)
class Preview:
    """What a text draws, or why it draws nothing."""

    sides: tuple[DrawnSide, ...] = ()
    faults: tuple[str, ...] = ()


def preview_of(text: str, *, slug: str, name: str, per_side: bool) -> Preview:
    """The drawings of a record written as `text`; never raises, whatever it holds."""
    try:
        record = record_from(text)
    except PoseTextError as error:
        return Preview(faults=tuple(error.faults))
    return preview_of_record(record, slug=slug, name=name, per_side=per_side)


def preview_of_record(record: Record, *, slug: str, name: str, per_side: bool) -> Preview:
    """The drawings of `record`, or its faults."""
    faults = record_faults(slug, record)
    if faults:
        return Preview(faults=tuple(faults))
    return Preview(sides=tuple(_sides(pose_in(slug, name, record), per_side)))


def _sides(pose: Pose, per_side: bool) -> Iterator[DrawnSide]:
    yield _side(pose, _("As written"), mirrored=False)
    if per_side:
        yield _side(pose, _("The other side"), mirrored=True)


def _side(pose: Pose, name: str, *, mirrored: bool) -> DrawnSide:
    lengths = [""] * len(pose.frames)
    if pose.psoas != "none":
        lengths = [signed_percent(change) for change in changes(pose)]
    frames = [
        DrawnFrame(
            caption=caption or _("The only key frame"),
            psoas=lengths[number],
            drawing=safe(draw(pose, number, mirrored=mirrored, plain=True)),
        )
        for number, caption in enumerate(captions(pose))
    ]
    small = as_address(thumbnail(pose, mirrored=mirrored))
    return DrawnSide(name, tuple(frames), small, description(pose, mirrored=mirrored))


def safe(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308 (the engine writes numbers, and escapes words)


def as_address(svg: str) -> str:
    """An SVG file as the address of an `<img>`, which keeps its own colours."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
