"""The movement that a visitor's first page shows, read in a fixed number of queries."""

from dataclasses import dataclass

from exercises.models import Exercise
from exercises.shelf import wording
from exercises.shelf.catalogue import ladder_lengths
from exercises.shelf.offers import movements_offered


@dataclass(frozen=True)
class LandingCard:
    """One gentle exercise to begin with, in words."""

    exercise: Exercise
    ladder_length: int
    minutes_words: str
    range_words: str


def landing_card(pain: int) -> LandingCard | None:
    """The exercise to begin with at `pain`, or None if the library has none."""
    movements = movements_offered()
    exercise = movements.first_at(pain)
    if exercise is None:
        return None
    return LandingCard(
        exercise=exercise,
        ladder_length=ladder_lengths(movements.by_key.values())[exercise.ladder_id],
        minutes_words=wording.minutes_words(exercise.minutes()),
        range_words=wording.pain_range_words(exercise.pain_now_max),
    )
