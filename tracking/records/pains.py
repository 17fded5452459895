"""Check-ins and sessions of a span of days -> the records that the rules read."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Avg, Count, Max, Min, Q, QuerySet

from accounts.models import User
from tracking.charts.series import Entry
from tracking.clock import lived_at, minute_of
from tracking.models import CheckIn, Session
from tracking.rules.buckets import BUCKET_LIMIT, bucket_days, merged
from tracking.rules.headline import (
    WEEK,
    DailyValues,
    daily_values,
    first_week,
)
from tracking.rules.records import Bucket, Practice, Rating, morning_ratings
from tracking.subjects import SUBJECTS_COUNTED


@dataclass(frozen=True)
class History:
    """What a person logged from `start` to `end`, as dots, days and practices.

    `dots` holds every rating, or one bucket of `bucket_size` days each where there are too many
    to draw. `values` feeds the headline; its mornings cover the two weeks compared.
    """

    start: dt.date
    end: dt.date
    dots: tuple[Entry, ...]
    bucket_size: int
    values: DailyValues
    practices: tuple[Practice, ...]


def history_for(user: User, start: dt.date | None, end: dt.date) -> History:
    """The person's history in a fixed number of queries. Without `start`, from the first entry."""
    check_ins = CheckIn.objects.owned_by(user)
    sessions = Session.objects.owned_by(user)
    if start is None:
        start = min(first_day(user) or end, end)
    practices = tuple(
        Practice(day, minutes, exercises, outcome)
        for day, minutes, outcome, exercises in sessions.between(start, end)
        .order_by("local_date")
        .annotate(exercises=SUBJECTS_COUNTED)
        .values_list("local_date", "minutes", "outcome", "exercises")
    )
    inside = check_ins.between(start, end)
    ratings = _ratings(inside, most=BUCKET_LIMIT + 1)
    if len(ratings) <= BUCKET_LIMIT:
        return History(start, end, tuple(ratings), 1, daily_values(ratings), practices)
    return _long_history(inside, start, end, practices)


def _long_history(
    inside: QuerySet[CheckIn], start: dt.date, end: dt.date, practices: tuple[Practice, ...]
) -> History:
    """Days grouped by the database; single ratings only of the two weeks that are compared."""
    days = list(
        inside.values("local_date")
        .order_by("local_date")
        .annotate(low=Min("pain"), high=Max("pain"), mean=Avg("pain"), count=Count("pain"))
        .values_list("local_date", "low", "high", "mean", "count")
    )
    means = {day: float(mean) for day, _, _, mean, _ in days}
    first, _ = first_week(means, end)
    week = dt.timedelta(days=WEEK - 1)
    compared = Q(local_date__gte=end - week)
    if first is not None:
        compared |= Q(local_date__range=(first, first + week))
    mornings = morning_ratings(_ratings(inside.filter(compared)))
    counted = sum(count for _, _, _, _, count in days)
    values = DailyValues(mornings, means, counted)
    size = bucket_days((end - start).days + 1)
    buckets = (Bucket(day, low, high, float(mean), count) for day, low, high, mean, count in days)
    dots = tuple(merged(buckets, start, size))
    return History(start, end, dots, size, values, practices)


def first_day(user: User) -> dt.date | None:
    """The day of the person's first entry, in one query; None before there is one."""
    first, *others = (
        rows.order_by().values("user").annotate(first=Min("local_date")).values_list("first")
        for rows in (CheckIn.objects.owned_by(user), Session.objects.owned_by(user))
    )
    return min((day for (day,) in first.union(*others)), default=None)


def _ratings(check_ins: QuerySet[CheckIn], most: int | None = None) -> list[Rating]:
    """Single ratings, oldest first; from the covering index alone."""
    rows = check_ins.order_by("local_date", "at").values_list(
        "local_date", "at", "utc_offset", "pain", "this_morning"
    )
    return [
        Rating(day, minute_of(lived_at(at, offset)), pain, this_morning)
        for day, at, offset, pain, this_morning in rows[:most]
    ]
