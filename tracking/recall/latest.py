"""What was said last: today's pain, a fresh check-in, one to repeat, the session to ask about."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from exercises.models import Measure
from psoas_site.ui.prepared import Prepared
from tracking.clock import lived_at, today_in
from tracking.models import Aftermath, CheckIn, Outcome, OwnedQuerySet, Reading, Session

PREFILL_HOURS = 3  # a rating this fresh still stands for "before"
ASK_AFTER_HOURS = 48  # the morning after is asked about until then
REPEAT_DAYS = 7  # a check-in can be said to be the same again until then


def pains_today(user: User) -> OwnedQuerySet[CheckIn]:
    """Check-ins of the person's own today, newest first."""
    today = today_in(user.zone, timezone.now())
    return CheckIn.objects.owned_by(user).filter(local_date=today).order_by("-at")


@dataclass(frozen=True)
class Rated:
    """The pain that a check-in says, and when that was on the person's own clock."""

    pain: int
    local_time: dt.datetime


def fresh_check_in(user: User, now: dt.datetime) -> Rated | None:
    """The newest check-in of the last 3 hours, which may stand for "before" of a session."""
    rows = _rated_between(user, now - dt.timedelta(hours=PREFILL_HOURS), now)
    return next((Rated(pain, lived_at(at, offset)) for pain, at, offset in rows), None)


@Prepared
def _rated_between(user: User, since: dt.datetime, now: dt.datetime) -> QuerySet[CheckIn, Any]:
    rows = CheckIn.objects.owned_by(user).filter(at__gte=since, at__lte=now)
    return rows.values_list("pain", "at", "utc_offset")[:1]


def days_to_repeat(check_in: CheckIn, today: dt.date) -> int | None:
    """How many days ago `check_in` was, if "the same as then" may still be said; else None."""
    days = (today - check_in.local_date).days
    return days if 1 <= days <= REPEAT_DAYS else None


def symptoms_of(check_in: CheckIn) -> list[Reading]:
    """The answers about symptoms: what lasts from day to day, unlike a new sign or last night.

    Reads the readings with their measures.
    """
    symptom = Measure.Family.SYMPTOM
    return [row for row in check_in.readings.all() if row.measure.family == symptom]


def session_to_ask_about(user: User, now: dt.datetime) -> Session | None:
    """The last session of an earlier day, if nobody has said yet how the morning after was."""
    since = now - dt.timedelta(hours=ASK_AFTER_HOURS)
    for pk, is_told in _last_before(user, since, today_in(user.zone, now)):
        return None if is_told else _with_lines(user, pk)
    return None


@Prepared
def _last_before(user: User, since: dt.datetime, today: dt.date) -> QuerySet[Session, Any]:
    """The last session before `today`, and whether its morning after was told."""
    return (
        Session.objects.owned_by(user)
        .filter(at__gte=since, local_date__lt=today)
        .exclude(outcome=Outcome.SKIPPED)
        .values_list("pk", Exists(Aftermath.objects.filter(session=OuterRef("pk"))))[:1]
    )


def _with_lines(user: User, pk: uuid.UUID) -> Session | None:
    return Session.objects.owned_by(user).filter(pk=pk).prefetch_related("lines").first()


def session_asked_about(user: User, key: str) -> Session | None:
    """The session that a form asked about, by the id it carries; None for anything else."""
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    return _with_lines(user, wanted)
