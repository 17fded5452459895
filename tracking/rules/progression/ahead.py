"""What if: the rule over sessions that were, and over some that only might be."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low

from exercises.rules.thresholds import DEFAULTS, Thresholds
from tracking.rules.progression.past import Judged, Logged, Taken, judge_all
from tracking.rules.progression.table import Row

LOOKED_AHEAD = 4
"""Sessions that are guessed. Our decision: further on, a guess says nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where a row leads from a dose: the next dose, whether up, and whether it starts there."""

    dose: Hashable
    up: bool
    at_floor: bool


@dataclass(frozen=True, slots=True)
class Guess:
    """A session that might be: when, at which dose, and what the rule would say of it."""

    day: date
    dose: Hashable
    row: Row


Leading = Callable[[Row, Hashable], Step | None]


def look_ahead(
    sessions: Sequence[Logged],
    moves: Sequence[Taken],
    ladder: Hashable,
    target_fits: bool,
    leading: Leading,
    thresholds: Thresholds = DEFAULTS,
) -> tuple[Guess, ...]:
    """The next four sessions if each goes as the last one went, and every step is taken.

    They come as far apart as the last ones did, and their mornings are told. `leading` says where a
    row leads from a dose. Empty without sessions.
    """
    if not sessions:
        return ()
    coming, taken, guesses = list(sessions), list(moves), []
    step = _step_of(coming, taken, ladder, target_fits, leading, thresholds)
    for _session in range(LOOKED_AHEAD):
        day = coming[-1].day + timedelta(days=_days_between(sessions))
        if step is not None:
            taken.append(Taken(day, ladder, step.up))
        coming.append(_next(coming[-1], day, step, thresholds))
        row = _last(coming, taken, ladder, target_fits, thresholds).row
        guesses.append(Guess(day, coming[-1].dose, row))
        step = leading(row, coming[-1].dose)
    return tuple(guesses)


def _days_between(sessions: Sequence[Logged]) -> int:
    """How far apart the last sessions were: the middle, and no less than a day."""
    newest = sessions[-LOOKED_AHEAD:]
    apart = [(later.day - earlier.day).days for earlier, later in pairwise(newest)]
    return max(1, median_low(apart)) if apart else 1


def _step_of(
    sessions: Sequence[Logged],
    moves: Sequence[Taken],
    ladder: Hashable,
    target_fits: bool,
    leading: Leading,
    thresholds: Thresholds,
) -> Step | None:
    last = _last(sessions, moves, ladder, target_fits, thresholds)
    return leading(last.row, last.dose)


def _last(
    sessions: Sequence[Logged],
    moves: Sequence[Taken],
    ladder: Hashable,
    target_fits: bool,
    thresholds: Thresholds,
) -> Judged:
    return judge_all(sessions, moves, ladder, target_fits, thresholds)[-1]


def _next(last: Logged, day: date, step: Step | None, thresholds: Thresholds) -> Logged:
    answers = replace(last.answers, hours_since=float(thresholds.silence_hours))
    if step is None:
        return replace(last, day=day, answers=answers)
    return Logged(day, step.dose, step.at_floor, answers)
