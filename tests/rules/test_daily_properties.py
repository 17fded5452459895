"""What holds for any answers."""

from datetime import date
from random import Random

import pytest

pytest.importorskip("hypothesis")

from hypothesis import given
from hypothesis import strategies as st

from tracking.rules.daily import DayAnswer, last_of_day

moments = st.tuples(st.dates(date(2026, 1, 1), date(2026, 1, 7)), st.integers(0, 1439))
answers = st.lists(st.tuples(moments, st.integers(0, 10))).map(
    lambda rows: [DayAnswer(*moment, place, value) for place, (moment, value) in enumerate(rows)]
)


@given(answers)
def test_it_has_one_answer_for_each_day_that_has_any(given: list[DayAnswer[int]]) -> None:
    found = last_of_day(given)
    assert set(found) == {one.day for one in given}
    assert all(one in given and one.day == day for day, one in found.items())


@given(answers)
def test_nothing_of_that_day_comes_after_the_answer_that_counts(
    given: list[DayAnswer[int]],
) -> None:
    for day, best in last_of_day(given).items():
        later = [
            one
            for one in given
            if one.day == day and (one.minute, one.place) > (best.minute, best.place)
        ]
        assert not later


@given(answers, st.randoms())
def test_the_order_of_the_rows_does_not_matter(given: list[DayAnswer[int]], dice: Random) -> None:
    shuffled = [*given]
    dice.shuffle(shuffled)
    assert last_of_day(shuffled) == last_of_day(given)


@given(answers)
def test_an_answer_to_one_day_changes_no_other(given: list[DayAnswer[int]]) -> None:
    extra = DayAnswer(date(2026, 2, 1), 720, len(given), 5)
    assert last_of_day([*given, extra]) == {**last_of_day(given), extra.day: extra}
