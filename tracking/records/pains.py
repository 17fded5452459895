"""Check-ins and sessions of a span of days -> the records that the rules read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce

from accounts.models import User
from psoas_site.ui.prepared import Prepared, Row, Several, Whoever
from tracking.charts.series import Entry
from tracking.models import CheckIn, Session
from tracking.records.days import Answered, Listed
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
    Days,
    Rating,
    SessionsOfDay,
    morning_ratings,
    sessions_of_days,
)


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


def history_for(
    user: User, start: dt.date | None, end: dt.date, measured: Mapping[int | None, Answered]
) -> History:
    """The person's history in at most two queries; `measured` are its days (`measured_days`).

    Without `start`, from the first entry.
    """
    days = measured[None].numbers if None in measured else Days()
    sessions = _sessions_of_days(user, start or dt.date.min, end)
    if start is None:
        firsts = [*map(dt.date.fromordinal, days.days[:1]), *(day.day for day in sessions[:1])]
        start = min(firsts, default=end)
    if sum(days.counts) > BUCKET_LIMIT:
        return _long_history(user, start, end, days, sessions)
    rows = RATINGS.plain_rows(user=user.pk, start=start, end=end)
    ratings = tuple(map(_rating, rows))
    return History(start, end, ratings, 1, daily_values(ratings), sessions)


def _sessions_of_days(user: User, start: dt.date, end: dt.date) -> tuple[SessionsOfDay, ...]:
    """The days that have sessions, skipped ones too, oldest first."""
    listed = SESSIONS.first(user=user.pk, start=start, end=end)
    if listed is None:
        return ()
    days, outcomes, minutes = (column.split(" ") for column in listed)
    return tuple(sessions_of_days(days, outcomes, map(int, minutes)))


def _long_history(
    user: User, start: dt.date, end: dt.date, days: Days, sessions: tuple[SessionsOfDay, ...]
) -> History:
    """Measured days; single ratings only of the two weeks that are compared."""
    means = dict(zip(map(dt.date.fromordinal, days.days), days.means, strict=True))
    values = DailyValues(_mornings_compared(user, means, end), means, sum(days.counts))
    size = bucket_days((end - start).days + 1)
    return History(start, end, tuple(merged(days, start, size)), size, values, sessions)


def _mornings_compared(user: User, means: dict[dt.date, float], end: dt.date) -> dict[dt.date, int]:
    """Mornings of the first week and of the last; of the last alone where there is no first."""
    last = end - dt.timedelta(days=WEEK - 1)
    first, _mean = first_week(means, end)
    days = [
        start + dt.timedelta(days=ago) for start in (first or last, last) for ago in range(WEEK)
    ]
    return morning_ratings(map(_rating, RATINGS_OF_DAYS.plain_rows(user=user.pk, days=days)))


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


def _ratings(user: Any, start: Any, end: Any) -> QuerySet[CheckIn, Any]:
    return _in_order(CheckIn.objects.owned_by(user).between(start, end))


def _ratings_of_days(user: Any, days: Any) -> QuerySet[CheckIn, Any]:
    return _in_order(CheckIn.objects.owned_by(user).filter(local_date__in=days))


def _sessions(user: Any, start: Any, end: Any) -> QuerySet[Session, Any]:
    """All sessions in one row, in no order: they are many, and a day is little work."""
    inside = Session.objects.owned_by(user).between(start, end).order_by()
    columns = Cast("local_date", TextField()), "outcome", Coalesce("minutes", 0)
    listed = {f"list{at}": Listed(column) for at, column in enumerate(columns)}
    return inside.values("user").annotate(**listed).values_list(*listed)


def _first_days(user: Any) -> QuerySet[User, Any]:
    """The days of the first check-in and of the first session: of each the first in its index."""
    firsts = []
    for entries in (CheckIn.objects.owned_by(user), Session.objects.owned_by(user)):
        days = entries.order_by("local_date").values("local_date")
        firsts.append(DayNumber(Subquery(days[:1])))
    return User.objects.filter(pk=user.pk).values_list(*firsts)


PERSON, DAY = Whoever(), DateField()
RATINGS = Prepared(_ratings, user=PERSON, start=DAY, end=DAY)
RATINGS_OF_DAYS = Prepared(_ratings_of_days, user=PERSON, days=Several(DAY, 2 * WEEK))
SESSIONS = Prepared(_sessions, user=PERSON, start=DAY, end=DAY)
FIRST_DAYS = Prepared(_first_days, user=PERSON)
