"""How coarse a long range has to be grouped so that a chart stays small, and the grouping."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from operator import mul
from typing import TypeVar

from tracking.rules.records import DayValue

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


def merged(values: Iterable[DayValue], start: date, size: int) -> list[DayValue]:
    """Days put together to spans of `size` days from `start`; means weigh by their counts."""
    spans = by_span(((value.day, value) for value in values), start, size)
    return [_one_of(day, parts) for day, parts in spans.items()]


def _one_of(day: date, parts: list[DayValue]) -> DayValue:
    _days, lows, highs, means, counts = zip(*parts, strict=True)
    low, high, count = min(lows), max(highs), sum(counts)
    mean = sum(map(mul, means, counts)) / count
    # Floating point may put the mean of equal numbers a hair beside them.
    return DayValue(day, low, high, min(max(mean, low), high), count)


def _most_touched(span_days: int, size: int) -> int:
    """Buckets that the span touches in the worst case: it begins on the last day of one."""
    return 1 + -(-(span_days - 1) // size)
