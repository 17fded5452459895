"""Where things go in the pain chart and the calendar."""

from datetime import date, timedelta

import pytest

from tracking.charts.axes import PlotBox, TickUnit
from tracking.charts.pain import CalendarDay, DayState, calendar, pain_charts
from tracking.charts.series import Dot, FlareUp, LineChart, SessionMarks
from tracking.rules.records import DayValue, PractisedDay, Rating

START = date(2026, 3, 2)
SUNDAY = date(2026, 3, 8)


def chart(
    *dots: Rating | DayValue,
    start: date = START,
    end: date = SUNDAY,
    practised: dict[date, PractisedDay] | None = None,
    width: int = 772,
    height: int = 260,
    bucket_size: int = 1,
) -> LineChart:
    """A chart whose plot is 700 x 200 px, 100 px a day and 20 px a point, unless told otherwise."""
    (drawn,) = pain_charts(
        start, end, dots, practised or {}, sizes=[(width, height)], bucket_size=bucket_size
    )
    return drawn


def rating(day: int, pain: int, minute: int = 0) -> Rating:
    return Rating(START + timedelta(days=day), minute, pain, this_morning=False)


def bucket(day: int, mean: float, low: int = 0, high: int = 10, count: int = 5) -> DayValue:
    return DayValue(START + timedelta(days=day), low, high, mean, count)


def test_it_leaves_room_for_labels_around_the_plot() -> None:
    assert chart().plot == PlotBox(left=28, top=12, right=728, bottom=212)


def test_it_labels_pain_from_nought_at_the_bottom_to_ten_at_the_top() -> None:
    ticks = chart(rating(0, 3)).y_ticks
    assert [(tick.value, tick.y, tick.label) for tick in ticks] == [
        (0, 212, "0"),
        (2, 172, "2"),
        (4, 132, "4"),
        (6, 92, "6"),
        (8, 52, "8"),
        (10, 12, "10"),
    ]


def test_it_puts_a_check_in_at_its_minute_and_pain() -> None:
    dot = chart(rating(2, 7, minute=720)).last
    assert dot == Dot(cx=278, cy=72, day=date(2026, 3, 4), low=7, high=7, mean=7.0, count=1)


def test_it_puts_a_bucket_at_its_middle_and_mean() -> None:
    dot = chart(bucket(2, 4.5, low=2, high=6), bucket_size=2).last
    assert dot == Dot(cx=328, cy=122, day=date(2026, 3, 4), low=2, high=6, mean=4.5, count=5)


@pytest.mark.parametrize(("day", "cx"), [(-6, 28), (6, 728)])
def test_it_keeps_a_bucket_that_reaches_over_the_edge_inside(day: int, cx: int) -> None:
    assert [dot.cx for dot in chart(bucket(day, 5.0), bucket_size=7).dots] == [cx]


def test_it_leaves_out_what_lies_outside_the_range() -> None:
    outside: list[Rating | DayValue] = [
        rating(-1, 3),
        rating(7, 3),
        bucket(-1, 3.0),
        bucket(7, 3.0),
    ]
    assert chart(*outside).dots == ()


def test_it_orders_the_dots_by_time() -> None:
    dots = chart(rating(3, 1), rating(0, 2), rating(3, 5, minute=1)).dots
    assert [dot.mean for dot in dots] == [2, 1, 5]


def test_it_takes_four_hundred_dots() -> None:
    assert len(chart(*[rating(at % 7, 3, minute=at) for at in range(400)]).dots) == 400


def test_it_refuses_more_than_four_hundred_dots() -> None:
    with pytest.raises(ValueError, match="400"):
        chart(*[rating(0, 3)] * 401)


def test_it_refuses_a_range_that_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="range"):
        chart(start=SUNDAY, end=START)


@pytest.mark.parametrize(("width", "height"), [(159, 260), (772, 119)])
def test_it_refuses_a_size_without_room_for_a_plot(width: int, height: int) -> None:
    with pytest.raises(ValueError, match="px"):
        chart(width=width, height=height)


def test_it_refuses_a_bucket_size_below_a_day() -> None:
    with pytest.raises(ValueError, match="bucket"):
        chart(bucket_size=0)


def test_it_draws_the_line_in_whole_relative_steps() -> None:
    # Levels 8, 8 - 4w = 7.03 and 7.03 + 0.97w = 7.27 with w = 1 - 2^(-2/5).
    line = chart(rating(0, 8), rating(2, 4), rating(4, 8)).lines
    assert line == ("M28 52l200 19 200-4",)


