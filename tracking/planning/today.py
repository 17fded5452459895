"""What now: today's check-in, what can be offered, and this week. One object for the page."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import ALONE, Level, Programme
from exercises.rules.judging import NO_LIMITS, Limits, is_quiet
from exercises.rules.offering import LATELY_DAYS, Done, Person, usual_pain
from exercises.shelf.offers import OfferedRoutine, Offers, offers_for, programmes_offered
from exercises.shelf.ruleset import thresholds_in_force
from exercises.shelf.wording import why_words
from tracking.charts.pain import CalendarDay, calendar
from tracking.clock import moment_of
from tracking.models import FeltArea, Outcome, Reading
from tracking.planning.newest import SameAgain, newest_of
from tracking.planning.plan import PlanToday, Wanted, plan_today
from tracking.planning.welcome import Welcome, last_practised, welcome_for
from tracking.recall import (
    LastCheckIn,
    Turns,
    planned_by,
    programmes_of,
    sessions_on,
    turns_lately,
)
from tracking.records import (
    About,
    Note,
    Pause,
    Screened,
    Told,
    about_of,
    finding_lately,
    notes_of,
    pains_by_day,
    pause_for,
    screened,
)
from tracking.rules.headline import WEEKS, Finding
from tracking.rules.records import Practice, practised_days


@dataclass(frozen=True)
class TodayPage:
    """Everything the Today page shows."""

    now: dt.datetime
    check_in: LastCheckIn | None
    last: LastCheckIn | None
    places: tuple[FeltArea, ...]  # where it hurts today
    same: SameAgain | None
    care: bool
    cautions: tuple[Reading, ...]
    pause: Pause
    screened: Screened
    notes: tuple[Note, ...]  # said about warning signs, and worth an appointment
    ask_again: Told | None  # what was said of oneself longest ago, where it has aged
    person: Person  # as the rule of what may be offered knows who reads
    offers: Offers  # empty in a pause
    plan: PlanToday | None  # what somebody means to do; None in a pause
    welcome: Welcome | None  # after a gap
    most_done: Programme | None  # lately, else of the last 90 days
    finding: Finding  # what the progress page says of the last weeks
    week: tuple[CalendarDay, ...]
    days_practised: int
    sessions_today: tuple[tuple[uuid.UUID, str | None], ...]

    @property
    def first(self) -> OfferedRoutine | None:
        """The routine that the day begins with."""
        return self.offers.routines[0] if self.offers.routines else None

    @property
    def others(self) -> tuple[OfferedRoutine, ...]:
        """Further routines, for whoever would rather do something else."""
        return self.offers.routines if self.plan else self.offers.routines[1:]

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
    def before(self) -> str:
        """What stands before the question how today is: a check-in to say again, or the last."""
        if self.same:
            return self.same.label
        return "last" if self.last else "first"

    @property
    def offered_for(self) -> object:
        """All that the part about what is offered differs in."""
        if self.person.limits:
            return ALONE
        routines = [(row.programme.pk, row.minutes) for row in self.offers.routines]
        single = [row.pk for row in (self.offers.rest, self.offers.short) if row]
        said = (self.why, self.said, bool(self.check_in), bool(self.cautions), self.care)
        return (*routines, *single, *said, bool(self.plan))

    @property
    def most_done_key(self) -> int | None:
        """The key of the programme that was done most."""
        return self.most_done.pk if self.most_done else None

    @property
    def found(self) -> tuple[object, ...]:
        """All that the part about what is changing differs in."""
        change, collecting = self.finding.change, self.finding.collecting
        return (
            self.finding.kind,
            *((change.band, change.source, change.before, change.now) if change else ()),
            *((collecting.short, collecting.have, collecting.need) if collecting else ()),
        )

    @property
    def aim(self) -> int:
        """On how many days a week somebody means to do something; 0: they did not say."""
        return self.plan.plan.weekly_aim if self.plan else 0

    @property
    def week_told(self) -> tuple[object, ...]:
        """All that the part about this week differs in."""
        states = "".join(day.state[0] for day in self.week)
        return (states, self.now.weekday(), self.days_practised, self.aim)

    def greeting(self, name: str) -> str:
        """Good morning, afternoon or evening to whoever is called `name`."""
        if 4 <= self.now.hour < 12:
            plain, named = _("Good morning"), _("Good morning, %(name)s")
        elif 12 <= self.now.hour < 18:
            plain, named = _("Good afternoon"), _("Good afternoon, %(name)s")
        else:
            plain, named = _("Good evening"), _("Good evening, %(name)s")
        return named % {"name": name} if name else plain


def plan_of_the_day(
    user: User, now: dt.datetime, pain: int | None, wanted: Wanted, limits: Limits
) -> PlanToday | None:
    """The plan of `user` as it is done today, whether it rests or not; None without one."""
    today = moment_of(now, user.zone).local_date
    return plan_today(planned_by(user), today, pain, wanted, limits)


def instead_of_a_plan(user: User, now: dt.datetime) -> str:
    """Where somebody without a plan is led through what the day begins with."""
    first = page_for(user, now).first
    if first is None:
        return reverse("tracking:today")
    return reverse("exercises:play-programme", args=[first.programme.slug])


def page_for(user: User, now: dt.datetime) -> TodayPage:
    """The page for `user` at the instant `now`."""
    today = moment_of(now, user.zone).local_date
    since = today - dt.timedelta(weeks=WEEKS) + dt.timedelta(days=1)
    pains = pains_by_day(user, since, today)
    newest = newest_of(user, today)
    turns = turns_lately(user, today)
    asked = screened(user, today)
    pause = pause_for(user) if asked.is_paused else Pause()
    about = About() if pause else about_of(user)
    person = person_of(newest.of_today, pause, pains, turns, today, about.limits)
    planned = planned_by(user)
    plan = plan_today(planned, today, person.pain, limits=about.limits)
    week, days_practised = _week_of(turns, today)
    return TodayPage(
        now=now.astimezone(user.zone),
        check_in=newest.of_today,
        last=newest.last,
        places=newest.places,
        same=newest.same,
        care=is_quiet(person.pain, thresholds_in_force()) and not pause,
        cautions=newest.cautions,
        pause=pause,
        screened=asked,
        notes=_notes_of(user, asked),
        ask_again=next(iter(about.to_ask(today)), None),
        person=person,
        offers=offers_for(person, planned.unwanted),
        plan=None if pause else plan,
        welcome=_welcome(plan, turns),
        most_done=_most_done(person, pause, turns),
        finding=finding_lately(user, pains, since, today),
        week=week,
        days_practised=days_practised,
        sessions_today=_sessions_of(user, turns, today),
    )


def _notes_of(user: User, asked: Screened) -> tuple[Note, ...]:
    """What is worth an appointment, which is asked for only where there is any."""
    return notes_of(user) if asked.has_notes else ()


def _welcome(plan: PlanToday | None, turns: Iterable[Turns]) -> Welcome | None:
    return welcome_for(plan, last_practised(turns)) if plan else None


def _most_done(person: Person, pause: Pause, turns: Sequence[Turns]) -> Programme | None:
    """The programme that was done most; none in an emergency."""
    used = () if pause.emergency else person.used or programmes_of(turns)
    return programmes_offered().by_key.get(used[0]) if used else None


def _sessions_of(
    user: User, lately: Iterable[Turns], today: dt.date
) -> tuple[tuple[uuid.UUID, str | None], ...]:
    """Today's sessions, which are asked for only where there are any."""
    return sessions_on(user, today) if any(turns.day == today for turns in lately) else ()


