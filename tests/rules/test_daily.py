"""Which answer counts for a day."""

from datetime import date

import pytest

from tracking.rules.daily import DayAnswer, last_of_day

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def said(value: object, minute: int = 0, place: int = 0, day: date = MONDAY) -> DayAnswer[object]:
    return DayAnswer(day, minute, place, value)


def counted(*answers: DayAnswer[object]) -> dict[date, object]:
    return {day: one.value for day, one in last_of_day(answers).items()}


@pytest.mark.parametrize("minute", [-1, 1440])
def test_it_refuses_a_minute_outside_the_day(minute: int) -> None:
    with pytest.raises(ValueError, match="minute"):
        said(1, minute)


def test_it_has_nothing_for_a_day_without_an_answer() -> None:
    assert counted() == {}


def test_it_takes_the_latest_minute_of_the_day() -> None:
    assert counted(said("noon", 720), said("evening", 1200), said("morning", 480)) == {
        MONDAY: "evening"
    }


def test_it_takes_what_was_written_last_within_a_minute() -> None:
    assert counted(said("second", 720, 2), said("first", 720, 1)) == {MONDAY: "second"}


def test_it_puts_the_minute_before_the_order_of_writing() -> None:
    """A check-in that was added later for the morning does not overrule the evening."""
    assert counted(said("evening", 1200, 1), said("the morning, told late", 480, 2)) == {
        MONDAY: "evening"
    }


def test_it_keeps_days_apart_and_in_order() -> None:
    assert list(last_of_day([said(1, day=TUESDAY), said(2, day=MONDAY)])) == [MONDAY, TUESDAY]


def test_it_lets_no_and_nought_take_the_place_of_another_answer() -> None:
    assert counted(said(6, 480), said(0, 1200)) == {MONDAY: 0}
