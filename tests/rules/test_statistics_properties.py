"""What holds for any line and any change."""

from itertools import pairwise
from random import Random

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given
from hypothesis import strategies as st

from tracking.rules.statistics import ChangeBand, change_band, smoothed_line

POINTS = st.lists(
    st.tuples(st.floats(0, 4000, allow_nan=False), st.floats(0, 10, allow_nan=False)), max_size=60
)
PAIN = st.floats(0, 10, allow_nan=False)
WORST_FIRST = [
    {ChangeBand.CLEAR_WORSE},
    {ChangeBand.WORSE},
    {ChangeBand.SAME},
    {ChangeBand.SMALL_BETTER, ChangeBand.BETTER},
    {ChangeBand.CLEAR_BETTER},
]


def rank(band: ChangeBand) -> int:
    return next(at for at, names in enumerate(WORST_FIRST) if band in names)


@given(POINTS, st.randoms())
def test_it_stays_among_the_values_with_rising_times_whatever_their_order(
    points: list[tuple[float, float]], random: Random
) -> None:
    values = [value for _time, value in points]
    segments = smoothed_line(points)
    for segment in segments:
        times = [time for time, _level in segment]
        assert len(times) >= 3
        assert all(0 < b - a <= 14 for a, b in pairwise(times))
        for _time, level in segment:
            assert min(values) - 1e-9 <= level <= max(values) + 1e-9
    assert smoothed_line(random.sample(points, len(points))) == segments


@given(PAIN, PAIN, PAIN)
def test_it_never_calls_more_pain_a_better_change(before: float, one: float, two: float) -> None:
    less, more = sorted((one, two))
    assert rank(change_band(before, less)) >= rank(change_band(before, more))
