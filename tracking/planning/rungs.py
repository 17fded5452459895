"""The library as steps along its ladders need it, and doses in words."""

from dataclasses import replace

from exercises.models import Exercise, Level, kept
from exercises.rules.bands import PAIN_MAX
from exercises.rules.dosing import DoseType
from exercises.rules.judging import Day, Limits, limits_against
from exercises.shelf.offers import movements_offered
from exercises.shelf.wording import dose_words
from tracking.rules.progression.moves import Rung, Rungs


@kept
def rungs_offered() -> Rungs:
    """All exercises that are offered, as moves need them."""
    rows = {key: card.exercise for key, card in movements_offered().cards.items()}
    return {key: _rung(exercise) for key, exercise in rows.items() if exercise.doses_by_level}


@kept
def rest_offered() -> int | None:
    """The position to rest in, whatever the pain."""
    rest = movements_offered().first_at(Day(pain=PAIN_MAX))
    return rest.exercise.pk if rest else None


def dose_of(exercise: int, level: str) -> str:
    """An exercise at a level in words: "Glute bridge, 2 x 8"."""
    name = movements_offered().cards[exercise].exercise.name
    words = dose_words_of(exercise, level)
    return f"{name}, {words}" if words else name


def dose_words_of(exercise: int, level: str) -> str:
    """The dose alone: "2 x 8"; empty if the exercise has none at that level."""
    row = movements_offered().cards[exercise].exercise
    dose = row.doses_by_level.get(level)
    if dose is None:
        return ""
    return dose_words(DoseType(row.dose_type), dose.amount, per_side=row.per_side)


def _rung(exercise: Exercise) -> Rung:
    return Rung(
        key=exercise.pk,
        gentler=exercise.gentler_id,
        harder=exercise.harder_id,
        number=exercise.rung,
        levels=tuple(level for level in Level.values if level in exercise.doses_by_level),
        limit=exercise.pain_now_max,
        hidden=False,
    )


def left_out_for(limits: Limits) -> frozenset[int]:
    """The exercises that these limits of a person leave out, by their keys."""
    if not limits:
        return frozenset()
    day = Day(limits=limits)
    cards = movements_offered().cards
    return frozenset(key for key, card in cards.items() if limits_against(card.demand, day))


def without(rungs: Rungs, hidden: frozenset[int]) -> Rungs:
    """The `rungs`, of which those of the `hidden` exercises may not be a next step."""
    if not hidden:
        return rungs
    return {key: replace(rung, hidden=key in hidden) for key, rung in rungs.items()}
