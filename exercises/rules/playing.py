"""What a player leads through: exercises in their order, each at a dose, told as plain data.

Today, a plan and a report may ask the same: this is the one description of a session to come.
The player makes moments of it (static/js/player/timeline.js); nothing here knows of a clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from exercises.rules.dosing import Amount, DoseType

VERSION = 1
"""Of the data. A player that meets another one says so, and does not guess."""

SIDES = ("left", "right")
"""In which order the sides are done, as the diary lists them."""

PREPARE, FINISH = "prepare", "finish"
"""The kinds of step that come before and after the work; all others come within it."""

Data = dict[str, Any]  # as JSON has it


@dataclass(frozen=True)
class Cue:
    """One step: its kind, its text, and the few words that a voice says."""

    kind: str
    text: str
    spoken: str


@dataclass(frozen=True)
class Drawing:
    """Where a figure's files are. Without `motion` it keeps still."""

    still: str
    motion: str = ""
    motion_left: str = ""
    classes: str = ""
    frame: int = 0  # the key frame that stands for the whole movement


@dataclass(frozen=True)
class Neighbour:
    """A gentler or a harder exercise, and where its own session is."""

    name: str
    address: str


@dataclass(frozen=True)
class Part:
    """One exercise at one dose. `gentle`: of a phase that calms, loosens or lengthens.

    `side` is the only one that is done; empty: both, where the exercise has sides.
    """

    slug: str
    name: str
    kind: DoseType
    level: str
    amount: Amount
    rep_seconds: int
    rest_seconds: int
    per_side: bool
    gentle: bool
    cues: tuple[Cue, ...]
    stop: str
    note: str = ""
    drawing: Drawing | None = None
    gentler: Neighbour | None = None
    harder: Neighbour | None = None
    side: str = ""

    @property
    def sides(self) -> list[str]:
        """The sides in their order; one without a name where it has none."""
        if self.side:
            return [self.side]
        return list(SIDES) if self.per_side else [""]


@dataclass(frozen=True)
class Playlist:
    """A session to come. `programme` is the address of the one that it follows, if any."""

    title: str
    address: str
    parts: tuple[Part, ...]
    programme: str = ""


def as_data(playlist: Playlist) -> Data:
    """`playlist` as JSON can hold it: seconds, counts and words; nothing of a person."""
    return {
        "version": VERSION,
        "title": playlist.title,
        "address": playlist.address,
        "programme": playlist.programme,
        "items": [_item(part) for part in playlist.parts],
    }


def _item(part: Part) -> Data:
    return {
        "slug": part.slug,
        "name": part.name,
        "kind": part.kind.value,
        "level": part.level,
        "sides": part.sides,
        "sets": part.amount.sets,
        "reps": part.amount.reps,
        "seconds": part.amount.seconds,
        "repSeconds": part.rep_seconds,
        "rest": part.rest_seconds,
        "paced": is_paced(part),
        "before": _words(part.cues, {PREPARE}),
        "during": _words(part.cues, {cue.kind for cue in part.cues} - {PREPARE, FINISH}),
        "after": _words(part.cues, {FINISH}),
        "stop": part.stop,
        "note": part.note,
        "drawing": _drawing(part.drawing),
        "gentler": _neighbour(part.gentler),
        "harder": _neighbour(part.harder),
    }


def is_paced(part: Part) -> bool:
    """Whether a breathing pacer can go along: calm work that is no counting and no walking."""
    return part.gentle and part.kind is not DoseType.REPS


def _words(cues: Iterable[Cue], kinds: set[str]) -> list[dict[str, str]]:
    return [{"text": cue.text, "say": cue.spoken} for cue in cues if cue.kind in kinds]


def _drawing(drawing: Drawing | None) -> Data | None:
    if drawing is None:
        return None
    return {
        "still": drawing.still,
        "motion": drawing.motion,
        "motionLeft": drawing.motion_left,
        "classes": drawing.classes,
        "frame": drawing.frame,
    }


def _neighbour(neighbour: Neighbour | None) -> dict[str, str] | None:
    return None if neighbour is None else {"name": neighbour.name, "address": neighbour.address}
