"""What may be said, and what is missing when nothing may be said."""

from datetime import date, timedelta

import pytest

from tracking.rules.headline import (
    Change,
    Collecting,
    DailyValues,
    Finding,
    FindingKind,
    Short,
    Source,
    daily_values,
    finding_from_days,
)
from tracking.rules.records import Rating
from tracking.rules.statistics import ChangeBand

TODAY = date(2026, 3, 31)
START = date(2026, 3, 1)


def ratings(*days_ago: int, pain: int = 4, minute: int = 480, marked: bool = False) -> list[Rating]:
    return [Rating(TODAY - timedelta(days=days), minute, pain, marked) for days in days_ago]


def found(listed: list[Rating]) -> Finding:
    inside = [one for one in listed if START <= one.day <= TODAY]
    return finding_from_days(daily_values(inside), TODAY, START)


def change_in(listed: list[Rating]) -> Change:
    result = found(listed)
    assert result.kind is FindingKind.CHANGE
    assert result.change is not None
    return result.change


def test_it_says_nothing_without_ratings() -> None:
    assert found([]) == Finding(FindingKind.NOTHING, 0)


@pytest.mark.parametrize("days_ago", [(0,), (0, 0), (20, 3)])
def test_it_says_first_for_one_or_two_ratings(days_ago: tuple[int, ...]) -> None:
    assert found(ratings(*days_ago)) == Finding(FindingKind.FIRST, len(days_ago))


def test_it_collects_days_until_the_two_weeks_do_not_overlap() -> None:
    result = found(ratings(*range(13)))
    assert result.kind is FindingKind.COLLECTING
    assert result.collecting == Collecting(Short.SPAN, have=13, need=14)
    assert result.ratings == 13


def test_it_compares_from_the_fourteenth_day_on() -> None:
    assert found(ratings(*range(14))).kind is FindingKind.CHANGE


def test_it_asks_for_recent_days_when_this_week_has_too_few() -> None:
    result = found(ratings(20, 19, 18, 17, 5, 3, 0))
    assert result.collecting == Collecting(Short.RECENT, have=3, need=4)


def test_recent_days_are_the_last_seven() -> None:
    result = found(ratings(20, 19, 18, 17, 8, 7, 6, 1, 0))
    assert result.collecting == Collecting(Short.RECENT, have=3, need=4)


def test_a_first_week_ends_before_the_last_one_begins() -> None:
    result = found(ratings(20, 12, 11, 10, 9, 3, 2, 1, 0))
    assert result.collecting == Collecting(Short.START, have=1, need=4)


def test_a_first_week_has_seven_days() -> None:
    change = change_in(ratings(20, 18, 14, 13, 12, 3, 2, 1, 0))
    assert change.start == TODAY - timedelta(days=18)


def test_a_window_may_be_one_day_and_holds_its_first() -> None:
    for rated in (ratings(0), ratings(0, 0)):
        assert finding_from_days(daily_values(rated), TODAY, TODAY).kind is FindingKind.FIRST
    assert found(ratings(30)).kind is FindingKind.FIRST


def test_it_tells_when_the_first_week_has_too_few() -> None:
    result = found(ratings(20, 18, 14, 3, 2, 1, 0))
    assert result.collecting == Collecting(Short.START, have=3, need=4)


def test_it_does_not_ask_for_recent_days_that_could_not_help() -> None:
    result = found(ratings(20, 3, 2))
    assert result.collecting == Collecting(Short.START, have=1, need=4)


def test_it_compares_the_first_week_with_the_last() -> None:
    change = change_in(
        ratings(20, 19, 18, 17, pain=6) + ratings(10, pain=10) + ratings(6, 4, 2, 1, 0, pain=3)
    )
    assert change == Change(
        band=ChangeBand.CLEAR_BETTER,
        start=TODAY - timedelta(days=20),
        before=6.0,
        now=3.0,
        source=Source.MORNINGS,
        before_days=4,
        now_days=5,
        of_days=7,
    )


def test_it_starts_the_first_week_on_the_first_rated_day() -> None:
    change = change_in(ratings(20, 16, 15, 14, pain=8) + ratings(13, pain=0) + ratings(*range(4)))
    assert (change.before, change.before_days) == (8.0, 4)


def test_it_waits_for_a_first_week_that_is_rated_often_enough() -> None:
    change = change_in(
        ratings(40, pain=10) + ratings(20, 19, 18, 17, pain=6) + ratings(*range(4), pain=3)
    )
    assert (change.start, change.before) == (TODAY - timedelta(days=20), 6.0)


def test_it_ends_the_last_week_today() -> None:
    change = change_in(ratings(*range(14, 21)) + ratings(7, pain=9) + ratings(6, 2, 1, 0, pain=2))
    assert (change.now, change.now_days) == (2.0, 4)


def test_it_prefers_mornings_when_both_weeks_have_enough() -> None:
    evenings = ratings(*range(21), pain=9, minute=1200)
    change = change_in(ratings(*range(21), pain=3) + evenings)
    assert (change.source, change.now) == (Source.MORNINGS, 3.0)


def test_it_falls_back_to_daily_means_when_one_week_lacks_mornings() -> None:
    evenings = ratings(*range(21), pain=9, minute=1200)
    change = change_in(ratings(*range(3), *range(14, 21), pain=3) + evenings)
    assert (change.source, change.before) == (Source.DAYS, 6.0)


def test_it_takes_a_marked_evening_rating_as_a_morning() -> None:
    change = change_in(ratings(*range(21), minute=1300, marked=True))
    assert change.source is Source.MORNINGS


def test_it_ignores_ratings_before_the_window_and_after_today() -> None:
    assert found(ratings(31, 40, -1)) == Finding(FindingKind.NOTHING, 0)


def test_it_counts_ratings_on_both_ends_of_the_window() -> None:
    assert found(ratings(30, 0)).ratings == 2


def test_it_refuses_a_window_that_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="window"):
        finding_from_days(daily_values([]), START, TODAY)


def test_it_leaves_out_earlier_days_put_together() -> None:
    days = {TODAY - timedelta(days=days): 5.0 for days in (*range(7), *range(40, 50))}
    result = finding_from_days(DailyValues({}, days, 7), TODAY, START)
    assert result.collecting == Collecting(Short.SPAN, have=7, need=14)


def test_it_puts_ratings_together_by_day() -> None:
    listed = ratings(0, pain=2) + ratings(0, pain=5, minute=1000) + ratings(1, minute=1000)
    yesterday = TODAY - timedelta(days=1)
    assert daily_values(listed) == DailyValues({TODAY: 2}, {TODAY: 3.5, yesterday: 4.0}, 3)
