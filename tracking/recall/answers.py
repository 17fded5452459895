"""What was answered lately: the numbers a person gives most, and what they said today."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, DateField, Max, QuerySet

from accounts.models import User
from exercises.models import Measure
from psoas_site.ui.prepared import Blank, Prepared
from tracking.clock import minute_of
from tracking.models import CheckIn, Reading
from tracking.recall.latest import SHOWN, LastCheckIn
from tracking.rules.daily import DayAnswer, last_of_day

USUAL_DAYS = 56  # what was usual longer ago may not be any more
USUAL_TIMES = 2  # a number given once is no habit yet


def usual_numbers(user: User, today: dt.date) -> dict[int, list[Decimal]]:
    """What `user` answered most in the last 8 weeks, by measure; the most frequent first."""
    start = today - dt.timedelta(days=USUAL_DAYS)
    usual: dict[int, list[Decimal]] = defaultdict(list)
    for measure, number in USUAL.rows(user=user.pk, start=start, end=today):
        if number is not None:
            usual[measure].append(number)
    return usual


def _usual(user: Blank, start: Blank, end: Blank) -> QuerySet[CheckIn, Any]:
    check_ins = CheckIn.objects.standing().filter(user_id=user).between(start, end)  # type: ignore[arg-type]
    return (
        check_ins.filter(readings__measure__answer=Measure.Answer.NUMBER)
        .values("readings__measure_id", "readings__number")
        .annotate(times=Count("pk"), last=Max("at"))
        .filter(times__gte=USUAL_TIMES)
        .order_by("-times", "-last")
        .values_list("readings__measure_id", "readings__number")
    )


USUAL = Prepared(_usual, user=BigIntegerField(), start=DateField(), end=DateField())


@dataclass(frozen=True)
class Said:
    """An answer of today, in words, and the clock when it was given."""

    local_time: dt.datetime
    words: str


@dataclass(frozen=True)
class SaidToday:
    """What the check-ins of a day say so far: the newest, and what counts, by measure."""

    newest: LastCheckIn | None
    answers: dict[int, Said]


def said_on(user: User, day: dt.date, measures: Iterable[Measure]) -> SaidToday:
    """What `user` said on `day`; of `measures`, the last answer of that day counts."""
    known = {measure.pk: measure for measure in measures}
    rows = TOLD.rows(user=user.pk, day=day)
    newest: LastCheckIn | None = None
    given: dict[int, list[DayAnswer[Said]]] = defaultdict(list)
    for written, (*shown, measure, number, text) in enumerate(rows):
        check_in = LastCheckIn(*shown)
        clock = check_in.local_time
        if newest is None or check_in.at >= newest.at:
            newest = check_in
        if measure in known:
            reading = Reading(measure=known[measure], number=number, text=text)
            answer = DayAnswer(day, minute_of(clock), written, Said(clock, reading.words))
            given[measure].append(answer)
    newest_of = {measure: last_of_day(answers)[day].value for measure, answers in given.items()}
    return SaidToday(newest, newest_of)


def _told(user: Blank, day: Blank) -> QuerySet[CheckIn, Any]:
    """The check-ins of `day` with their answers, in the order in which they were written down."""
    answer = ("readings__measure_id", "readings__number", "readings__text")
    rows = CheckIn.objects.standing().filter(user_id=user, local_date=day)
    in_order = rows.order_by("created_at", "readings__pk")
    return in_order.values_list(*SHOWN, *answer)


TOLD = Prepared(_told, user=BigIntegerField(), day=DateField())
