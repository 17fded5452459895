"""The database leaves the same answers of a day as the rule: that of the latest minute."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

pytest.importorskip("hypothesis")

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.models import Measure
from tracking import logbook
from tracking.clock import lived_at, minute_of
from tracking.models import CheckIn, Reading
from tracking.recall import said_on
from tracking.records import followed_answers, measured_days
from tracking.rules.buckets import merged
from tracking.rules.daily import DayAnswer, last_of_day

pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.database]

NOON = dt.datetime(2026, 10, 24, 22, tzinfo=dt.UTC)  # the clocks go back in the night after it
SHARED = HealthCheck.function_scoped_fixture  # the person, who has nothing between two examples
moments = st.tuples(st.integers(-300, 300), st.sampled_from([-300, 0, 60, 120]))
answers = st.lists(st.tuples(moments, st.integers(0, 59), st.integers(0, 24)), max_size=8)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[SHARED])
@given(answers)
def test_the_last_answer_of_a_day_counts(user: Any, given: list[Any]) -> None:
    measure = Measure.objects.get(code="sleep_hours")
    with transaction.atomic():
        said = []
        for place, ((minutes, offset), seconds, hours) in enumerate(given):
            at = NOON + dt.timedelta(minutes=minutes, seconds=seconds)
            lived = lived_at(at, offset)
            check_in = CheckIn.objects.create(
                user=user, at=at, local_date=lived.date(), utc_offset=offset, pain=3
            )
            Reading.objects.create(check_in=check_in, measure=measure, number=Decimal(hours))
            said.append(DayAnswer(lived.date(), minute_of(lived), place, float(hours)))
        logbook.follow(user, [measure.pk])
        window = user, dt.date(2026, 10, 1), dt.date(2026, 10, 31)
        (shown, *_rest) = followed_answers(*window, measured_days(*window))
        days = {answer.day for answer in said}
        today = {day: said_on(user, day, [measure]) for day in days}
        newest = {day: CheckIn.objects.filter(local_date=day)[:1].get().pk for day in days}
        transaction.set_rollback(True)
    last = last_of_day(said)
    expected = {day: answer.value for day, answer in last.items()}
    numbers = merged(shown.values.numbers, window[1], 1)
    assert {value.day: value.mean for value in numbers} == expected
    assert {day: told.newest and told.newest.pk for day, told in today.items()} == newest
    for day, told in today.items():
        answer = told.answers[measure.pk]
        minute = answer.clock.hour * 60 + answer.clock.minute
        assert (minute, answer.words) == (last[day].minute, f"{last[day].value:g} h")
