"""What pages of the library may know of whoever reads them, in one question."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Exists, Max, Subquery

from accounts.models import User
from tracking.models import Concern, Session, SessionLine
from tracking.recall.latest import pains_today
from tracking.records.concerns import Pause, pause_for
from tracking.records.exercises import SKIPPED


@dataclass(frozen=True)
class Practised:
    """How often one exercise or movement was done, and when last."""

    times: int
    last: dt.date


@dataclass(frozen=True)
class Known:
    """Today's newest pain, what has to be answered first, and how often an exercise was done."""

    pain_today: int | None = None
    pause: Pause = field(default_factory=Pause)
    practised: Practised | None = None


def known_of(user: User, slug: str = "") -> Known:
    """What is known of `user`, and of the exercise at the address `slug`, if one is named."""
    lines = SessionLine.objects.filter(
        exercise__slug=slug, session__in=Session.objects.owned_by(user)
    )
    done = (
        lines.exclude(SKIPPED)
        .order_by()
        .values("exercise")
        .annotate(times=Count("session", distinct=True), last=Max("session__local_date"))
    )
    columns = [
        Subquery(pains_today(user).values("pain")[:1]),
        Exists(Concern.objects.owned_by(user).still_open()),
    ]
    if slug:
        columns += [Subquery(done.values("times")), Subquery(done.values("last"))]
    pain, is_paused, *turns = User.objects.values_list(*columns).get(pk=user.pk)
    return Known(
        pain_today=pain,
        pause=pause_for(user) if is_paused else Pause(),
        practised=Practised(*turns) if turns and turns[0] else None,
    )
