"""What may be said about pain so far: how the last 7 days compare with a first week.

Single days swing by about two points, so a change is claimed only between two whole weeks that do
not overlap and are rated often enough.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracking.rules.records import Rating, daily_means, morning_ratings
from tracking.rules.statistics import WEEK_MINIMUM, ChangeBand, WindowMean, change_band, window_mean

WEEK = 7
"""Days in each of the two windows."""

SPAN_NEEDED = 2 * WEEK
"""Days from the first rated one to today that hold two weeks without overlap."""

WEEKS = 8
"""Weeks that the headline looks at, unless the reader asks for others. Our decision."""

FIRST_RATINGS = 2
"""Up to this many ratings there is a dot and a kind word, no counting. Our decision."""


class FindingKind(StrEnum):
    """What kind of thing may be said."""

    NOTHING = "nothing"
    FIRST = "first"
    COLLECTING = "collecting"
    CHANGE = "change"


class Source(StrEnum):
    """Which figure of a day was compared."""

    MORNINGS = "mornings"
    DAYS = "days"


class Short(StrEnum):
    """What is missing for a comparison."""

    SPAN = "span"
    START = "start"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class DailyValues:
    """Pain per local day, 0 to 10.

    `mornings` has the days with a morning rating, `days` the mean of each rated day; `count` is
    the number of ratings behind them.
    """

    mornings: Mapping[date, float]
    days: Mapping[date, float]
    count: int


@dataclass(frozen=True, slots=True)
class Collecting:
    """Days there are and days needed, of the thing that is `short`.

    For SPAN they are calendar days since the first rating, today included. For START and RECENT
    they are rated days of the first and of the last 7.
    """

    short: Short
    have: int
    need: int


@dataclass(frozen=True, slots=True)
class Change:
    """First week against last week: means 0.0 to 10.0, and the rated days (of 7) behind each.

    The first week starts on `start`: the first rated day that has 4 rated days within its week.
    """

    band: ChangeBand
    start: date
    before: float
    now: float
    source: Source
    before_days: int
    now_days: int
    of_days: int = WEEK


@dataclass(frozen=True, slots=True)
class Finding:
    """What may be said; `collecting` and `change` are set for the kinds of that name only."""

    kind: FindingKind
    ratings: int
    collecting: Collecting | None = None
    change: Change | None = None


def daily_values(ratings: Iterable[Rating]) -> DailyValues:
    """Single ratings put together day by day."""
    listed = list(ratings)
    return DailyValues(morning_ratings(listed), daily_means(listed), len(listed))


def finding_from_days(values: DailyValues, today: date, window_start: date) -> Finding:
    """What may be said from days that were put together earlier, in SQL for instance.

    Days outside the window are left out; `values.count` must be the count inside it.
    Raises ValueError if the window ends before it starts.
    """
    if window_start > today:
        raise ValueError(f"the window starts on {window_start}, after {today}")
    rated = [day for day in values.days if window_start <= day <= today]
    if not rated:
        return Finding(FindingKind.NOTHING, 0)
    if values.count <= FIRST_RATINGS:
        return Finding(FindingKind.FIRST, values.count)
    return _compare(values, min(rated), today)


def _compare(values: DailyValues, first: date, today: date) -> Finding:
    """The first and the last week, from mornings if both have enough, else from daily means."""
    span = (today - first).days + 1
    if span < SPAN_NEEDED:
        return _collecting(values, Short.SPAN, span, SPAN_NEEDED)
    start, before = first_week(values.days, today)
    last = window_mean(values.days, today - timedelta(days=WEEK - 1), today)
    if start is not None:
        for source, pains in ((Source.MORNINGS, values.mornings), (Source.DAYS, values.days)):
            then = window_mean(pains, start, start + timedelta(days=WEEK - 1))
            now = window_mean(pains, today - timedelta(days=WEEK - 1), today)
            if then.mean is not None and now.mean is not None:
                change = Change(
                    band=change_band(then.mean, now.mean),
                    start=start,
                    before=then.mean,
                    now=now.mean,
                    source=source,
                    before_days=then.days,
                    now_days=now.days,
                )
                return Finding(FindingKind.CHANGE, values.count, change=change)
    # START first: asking for more recent days would promise what they cannot bring.
    if before.mean is None:
        return _collecting(values, Short.START, before.days, WEEK_MINIMUM)
    return _collecting(values, Short.RECENT, last.days, WEEK_MINIMUM)


def first_week(days: Mapping[date, float], today: date) -> tuple[date | None, WindowMean]:
    """The first week of rated `days` with enough of them, before the last one begins; its mean.

    Without such a week, no day and the best rated of the weeks there were.
    """
    best = WindowMean(None, 0)
    for start in sorted(days):
        if start + timedelta(days=SPAN_NEEDED - 1) > today:
            break
        week = window_mean(days, start, start + timedelta(days=WEEK - 1))
        if week.mean is not None:
            return start, week
        best = max(best, week, key=lambda mean: mean.days)
    return None, best


def _collecting(values: DailyValues, short: Short, have: int, need: int) -> Finding:
    collecting = Collecting(short, have, need)
    return Finding(FindingKind.COLLECTING, values.count, collecting=collecting)
