"""What the first page of the day reads of pain: days put together by the database.

However many ratings somebody has, a row for each day comes back, and of the two weeks that are
compared the first rating of each.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from psoas_site.ui.prepared import Prepared, Several, Whoever
from tracking.clock import lived_at, minute_of
from tracking.models import CheckIn
from tracking.records.days import Listed
from tracking.rules.headline import WEEK, DailyValues, Finding, finding_from_days, first_week
from tracking.rules.records import Rating, morning_ratings


def _day_by_day(user: Any, start: Any, end: Any) -> QuerySet[CheckIn, Any]:
    rows = CheckIn.objects.owned_by(user).between(start, end)
    days = rows.order_by("local_date").values("local_date")
    return days.annotate(pains=Listed("pain")).values_list("local_date", "pains")


def _firsts(user: Any, days: Any) -> QuerySet[CheckIn, Any]:
    """The earliest rating of each day and clock, and the earliest that was marked as the morning's.

    By one clock, what is earlier in the day was written earlier: no other can be its morning.
    """
    earlier = CheckIn.objects.standing().filter(
        user_id=OuterRef("user_id"),
        local_date=OuterRef("local_date"),
        utc_offset=OuterRef("utc_offset"),
        at__lt=OuterRef("at"),
    )
    marked = Q(this_morning=True) & ~Exists(earlier.filter(this_morning=True))
    rows = CheckIn.objects.owned_by(user).filter(~Exists(earlier) | marked, local_date__in=days)
    columns = ("local_date", "at", "utc_offset", "pain", "this_morning")
    return rows.order_by("local_date", "at").values_list(*columns)


DAY_BY_DAY = Prepared(_day_by_day, user=Whoever(), start=DateField(), end=DateField())
FIRSTS = Prepared(_firsts, user=Whoever(), days=Several(DateField(), 2 * WEEK))


def pains_by_day(user: User, start: dt.date, end: dt.date) -> dict[dt.date, list[int]]:
    """The ratings of each rated day from `start` to `end`, in no order; in one query."""
    rows = DAY_BY_DAY.rows(user=user.pk, start=start, end=end)
    return {day: [int(pain) for pain in pains.split(" ")] for day, pains in rows}


def finding_lately(
    user: User, pains: Mapping[dt.date, list[int]], start: dt.date, today: dt.date
) -> Finding:
    """What the progress page says of `pains`, those from `start` to `today`; in one query."""
    means = {day: sum(numbers) / len(numbers) for day, numbers in pains.items()}
    count = sum(map(len, pains.values()))
    mornings = _mornings(user, means, today)
    return finding_from_days(DailyValues(mornings, means, count), today, start)


def _mornings(user: User, means: Mapping[dt.date, float], today: dt.date) -> dict[dt.date, int]:
    """The mornings of the last week, and of the one that it is compared with if there is one."""
    last = today - dt.timedelta(days=WEEK - 1)
    first = first_week(means, today)[0] or last
    days = [start + dt.timedelta(days=ago) for start in (first, last) for ago in range(WEEK)]
    rows = FIRSTS.rows(user=user.pk, days=days)
    return morning_ratings(
        Rating(day, minute_of(lived_at(at, offset)), pain, this_morning)
        for day, at, offset, pain, this_morning in rows
    )
