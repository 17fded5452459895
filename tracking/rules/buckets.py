"""How coarse a long range has to be grouped so that a chart stays small."""

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


def _most_touched(span_days: int, size: int) -> int:
    """Buckets that the span touches in the worst case: it begins on the last day of one."""
    return 1 + -(-(span_days - 1) // size)
