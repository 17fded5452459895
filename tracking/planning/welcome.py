"""Going on with a plan after a gap: the step back that is offered first, with its reason."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import Level
from tracking.models import Outcome
from tracking.planning.plan import PlanToday, cards_by_key, plan_today
from tracking.recall import Turns, planned_by, turns_lately
from tracking.rules.planned import Back, step_back


@dataclass(frozen=True)
class Welcome:
    """Somebody is back after a gap: what is offered first, and why."""

    back: Back

    @property
    def offer(self) -> str:
        """What "start gently" means here."""
        if self.back is Back.START:
            return _("Start gently: the same movements at their smallest dose.")
        return _("Start gently: the gentler movement of each, where there is one.")

    @property
    def reason(self) -> str:
        """Why, and who says so."""
        if self.back is Back.START:
            return _("After more than a week a body is less used to load.")
        return _("After more than two weeks a body is less used to load.")


def welcome_for(plan: PlanToday, last: dt.date | None) -> Welcome | None:
    """The welcome after a gap since the `last` session, or since the person said how to go on."""
    known = [last, plan.plan.started_on, plan.plan.resumed_on, plan.plan.paused_until]
    newest = max(day for day in known if day)
    back = step_back((plan.today - newest).days)
    if back is Back.NONE or plan.pause_ends or not plan.items:
        return None
    return Welcome(back)


def steps_after_gap(user: User, today: dt.date) -> dict[uuid.UUID, tuple[int, str]]:
    """The steps back that `user` is offered `today`; none where there was no gap."""
    plan = plan_today(planned_by(user), today)
    welcome = welcome_for(plan, last_practised(turns_lately(user, today))) if plan else None
    return _steps_back(plan, welcome) if plan and welcome else {}


def last_practised(turns: Iterable[Turns]) -> dt.date | None:
    """The last day on which something was done."""
    days = [row.day for row in turns if row.outcome != Outcome.SKIPPED]
    return max(days, default=None)


def _steps_back(plan: PlanToday, welcome: Welcome) -> dict[uuid.UUID, tuple[int, str]]:
    """The exercise and the level that each row steps back to, by its key."""
    cards = cards_by_key()
    taken = {item.row.exercise for item in plan.items}
    steps = {}
    for item in plan.items:
        own, level = item.row.exercise, str(Level.START)
        gentler = item.exercise.gentler_id if item.exercise else None
        sided = bool(item.row.side)
        is_free = gentler is not None and gentler in cards and gentler not in taken
        if welcome.back is Back.GENTLER and gentler is not None and is_free and not sided:
            own, level = gentler, str(Level.TYPICAL)
            taken.add(own)
        steps[item.row.pk] = (own, level)
    return steps
