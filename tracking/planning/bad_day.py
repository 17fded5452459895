"""A bad day: one very small session, and a plan that rests without any debt."""

import datetime as dt
from dataclasses import dataclass, replace

from exercises.models import Exercise, Programme, ProgrammeItem
from exercises.rules.bands import PAIN_MAX
from exercises.rules.judging import Day, allows
from exercises.rules.offering import Occasion, Routine, is_enough_left
from exercises.shelf.offers import movements_offered, programmes_offered
from tracking.recall import Known, PlanRow
from tracking.rules.planned import PAUSE_DAYS, last_day_of_pause

__all__ = ["BadDayPage", "bad_day_page", "last_day_of_pause"]


@dataclass(frozen=True)
class BadDayPage:
    """What is offered on a bad day: a programme, or above its pain a position to rest in."""

    known: Known
    programme: Programme | None
    items: tuple[ProgrammeItem, ...]
    minutes: int
    rest: Exercise | None
    plan: PlanRow | None
    today: dt.date
    pause_days: int = PAUSE_DAYS

    @property
    def ends(self) -> dt.date | None:
        """The day on which the plan goes on, while it rests."""
        until = self.plan.paused_until if self.plan else None
        return until + dt.timedelta(days=1) if until and until >= self.today else None


def bad_day_page(known: Known, plan: PlanRow | None, today: dt.date) -> BadDayPage:
    """The page for somebody of whom so much is `known`; nothing is offered in a pause."""
    page = BadDayPage(
        known=known, programme=None, items=(), minutes=0, rest=None, plan=plan, today=today
    )
    if known.pause:
        return page
    limits = known.about.limits
    day = Day(pain=known.pain_today or 0, limits=limits)
    rest = movements_offered().first_at(Day(pain=PAIN_MAX, limits=limits))
    page = replace(page, rest=rest.exercise if rest else None)
    offered = programmes_offered()
    key = next((routine.key for routine in offered.routines if _is_for(routine, day)), None)
    if key is None:
        return page
    items, minutes = tuple(offered.items_for(key, day)), offered.minutes_for(key, day)
    return replace(page, programme=offered.by_key[key], items=items, minutes=minutes)


def _is_for(routine: Routine, day: Day) -> bool:
    """Whether it is for a bad day, and this one."""
    is_meant = routine.occasion is Occasion.FLARE_UP and allows(routine.limit, day.pain or 0)
    return is_meant and is_enough_left(routine.parts, day)
