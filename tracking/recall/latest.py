"""What was said last: today's pain, a fresh check-in, one to repeat, the session to ask about."""

import datetime as dt
import uuid

from django.utils import timezone

from accounts.models import User
from exercises.models import Measure
from tracking.clock import today_in
from tracking.models import CheckIn, Outcome, OwnedQuerySet, Reading, Session

PREFILL_HOURS = 3  # a rating this fresh still stands for "before"
ASK_AFTER_HOURS = 48  # the morning after is asked about until then
REPEAT_DAYS = 7  # a check-in can be said to be the same again until then


def pains_today(user: User) -> OwnedQuerySet[CheckIn]:
    """Check-ins of the person's own today, newest first."""
    today = today_in(user.zone, timezone.now())
    return CheckIn.objects.owned_by(user).filter(local_date=today).order_by("-at")


def fresh_check_in(user: User, now: dt.datetime) -> CheckIn | None:
    """A check-in of the last 3 hours, which may stand for "before" of a session."""
    since = now - dt.timedelta(hours=PREFILL_HOURS)
    return CheckIn.objects.owned_by(user).filter(at__gte=since, at__lte=now).first()


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
    last = (
        Session.objects.owned_by(user)
        .filter(at__gte=since, local_date__lt=today_in(user.zone, now))
        .exclude(outcome=Outcome.SKIPPED)
        .prefetch_related("lines", "aftermaths")
        .first()
    )
    return None if last is None or last.aftermaths.all() else last


def session_asked_about(user: User, key: str) -> Session | None:
    """The session that a form asked about, by the id it carries; None for anything else."""
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    return Session.objects.owned_by(user).filter(pk=wanted).prefetch_related("lines").first()
