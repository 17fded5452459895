"""What holds for the chart of anything that is followed: finite, inside the view box, small."""

from datetime import date, timedelta

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.test_charts_properties import pixels
from tracking.charts.marks import mark_chart
from tracking.charts.series import series_chart
from tracking.charts.value_axis import nice_axis
from tracking.rules.buckets import by_span, merged
from tracking.rules.records import Days, DayValue

FIRST = date(2020, 1, 1)
DAYS = st.dates(FIRST, date(2040, 12, 31))
# What a reading can hold: seven digits, two of them behind the point.
NUMBERS = st.integers(-9_999_999, 9_999_999).map(lambda number: number / 100)
VALUES = st.builds(
    lambda day, numbers: DayValue(
        day,
        min(numbers),
        max(numbers),
        min(max(sum(numbers) / len(numbers), min(numbers)), max(numbers)),
        len(numbers),
    ),
    DAYS,
    st.lists(NUMBERS, min_size=1, max_size=4),
)
SIZES = st.sampled_from([1, 2, 7, 14, 28])


@settings(max_examples=50)
@given(
    DAYS, st.integers(0, 7000), st.lists(VALUES, max_size=60), st.booleans(),
    st.integers(160, 1200), st.integers(120, 600), SIZES,
)  # fmt: skip
def test_a_series_draws_inside_its_plot(
    start: date,
    span: int,
    values: list[DayValue],
    zero_to_ten: bool,
    width: int,
    height: int,
    size: int,
) -> None:
    end = start + timedelta(days=span)
    chart = series_chart(
        start, end, values, width=width, height=height, zero_to_ten=zero_to_ten, bucket_size=size
    )
    drawn = [(dot.cx, dot.cy) for dot in chart.dots]
    drawn += [pixel for path in (chart.dots_path, *chart.lines) for pixel in pixels(path)]
    assert 0 < chart.plot.left < chart.plot.right < width
    for x, y in drawn:
        assert chart.plot.left <= x <= chart.plot.right
        assert chart.plot.top <= y <= chart.plot.bottom
    for tick in chart.y_ticks:
        assert chart.plot.top <= tick.y <= chart.plot.bottom


@given(NUMBERS, NUMBERS)
def test_an_axis_holds_its_values_in_few_round_steps(one: float, other: float) -> None:
    low, high = sorted([one, other])
    axis = nice_axis(low, high)
    assert axis.low <= min(low, 0) + 1e-6
    assert axis.high >= max(high, 0) - 1e-6
    assert 2 <= len(axis.labels) <= 6
    assert len({digits for _value, digits in axis.labels}) == len(axis.labels)
    assert any(value == 0 for value, _digits in axis.labels)


@settings(max_examples=50)
@given(
    DAYS, st.integers(0, 7000), st.dictionaries(DAYS, st.text(min_size=1, max_size=4), max_size=60),
    st.integers(160, 1200), SIZES,
)  # fmt: skip
def test_marks_stand_inside_their_row(
    start: date, span: int, given_answers: dict[date, str], width: int, size: int
) -> None:
    end = start + timedelta(days=span)
    chart = mark_chart(start, end, ["yes", "no"], given_answers, width=width, span_days=size)
    inside = [day for day in given_answers if start <= day <= end]
    assert sum(row.days for row in chart.rows) == len(inside)
    assert sum(sum(span.counts) for span in chart.spans) == len(inside)
    for row in chart.rows:
        assert row.d.count("v") <= 400
        for x, y in pixels(row.d):
            assert chart.left <= x <= chart.right
            assert 0 <= y <= chart.height


ANSWERS = st.lists(st.integers(-9_999_999, 9_999_999), min_size=1, max_size=4)


@settings(max_examples=50)
@given(st.dictionaries(DAYS, ANSWERS, max_size=40), SIZES)
def test_days_are_put_together_as_their_answers_say(
    answers: dict[date, list[int]], size: int
) -> None:
    """By the plain rule: all answers of a span, in hundredths, with their mean."""
    found = merged(days_of(answers), FIRST, size)
    spans = by_span(sorted(answers.items()), FIRST, size)
    together = {day: [one for several in parts for one in several] for day, parts in spans.items()}
    assert [(one.day, round(one.low * 100), round(one.high * 100), one.count) for one in found] == [
        (day, min(numbers), max(numbers), len(numbers)) for day, numbers in together.items()
    ]
    means = [sum(numbers) / len(numbers) / 100 for numbers in together.values()]
    assert [one.mean for one in found] == pytest.approx(means)
    assert all(one.low <= one.mean <= one.high for one in found)


def days_of(answers: dict[date, list[int]]) -> Days:
    days = Days([], [], [], [], [])
    for day, numbers in sorted(answers.items()):
        days.days.append(day.toordinal())
        days.lows.append(min(numbers))
        days.highs.append(max(numbers))
        days.totals.append(sum(numbers))
        days.counts.append(len(numbers))
    return days


@settings(max_examples=50)
@given(st.lists(DAYS, max_size=40), SIZES)
def test_a_span_holds_the_days_that_follow_its_first(days: list[date], size: int) -> None:
    for first, inside in by_span(((day, day) for day in days), FIRST, size).items():
        assert all(first <= day < first + timedelta(days=size) for day in inside)
