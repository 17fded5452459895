"""The database puts days together as the rules do: asked of both, in one diary by chance."""

import datetime as dt
import random
from decimal import Decimal
from typing import Any

import pytest

pytest.importorskip("hypothesis")

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.models import Exercise, Measure
from tracking import logbook
from tracking.models import CheckIn, OwnMovement, Reading, Session, SessionLine
from tracking.records import followed_answers, history_for, measured_days
from tracking.records.done import done_between
from tracking.rules.buckets import BUCKET_LIMIT, by_span, merged
from tracking.rules.headline import daily_values, finding_from_days
from tracking.rules.records import DayValue, Practice, Rating, morning_ratings, practised_days

pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.database, pytest.mark.django_db]

FIRST = dt.date(2024, 1, 1)
SHARED = HealthCheck.function_scoped_fixture  # the person, who has nothing between two examples
few = settings(max_examples=15, deadline=None, suppress_health_check=[SHARED])


def day_of(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def noon_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


@few
@given(st.integers(0, 2**32), st.integers(1, 900), st.integers(0, 20))
def test_a_long_history_says_what_its_single_ratings_say(
    user: Any, seed: int, span: int, since: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same diary for one seed)
    with transaction.atomic():
        rows, ratings = [], []
        for number in range(BUCKET_LIMIT + 20):
            day, minute = day_of(chance.randrange(span)), chance.randrange(1440)
            pain, marked = chance.randrange(11), chance.random() < 0.1
            # Of one minute, that which was written first comes first.
            at = noon_of(day) + dt.timedelta(minutes=minute - 720, microseconds=number)
            rows.append(CheckIn(user=user, at=at, local_date=day, pain=pain, this_morning=marked))
            ratings.append(Rating(day, minute, pain, marked))
        CheckIn.objects.bulk_create(rows, batch_size=200)
        end = day_of(span - 1 + since)
        found = history_for(user, FIRST, end, measured_days(user, FIRST, end))
        transaction.set_rollback(True)
    ratings.sort(key=lambda one: (one.day, one.minute))
    values = daily_values(ratings)
    assert (dict(found.values.days), found.values.count) == (dict(values.days), values.count)
    assert finding_from_days(found.values, end, FIRST) == finding_from_days(values, end, FIRST)
    assert morning_ratings(ratings).items() >= found.values.mornings.items()
    assert list(found.dots) == spans_of(ratings, found.bucket_size)


def spans_of(ratings: list[Rating], size: int) -> list[DayValue]:
    pains = by_span(((rating.day, rating.pain) for rating in ratings), FIRST, size)
    return [
        DayValue(day, min(several), max(several), sum(several) / len(several), len(several))
        for day, several in pains.items()
    ]


OUTCOMES = st.sampled_from(["done", "partly", "skipped", "stopped"])


@few
@given(st.lists(st.tuples(st.integers(0, 6), OUTCOMES), max_size=12))
def test_a_day_is_practised_as_its_sessions_say(user: Any, said: list[tuple[int, str]]) -> None:
    with transaction.atomic():
        for number, outcome in said:
            day = day_of(number)
            Session.objects.create(
                user=user, at=noon_of(day), local_date=day, outcome=outcome, minutes=number
            )
        found = history_for(user, FIRST, day_of(6), {}).sessions
        transaction.set_rollback(True)
    expected = practised_days(Practice(day_of(number), outcome) for number, outcome in said)
    assert {day.day: day.practised for day in found if day.practised} == expected
    assert [day.day for day in found] == sorted({day_of(number) for number, _outcome in said})
    held = [number for number, outcome in said if outcome != "skipped"]
    assert sum(day.held for day in found) == len(held)
    assert sum(day.minutes for day in found) == sum(held)


@few
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1000)), min_size=1, max_size=10))
def test_a_symptom_of_a_day_is_the_mean_of_its_numbers(
    user: Any, said: list[tuple[int, int]]
) -> None:
    measure = Measure.objects.get(code="stiffness")
    by_day: dict[dt.date, list[float]] = {}
    with transaction.atomic():
        logbook.follow(user, [measure.pk])
        for number, hundredths in said:
            day = day_of(number)
            check_in = CheckIn.objects.create(user=user, at=noon_of(day), local_date=day, pain=1)
            Reading.objects.create(
                check_in=check_in, measure=measure, number=Decimal(hundredths) / 100
            )
            by_day.setdefault(day, []).append(hundredths / 100)
        window = user, FIRST, day_of(3)
        (shown,) = followed_answers(*window, measured_days(*window))
        transaction.set_rollback(True)
    numbers = merged(shown.values.numbers, FIRST, 1)
    found = [(one.day, one.low, one.high, one.count) for one in numbers]
    assert found == [(day, min(of), max(of), len(of)) for day, of in sorted(by_day.items())]
    means = [one.mean for one in numbers]
    assert means == pytest.approx([sum(of) / len(of) for _day, of in sorted(by_day.items())])


LINE = st.tuples(st.booleans(), st.sampled_from(["", "left", "right"]), st.booleans())


@few
@given(st.lists(st.tuples(st.integers(0, 6), st.lists(LINE, max_size=6)), max_size=6))
def test_a_session_counts_once_for_all_sides_that_were_done(user: Any, said: list[Any]) -> None:
    exercise = Exercise.objects.get(slug="runners-lunge")
    times: dict[str, int] = {}
    with transaction.atomic():
        own = OwnMovement.objects.create(user=user, name="Tai chi")
        for number, lines in said:
            day = day_of(number)
            session = Session.objects.create(user=user, at=noon_of(day), local_date=day)
            done = {(is_own, side): skipped for is_own, side, skipped in lines}
            for (is_own, side), skipped in done.items():
                what: dict[str, Any] = {"movement": own}
                if not is_own:
                    what = {"exercise": exercise, "exercise_revision": 1, "level": "typical"}
                outcome = "skipped" if skipped else "done"
                SessionLine.objects.create(session=session, side=side, outcome=outcome, **what)
            for name in {is_own for (is_own, _side), skipped in done.items() if not skipped}:
                label = own.name if name else exercise.name
                times[label] = times.get(label, 0) + 1
        found = done_between(user, FIRST, day_of(6))
        transaction.set_rollback(True)
    assert {one.name: one.times for one in found} == times
