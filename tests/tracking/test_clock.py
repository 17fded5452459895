"""Days and times as people say them."""

import datetime as dt
from zoneinfo import ZoneInfo

from tracking.clock import lived_at, minute_of, moment_of, moment_on, today_in

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)


def test_it_keeps_the_day_and_the_offset_of_the_persons_clock() -> None:
    moment = moment_of(dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC), BERLIN)
    assert (moment.local_date, moment.utc_offset) == (dt.date(2026, 7, 2), 120)


def test_it_takes_now_for_today_without_a_time() -> None:
    assert moment_on(dt.date(2026, 11, 21), None, BERLIN, NOW).at == NOW


def test_it_takes_noon_for_an_earlier_day_without_a_time() -> None:
    moment = moment_on(dt.date(2026, 11, 20), None, BERLIN, NOW)
    assert moment.at == dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)


def test_it_moves_a_time_that_spring_skipped_forward() -> None:
    moment = moment_on(dt.date(2026, 3, 29), dt.time(2, 30), BERLIN, NOW)
    assert moment.at.astimezone(BERLIN).time() == dt.time(3, 30)
    assert moment.moved


def test_it_means_the_first_of_a_time_that_comes_twice() -> None:
    moment = moment_on(dt.date(2026, 10, 25), dt.time(2, 30), BERLIN, NOW)
    assert (moment.utc_offset, moment.moved) == (120, False)


def test_it_knows_that_today_differs_between_zones() -> None:
    late = dt.datetime(2026, 11, 21, 23, 30, tzinfo=dt.UTC)
    assert today_in(ZoneInfo("Asia/Tokyo"), late) == dt.date(2026, 11, 22)
    assert today_in(ZoneInfo("America/New_York"), late) == dt.date(2026, 11, 21)


def test_it_says_the_29th_of_february_when_there_is_one() -> None:
    moment = moment_on(dt.date(2024, 2, 29), dt.time(9), BERLIN, NOW)
    assert moment.local_date == dt.date(2024, 2, 29)


def test_it_shows_a_moment_by_the_clock_that_it_was_lived_by() -> None:
    clock = lived_at(NOW, 120)
    assert clock == dt.datetime(2026, 11, 21, 14, 0)  # noqa: DTZ001 (a person's own clock)
    assert minute_of(clock) == 14 * 60
    assert lived_at(NOW.astimezone(BERLIN), -570).time() == dt.time(2, 30)
