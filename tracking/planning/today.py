"""What now: today's check-in, what can be offered, and this week. One object for the page."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from django.db.models import prefetch_related_objects
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import Level, Measure, Programme
from exercises.rules.judging import is_quiet
from exercises.rules.offering import LATELY_DAYS, Done, Person, usual_pain
from exercises.shelf.offers import OfferedRoutine, Offers, offers_for, programmes_offered
from exercises.shelf.wording import why_words
from tracking.charts.pain import CalendarDay, calendar
from tracking.clock import moment_of
from tracking.models import CheckIn, Outcome, Reading, Session, said_and_felt
from tracking.recall import REPEAT_DAYS, days_to_repeat, programmes_of, recent_sessions, symptoms_of
from tracking.records import Pause, finding_of, pause_for, ratings_between
from tracking.rules.headline import WEEKS, Finding
from tracking.rules.records import Practice, Rating, practised_days


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
    person: Person  # as the rule of what may be offered knows who reads
    offers: Offers  # empty in a pause
    most_done: Programme | None  # lately, else of the last 90 days
    finding: Finding  # what the progress page says of the last weeks
    week: tuple[CalendarDay, ...]
    days_practised: int
    sessions_today: tuple[Session, ...]

    @property
    def first(self) -> OfferedRoutine | None:
        """The routine that the day begins with."""
        return self.offers.routines[0] if self.offers.routines else None

    @property
    def others(self) -> tuple[OfferedRoutine, ...]:
        """Further routines, for whoever would rather do something else."""
        return self.offers.routines[1:]

    @property
    def why(self) -> str:
        """Why the first routine is offered, in words."""
        return why_words(self.first.why, self.person.usual) if self.first else ""

    @property
    def rest_minutes(self) -> int:
        """How long the position to rest in takes, at its smallest dose."""
        return self.offers.rest.minutes(Level.START) if self.offers.rest else 0

    @property
    def said(self) -> str:
        """What a link of the player takes along: the pain, or that it is to be little."""
        return "level=start" if self.person.pain is None else f"pain={self.person.pain}"

    @property
    def greeting(self) -> str:
        """Which part of the day it is: morning, afternoon or evening."""
        if 4 <= self.now.hour < 12:
            return "morning"
        return "afternoon" if 12 <= self.now.hour < 18 else "evening"


def page_for(user: User, now: dt.datetime) -> TodayPage:
    """The page for `user` at the instant `now`."""
    today = moment_of(now, user.zone).local_date
    since = today - dt.timedelta(weeks=WEEKS) + dt.timedelta(days=1)
    ratings = ratings_between(user, since, today)
    last = CheckIn.objects.owned_by(user).defer("note").first()
    check_in = _of_today(last, today)
    sessions = list(recent_sessions(user, today).select_related("programme").defer("note"))
    pause = pause_for(user)
    person = person_of(check_in, pause, ratings, sessions, today)
    used = () if pause.emergency else person.used or programmes_of(sessions)
    most_done = programmes_offered().by_key.get(used[0]) if used else None
    sessions_today = tuple(session for session in sessions if session.local_date == today)
    week, days_practised = _week_of(sessions, today)
    return TodayPage(
        now=now.astimezone(user.zone),
        check_in=check_in,
        last=last,
        same=_same_again(last, today),
        care=is_quiet(person.pain) and not pause,
        cautions=_cautions_of(check_in),
        pause=pause,
        person=person,
        offers=offers_for(person),
        most_done=most_done,
        finding=finding_of(ratings, since, today),
        week=week,
        days_practised=days_practised,
        sessions_today=sessions_today,
    )


def _of_today(last: CheckIn | None, today: dt.date) -> CheckIn | None:
    """The newest check-in, if it is of today. Of an older one the answers are read in words."""
    if last is None:
        return None
    is_of_today = last.local_date >= today
    prefetch_related_objects([last], *said_and_felt(in_words=not is_of_today))
    return last if is_of_today else None


def _cautions_of(check_in: CheckIn | None) -> tuple[Reading, ...]:
    readings = check_in.readings.all() if check_in else ()
    return tuple(reading for reading in readings if reading.asks_for_care)


def _week_of(sessions: Iterable[Session], today: dt.date) -> tuple[tuple[CalendarDay, ...], int]:
    """This week, and on how many days of it there was practice."""
    monday = today - dt.timedelta(days=today.weekday())
    practised = practised_days(
        Practice(session.local_date, session.outcome)
        for session in sessions
        if session.local_date >= monday
    )
    weeks = calendar(monday, monday + dt.timedelta(days=6), practised, set(), today)
    return weeks[0].days, len(practised)


def person_of(
    check_in: CheckIn | None,
    pause: Pause,
    ratings: Iterable[Rating],
    sessions: Iterable[Session],
    today: dt.date,
) -> Person:
    """Whom the rule of what may be offered is asked about.

    `check_in` is that of today. `sessions` come newest first; of them and of `ratings`, the last
    28 days count. Today's own ratings are no part of what is usual.
    """
    since = today - dt.timedelta(days=LATELY_DAYS)
    earlier = [rating.pain for rating in ratings if since <= rating.day < today]
    lately = [
        session
        for session in takewhile(lambda row: row.local_date > since, sessions)
        if session.outcome != Outcome.SKIPPED
    ]
    done = tuple(
        Done(session.programme_id, (today - session.local_date).days) for session in lately
    )
    return Person(
        pain=check_in.pain if check_in else None,
        paused=bool(pause),
        usual=usual_pain(earlier),
        used=programmes_of(lately),
        done=done,
    )


def _same_again(last: CheckIn | None, today: dt.date) -> SameAgain | None:
    """`last` as something to be said again; None if it is of today, or too long ago."""
    days = days_to_repeat(last, today) if last else None
    if last is None or days is None:
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
        *(_in_words(reading) for reading in symptoms_of(last)),
    ]
    return SameAgain(last, label, tuple(kept))


def _in_words(reading: Reading) -> str:
    """A symptom in few words: "Stiffness 4", "Swelling: yes"."""
    if reading.measure.answer == Measure.Answer.SCALE:
        return f"{reading.measure.label} {reading.words}"
    return f"{reading.measure.label}: {reading.words}"
