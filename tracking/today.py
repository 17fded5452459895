"""What now: today's check-in, what can be offered, and this week. One object for the page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import Measure, Programme, ProgrammeItem
from tracking.clock import moment_of
from tracking.models import CheckIn, FeltArea, OwnedQuerySet, Reading, Session
from tracking.records import (
    REPEAT_DAYS,
    Pause,
    days_to_repeat,
    finding_of,
    pause_for,
    programmes_of,
    recent_sessions,
    symptoms_of,
)
from tracking.rules.charts import CalendarDay, calendar
from tracking.rules.headline import WEEKS, Finding
from tracking.rules.history import Practice, practised_days

VERY_BAD = 8  # from here on only rest and breathing are offered, and a word of care is due
PROGRAMMES_SHOWN = 3


@dataclass(frozen=True)
class SameAgain:
    """An earlier check-in that one tap says again: which one it is, and what is kept of it."""

    check_in: CheckIn
    label: str
    kept: tuple[str, ...]


@dataclass(frozen=True)
class TodayPage:
    """Everything the Today page shows."""

    now: dt.datetime
    check_in: CheckIn | None
    last: CheckIn | None
    same: SameAgain | None
    care: bool
    cautions: tuple[Reading, ...]
    pause: Pause
    programmes: tuple[Programme, ...]
    usual: Programme | None  # the one that is done most; only while nothing is known of today
    finding: Finding  # what the progress page says of the last weeks
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
    since = today - dt.timedelta(weeks=WEEKS) + dt.timedelta(days=1)
    check_ins = CheckIn.objects.owned_by(user).defer("note")
    recent = list(check_ins.filter(local_date__gte=since))
    last = recent[0] if recent else check_ins.first()
    if last is not None:
        prefetch_related_objects([last], *_answers_and_places())
    check_in = last if last is not None and last.local_date >= today else None
    sessions = list(recent_sessions(user, today).select_related("programme").defer("note"))
    this_week = [one for one in sessions if one.local_date >= monday]
    practised = practised_days(Practice(one.local_date, None, 0, one.outcome) for one in this_week)
    given = list(check_in.readings.all()) if check_in else []
    used = programmes_of(sessions)
    pause = pause_for(user)
    return TodayPage(
        now=now.astimezone(user.zone),
        check_in=check_in,
        last=last,
        same=_same_again(last, today) if last else None,
        care=check_in is not None and check_in.pain >= VERY_BAD and not pause,
        cautions=tuple(one for one in given if one.asks_for_care),
        pause=pause,
        programmes=_offered(check_in.pain, used) if check_in and not pause else (),
        usual=None if check_in or pause.emergency else _usual(used),
        finding=finding_of(recent, since, today),
        week=calendar(monday, monday + dt.timedelta(days=6), practised, set(), today)[0].days,
        days_practised=len(practised),
        sessions_today=tuple(one for one in sessions if one.local_date == today),
    )


def check_ins_in_full() -> OwnedQuerySet[CheckIn]:
    """Check-ins with all that the page may say of one."""
    return CheckIn.objects.prefetch_related(*_answers_and_places())


def _answers_and_places() -> tuple[Prefetch, ...]:
    answers = Reading.objects.select_related("measure", "area")
    return (
        Prefetch("readings", answers.prefetch_related("measure__choices")),
        Prefetch("areas", FeltArea.objects.select_related("area")),
    )


def _same_again(last: CheckIn, today: dt.date) -> SameAgain | None:
    """`last` as something to be said again; None if it is of today, or too long ago."""
    days = days_to_repeat(last, today)
    if days is None:
        return None
    if days == 1:
        label = _("Same as yesterday")
    elif days == REPEAT_DAYS:
        label = _("Same as a week ago")
    else:
        weekday = formats.date_format(last.local_date, "l")
        label = _("Same as on %(weekday)s") % {"weekday": weekday}
    kept = [
        _("Pain %(pain)d") % {"pain": last.pain},
        *(felt.words for felt in last.areas.all()),
        *(_said(one) for one in symptoms_of(last)),
    ]
    return SameAgain(last, label, tuple(kept))


def _said(reading: Reading) -> str:
    """A symptom in few words: "Stiffness 4", "Swelling: yes"."""
    if reading.measure.answer == Measure.Answer.SCALE:
        return f"{reading.measure.label} {reading.words}"
    return f"{reading.measure.label}: {reading.words}"


def _usual(used: Sequence[int]) -> Programme | None:
    """The programme that was done most lately, if it is still offered."""
    return Programme.objects.published().filter(pk__in=used[:1]).first() if used else None


def _offered(pain: int, used: Sequence[int]) -> tuple[Programme, ...]:
    """Programmes within `pain`: what was done most comes first, then as staff have put them."""
    rows = Programme.objects.published().filter(pain_now_max__gte=pain)
    places = {pk: place for place, pk in enumerate(used)}
    chosen = sorted(rows, key=lambda one: (places.get(one.pk, len(places)), one.order))[
        :PROGRAMMES_SHOWN
    ]
    items = ProgrammeItem.objects.select_related("exercise__figure").defer("exercise__figure__pose")
    prefetch_related_objects(chosen, Prefetch("items", items.prefetch_related("exercise__doses")))
    return tuple(chosen)
