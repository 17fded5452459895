"""How coarse a long range has to be grouped so that a chart stays small, and the grouping."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from tracking.rules.records import HUNDREDTHS, Days, DayValue

Item = TypeVar("Item")

BUCKET_LIMIT = 400
"""Most dots in one chart: about one for every two pixels of a wide one. Our decision."""

_FIRST_SIZES = (1, 2, 7)


def bucket_days(span_days: int, limit: int = BUCKET_LIMIT) -> int:
    """Days per bucket (1, 2, 7, 14, 28 and so on, doubling) for a span of `span_days` days.

    The smallest size for which at most `limit` buckets touch the span, wherever the first bucket
    begins: buckets may follow the calendar or the start of the span. Raises ValueError for a span
    below 1 or a limit below 2 (one bucket cannot promise to hold two days).
    """
    if span_days < 1:
        raise ValueError(f"a span has at least one day, not {span_days}")
    if limit < 2:
        raise ValueError(f"the limit must be 2 or more, not {limit}")
    for size in _FIRST_SIZES:
        if _most_touched(span_days, size) <= limit:
            return size
    size = _FIRST_SIZES[-1]
    while _most_touched(span_days, size) > limit:
        size *= 2
    return size


def by_span(days: Iterable[tuple[date, Item]], start: date, size: int) -> dict[date, list[Item]]:
    """What belongs to days, by the first day of its span of `size` days, earliest span first.

    Spans are counted from `start`; days may come in any order and keep it within a span.
    """
    spans: dict[int, list[Item]] = defaultdict(list)
    first = start.toordinal()
    for day, item in days:
        spans[(day.toordinal() - first) // size].append(item)
    return {start + timedelta(days=span * size): spans[span] for span in sorted(spans)}


def merged(values: Days, start: date, size: int) -> list[DayValue]:
    """Days put together to spans of `size` days from `start`; means weigh by their counts."""
    if size == 1:
        return _single(values)
    days, first = values.days, start.toordinal()
    spans, at = [], 0
    while at < len(days):
        begin = days[at] - (days[at] - first) % size
        after = bisect_left(days, begin + size, at)
        spans.append(_span_of(values, begin, slice(at, after)))
        at = after
    return spans


def _single(values: Days) -> list[DayValue]:
    """Each day for itself."""
    days = map(date.fromordinal, values.days)
    lows = [low / HUNDREDTHS for low in values.lows]
    highs = [high / HUNDREDTHS for high in values.highs]
    between = map(_within, values.means, lows, highs)
    return list(map(DayValue, days, lows, highs, between, values.counts))


def _within(mean: float, low: float, high: float) -> float:
    """The mean, which floating point may put a hair beside equal numbers."""
    return min(max(mean, low), high)


def _span_of(values: Days, begin: int, inside: slice) -> DayValue:
    low = min(values.lows[inside]) / HUNDREDTHS
    high = max(values.highs[inside]) / HUNDREDTHS
    count = sum(values.counts[inside])
    mean = sum(values.totals[inside]) / HUNDREDTHS / count
    return DayValue(date.fromordinal(begin), low, high, _within(mean, low, high), count)


def _most_touched(span_days: int, size: int) -> int:
    """Buckets that the span touches in the worst case: it begins on the last day of one."""
    return 1 + -(-(span_days - 1) // size)
