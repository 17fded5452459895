"""What the times of one exercise amount to."""

from datetime import date
from typing import Any

import pytest

from tracking.rules.repeats import Morning, Pains, Turn, on_both_sides, tallies, tally

DAY = date(2026, 3, 2)


def turn(session: int, side: str = "", **said: Any) -> Turn:
    return Turn(session, said.pop("day", date(2026, 3, session)), side, **said)


def test_it_counts_sessions_and_days() -> None:
    found = tally([turn(1), turn(2), turn(3, day=date(2026, 3, 2))], [])
    assert (found.times, found.days, found.last) == (3, 2, date(2026, 3, 2))


def test_both_sides_of_a_session_are_one_time() -> None:
    turns = [turn(1, "left"), turn(1, "right"), turn(2, "left")]
    whole, left, right = tallies(turns, [])
    assert (whole.side, whole.times) == (None, 2)
    assert (left.side, left.times, right.side, right.times) == ("left", 2, "right", 1)
    assert on_both_sides(turns) == 1
    assert on_both_sides([*turns, turn(2)]) == 1


def test_it_has_no_columns_of_sides_where_no_side_was_said() -> None:
    assert len(tallies([turn(1), turn(2)], [])) == 1


def test_turns_without_a_side_come_last_where_others_have_one() -> None:
    found = tallies([turn(1), turn(2, "right")], [])
    assert [one.side for one in found] == [None, "right", ""]


def test_it_adds_seconds_and_repetitions() -> None:
    found = tally([turn(1, seconds=60, reps=5), turn(2, seconds=30, reps=3)], [])
    assert (found.seconds, found.reps) == (90, 8)


def test_pain_around_a_session_counts_once_whatever_its_sides() -> None:
    turns = [turn(1, "left", before=6, after=4), turn(1, "right", before=6, after=4)]
    assert tallies(turns, [])[0].before.values == (6,)


def test_unanswered_pain_is_left_out() -> None:
    found = tally([turn(1, before=0), turn(2), turn(3, after=2)], [])
    assert (found.before.values, found.after.values, found.worst) == ((0,), (2,), None)


def test_the_worst_is_the_highest_that_was_said() -> None:
    assert tally([turn(1, worst=3), turn(2, worst=5), turn(3)], []).worst == 5


@pytest.mark.parametrize(
    ("values", "mean"), [((), None), ((4,), None), ((4, 5), None), ((4, 5, 6), 5.0)]
)
def test_there_is_a_mean_from_three_answers_on(values: tuple[int, ...], mean: float | None) -> None:
    assert Pains(values).mean == mean


def test_a_morning_of_both_sides_counts_for_each_and_of_one_for_that() -> None:
    turns = [turn(1, "left"), turn(1, "right"), turn(2, "left"), turn(2, "right")]
    whole, left, right = tallies(turns, [Morning(1, "", 0), Morning(2, "left", -1)])
    assert left.mornings == {0: 1, -1: 1}
    assert right.mornings == {0: 1}
    assert (left.unanswered, right.unanswered, whole.unanswered) == (0, 1, 0)


def test_mornings_that_were_alike_are_counted() -> None:
    assert tally([turn(1), turn(2)], [Morning(1, "", 0), Morning(2, "", 0)]).mornings == {0: 2}


def test_a_morning_after_another_session_does_not_count() -> None:
    found = tally([turn(1)], [Morning(9, "", 2)])
    assert (found.mornings, found.unanswered) == ({}, 1)


def test_of_no_turn_there_is_nothing() -> None:
    (found,) = tallies([], [])
    assert (found.times, found.days, found.last, found.seconds) == (0, 0, None, 0)
