"""The line through the dots, means of a week, and how large a change between two weeks is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain, groupby
from math import isfinite

from exercises.rules.bands import PAIN_MAX

HALF_LIFE = 5.0
"""Days after which a rating counts half. Our decision; 3 to 10 give a similar picture."""

GAP_DAYS = 14.0
"""A longer silence breaks the line, since nothing is known about it. Our decision."""

SEED_MINIMUM = 3
"""Points a stretch needs to carry a line. Our decision: fewer are shown as dots alone."""

WEEK_MINIMUM = 4
"""Rated days of 7 that make a weekly mean. Our decision.

With a standard deviation of 1.2 points from day to day, chance alone moves the difference of two
means by up to 3.3 points for single days, 1.9 for 3 days each and 1.3 for 7 days each (1.96
standard errors).
"""

CLEAR_POINTS = 2.0
"""Points most people notice: minimum detectable change of the 0-10 scale in low back pain, from a
standard error of measurement of 1.02 (Childs, Piva and Fritz 2005, PubMed 15928561)."""

SMALL_POINTS = 1.0
"""Smallest change worth a word. Our decision: half of a clear one."""

MEANINGFUL_SHARE = 0.3
"""Share of the start a change must reach to matter: 30 % (consensus of Ostelo and others 2008)."""

TOLERANCE = 1e-9
"""Floating point: 4.1 - 2.1 gives 1.9999999999999996. Closer to a limit than this counts as on it;
weekly means of whole numbers do not come this close by themselves."""


class ChangeBand(StrEnum):
    """A change between two weeks; `better` means less pain."""

    CLEAR_BETTER = "clear_better"
    BETTER = "better"
    SMALL_BETTER = "small_better"
    SAME = "same"
    WORSE = "worse"
    CLEAR_WORSE = "clear_worse"


@dataclass(frozen=True, slots=True)
class WindowMean:
    """Mean of a window (None if too few days have a value) and the number of days with one."""

    mean: float | None
    days: int


def smoothed_line(
    points: Sequence[tuple[float, float]],
    half_life: float = HALF_LIFE,
    gap_days: float = GAP_DAYS,
    seed_min: int = SEED_MINIMUM,
) -> list[list[tuple[float, float]]]:
    """Exponentially weighted mean of (time in days, value), aware of uneven spacing.

    The weight of a new value is 1 - 2^(-dt / half_life), dt being the days since the one before.
    Where dt is more than `gap_days` the line breaks, and each segment starts at its own first
    value; a segment of fewer than `seed_min` points is left out. Points may come in any order;
    those at one time are averaged first and count as one, so their order does not matter.

    Returns segments of (time, level), times rising. Raises ValueError for a figure that is not
    finite or a half-life that is not positive.
    """
    if not half_life > 0:
        raise ValueError(f"half_life must be positive, not {half_life}")
    segments: list[list[tuple[float, float]]] = []
    segment: list[tuple[float, float]] = []
    last_time = level = 0.0
    for time, value in _one_value_a_time(points):
        since = time - last_time
        if not segment or since > gap_days:
            level, segment = value, []
            segments.append(segment)
        else:
            level += (1 - 2 ** (-since / half_life)) * (value - level)
        segment.append((time, level))
        last_time = time
    return [segment for segment in segments if len(segment) >= seed_min]


def change_band(before: float, now: float) -> ChangeBand:
    """Band of the change from one weekly mean to another, both 0 to 10.

    Better needs points and a share of the start, worse needs points alone: a rise is taken
    seriously from any start. Raises ValueError for a mean outside 0 to 10.
    """
    for mean in (before, now):
        if not 0 <= mean <= PAIN_MAX:
            raise ValueError(f"a mean must be 0 to {PAIN_MAX}, not {mean}")
    drop = before - now
    if drop >= SMALL_POINTS - TOLERANCE:
        return _band_of_drop(drop, share=drop / before)
    if drop <= -CLEAR_POINTS + TOLERANCE:
        return ChangeBand.CLEAR_WORSE
    return ChangeBand.WORSE if drop <= -SMALL_POINTS + TOLERANCE else ChangeBand.SAME


def _band_of_drop(drop: float, share: float) -> ChangeBand:
    if share < MEANINGFUL_SHARE - TOLERANCE:
        return ChangeBand.SMALL_BETTER
    return ChangeBand.CLEAR_BETTER if drop >= CLEAR_POINTS - TOLERANCE else ChangeBand.BETTER


def window_mean(
    values: Mapping[date, float], start: date, end: date, minimum: int = WEEK_MINIMUM
) -> WindowMean:
    """Mean of the days from `start` to `end`, both included; no mean below `minimum` days."""
    days = map(date.fromordinal, range(start.toordinal(), end.toordinal() + 1))
    inside = [values[day] for day in days if day in values]
    enough = len(inside) >= max(minimum, 1)
    return WindowMean(sum(inside) / len(inside) if enough else None, len(inside))


def _one_value_a_time(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points by time, with one mean value for each time."""
    ordered = sorted(points)
    if not all(map(isfinite, chain.from_iterable(ordered))):
        raise ValueError("times and values must be finite")
    if len({time for time, _value in ordered}) == len(ordered):
        return ordered
    merged: list[tuple[float, float]] = []
    for time, group in groupby(ordered, key=lambda point: point[0]):
        values = [value for _time, value in group]
        merged.append((time, sum(values) / len(values)))
    return merged
