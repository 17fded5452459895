"""What pages of the library may know of whoever reads them."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    Max,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from accounts.models import User
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.clock import today_in
from tracking.models import (
    CheckIn,
    Concern,
    Liking,
    Outcome,
    Plan,
    PlanItem,
    Session,
    Trait,
)
from tracking.records.about import About, about_of
from tracking.records.concerns import Pause, pause_for


@dataclass(frozen=True)
class Practised:
    """How often one exercise or movement was done, and when last."""

    times: int
    last: dt.date

    @classmethod
    def read(cls, told: str) -> "Practised":
        """From how the database tells it: "12 2026-11-21"."""
        times, last = told.split(" ")
        return cls(int(times), dt.date.fromisoformat(last))


@dataclass(frozen=True)
class Known:
    """Today's newest pain, what has to be answered first, how often an exercise was done, and what
    its reader said of themselves."""

    pain_today: int | None = None
    pause: Pause = field(default_factory=Pause)
    practised: Practised | None = None
    about: About = field(default_factory=About)
    liking: str = ""  # what was said of the exercise
    in_plan: bool = False  # whether the plan that runs holds it


def _known(user: Any, today: Any) -> QuerySet[User, Any]:
    columns = _columns(user, today)
    return User.objects.filter(pk=user.pk).values_list(*columns)


def _known_with_exercise(user: Any, today: Any, slug: Any) -> QuerySet[User, Any]:
    liked = Liking.objects.owned_by(user).filter(exercise__slug=slug)
    running = Plan.objects.owned_by(user).running()
    items = PlanItem.objects.filter(plan__in=running, exercise__slug=slug, removed_at=None)
    own = (Subquery(liked.values("kind")), Exists(items), Subquery(_practised(user, slug)))
    return User.objects.filter(pk=user.pk).values_list(*_columns(user, today), *own)


def _columns(user: Any, today: Any) -> tuple[Subquery, Exists, Exists]:
    """Today's newest pain, whether a sign is open, and whether anything was said of oneself."""
    pains = CheckIn.objects.owned_by(user).filter(local_date=today).order_by("-at", "-created_at")
    signs = Concern.objects.owned_by(user).still_open()
    traits = Trait.objects.owned_by(user)
    return Subquery(pains.values("pain")[:1]), Exists(signs), Exists(traits)


def _practised(user: Any, slug: Any) -> QuerySet[Session, Any]:
    """In how many sessions an exercise was done, and when last, as one text; or no row.

    From session to line: what a session is read for stands in an index. As two columns it would
    be read twice, or be a question of its own.
    """
    sessions = Session.objects.owned_by(user).order_by().exclude(outcome=Outcome.SKIPPED)
    outcomes = sorted({*Outcome} - {Outcome.SKIPPED})
    done = sessions.filter(lines__exercise__slug=slug, lines__outcome__in=outcomes)
    times = Cast(Count("pk", distinct=True), CharField())
    last = Cast(Max("local_date"), CharField())
    return done.values("user_id").annotate(told=Concat(times, Value(" "), last)).values("told")


PERSON, DAY = Whoever(), DateField()
KNOWN = Prepared(_known, user=PERSON, today=DAY)
KNOWN_WITH_EXERCISE = Prepared(_known_with_exercise, user=PERSON, today=DAY, slug=CharField())


def known_of(user: User, slug: str = "") -> Known:
    """What is known of `user`, and of the exercise at the address `slug`, if one is named."""
    today = today_in(user.zone, timezone.now())
    if slug:
        row = KNOWN_WITH_EXERCISE.first(user=user.pk, today=today, slug=slug)
    else:
        row = KNOWN.first(user=user.pk, today=today)
    pain, is_paused, has_traits, *of_exercise = row or (None, False, False)
    liking, in_plan, practised = of_exercise or ("", False, None)
    pause = pause_for(user) if is_paused else Pause()
    # Nothing is offered in a pause, so nothing is left out either.
    about = about_of(user) if has_traits and not is_paused else About()
    turns = Practised.read(practised) if practised else None
    return Known(pain, pause, turns, about, liking or "", in_plan)
