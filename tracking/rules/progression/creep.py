"""Whether mornings crept up from week to week."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median, median_low

from exercises.rules.thresholds import DEFAULTS, Thresholds

WEEK = 7


def first_day_read(until: date, thresholds: Thresholds = DEFAULTS) -> date:
    """The first day whose morning can matter for the weeks that end on `until`."""
    weeks = thresholds.creep_weeks_low + thresholds.creep_review
    return until - timedelta(days=weeks * WEEK - 1)


def week_medians(
    mornings: Mapping[date, int], until: date, thresholds: Thresholds = DEFAULTS
) -> tuple[float | None, ...]:
    """Medians of the mornings of seven days each, the newest ending on `until`, oldest first.

    `mornings` are those of `records.morning_ratings`, 0 to 10. None for a week with too few.
    """
    first = first_day_read(until, thresholds)
    weeks = []
    for back in range((until - first).days // WEEK + 1):
        days = [first + timedelta(days=back * WEEK + day) for day in range(WEEK)]
        rated = [mornings[day] for day in days if day in mornings]
        weeks.append(median(rated) if len(rated) >= thresholds.week_least else None)
    return tuple(weeks)


def weeks_creep(medians: Sequence[float | None], thresholds: Thresholds = DEFAULTS) -> int:
    """How many of the newest weeks in a row crept up.

    `medians` come oldest first. A week without enough ratings neither counts nor ends it.
    """
    run = 0
    for week, now in enumerate(medians):
        if now is not None:
            run = run + 1 if _creeps(now, medians[:week], thresholds) else 0
    return run


def _creeps(now: float, earlier: Sequence[float | None], thresholds: Thresholds) -> bool:
    """Whether a week lies above the middle of those before it, or far above the low ones.

    The second lowest, and not the lowest: simulated over half a year of unchanging diaries
    (standard deviation 1.2 a day, autocorrelation 0.3), the lowest raised two weeks in 65 of 100
    of them and this in 9. A climb of one point a week is seen in week 4, of half a point in week 6.
    """
    lately = _rated(earlier, thresholds.creep_weeks)
    if lately and now - median_low(lately) >= thresholds.creep_points:
        return True
    long = sorted(_rated(earlier, thresholds.creep_weeks_low))
    is_known = len(long) >= thresholds.creep_rated
    return is_known and now - long[1] >= thresholds.creep_points_low


def _rated(weeks: Sequence[float | None], count: int) -> list[float]:
    """The rated ones among the newest `count`."""
    return [week for week in weeks[max(0, len(weeks) - count) :] if week is not None]
