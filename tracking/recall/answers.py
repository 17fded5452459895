"""What was answered lately: the numbers a person gives most, and what they said today."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, QuerySet

from accounts.models import User
from exercises.models import Measure
from psoas_site.ui.prepared import Prepared
from tracking.clock import lived_at, minute_of
from tracking.models import CheckIn, Reading
from tracking.rules.daily import DayAnswer, last_of_day

USUAL_DAYS = 56  # what was usual longer ago may not be any more
USUAL_TIMES = 2  # a number given once is no habit yet


def usual_numbers(
    user: User, measure_ids: Iterable[int], today: dt.date
) -> dict[int, list[Decimal]]:
    """What `user` answered most in the last 8 weeks, by measure; the most frequent first."""
    since = today - dt.timedelta(days=USUAL_DAYS)
    usual: dict[int, list[Decimal]] = defaultdict(list)
    for measure, number in _given_most(user, since, today, *measure_ids):
        if number is not None:
            usual[measure].append(number)
    return usual


@Prepared
def _given_most(
    user: User, since: dt.date, today: dt.date, *measures: int
) -> QuerySet[CheckIn, Any]:
    return (
        CheckIn.objects.owned_by(user)
        .between(since, today)
        .filter(readings__measure__in=measures)
        .values("readings__measure_id", "readings__number")
        .annotate(times=Count("pk"), last=Max("at"))
        .filter(times__gte=USUAL_TIMES)
        .order_by("-times", "-last")
        .values_list("readings__measure_id", "readings__number")
    )


@dataclass(frozen=True)
class Said:
    """An answer of today, in words, and the clock when it was given."""

    local_time: dt.datetime
    words: str


@dataclass(frozen=True)
class Newest:
    """The newest check-in of today."""

    pk: uuid.UUID
    pain: int
    local_time: dt.datetime


@dataclass(frozen=True)
class SaidToday:
    """What the check-ins of a day say so far: the newest, and what counts, by measure."""

    newest: Newest | None
    answers: dict[int, Said]


def said_on(user: User, day: dt.date, measures: Iterable[Measure]) -> SaidToday:
    """What `user` said on `day`; of `measures`, the last answer of that day counts."""
    known = {measure.pk: measure for measure in measures}
    newest: Newest | None = None
    given: dict[int, list[DayAnswer[Said]]] = defaultdict(list)
    for place, (pk, at, offset, pain, measure, number, text) in enumerate(_told_on(user, day)):
        clock = lived_at(at, offset)
        if newest is None or clock >= newest.local_time:
            newest = Newest(pk, pain, clock)
        if measure in known:
            reading = Reading(measure=known[measure], number=number, text=text)
            answer = DayAnswer(day, minute_of(clock), place, Said(clock, reading.words))
            given[measure].append(answer)
    said = {measure: last_of_day(answers)[day].value for measure, answers in given.items()}
    return SaidToday(newest, said)


@Prepared
def _told_on(user: User, day: dt.date) -> QuerySet[CheckIn, Any]:
    """The check-ins of `day` with their answers, in the order in which they were written down."""
    columns = ("pk", "at", "utc_offset", "pain", "measure_id", "number", "text")
    return (
        CheckIn.objects.owned_by(user)
        .filter(local_date=day)
        .order_by("created_at", "readings__pk")
        .values_list(*columns[:4], *(f"readings__{name}" for name in columns[4:]))
    )