def _week_of(lately: Iterable[Turns], today: dt.date) -> tuple[tuple[CalendarDay, ...], int]:
    """This week, and on how many days of it there was practice."""
    monday = today - dt.timedelta(days=today.weekday())
    practised = practised_days(
        Practice(turns.day, turns.outcome) for turns in lately if turns.day >= monday
    )
    weeks = calendar(monday, monday + dt.timedelta(days=6), practised, set(), today)
    return weeks[0].days, len(practised)


def person_of(
    check_in: LastCheckIn | None,
    pause: Pause,
    pains: Mapping[dt.date, Sequence[int]],
    turns: Iterable[Turns],
    today: dt.date,
    limits: Limits = NO_LIMITS,
) -> Person:
    """Whom the rule of what may be offered is asked about.

    `check_in` is that of today. Of `pains` and `turns`, the last 28 days count. Today's own
    ratings are no part of what is usual.
    """
    since = today - dt.timedelta(days=LATELY_DAYS)
    earlier = [numbers for day, numbers in pains.items() if since <= day < today]
    lately = [row for row in turns if row.day > since and row.outcome != Outcome.SKIPPED]
    return Person(
        pain=check_in.pain if check_in else None,
        paused=bool(pause),
        usual=usual_pain(chain.from_iterable(earlier)),
        used=programmes_of(lately),
        done=tuple(Done(row.programme, (today - row.day).days) for row in lately),
        limits=limits,
    )
