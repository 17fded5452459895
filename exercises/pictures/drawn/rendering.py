"""Figures -> drawings, each made once: by its fingerprint, for records and engine never change."""

import json
import logging
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.core.exceptions import ObjectDoesNotExist
from django.utils.safestring import SafeString, mark_safe

from exercises.figures.drawing.motion import motion
from exercises.figures.drawing.svg import draw, thumbnail
from exercises.figures.pose.poses import Pose
from exercises.figures.record.fields import PoseError
from exercises.figures.record.reading import read_pose
from exercises.figures.record.records import Record
from exercises.models import Exercise, Figure

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Known:
    """A figure as it is looked up: all that a drawing depends on, but for the engine."""

    slug: str
    name: str
    digest: str
    record: Record = field(compare=False)


def figure_of(exercise: Exercise) -> Figure | None:
    """The figure of `exercise`, if it has one; asks the database unless it was fetched along."""
    try:
        return exercise.figure
    except ObjectDoesNotExist:
        return None


def pose_in(slug: str, name: str, record: Record) -> Pose:
    """The pose that `record` says, called like its exercise. Raises PoseError."""
    pose = read_pose(slug, record)
    return pose if record.get("title") else replace(pose, title=name)


def pose_of(figure: Figure) -> Pose | None:
    """The pose of `figure`; None where this version of the engine cannot read it."""
    return _pose(_known(figure))


def drawing_of(
    figure: Figure,
    frame: int | None = None,
    *,
    mirrored: bool = False,
    ident: str = "",
    plain: bool = False,
) -> SafeString:
    """A key frame (None: the one that is shown) as inline SVG; empty where it cannot be drawn."""
    return _drawing(_known(figure), frame, mirrored, ident, plain)


def thumbnail_of(figure: Figure) -> bytes | None:
    """The small picture as a file of its own; None where it cannot be drawn."""
    return _thumbnail(_known(figure))


def motion_of(figure: Figure, *, mirrored: bool = False) -> bytes | None:
    """The movement as JSON for the player; None where it cannot be drawn."""
    return _motion(_known(figure), mirrored)


def _known(figure: Figure) -> _Known:
    return _Known(figure.slug, figure.exercise.name, figure.digest, figure.pose)


@lru_cache(maxsize=256)
def _pose(known: _Known) -> Pose | None:
    try:
        return pose_in(known.slug, known.name, known.record)
    except PoseError as error:
        # Staff wrote it for an older engine. Readers get the page without it, staff the reason.
        log.warning("A drawn figure cannot be read: %s", error.faults[0])
        return None


@lru_cache(maxsize=512)
def _drawing(
    known: _Known, frame: int | None, mirrored: bool, ident: str, plain: bool
) -> SafeString:
    pose = _pose(known)
    if pose is None:
        return SafeString()
    drawn = draw(pose, frame, mirrored=mirrored, ident=ident, plain=plain)
    return mark_safe(drawn)  # noqa: S308 (the engine writes numbers, and escapes words)


@lru_cache(maxsize=256)
def _thumbnail(known: _Known) -> bytes | None:
    pose = _pose(known)
    return None if pose is None else thumbnail(pose).encode()


@lru_cache(maxsize=256)
def _motion(known: _Known, mirrored: bool) -> bytes | None:
    pose = _pose(known)
    if pose is None:
        return None
    return json.dumps(motion(pose, mirrored=mirrored), separators=(",", ":")).encode()
