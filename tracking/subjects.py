"""What a line of a session is about: one type for it, wherever lines are read, shown or written."""

import uuid
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from exercises.models import Exercise
from tracking.models import OwnMovement, SessionLine, folded


class Kind(StrEnum):
    """What a subject is, called as the column that names it."""

    PROGRAMME = "programme"
    EXERCISE = "exercise"
    MOVEMENT = "movement"


@dataclass(frozen=True)
class Pace:
    """How an exercise is counted, and how long its repetitions and rests are, in seconds."""

    dose_type: str
    rep_seconds: int
    rest_seconds: int


@dataclass(frozen=True)
class Subject:
    """An exercise of the library or a movement of one's own; of a whole session, its programme.

    Two are the same if their `kind` and `key` are. The key is the row's id, or of `by_name` the
    name of a movement, folded. `row` is there for what was made of one.
    """

    kind: Kind
    key: Hashable
    row: Exercise | OwnMovement | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, row: Exercise | OwnMovement) -> "Subject":
        """The subject that has this row."""
        kind = Kind.EXERCISE if isinstance(row, Exercise) else Kind.MOVEMENT
        return cls(kind, row.pk, row)

    @classmethod
    def by_name(cls, row: Exercise | OwnMovement) -> "Subject":
        """The same, but a movement is known by its name: one that is new has no row yet."""
        if isinstance(row, Exercise):
            return cls.of(row)
        return cls(Kind.MOVEMENT, folded(row.name), row)

    @classmethod
    def of_keys(cls, exercise: int | None, movement: uuid.UUID | str | None) -> "Subject":
        """From the columns of a line, of which one is filled; `movement` may be a folded name."""
        if exercise is not None:
            return cls(Kind.EXERCISE, exercise)
        return cls(Kind.MOVEMENT, movement)

    @property
    def exercise(self) -> Exercise | None:
        """The row, if it is that of an exercise."""
        return self.row if isinstance(self.row, Exercise) else None

    @property
    def movement(self) -> OwnMovement | None:
        """The row, if it is that of a movement of one's own."""
        return self.row if isinstance(self.row, OwnMovement) else None

    @property
    def name(self) -> str:
        """What the row is called now."""
        return self.row.name if self.row else ""

    @property
    def pace(self) -> Pace | None:
        """The pace of an exercise; of a movement of one's own nobody knows any."""
        exercise = self.exercise
        if exercise is None:
            return None
        return Pace(exercise.dose_type, exercise.rep_seconds or 0, exercise.rest_seconds)


def subject_of(line: SessionLine) -> Subject:
    """What a line is about, by its columns alone: no row is read."""
    return Subject.of_keys(line.exercise_id, line.movement_id)


def subjects_of(lines: Iterable[SessionLine]) -> dict[Subject, SessionLine]:
    """What a session is made of, in its order, each with a line of it.

    Left and right of one exercise count once.
    """
    return {subject_of(line): line for line in lines}


def as_it_went(line: SessionLine) -> Hashable:
    """What a page says of a line, but for its side. Reads the exercise."""
    return (line.dose_words, line.outcome, line.worst, line.sensation)


def in_rows(
    lines: Iterable[SessionLine], alike: Callable[[SessionLine], Hashable] = as_it_went
) -> list[list[SessionLine]]:
    """The lines, left and right of one subject in one row where they say the same."""
    rows: dict[Hashable, list[SessionLine]] = {}
    for line in lines:
        rows.setdefault((subject_of(line), alike(line)), []).append(line)
    return list(rows.values())
