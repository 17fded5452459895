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


@given(answers, st.randoms())
def test_each_day_has_the_last_of_its_own_answers_in_whatever_order_they_come(
    given: list[DayAnswer[int]], dice: Random
) -> None:
    last = last_of_day(given)
    assert set(last) == {answer.day for answer in given}
    for day, best in last.items():
        assert best in given
        assert best.day == day
        of_day = [answer for answer in given if answer.day == day]
        assert max((answer.minute, answer.place) for answer in of_day) == (best.minute, best.place)
    assert last_of_day(dice.sample(given, len(given))) == last
    extra = DayAnswer(date(2026, 2, 1), 720, len(given), 5)
    assert last_of_day([*given, extra]) == {**last, extra.day: extra}
