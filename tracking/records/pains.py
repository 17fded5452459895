"""Check-ins and sessions of a span of days -> the records that the rules read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Subquery, Sum

from accounts.models import User
from tracking.charts.series import Entry
from tracking.models import CheckIn, Outcome, Session
from tracking.records.local_minute import DayNumber, LocalMinute
from tracking.records.prepared import Row, prepared
from tracking.rules.buckets import BUCKET_LIMIT, bucket_days, merged
from tracking.rules.headline import (
    WEEK,
    DailyValues,
    Finding,
    daily_values,
    finding_from_days,
    first_week,
)
from tracking.rules.records import (
    MINUTES_A_DAY,
    Bucket,
    Rating,
    SessionsOfDay,
    morning_ratings,
)

HELD = ~Q(outcome=Outcome.SKIPPED)


@dataclass(frozen=True)
class History:
    """What a person logged from `start` to `end`, as dots and days.

    `dots` holds every rating, or one bucket of `bucket_size` days each where there are too many
    to draw. `values` feeds the headline; its mornings cover the two weeks compared. `sessions`
    are the days that have any, oldest first.
    """

    start: dt.date
    end: dt.date
    dots: tuple[Entry, ...]
    bucket_size: int
    values: DailyValues
    sessions: tuple[SessionsOfDay, ...]


def history_for(user: User, start: dt.date | None, end: dt.date) -> History:
    """The person's history in a fixed number of queries. Without `start`, from the first entry."""
    if start is None:
        start = min(first_day(user) or end, end)
    sessions = tuple(
        SessionsOfDay(dt.date.fromordinal(day), done, held, minutes or 0)
        for day, done, held, minutes in _days_of_sessions(user, start, end)
    )
    ratings = [_rating(row) for row in _first_ratings(user, start, end)]
    if len(ratings) <= BUCKET_LIMIT:
        return History(start, end, tuple(ratings), 1, daily_values(ratings), sessions)
    return _long_history(user, start, end, sessions)


def _long_history(
    user: User, start: dt.date, end: dt.date, sessions: tuple[SessionsOfDay, ...]
) -> History:
    """Days grouped by the database; single ratings only of the two weeks that are compared."""
    days = [
        Bucket(dt.date.fromordinal(day), low, high, total / count, count)
        for day, low, high, total, count in _days_of_ratings(user, start, end)
    ]
    means = {day.day: day.mean for day in days}
    counted = sum(day.count for day in days)
    values = DailyValues(_mornings_compared(user, means, end), means, counted)
    size = bucket_days((end - start).days + 1)
    return History(start, end, tuple(merged(days, start, size)), size, values, sessions)


def _mornings_compared(user: User, means: dict[dt.date, float], end: dt.date) -> dict[dt.date, int]:
    """Mornings of the first week and of the last; of the last alone where there is no first."""
    week = dt.timedelta(days=WEEK - 1)
    last = end - week
    first, _mean = first_week(means, end)
    first = first or last
    rows = _ratings_of_two(user, first, first + week, last, end)
    return morning_ratings(map(_rating, rows))


def first_day(user: User) -> dt.date | None:
    """The day of the person's first entry, in one query; None before there is one."""
    (days,) = _first_days(user)
    return min((dt.date.fromordinal(day) for day in days if day), default=None)


def ratings_between(user: User, start: dt.date, end: dt.date) -> list[Rating]:
    """All ratings of these days, both included, oldest first; in one query."""
    return [_rating(row) for row in _ratings(user, start, end)]


def finding_of(ratings: Iterable[Rating], start: dt.date, today: dt.date) -> Finding:
    """What the progress page says of pain from `start` to `today`; `ratings` are of these days."""
    return finding_from_days(daily_values(ratings), today, start)


# --- What is asked: from the covering indexes alone ----------------------------------------------


def _rating(row: Row) -> Rating:
    day, minute, pain, this_morning = row
    return Rating(dt.date.fromordinal(day), minute % MINUTES_A_DAY, pain, this_morning)


def _in_order(check_ins: QuerySet[CheckIn]) -> QuerySet[Any, Row]:
    """Single ratings, oldest first."""
    columns = DayNumber("local_date"), LocalMinute("at", "utc_offset"), "pain", "this_morning"
    return check_ins.order_by("local_date", "at").values_list(*columns)


@prepared
def _ratings(user: User, start: dt.date, end: dt.date) -> QuerySet[Any, Row]:
    return _in_order(CheckIn.objects.owned_by(user).between(start, end))


@prepared
def _first_ratings(user: User, start: dt.date, end: dt.date) -> QuerySet[Any, Row]:
    """One more than can be drawn."""
    return _in_order(CheckIn.objects.owned_by(user).between(start, end))[: BUCKET_LIMIT + 1]


@prepared
def _ratings_of_two(
    user: User, start: dt.date, end: dt.date, later_start: dt.date, later_end: dt.date
) -> QuerySet[Any, Row]:
    either = Q(local_date__range=(start, end)) | Q(local_date__range=(later_start, later_end))
    return _in_order(CheckIn.objects.owned_by(user).filter(either))


@prepared
def _days_of_ratings(user: User, start: dt.date, end: dt.date) -> QuerySet[Any, Row]:
    days = CheckIn.objects.owned_by(user).between(start, end).values("local_date")
    return (
        days.order_by("local_date")
        .annotate(
            day=DayNumber(Min("local_date")),
            low=Min("pain"),
            high=Max("pain"),
            total=Sum("pain"),
            count=Count("pain"),
        )
        .values_list("day", "low", "high", "total", "count")
    )


@prepared
def _days_of_sessions(user: User, start: dt.date, end: dt.date) -> QuerySet[Any, Row]:
    days = Session.objects.owned_by(user).between(start, end).values("local_date")
    return (
        days.order_by("local_date")
        .annotate(
            day=DayNumber(Min("local_date")),
            done=Count("outcome", filter=Q(outcome=Outcome.DONE)),
            held=Count("outcome", filter=HELD),
            timed=Sum("minutes", filter=HELD),
        )
        .values_list("day", "done", "held", "timed")
    )


@prepared
def _first_days(user: User) -> QuerySet[Any, Row]:
    """The days of the first check-in and of the first session: of each the first in its index."""
    first_days = [
        DayNumber(Subquery(rows.order_by("local_date").values("local_date")[:1]))
        for rows in (CheckIn.objects.owned_by(user), Session.objects.owned_by(user))
    ]
    return User.objects.filter(pk=user.pk).values_list(*first_days)