def test_it_breaks_the_line_where_days_are_empty() -> None:
    days = [0, 1, 2, 30, 31, 32]
    lines = chart(*[rating(day, 3) for day in days], end=date(2026, 5, 31)).lines
    assert len(lines) == 2


def test_it_draws_no_line_through_two_dots() -> None:
    found = chart(rating(0, 8), rating(2, 4))
    assert (found.lines, found.level, len(found.dots)) == ((), None, 2)


def test_it_does_not_break_the_line_between_neighbouring_buckets() -> None:
    buckets = [bucket(day, 4.0) for day in range(0, 280, 28)]
    found = chart(*buckets, end=START + timedelta(days=279), bucket_size=28)
    assert len(found.lines) == 1


def test_it_breaks_the_line_over_an_empty_bucket() -> None:
    buckets = [bucket(day, 4.0) for day in range(0, 280, 28) if day != 140]
    found = chart(*buckets, end=START + timedelta(days=279), bucket_size=28)
    assert len(found.lines) == 2


def test_it_draws_no_path_for_a_line_within_one_pixel() -> None:
    found = chart(*[rating(0, 3, minute=at) for at in range(3)], end=date(2027, 3, 2))
    assert found.lines == ()


def test_it_tells_where_the_line_ends() -> None:
    level = chart(rating(0, 8), rating(2, 4), rating(4, 8)).level
    assert level is not None
    assert (level.cx, level.cy, round(level.level, 2)) == (428, 67, 7.27)


def test_it_tells_no_level_when_the_last_dot_has_no_line() -> None:
    found = chart(*[rating(day, 3) for day in (0, 1, 2, 30)], end=date(2026, 4, 30))
    assert found.level is None


def test_it_draws_all_dots_in_one_path() -> None:
    assert chart(rating(0, 8), rating(0, 8), rating(1, 10)).dots_path == "M28 52h0m100-40h0"


def test_it_draws_nothing_for_nothing() -> None:
    found = chart()
    assert (found.dots, found.dots_path, found.lines, found.marks) == ((), "", (), ())
    assert (found.last, found.level) == (None, None)


def test_it_marks_practised_days_below_the_plot() -> None:
    practised = {
        START: PractisedDay.FULL,
        START + timedelta(days=2): PractisedDay.FULL,
        START + timedelta(days=3): PractisedDay.SOME,
        START + timedelta(days=9): PractisedDay.FULL,
    }
    assert chart(practised=practised).marks == (
        SessionMarks(PractisedDay.FULL, "M78 220v8m200-8v8"),
        SessionMarks(PractisedDay.SOME, "M378 220v8"),
    )


@pytest.mark.parametrize(
    "kinds",
    [(PractisedDay.FULL, PractisedDay.SOME), (PractisedDay.SOME, PractisedDay.FULL)],
)
def test_it_lets_a_full_day_win_on_a_crowded_pixel(kinds: tuple[PractisedDay, ...]) -> None:
    practised = {START + timedelta(days=at): kind for at, kind in enumerate(kinds)}
    found = chart(practised=practised, end=START + timedelta(days=9999))
    assert [marks.kind for marks in found.marks] == [PractisedDay.FULL]


def test_it_keeps_ten_years_of_practice_within_four_hundred_marks() -> None:
    practised = {START + timedelta(days=at): PractisedDay.FULL for at in range(3650)}
    (marks,) = chart(practised=practised, end=START + timedelta(days=3649)).marks
    assert marks.d.count("v") <= 400


@pytest.mark.parametrize(
    ("days", "width", "unit", "count"),
    [
        (1, 772, TickUnit.DAY, 1),
        (5, 772, TickUnit.DAY, 5),
        (7, 772, TickUnit.DAY, 4),
        (13, 360, TickUnit.DAY, 4),
        (14, 360, TickUnit.WEEK, 2),
        (28, 360, TickUnit.WEEK, 4),
        (84, 772, TickUnit.WEEK, 6),
        (84, 360, TickUnit.MONTH, 2),
        (365, 772, TickUnit.MONTH, 6),
        (365, 360, TickUnit.MONTH, 4),
        (3653, 772, TickUnit.YEAR, 5),
        (3653, 360, TickUnit.YEAR, 2),
    ],
)
def test_it_labels_a_few_dates(days: int, width: int, unit: TickUnit, count: int) -> None:
    found = chart(end=START + timedelta(days=days - 1), width=width)
    assert (found.x_unit, len(found.x_ticks)) == (unit, count)


