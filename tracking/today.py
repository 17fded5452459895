"""What now: today's check-in, what fits it, and this week. One frozen object for the page."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch

from accounts.models import User
from exercises.models import Programme
from tracking.clock import moment_of
from tracking.models import CheckIn, Reading, Session
from tracking.rules.charts import CalendarDay, calendar
from tracking.rules.history import Practice, practised_days

VERY_BAD = 8  # from here on only rest and breathing fit, and a word of care is due
PROGRAMMES_SHOWN = 3


@dataclass(frozen=True)
class TodayPage:
    """Everything the Today page shows."""

    now: dt.datetime
    check_in: CheckIn | None
    last: CheckIn | None
    care: bool
    signs: tuple[Reading, ...]
    fell: bool
    programmes: tuple[Programme, ...]
    week: tuple[CalendarDay, ...]
    days_practised: int
    sessions_today: tuple[Session, ...]

    @property
    def greeting(self) -> str:
        """Which part of the day it is: morning, afternoon or evening."""
        if 4 <= self.now.hour < 12:
            return "morning"
        return "afternoon" if 12 <= self.now.hour < 18 else "evening"


def page_for(user: User, now: dt.datetime) -> TodayPage:
    """The page for `user` at the instant `now`."""
    today = moment_of(now, user.zone).local_date
    monday = today - dt.timedelta(days=today.weekday())
    readings = Prefetch("readings", Reading.objects.select_related("measure", "area"))
    last = CheckIn.objects.owned_by(user).prefetch_related(readings, "areas__area").first()
    check_in = last if last is not None and last.local_date >= today else None
    sessions = list(
        Session.objects.owned_by(user).between(monday, today).select_related("programme")
    )
    practised = practised_days(Practice(one.local_date, None, 0, one.outcome) for one in sessions)
    given = list(check_in.readings.all()) if check_in else []
    return TodayPage(
        now=now.astimezone(user.zone),
        check_in=check_in,
        last=last,
        care=check_in is not None and check_in.pain >= VERY_BAD,
        signs=tuple(one for one in given if one.measure.family == "sign"),
        fell=any(one.measure.ask_screening and one.number for one in given),
        programmes=_fitting(check_in.pain) if check_in else (),
        week=calendar(monday, monday + dt.timedelta(days=6), practised, set(), today)[0].days,
        days_practised=len(practised),
        sessions_today=tuple(one for one in sessions if one.local_date == today),
    )


def _fitting(pain: int) -> tuple[Programme, ...]:
    """The programmes closest to `pain` among those that fit it."""
    fitting = (
        Programme.objects.published()
        .filter(pain_now_max__gte=pain)
        .order_by("pain_now_max", "order")
        .prefetch_related("items__exercise__doses", "items__exercise__position")
    )
    return tuple(fitting[:PROGRAMMES_SHOWN])
