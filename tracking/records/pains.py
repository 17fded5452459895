"""Check-ins and sessions of a span of days -> the records that the rules read."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, Max, Min, Q, QuerySet, Subquery, Sum

from accounts.models import User
from psoas_site.ui.prepared import Prepared, Row, Whoever
from tracking.charts.series import Entry
from tracking.models import CheckIn, Outcome, Session
from tracking.records.local_minute import DayNumber, LocalMinute
from tracking.rules.buckets import BUCKET_LIMIT, bucket_days, merged
from tracking.rules.headline import (
    WEEK,
    DailyValues,
    daily_values,
    first_week,
)
from tracking.rules.records import (
    MINUTES_A_DAY,
    DayValue,
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
        for day, done, held, minutes in DAYS_OF_SESSIONS.plain_rows(
            user=user.pk, start=start, end=end
        )
    )
    rows = FIRST_RATINGS.plain_rows(user=user.pk, start=start, end=end)
    ratings = [_rating(row) for row in rows]
    if len(ratings) <= BUCKET_LIMIT:
        return History(start, end, tuple(ratings), 1, daily_values(ratings), sessions)
    return _long_history(user, start, end, sessions)


def _long_history(
    user: User, start: dt.date, end: dt.date, sessions: tuple[SessionsOfDay, ...]
) -> History:
    """Days grouped by the database; single ratings only of the two weeks that are compared."""
    days = [
        DayValue(dt.date.fromordinal(day), low, high, total / count, count)
        for day, low, high, total, count in DAYS_OF_RATINGS.plain_rows(
            user=user.pk, start=start, end=end
        )
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
    rows = RATINGS_OF_WEEKS.plain_rows(
        user=user.pk, first=first, first_end=first + week, last=last, last_end=end
    )
    return morning_ratings(map(_rating, rows))


def first_day(user: User) -> dt.date | None:
    """The day of the person's first entry, in one query; None before there is one."""
    (days,) = FIRST_DAYS.plain_rows(user=user.pk)
    return min((dt.date.fromordinal(day) for day in days if day), default=None)


# --- What is asked: from the covering indexes alone ----------------------------------------------


def _rating(row: Row) -> Rating:
    day, minute, pain, this_morning = row
    return Rating(dt.date.fromordinal(day), minute % MINUTES_A_DAY, pain, bool(this_morning))


def _in_order(check_ins: QuerySet[CheckIn]) -> QuerySet[CheckIn, Any]:
    """Single ratings, oldest first."""
    columns = DayNumber("local_date"), LocalMinute("at", "utc_offset"), "pain", "this_morning"
    return check_ins.order_by("local_date", "at").values_list(*columns)


def _first_ratings(user: Any, start: Any, end: Any) -> QuerySet[CheckIn, Any]:
    """One more than can be drawn."""
    return _in_order(CheckIn.objects.owned_by(user).between(start, end))[: BUCKET_LIMIT + 1]


def _ratings_of_weeks(
    user: Any, first: Any, first_end: Any, last: Any, last_end: Any
) -> QuerySet[CheckIn, Any]:
    weeks = Q(local_date__range=(first, first_end)) | Q(local_date__range=(last, last_end))
    return _in_order(CheckIn.objects.owned_by(user).between(first, last_end).filter(weeks))


def _days_of_ratings(user: Any, start: Any, end: Any) -> QuerySet[CheckIn, Any]:
    days = (
        CheckIn.objects.owned_by(user)
        .between(start, end)
        .order_by("local_date")
        .values("local_date")
    )
    numbers = {
        "day": DayNumber(Min("local_date")),
        "low": Min("pain"),
        "high": Max("pain"),
        "total": Sum("pain"),
        "count": Count("pain"),
    }
    return days.annotate(**numbers).values_list(*numbers)


def _days_of_sessions(user: Any, start: Any, end: Any) -> QuerySet[Session, Any]:
    days = (
        Session.objects.owned_by(user)
        .between(start, end)
        .order_by("local_date")
        .values("local_date")
    )
    numbers = {
        "day": DayNumber(Min("local_date")),
        "done": Count("outcome", filter=Q(outcome=Outcome.DONE)),
        "held": Count("outcome", filter=HELD),
        "timed": Sum("minutes", filter=HELD),
    }
    return days.annotate(**numbers).values_list(*numbers)


def _first_days(user: Any) -> QuerySet[User, Any]:
    """The days of the first check-in and of the first session: of each the first in its index."""
    firsts = []
    for entries in (CheckIn.objects.owned_by(user), Session.objects.owned_by(user)):
        days = entries.order_by("local_date").values("local_date")
        firsts.append(DayNumber(Subquery(days[:1])))
    return User.objects.filter(pk=user.pk).values_list(*firsts)


PERSON, DAY = Whoever(), DateField()
FIRST_RATINGS = Prepared(_first_ratings, user=PERSON, start=DAY, end=DAY)
RATINGS_OF_WEEKS = Prepared(
    _ratings_of_weeks, user=PERSON, first=DAY, first_end=DAY, last=DAY, last_end=DAY
)
DAYS_OF_RATINGS = Prepared(_days_of_ratings, user=PERSON, start=DAY, end=DAY)
DAYS_OF_SESSIONS = Prepared(_days_of_sessions, user=PERSON, start=DAY, end=DAY)
FIRST_DAYS = Prepared(_first_days, user=PERSON)
