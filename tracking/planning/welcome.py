"""Going on with a plan after a gap: the step back that is offered first, with its reason."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from exercises.models import Level
from exercises.shelf.catalogue import Wishes
from tracking.models import Outcome
from tracking.planning.plan import PlanToday, cards_by_key, gentler_of, plan_today
from tracking.recall import Turns, planned_by, turns_lately
from tracking.records import about_of
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
    planned = planned_by(user)
    plan = plan_today(planned, today)
    welcome = welcome_for(plan, last_practised(turns_lately(user, today))) if plan else None
    if plan is None or welcome is None:
        return {}
    return _steps_back(plan, welcome, planned.unwanted, Wishes(limits=about_of(user).limits))


def last_practised(turns: Iterable[Turns]) -> dt.date | None:
    """The last day on which something was done."""
    days = [row.day for row in turns if row.outcome != Outcome.SKIPPED]
    return max(days, default=None)


def _steps_back(
    plan: PlanToday, welcome: Welcome, unwanted: frozenset[int], wishes: Wishes
) -> dict[uuid.UUID, tuple[int, str]]:
    """The exercise and the level that each row steps back to, by its key."""
    cards = cards_by_key()
    closed = {item.row.exercise for item in plan.items} | unwanted
    steps = {}
    for item in plan.items:
        steps[item.row.pk] = (item.row.exercise, str(Level.START))
        gentler = gentler_of(item, cards, closed, wishes)
        # Of two sides that are apart, both would become the same.
        if welcome.back is Back.GENTLER and gentler is not None and not item.row.side:
            closed.add(gentler.exercise.pk)
            steps[item.row.pk] = (gentler.exercise.pk, str(Level.TYPICAL))
    return steps
