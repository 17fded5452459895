"""What somebody says of a check-in or a session: plain facts, before there is a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from exercises.models import Dose, Exercise, Programme
from tracking.clock import Moment
from tracking.models import Outcome, OwnMovement, Side
from tracking.subjects import Subject

Place = tuple[int, str]  # the id of a body area, and a side


@dataclass(frozen=True)
class Answer:
    """An answer to one of the library's measures; a number or a text, with a place or without."""

    measure_id: int
    number: Decimal | None = None
    text: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class CheckInFacts:
    """What one check-in says."""

    moment: Moment
    pain: int
    this_morning: bool = False
    as_before: bool = False  # said as a whole: "the same as the check-in before"
    note: str = ""
    places: tuple[Place, ...] = ()
    answers: tuple[Answer, ...] = ()
    asked: frozenset[int] = frozenset()  # the measures that were asked
    since_session: UUID | None = None
    aftermath: Mapping[str, int] = field(default_factory=dict)  # change by side


@dataclass(frozen=True)
class LineFacts:
    """One exercise, or one movement of the person's own; `sides`: one for each line it becomes."""

    exercise: Exercise | None
    sides: tuple[str, ...]
    level: str
    sets: int
    reps: int
    seconds: int
    outcome: str = Outcome.DONE
    worst: int | None = None
    sensation: str = ""
    movement: OwnMovement | None = None  # instead of an exercise; then `level` is empty

    @property
    def subject(self) -> Subject:
        """What it is about; a movement by its name, for it may have no row yet."""
        row = self.exercise or self.movement
        assert row is not None  # noqa: S101 (whoever makes a line has one of the two)
        return Subject.by_name(row)


@dataclass(frozen=True)
class SessionFacts:
    """What one session says."""

    moment: Moment
    programme: Programme | None = None
    lines: tuple[LineFacts, ...] = ()
    outcome: str = Outcome.DONE
    minutes: int | None = None
    pain_before: int | None = None
    pain_worst: int | None = None
    pain_after: int | None = None
    effort: int | None = None
    sensation: str = ""
    note: str = ""
    answers: tuple[Answer, ...] = ()
    asked: frozenset[int] = frozenset()  # the measures that were asked


def planned_line(exercise: Exercise, level: str) -> LineFacts | None:
    """The exercise as planned: the dose of `level`, each side. None while it has no such dose."""
    dose: Dose | None = exercise.doses_by_level.get(level)
    if dose is None:
        return None
    return LineFacts(exercise, sides_of(exercise), level, dose.sets, dose.reps, dose.seconds)


def sides_of(exercise: Exercise) -> tuple[str, ...]:
    """The sides that a full go at `exercise` has."""
    return (Side.LEFT, Side.RIGHT) if exercise.per_side else (Side.NONE,)
