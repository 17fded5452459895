"""The smoothed line, means of a week and the size of a change."""

from datetime import date

import pytest

from tracking.rules.statistics import (
    ChangeBand,
    WindowMean,
    change_band,
    smoothed_line,
    window_mean,
)


def test_it_smooths_the_worked_example() -> None:
    points = list(zip([0, 1, 3, 4, 7, 8, 10, 14], [6, 5, 6, 4, 5, 4, 4, 3], strict=True))
    (line,) = smoothed_line(points, half_life=5)
    levels = [round(level, 4) for _time, level in line]
    assert levels == [6.0, 5.8706, 5.9019, 5.6557, 5.4326, 5.2471, 4.9452, 4.1172]


def test_it_keeps_the_times_of_the_points() -> None:
    (line,) = smoothed_line([(0.25, 3), (1.5, 4), (2, 5)])
    assert [time for time, _level in line] == [0.25, 1.5, 2]


def test_it_goes_half_of_the_way_after_one_half_life() -> None:
    (line,) = smoothed_line([(0, 8), (5, 4), (10, 4)], half_life=5)
    assert [level for _time, level in line] == [8, 6, 5]


def test_it_breaks_the_line_over_more_than_fourteen_empty_days() -> None:
    points = [(0, 5), (1, 5), (2, 5), (16.5, 1), (17, 1), (18, 1)]
    assert [len(segment) for segment in smoothed_line(points)] == [3, 3]


def test_it_keeps_the_line_over_fourteen_days() -> None:
    assert len(smoothed_line([(0, 5), (1, 5), (2, 5), (16, 1)])) == 1


def test_it_starts_a_segment_at_its_own_first_value() -> None:
    points = [(0, 9), (1, 9), (2, 9), (30, 1), (31, 1), (32, 1)]
    assert smoothed_line(points)[1][0] == (30, 1)


def test_it_draws_no_line_for_two_points() -> None:
    assert smoothed_line([(0, 5), (1, 4)]) == []


def test_it_leaves_out_a_stretch_too_short_for_a_line() -> None:
    points = [(0, 5), (1, 5), (2, 5), (30, 1), (31, 1)]
    assert [segment[0][0] for segment in smoothed_line(points)] == [0]


def test_it_draws_no_line_for_nothing() -> None:
    assert smoothed_line([]) == []


def test_it_averages_points_at_one_time() -> None:
    (line,) = smoothed_line([(0, 2), (0, 6), (1, 4), (2, 4)])
    assert line == [(0, 4), (1, 4), (2, 4)]


def test_it_does_not_depend_on_the_order_of_the_points() -> None:
    points = [(3.0, 4.0), (0.0, 6.0), (3.0, 2.0), (9.0, 5.0), (1.0, 7.0)]
    assert smoothed_line(points) == smoothed_line(points[::-1])


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_it_refuses_values_that_are_not_finite(bad: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        smoothed_line([(0, 1), (1, bad), (2, 3)])


@pytest.mark.parametrize("half_life", [0, -1, float("nan")])
def test_it_refuses_a_half_life_that_is_not_positive(half_life: float) -> None:
    with pytest.raises(ValueError, match="half_life"):
        smoothed_line([(0, 1)], half_life=half_life)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (6, 3.8, "clear_better"),
        (3, 1.9, "better"),
        (7.5, 6.2, "small_better"),
        (5, 4.4, "same"),
        (4, 5.2, "worse"),
        (4, 6.1, "clear_worse"),
        (1, 0.2, "same"),
    ],
)
def test_it_bands_a_change(before: float, now: float, expected: str) -> None:
    assert change_band(before, now) is ChangeBand(expected)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (31 / 7, 17 / 7, ChangeBand.CLEAR_BETTER),
        (4.1, 2.1, ChangeBand.CLEAR_BETTER),
        (10, 7, ChangeBand.CLEAR_BETTER),
        (7, 5, ChangeBand.SMALL_BETTER),
        (12 / 7, 5 / 7, ChangeBand.BETTER),
        (4.1, 2.87, ChangeBand.BETTER),
        (5 / 7, 12 / 7, ChangeBand.WORSE),
        (2.1, 4.1, ChangeBand.CLEAR_WORSE),
    ],
)
def test_it_counts_a_change_exactly_on_the_limit(
    before: float, now: float, expected: ChangeBand
) -> None:
    assert change_band(before, now) is expected


@pytest.mark.parametrize(("now", "expected"), [(0, "same"), (1, "worse"), (2, "clear_worse")])
def test_it_bands_a_change_from_no_pain(now: float, expected: str) -> None:
    assert change_band(0, now) == expected


@pytest.mark.parametrize(("before", "now"), [(-0.1, 3), (3, 10.1), (float("nan"), 3)])
def test_it_refuses_means_off_the_scale(before: float, now: float) -> None:
    with pytest.raises(ValueError, match="mean"):
        change_band(before, now)


def values(*pains: float) -> dict[date, float]:
    return {date(2026, 3, at): pain for at, pain in enumerate(pains, start=1)}


def test_it_averages_a_window_with_both_ends() -> None:
    found = window_mean(values(9, 1, 2, 3, 4, 9), date(2026, 3, 2), date(2026, 3, 5))
    assert found == WindowMean(mean=2.5, days=4)


def test_it_gives_no_mean_below_the_minimum_but_counts_the_days() -> None:
    found = window_mean(values(1, 2, 3), date(2026, 3, 1), date(2026, 3, 7))
    assert found == WindowMean(mean=None, days=3)


def test_it_gives_no_mean_of_nothing_even_without_a_minimum() -> None:
    found = window_mean({}, date(2026, 3, 1), date(2026, 3, 7), minimum=0)
    assert found == WindowMean(mean=None, days=0)