def test_it_labels_weeks_on_mondays() -> None:
    found = chart(start=date(2026, 3, 4), end=date(2026, 3, 31))
    assert [tick.day.day for tick in found.x_ticks] == [9, 16, 23, 30]


def test_it_labels_months_on_their_first_day() -> None:
    found = chart(start=date(2025, 11, 2), end=date(2026, 4, 1))
    assert [(tick.day.month, tick.day.day) for tick in found.x_ticks] == [
        (12, 1),
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
    ]


def test_it_labels_years_on_new_year() -> None:
    found = chart(start=date(2022, 1, 1), end=date(2026, 6, 1))
    assert [tick.day for tick in found.x_ticks] == [date(year, 1, 1) for year in range(2022, 2027)]


def test_it_puts_a_date_label_where_its_day_begins() -> None:
    found = chart(end=START + timedelta(days=4), width=572)
    assert [tick.x for tick in found.x_ticks] == [28, 128, 228, 328, 428]


def test_it_can_label_the_whole_calendar() -> None:
    assert chart(start=date.min, end=date.max).x_ticks


def cells(start: date, end: date, today: date) -> dict[date, CalendarDay]:
    practised = {START: PractisedDay.FULL, SUNDAY: PractisedDay.SOME}
    weeks = calendar(start, end, practised, {START, SUNDAY}, today)
    return {day.day: day for week in weeks for day in week.days}


def test_it_begins_weeks_on_monday() -> None:
    weeks = calendar(date(2026, 3, 4), date(2026, 3, 18), {}, set(), START)
    assert [week.days[0].day for week in weeks] == [START, date(2026, 3, 9), date(2026, 3, 16)]


def test_it_gives_every_week_seven_days() -> None:
    weeks = calendar(date(2026, 3, 4), date(2026, 3, 18), {}, set(), START)
    assert [len(week.days) for week in weeks] == [7, 7, 7]


def test_it_shows_how_much_was_practised() -> None:
    found = cells(START, SUNDAY, today=SUNDAY)
    states = [found[START + timedelta(days=at)].state for at in (0, 1, 6)]
    assert states == [DayState.FULL, DayState.NONE, DayState.SOME]


def test_it_shows_which_days_were_rated() -> None:
    found = cells(START, SUNDAY, today=SUNDAY)
    assert [day.day for day in found.values() if day.rated] == [START, SUNDAY]


def test_it_leaves_future_days_plain() -> None:
    found = cells(START, SUNDAY, today=date(2026, 3, 7))[SUNDAY]
    assert found == CalendarDay(SUNDAY, DayState.NONE, rated=False, future=True, in_range=True)


def test_it_does_not_call_today_future() -> None:
    assert not cells(START, SUNDAY, today=SUNDAY)[SUNDAY].future


def test_it_leaves_days_that_only_fill_a_week_plain() -> None:
    found = cells(date(2026, 3, 4), date(2026, 3, 5), today=SUNDAY)[START]
    assert found == CalendarDay(START, DayState.NONE, rated=False, future=False, in_range=False)


def test_it_refuses_a_calendar_that_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="range"):
        calendar(SUNDAY, START, {}, set(), START)


def flare_ups(*ratings: tuple[int, int], days: int = 56) -> tuple[FlareUp, ...]:
    """The bands of a narrow chart; each rating as the place of its day and its pain."""
    end = START + timedelta(days=days - 1)
    dots = [
        Rating(START + timedelta(days=place), 600, pain, this_morning=False)
        for place, pain in ratings
    ]
    return pain_charts(START, end, dots, {}, sizes=[(358, 300)])[0].flare_ups


def test_a_flare_up_is_days_with_eight_or_more_and_goes_on_over_two_calmer_ones() -> None:
    assert flare_ups((3, 7)) == ()
    first, second = flare_ups((3, 8), (4, 3), (6, 9), (10, 10))
    assert (first.start, first.end) == (START + timedelta(days=3), START + timedelta(days=6))
    assert first.right - first.left > second.right - second.left >= 4
    assert first.label_x is not None
    assert second.label_x is None, "their names would touch"


def test_a_flare_up_and_its_name_stay_within_the_plot() -> None:
    for days in (1, 56, 3000):
        for place in (0, days - 1):
            (band,) = flare_ups((place, 10), days=days)
            assert 28 <= band.left < band.right <= 314
            assert band.label_x is not None
            assert 28 + 30 <= band.label_x <= 314 - 30
