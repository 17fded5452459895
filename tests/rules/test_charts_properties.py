"""What holds for any chart: finite, inside the view box, small, and the same every time."""

import re
from datetime import date, timedelta
from random import Random

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given, settings
from hypothesis import strategies as st

from tracking.charts.pain import calendar, pain_charts
from tracking.charts.series import LineChart
from tracking.rules.records import DayValue, PractisedDay, Rating

FIRST = date(2020, 1, 1)
DAYS = st.dates(FIRST, date(2060, 12, 31))
SPANS = st.integers(0, 9000)
RATING = st.builds(
    Rating,
    day=st.dates(FIRST, date(2045, 1, 1)),
    minute=st.integers(0, 1439),
    pain=st.integers(0, 10),
    this_morning=st.booleans(),
)
BUCKET = st.builds(
    lambda day, pains: DayValue(
        day, min(pains), max(pains), sum(pains) / len(pains), count=len(pains)
    ),
    st.dates(FIRST, date(2045, 1, 1)),
    st.lists(st.integers(0, 10), min_size=1, max_size=9),
)
CHART = st.builds(
    lambda start, span, dots, practised, width, height, size: pain_charts(
        start,
        start + timedelta(days=span),
        dots,
        practised,
        sizes=[(width, height)],
        bucket_size=size,
    )[0],
    st.dates(FIRST, date(2044, 1, 1)),
    SPANS,
    st.lists(st.one_of(RATING, BUCKET), max_size=80),
    st.dictionaries(DAYS, st.sampled_from(PractisedDay), max_size=40),
    st.integers(160, 1600),
    st.integers(120, 800),
    st.sampled_from([1, 2, 7, 14, 28]),
)


def pixels(d: str) -> list[tuple[int, int]]:
    """Absolute pixels that a path of M, m, l, h and v visits."""
    visited: list[tuple[int, int]] = []
    x = y = 0
    for command, figures in re.findall(r"([MmlhvL])([^A-Za-z]*)", d):
        numbers = [int(number) for number in re.findall(r"-?\d+", figures)]
        if command in "hv":
            x, y = (x + numbers[0], y) if command == "h" else (x, y + numbers[0])
            visited.append((x, y))
            continue
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
            visited.append((x, y))
    return visited


def all_pixels(chart: LineChart) -> list[tuple[int, int]]:
    paths = [chart.dots_path, *chart.lines, *(marks.d for marks in chart.marks)]
    dots = [(dot.cx, dot.cy) for dot in chart.dots]
    return dots + [pixel for path in paths for pixel in pixels(path)]


def check_places(chart: LineChart) -> None:
    """Everything is inside the view box, and dots and lines are inside the plot."""
    for x, y in all_pixels(chart):
        assert chart.plot.left <= x <= chart.plot.right
        assert chart.plot.top <= y <= chart.height
    for _x, y in [pixel for path in (chart.dots_path, *chart.lines) for pixel in pixels(path)]:
        assert chart.plot.top <= y <= chart.plot.bottom


def check_paths(chart: LineChart) -> None:
    """Whole numbers and known commands alone."""
    for path in (chart.dots_path, *chart.lines, *(marks.d for marks in chart.marks)):
        assert re.fullmatch(r"(M\d+ \d+([mlhv]-?\d+([ -]\d+| -\d+)*)*)?", path)


def check_level(chart: LineChart) -> None:
    """The line ends at the level that it tells."""
    if chart.level is not None:
        assert 0 <= chart.level.level <= 10
        assert chart.last is not None
        assert chart.level.cx == chart.last.cx


def check_dates(chart: LineChart) -> None:
    """One to six dates inside the plot."""
    assert len(chart.x_ticks) <= (6 if chart.width >= 480 else 4)
    places = [tick.x for tick in chart.x_ticks]
    assert places == sorted(set(places))
    assert all(chart.plot.left <= place <= chart.plot.right for place in places)


@given(CHART)
def test_it_draws_any_chart_in_its_place_and_tells_level_and_dates(chart: LineChart) -> None:
    check_places(chart)
    check_paths(chart)
    check_level(chart)
    check_dates(chart)


@given(st.dates(FIRST, date(2044, 1, 1)), SPANS, st.sampled_from([320, 360, 480, 900]))
def test_it_labels_at_least_one_date(start: date, span: int, width: int) -> None:
    end = start + timedelta(days=span)
    assert pain_charts(start, end, [], {}, sizes=[(width, 240)])[0].x_ticks


@settings(max_examples=40)
@given(st.lists(RATING, max_size=60), st.randoms())
def test_it_draws_the_same_chart_from_any_order(ratings: list[Rating], random: Random) -> None:
    shuffled = random.sample(ratings, len(ratings))
    one, other = (
        pain_charts(FIRST, date(2045, 1, 1), dots, {}, sizes=[(720, 260)])
        for dots in (ratings, shuffled)
    )
    assert one == other


@settings(max_examples=40)
@given(DAYS, st.integers(0, 800))
def test_it_shows_each_day_of_a_calendar_once(start: date, span: int) -> None:
    end = start + timedelta(days=span)
    weeks = calendar(start, end, {}, set(), end)
    days = [day.day for week in weeks for day in week.days]
    assert days == [days[0] + timedelta(days=at) for at in range(len(days))]
    assert sum(day.in_range for week in weeks for day in week.days) == span + 1
    assert days[0].weekday() == 0
