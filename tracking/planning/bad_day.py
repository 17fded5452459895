"""A bad day: one very small session, and a plan that rests without any debt."""

import datetime as dt
from dataclasses import dataclass

from exercises.models import Exercise, Programme, ProgrammeItem
from exercises.rules.bands import PAIN_MAX
from exercises.rules.judging import Day, allows
from exercises.rules.offering import Occasion, is_enough_left
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
    offered = programmes_offered()
    pain, limits = known.pain_today or 0, known.about.limits
    day = Day(pain=pain, limits=limits)
    fitting = [
        routine.key
        for routine in offered.routines
        if routine.occasion is Occasion.FLARE_UP
        and allows(routine.limit, pain)
        and is_enough_left(routine.parts, day)
    ]
    rest = movements_offered().first_at(Day(pain=PAIN_MAX, limits=limits))
    key = None if known.pause else next(iter(fitting), None)
    return BadDayPage(
        known=known,
        programme=offered.by_key[key] if key else None,
        items=tuple(offered.items_for(key, day)) if key else (),
        minutes=offered.minutes_for(key, day) if key else 0,
        rest=rest.exercise if rest and not known.pause else None,
        plan=plan,
        today=today,
    )
