"""The usual morning, and how far the morning after a session lies above it."""

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median

from exercises.rules.thresholds import DEFAULTS, Thresholds
from tracking.rules.records import NOON


def usual_morning(
    mornings: Mapping[date, int],
    day: date,
    minute: int,
    before: int | None,
    thresholds: Thresholds = DEFAULTS,
) -> float | None:
    """The usual of somebody whose session is on the local `day`, `minute` after midnight.

    The median of the mornings (`records.morning_ratings`) of the seven days before the session.
    Its own day is one of them if it began at noon or later: earlier, its morning may be told after
    it. Fewer than three: the pain `before` it, None if that was not answered.
    """
    last = day if minute >= NOON else day - timedelta(days=1)
    days = [last - timedelta(days=back) for back in range(thresholds.usual_mornings)]
    rated = [mornings[morning] for morning in days if morning in mornings]
    return median(rated) if len(rated) >= thresholds.usual_least else before


def change_by_morning(morning: int | None, usual: float | None, answer: int | None) -> float | None:
    """How far the next morning lies above the usual; None if nothing tells.

    A number given that `morning` wins over the `answer` of the morning after, from -1 (easier) to
    2 (clearly more).
    """
    if morning is None or usual is None:
        return answer
    return morning - usual
