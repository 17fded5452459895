"""Where things go in the chart of something that is followed."""

from datetime import date, timedelta

import pytest

from tracking.charts.series import LineChart, series_chart
from tracking.rules.records import DayValue

START = date(2026, 3, 2)


def one(day: int, value: float) -> DayValue:
    return DayValue(START + timedelta(days=day), value, value, value, 1)


def chart(*values: DayValue, zero_to_ten: bool = False, days: int = 7, **sizes: int) -> LineChart:
    end = START + timedelta(days=days - 1)
    return series_chart(
        START,
        end,
        values,
        width=sizes.pop("width", 358),
        height=sizes.pop("height", 168),
        zero_to_ten=zero_to_ten,
        **sizes,
    )


def test_a_scale_keeps_its_axis_whatever_was_answered() -> None:
    assert [tick.label for tick in chart(one(0, 3), zero_to_ten=True).y_ticks][-1] == "10"


def test_a_number_gets_an_axis_of_its_own() -> None:
    assert [tick.label for tick in chart(one(0, 7.5)).y_ticks] == ["0", "2", "4", "6", "8"]


def test_an_answer_beyond_the_scale_is_still_drawn_inside() -> None:
    found = chart(one(0, 30), zero_to_ten=True)
    assert found.y_ticks[-1].value == 30
    assert found.dots[0].cy == found.plot.top


def test_it_puts_a_day_at_its_middle_and_its_mean() -> None:
    found = chart(DayValue(START, 2, 6, 4, 2), zero_to_ten=True)
    (dot,) = found.dots
    assert dot.cx == found.plot.left + round(found.plot.width / 14)
    assert dot.cy == found.plot.bottom - round(found.plot.height * 0.4)
    assert (dot.low, dot.high, dot.count, found.several) == (2, 6, 2, True)


def test_it_leaves_gaps_as_gaps() -> None:
    days = [0, 1, 2, 30, 31, 32]
    assert len(chart(*(one(day, 5) for day in days), days=40).lines) == 2


def test_it_draws_no_line_through_two_days() -> None:
    assert chart(one(0, 5), one(1, 6)).lines == ()


def test_it_has_axes_when_nothing_was_answered() -> None:
    found = chart()
    assert (found.dots, found.dots_path, found.several) == ((), "", False)
    assert found.y_ticks


def test_long_numbers_move_the_plot_to_the_right() -> None:
    assert chart(one(0, 99_999)).plot.left > chart(one(0, 9)).plot.left


def test_it_refuses_more_than_four_hundred_days() -> None:
    with pytest.raises(ValueError, match="400"):
        chart(*(one(day, 1) for day in range(401)), days=500)
