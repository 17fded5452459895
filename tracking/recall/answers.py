"""What was answered lately: the numbers a person gives most, and what they said today."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BigIntegerField, Count, DateField, Max, QuerySet, TextField
from django.db.models.functions import Cast

from accounts.models import User
from exercises.models import Measure
from psoas_site.ui.prepared import Blank, Prepared
from tracking.models import CheckIn, Reading, ReadingWords
from tracking.records.local_minute import LocalMinute
from tracking.rules.records import MINUTES_A_DAY

USUAL_DAYS = 56  # what was usual longer ago may not be any more
USUAL_CHECK_INS = 60  # the newest of them, so that a long diary answers as soon as a short one
USUAL_TIMES = 2  # a number given once is no habit yet


def usual_numbers(user: User, today: dt.date) -> dict[int, list[Decimal]]:
    """What `user` answered most of late, by measure; the most frequent first.

    Of late: in the newest 60 check-ins, as far as they are of the last 8 weeks.
    """
    start = today - dt.timedelta(days=USUAL_DAYS)
    usual: dict[int, list[Decimal]] = defaultdict(list)
    for measure, number in USUAL.rows(user=user.pk, start=start, end=today):
        if number is not None:
            usual[measure].append(number)
    return usual


def _usual(user: Blank, start: Blank, end: Blank) -> QuerySet[Reading, Any]:
    check_ins = CheckIn.objects.standing().filter(user_id=user).between(start, end)  # type: ignore[arg-type]
    newest = check_ins.order_by("-local_date", "-at")[:USUAL_CHECK_INS]
    return (
        Reading.objects.filter(check_in__in=newest.values("pk"))
        .filter(measure__answer=Measure.Answer.NUMBER)
        .values("measure_id", "number")
        .annotate(times=Count("pk"), last=Max("check_in__at"))
        .filter(times__gte=USUAL_TIMES)
        .order_by("-times", "-last")
        .values_list("measure_id", "number")
    )


USUAL = Prepared(_usual, user=BigIntegerField(), start=DateField(), end=DateField())


@dataclass(frozen=True)
class Said:
    """An answer of today, in words, and what the clock said when it was given."""

    clock: dt.time
    words: str


@dataclass(frozen=True)
class NewestToday:
    """The newest check-in of a day: its key, its pain, and what the clock said."""

    pk: UUID
    pain: int
    clock: dt.time


@dataclass(frozen=True)
class SaidToday:
    """What the check-ins of a day say so far: the newest, and what counts, by measure."""

    newest: NewestToday | None
    answers: dict[int, Said]


class _Told(NamedTuple):
    """An answer of a day, or a check-in without any; moments rise, whatever they are."""

    check_in: UUID | str
    pain: int
    minute: int
    at: str
    written: str
    reading: int | None
    measure: int | None
    number: Decimal | float | None
    text: str

    @property
    def clock(self) -> dt.time:
        """The minute of its day."""
        hour, minute = divmod(self.minute % MINUTES_A_DAY, 60)
        return dt.time(hour, minute)


def said_on(user: User, day: dt.date, measures: Iterable[Measure]) -> SaidToday:
    """What `user` said on `day`; of `measures`, the last answer of that day counts.

    The last is that of `rules.daily.last_of_day`.
    """
    rows = [_Told(*row) for row in TOLD.plain_rows(user=user.pk, day=day)]
    rows.sort(key=lambda row: (row.minute, row.written, row.reading or 0))
    last = {row.measure: row for row in rows}
    said = {}
    for measure in measures:
        if row := last.get(measure.pk):
            words = ReadingWords(measure, row.number, row.text, None, "").words
            said[measure.pk] = Said(row.clock, words)
    newest = max(rows, key=attrgetter("at", "written"), default=None)
    if newest is None:
        return SaidToday(None, said)
    key = UUID(str(newest.check_in))  # one of the drivers reads keys as text
    return SaidToday(NewestToday(key, newest.pain, newest.clock), said)


def _told(user: Blank, day: Blank) -> QuerySet[CheckIn, Any]:
    """The check-ins of `day` with their answers, in no order."""
    rows = CheckIn.objects.standing().filter(user_id=user, local_date=day)
    return rows.order_by().values_list(
        "pk",
        "pain",
        LocalMinute("at", "utc_offset"),
        Cast("at", TextField()),
        Cast("created_at", TextField()),
        "readings__pk",
        "readings__measure_id",
        "readings__number",
        "readings__text",
    )


TOLD = Prepared(_told, user=BigIntegerField(), day=DateField())
