"""Sixteen weeks of a believable diary, the same each time on one day, ending that day.

For showing the site: what a person would log, with days left out, a gap, a flare-up, two
sides that differ, several check-ins on some days, things they follow, and movements of their
own. Written through the logbook alone.
"""

import datetime as dt
import uuid

from django.utils import timezone

from accounts.models import User
from exercises.models import Programme
from exercises.shelf.screening import screening_leaves
from psoas_site.demonstration.check_ins import as_before, evening, morning
from psoas_site.demonstration.library import Library, read_library
from psoas_site.demonstration.sessions import clock_of, session_of
from psoas_site.demonstration.story import (
    ASKED,
    CHECKED,
    FOLLOWED,
    GOES_FOR_HER,
    NEW_THINGS,
    OWN_MOVEMENTS,
    TRUE_OF_HER,
    Day,
    days_until,
)
from tracking import logbook
from tracking.clock import NOON, Moment, moment_on, today_in
from tracking.models import Concern, Liking, Outcome, Session
from tracking.records import pause_for

__all__ = ["fill"]

LONG_AGO = dt.timedelta(days=90)  # since when she has not said anew what is true of her
ASK_WITHIN = dt.timedelta(hours=40)  # how long she remembers how a session was


def fill(user: User) -> tuple[int, int]:
    """Write the diary of `user` up to now; answers the numbers of check-ins and sessions."""
    now = timezone.now()
    kept = logbook.own_movements(user, OWN_MOVEMENTS)
    movements = {movement.name: movement for movement in kept.values()}
    writer = Writer(user, now, read_library(movements))
    logbook.follow(user, [writer.library.measures[code] for code in FOLLOWED])
    today = today_in(user.zone, now)
    about = logbook.AboutFacts(
        cautions=frozenset(writer.library.cautions[code] for code in TRUE_OF_HER),
        abilities=GOES_FOR_HER,
    )
    logbook.tell_about(user, about, today - LONG_AGO)
    for day in days_until(today):
        writer.write(day)
    _plan_ahead(user, today_in(user.zone, now))
    return writer.check_ins, writer.sessions


def _plan_ahead(user: User, today: dt.date) -> None:
    """Bea follows a programme of her own making, one side further than the other."""
    programme = Programme.objects.get(slug="gentle-lengthen")
    items = tuple((row.exercise, row.level) for row in programme.items.select_related("exercise"))
    facts = logbook.PlanFacts(programme.title, programme.days_per_week, items, programme)
    plan = logbook.start_plan(user, facts, uuid.uuid4(), today)
    sided = next(exercise for exercise, _level in items if exercise.per_side)
    logbook.part_sides(plan, plan.version, sided.pk)
    logbook.like(user, items[0][0], Liking.Kind.FAVOURITE)


class Writer:
    """Bea with her diary: remembers what she wrote last, and writes nothing of the future."""

    def __init__(self, user: User, now: dt.datetime, library: Library) -> None:
        self.user, self.now, self.library = user, now, library
        self.check_ins = self.sessions = 0
        self.earlier: logbook.CheckInFacts | None = None
        self.since: tuple[Session, logbook.SessionFacts] | None = None

    def write(self, day: Day) -> None:
        """A day: a check-in in the morning, a session, one in the evening; any may be left out."""
        wakes, moves, rests = day.around(6, 130), clock_of(day), day.around(20, 120)
        if day.note or not day.back or day.chance.random() < 0.78:
            self._check_in(self._morning(day, self._moment(day, wakes)))
        done = session_of(day, self.library, self._moment(day, moves))
        if done is not None:
            self._session(done)
        if day.back in ASKED:
            self._be_asked(day)
        if day.back == CHECKED:
            self._be_checked(day)
        if day.back in NEW_THINGS or day.chance.random() < 0.55:
            self._check_in(evening(day, self.library, self._moment(day, rests), done))

    def _morning(self, day: Day, moment: Moment) -> logbook.CheckInFacts:
        """What there is to say, or in one tap that it is as it was the day before."""
        facts = morning(day, self.library, moment, self._remembered(moment))
        earlier = self.earlier
        if earlier is None or day.note or facts.aftermath or not day.back:
            return facts
        lately = moment.local_date - earlier.moment.local_date == dt.timedelta(days=1)
        if lately and abs(earlier.pain - day.pain) < 2 and day.chance.random() < 0.5:
            return as_before(earlier, self.library, moment)
        return facts

    def _remembered(self, moment: Moment) -> tuple[Session, logbook.SessionFacts] | None:
        """The last session, once, and while she remembers how it was."""
        since, self.since = self.since, None
        if since is None or moment.at - since[0].at > ASK_WITHIN:
            return None
        return since

    def _check_in(self, facts: logbook.CheckInFacts) -> None:
        if facts.moment.at <= self.now:
            logbook.log_check_in(self.user, facts, uuid.uuid4())
            self.check_ins += 1
            self.earlier = facts

    def _session(self, facts: logbook.SessionFacts) -> None:
        session = logbook.log_session(self.user, facts, uuid.uuid4()).entry
        self.sessions += 1
        self.since = None if facts.outcome == Outcome.SKIPPED else (session, facts)

    def _be_asked(self, day: Day) -> None:
        """The questions about warning signs: none of it was there."""
        key, noon = uuid.uuid4(), self._moment(day, NOON)
        for leaf in screening_leaves():
            facts = logbook.LeafFacts(leaf, {})
            logbook.answer_leaf(self.user, facts, noon, ASKED[day.back], key)

    def _be_checked(self, day: Day) -> None:
        """What was new has been looked at: no sign stands open from then on."""
        ids = [key for sign in pause_for(self.user).signs for key in sign.ids]
        logbook.answer_concerns(self.user, ids, Concern.Answer.CHECKED, day.date)

    def _moment(self, day: Day, clock: dt.time) -> Moment:
        return moment_on(day.date, clock, self.user.zone, self.now)
