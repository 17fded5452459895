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
)
from django.utils import timezone

from accounts.models import User
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.clock import today_in
from tracking.models import CheckIn, Concern, Outcome, Session
from tracking.records.concerns import Pause, pause_for


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


def _known(user: Any, today: Any) -> QuerySet[User, Any]:
    """Today's newest pain, and whether a sign is open."""
    pains = CheckIn.objects.owned_by(user).filter(local_date=today).order_by("-at", "-created_at")
    signs = Concern.objects.owned_by(user).still_open()
    columns = (Subquery(pains.values("pain")[:1]), Exists(signs))
    return User.objects.filter(pk=user.pk).values_list(*columns)


def _practised(user: Any, slug: Any) -> QuerySet[Session, Any]:
    """In how many sessions an exercise was done, and when last: one row, or none.

    From session to line: what a session is read for stands in an index.
    """
    sessions = Session.objects.owned_by(user).order_by().exclude(outcome=Outcome.SKIPPED)
    outcomes = sorted({*Outcome} - {Outcome.SKIPPED})
    done = sessions.filter(lines__exercise__slug=slug, lines__outcome__in=outcomes)
    counted = {"times": Count("pk", distinct=True), "last": Max("local_date")}
    return done.values("user_id").annotate(**counted).values_list(*counted)


KNOWN = Prepared(_known, user=Whoever(), today=DateField())
PRACTISED = Prepared(_practised, user=Whoever(), slug=CharField())


def known_of(user: User, slug: str = "") -> Known:
    """What is known of `user`, and of the exercise at the address `slug`, if one is named."""
    today = today_in(user.zone, timezone.now())
    pain, is_paused = KNOWN.first(user=user.pk, today=today) or (None, False)
    practised = PRACTISED.first(user=user.pk, slug=slug) if slug else None
    return Known(
        pain_today=pain,
        pause=pause_for(user) if is_paused else Pause(),
        practised=Practised(*practised) if practised else None,
    )
