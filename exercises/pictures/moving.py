"""The drawn figure of one exercise's page: its key frames, how long its psoas is, how it moves."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.figures import words
from exercises.figures.pose.poses import Pose
from exercises.models import Exercise
from exercises.pictures.drawn import drawing_of, figure_of, motion_address_of, pose_of
from exercises.rules.dosing import DoseType


@dataclass(frozen=True)
class KeyFrame:
    """One key frame: its drawing and its name."""

    drawing: SafeString
    name: str
    shown: bool  # the one that stands for the whole movement


@dataclass(frozen=True)
class MovingFigure:
    """All key frames of one side; `motion` is where its movement is, empty if it keeps still."""

    frames: tuple[KeyFrame, ...]
    motion: str
    psoas_words: str
    sided: bool
    mirrored: bool
    classes: str  # of a drawing of this person
    cycle: int | None  # seconds of one repetition; None where it plays at the drawing's own pace
    pace_words: str


@dataclass(frozen=True)
class _Known:
    """A pose, known by the fingerprint of its record."""

    digest: str
    pose: Pose = field(compare=False)


def moving_figure(exercise: Exercise, *, left: bool = False) -> MovingFigure | None:
    """The figure of `exercise`, or None if it has none that can be drawn.

    Drawn is the right side; `left` mirrors it, if the exercise is done for each side.
    """
    figure = figure_of(exercise)
    pose = pose_of(figure) if figure else None
    if figure is None or pose is None:
        return None
    mirrored = left and exercise.per_side
    names, psoas_words = _words(_Known(figure.digest, pose), mirrored)
    frames = tuple(
        KeyFrame(
            drawing=drawing_of(figure, number, mirrored=mirrored, ident=f"key-{number}"),
            name=name,
            shown=number == pose.show % len(names),
        )
        for number, name in enumerate(names)
    )
    return MovingFigure(
        frames=frames,
        motion=motion_address_of(figure, mirrored=mirrored) if len(names) > 1 else "",
        psoas_words=psoas_words,
        sided=exercise.per_side,
        mirrored=mirrored,
        classes=pose.person.classes,
        cycle=exercise.rep_seconds if exercise.dose_type == DoseType.REPS else None,
        pace_words=_pace_words(exercise),
    )


def _pace_words(exercise: Exercise) -> str:
    """How fast it plays: a repetition takes its own time; a long hold or minutes are not drawn."""
    seconds = exercise.rep_seconds or 0
    if exercise.dose_type == DoseType.REPS:
        return (
            ngettext(
                "The drawing keeps the exercise’s own pace: %d second for a repetition.",
                "The drawing keeps the exercise’s own pace: %d seconds for a repetition.",
                seconds,
            )
            % seconds
        )
    if exercise.dose_type == DoseType.HOLD:
        return _("The drawing is quicker than you: hold for as long as your dose says.")
    return ""


@lru_cache(maxsize=256)
def _words(known: _Known, mirrored: bool) -> tuple[tuple[str, ...], str]:
    """The names of the key frames, and how long the psoas is drawn in them."""
    names = words.captions(known.pose)
    if mirrored:
        names = tuple(map(words.swap_sides, names))
    return names, words.psoas_words(known.pose, mirrored=mirrored)
