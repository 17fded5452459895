"""What a day amounts to."""

from datetime import date

import pytest

from tracking.rules.records import (
    Practice,
    PractisedDay,
    Rating,
    daily_means,
    morning_ratings,
    practised_days,
)

MONDAY = date(2026, 3, 2)


def rating(minute: int, pain: int, *, marked: bool = False, day: date = MONDAY) -> Rating:
    return Rating(day=day, minute=minute, pain=pain, this_morning=marked)


def mornings(*pains: int, first_day: int = 1) -> dict[date, int]:
    return {date(2026, 3, first_day + at): pain for at, pain in enumerate(pains)}


def test_it_refuses_an_unknown_outcome() -> None:
    with pytest.raises(ValueError, match="outcome"):
        Practice(MONDAY, outcome="finished")


def test_it_takes_the_first_rating_before_noon_as_the_morning() -> None:
    assert morning_ratings([rating(600, 5), rating(420, 3), rating(700, 1)]) == {MONDAY: 3}


def test_it_takes_the_one_logged_first_of_two_in_the_same_minute() -> None:
    assert morning_ratings([rating(420, 6), rating(420, 2)]) == {MONDAY: 6}


def test_it_takes_no_morning_from_noon_on() -> None:
    assert morning_ratings([rating(720, 3), rating(1200, 4)]) == {}


def test_it_takes_the_last_minute_before_noon_as_morning() -> None:
    assert morning_ratings([rating(719, 3)]) == {MONDAY: 3}


def test_it_prefers_a_rating_marked_this_morning_to_an_earlier_one() -> None:
    assert morning_ratings([rating(400, 6), rating(1200, 2, marked=True)]) == {MONDAY: 2}


def test_it_takes_the_first_of_several_marked_ratings() -> None:
    marked = [rating(1300, 7, marked=True), rating(900, 4, marked=True)]
    assert morning_ratings(marked) == {MONDAY: 4}


def test_it_keeps_the_mornings_of_different_days_apart() -> None:
    tuesday = date(2026, 3, 3)
    found = morning_ratings([rating(400, 6), rating(400, 2, day=tuesday)])
    assert found == {MONDAY: 6, tuesday: 2}


def test_it_averages_all_ratings_of_a_day() -> None:
    assert daily_means([rating(400, 3), rating(800, 4), rating(1200, 6)]) == {MONDAY: 13 / 3}


def test_it_has_no_mean_for_a_day_without_ratings() -> None:
    assert daily_means([]) == {}


def practice(outcome: str) -> Practice:
    return Practice(MONDAY, outcome=outcome)


@pytest.mark.parametrize("outcomes", [["done"], ["partly", "done"], ["done", "stopped", "skipped"]])
def test_it_calls_a_day_full_when_any_session_was_done(outcomes: list[str]) -> None:
    assert practised_days(map(practice, outcomes)) == {MONDAY: PractisedDay.FULL}


@pytest.mark.parametrize("outcomes", [["partly"], ["stopped"], ["skipped", "partly"]])
def test_it_calls_a_day_some_when_nothing_was_done_to_the_end(outcomes: list[str]) -> None:
    assert practised_days(map(practice, outcomes)) == {MONDAY: PractisedDay.SOME}


def test_it_does_not_count_a_skipped_session_as_practice() -> None:
    assert practised_days([practice("skipped")]) == {}
