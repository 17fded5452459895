"""What a line is about, and how many exercises a session has."""

import uuid
from typing import Any

from exercises.models import Exercise
from tracking.models import OwnMovement, SessionLine
from tracking.subjects import Subject, in_rows, subject_of, subjects_of

MOVEMENT = uuid.UUID(int=1)


def line(side: str = "", **values: Any) -> SessionLine:
    return SessionLine(side=side, **values)


def test_it_counts_left_and_right_of_one_exercise_once() -> None:
    lines = [
        line("left", exercise_id=1),
        line("right", exercise_id=1),
        line(exercise_id=2),
        line(movement_id=MOVEMENT),
    ]
    assert len(subjects_of(lines)) == 3


def test_it_counts_no_exercise_without_lines() -> None:
    assert len(subjects_of([])) == 0


def test_a_line_is_about_the_row_that_it_names() -> None:
    assert subject_of(line(exercise_id=1)) == Subject.of(Exercise(pk=1, name="Bridge"))
    assert subject_of(line(movement_id=MOVEMENT)) == Subject.of(OwnMovement(pk=MOVEMENT))


def test_a_movement_is_known_by_its_name_whatever_the_letter_case() -> None:
    assert Subject.by_name(OwnMovement(name="Tai Chi")) == Subject.by_name(
        OwnMovement(pk=MOVEMENT, name="TAI CHI")
    )


def test_sides_of_one_subject_share_a_row_where_they_say_the_same() -> None:
    left, right = line("left", movement_id=MOVEMENT), line("right", movement_id=MOVEMENT)
    harder = line("right", movement_id=MOVEMENT, worst=5)
    assert in_rows([left, right]) == [[left, right]]
    assert in_rows([left, harder]) == [[left], [harder]]
