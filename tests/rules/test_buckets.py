"""Sizes of buckets for long ranges."""

from datetime import date, timedelta

import pytest

from tracking.rules.buckets import bucket_days, by_span, merged
from tracking.rules.records import Days, DayValue


@pytest.mark.parametrize(
    ("span_days", "expected"),
    [(1, 1), (84, 1), (400, 1), (401, 2), (798, 2), (900, 7), (3653, 14), (7305, 28), (36525, 112)],
)
def test_it_picks_the_smallest_size_that_fits(span_days: int, expected: int) -> None:
    assert bucket_days(span_days) == expected


def test_it_follows_another_limit() -> None:
    assert bucket_days(365, limit=60) == 7


@pytest.mark.parametrize("span_days", [0, -3])
def test_it_refuses_a_span_without_a_day(span_days: int) -> None:
    with pytest.raises(ValueError, match="span"):
        bucket_days(span_days)


def test_it_refuses_a_limit_of_one() -> None:
    with pytest.raises(ValueError, match="limit"):
        bucket_days(10, limit=1)


def test_it_merges_days_by_their_counts() -> None:
    monday = date(2026, 3, 2)
    first = monday.toordinal()
    days = Days([first, first + 1], [200, 700], [400, 700], [900, 700], [3, 1])
    assert merged(days, monday, 2) == [DayValue(monday, 2, 7, 4, 4)]


def test_it_counts_spans_from_the_start() -> None:
    monday = date(2026, 3, 2)
    days = [(monday + timedelta(days=at), at) for at in (8, 0, 6)]
    assert by_span(days, monday, 7) == {monday: [0, 6], monday + timedelta(days=7): [8]}
