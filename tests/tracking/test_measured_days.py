"""Measured days are what the answers make of them, whatever is written and by whom."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

pytest.importorskip("hypothesis")

from django.apps import apps
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from exercises.models import Measure
from tracking import logbook
from tracking.clock import lived_at, minute_of
from tracking.logbook.removal import forget_removed, put_back, remove
from tracking.models import KEPT, CheckIn, MeasuredDay, Reading
from tracking.models.day_triggers import drop_before_migrating, keep_days_by_triggers
from tracking.rules.daily import DayAnswer, last_of_day

pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.database, pytest.mark.django_db]

SHARED = HealthCheck.function_scoped_fixture  # the people, who have nothing between two examples
NOON = dt.datetime(2026, 10, 24, 12, tzinfo=dt.UTC)
CODES = "stiffness", "sleep_hours", "seat_type"
Key = tuple[int, int | None, int]


def kept() -> dict[Key, list[tuple[Any, ...]]]:
    """The rows that the database keeps, by whose, of what and when."""
    rows: dict[Key, list[tuple[Any, ...]]] = defaultdict(list)
    columns = "low", "high", "total", "count", "last", "said"
    for *key, low, high, total, count, last, said in MeasuredDay.objects.values_list(
        "user", "measure", "day", *columns
    ):
        whose, measure, day = key
        rows[whose, measure, day].append((low, high, total, count, last, said))
    return dict(rows)


def expected() -> dict[Key, list[tuple[Any, ...]]]:
    """What they should be, by the plain rule."""
    days = {}
    pains: dict[Key, list[int]] = defaultdict(list)
    answers: dict[Key, list[Reading]] = defaultdict(list)
    for check_in in CheckIn.objects.filter(removed_at=None):
        day = check_in.local_date.toordinal()
        pains[check_in.user_id, None, day].append(100 * check_in.pain)
    for reading in Reading.objects.filter(check_in__removed_at=None).select_related("check_in"):
        assert reading.check_in is not None
        day = reading.check_in.local_date.toordinal()
        answers[reading.check_in.user_id, reading.measure_id, day].append(reading)
    for key, several in pains.items():
        days[key] = [(min(several), max(several), sum(several), len(several), 0, None)]
    for key, readings in answers.items():
        numbers = [int(reading.number * 100) for reading in readings if reading.number is not None]
        last = last_answer(readings)
        shown = (0, last.pk) if last.number is None else (int(last.number * 100), None)
        low, high = min(numbers, default=0), max(numbers, default=0)
        days[key] = [(low, high, sum(numbers), len(numbers), *shown)]
    return days


def last_answer(readings: list[Reading]) -> Reading:
    entries = {reading: reading.check_in for reading in readings}
    in_order = sorted(readings, key=lambda one: (entries[one].created_at, entries[one].pk))
    said = [
        DayAnswer(
            entries[reading].local_date,
            minute_of(lived_at(entries[reading].at, entries[reading].utc_offset)),
            place,
            reading,
        )
        for place, reading in enumerate(in_order)
    ]
    (last,) = last_of_day(said).values()
    return last.value


class Writer:
    """Writes by chance, by every way that there is."""

    def __init__(self, chance: random.Random, people: list[Any]) -> None:
        self.chance, self.people = chance, people
        self.measures = list(Measure.objects.filter(code__in=CODES))
        self.ways: list[Callable[[], Any]] = [
            *[self.check_in, self.answer] * 3,
            self.correct,
            self.correct_answer,
            self.move,
            self.remove,
            self.put_back,
            self.delete,
            self.delete_answers,
            self.give_away,
            self.in_bulk,
            lambda: forget_removed(NOON + 2 * KEPT),
        ]

    def moment(self) -> dict[str, Any]:
        at = NOON + dt.timedelta(minutes=self.chance.randrange(-1000, 1000))
        offset = self.chance.choice([-300, 0, 60, 120])
        return {"at": at, "utc_offset": offset, "local_date": lived_at(at, offset).date()}

    def row(self) -> CheckIn:
        user = self.chance.choice(self.people)
        return CheckIn(user=user, pain=self.chance.randrange(11), **self.moment())

    def some(self, model: Any) -> Any:
        rows = list(model.objects.order_by("pk"))
        return self.chance.choice(rows) if rows else None

    def said(self) -> dict[str, Any]:
        if self.chance.random() < 0.3:
            return {"number": None, "text": "chair"}
        return {"number": Decimal(self.chance.randrange(-500, 2000)) / 100, "text": ""}

    def check_in(self) -> None:
        self.row().save()

    def in_bulk(self) -> None:
        CheckIn.objects.bulk_create([self.row(), self.row()])

    def answer(self) -> None:
        entry, measure = self.some(CheckIn), self.chance.choice(self.measures)
        if entry and not entry.readings.filter(measure=measure).exists():
            Reading.objects.create(check_in=entry, measure=measure, **self.said())

    def correct(self) -> None:
        if entry := self.some(CheckIn):
            pain = self.chance.randrange(11)
            CheckIn.objects.filter(pk=entry.pk).update(pain=pain, **self.moment())

    def correct_answer(self) -> None:
        if reading := self.some(Reading):
            Reading.objects.filter(pk=reading.pk).update(**self.said())

    def move(self) -> None:
        CheckIn.objects.update(local_date=F("local_date"), pain=10 - F("pain"))

    def give_away(self) -> None:
        if entry := self.some(CheckIn):
            entry.user = self.chance.choice(self.people)
            entry.save()

    def remove(self) -> None:
        if entry := self.some(CheckIn):
            remove(entry, NOON)

    def put_back(self) -> None:
        if entry := self.some(CheckIn):
            put_back(entry)

    def delete(self) -> None:
        if entry := self.some(CheckIn):
            entry.delete()

    def delete_answers(self) -> None:
        if entry := self.some(CheckIn):
            entry.readings.all().delete()


@settings(max_examples=40, deadline=None, suppress_health_check=[SHARED])
@given(st.integers(0, 2**32), st.integers(1, 40))
def test_they_are_true_after_any_writes(user: Any, seed: int, writes: int) -> None:
    with transaction.atomic():
        other = User.objects.create(email="other@example.org")
        chance = random.Random(seed)  # noqa: S311 (the same writes for one seed)
        writer = Writer(chance, [user, other])
        for _write in range(writes):
            chance.choice(writer.ways)()
        assert kept() == expected()
        other.delete()
        assert kept() == expected()
        transaction.set_rollback(True)


def test_without_triggers_they_are_filled_after_a_migration(user: Any, check_in: Any) -> None:
    stiffness = Measure.objects.get(code="stiffness").pk

    def say(number: int) -> None:
        check_in(user, number, answers=(logbook.Answer(stiffness, number=Decimal(number)),))

    say(4)
    drop_before_migrating("default", plan=[])
    say(5)
    assert kept() == expected(), "nothing migrates, so nothing is dropped"
    drop_before_migrating("default", plan=["a migration"])
    say(6)
    assert kept() != expected()
    keep_days_by_triggers(apps.get_app_config("tracking"), "default")
    assert kept() == expected()
    say(8)
    assert kept() == expected()
