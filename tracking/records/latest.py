"""What was said last: today's pain, a fresh check-in, the session to ask about."""

import datetime as dt
import uuid

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone

from accounts.models import User
from tracking.clock import today_in
from tracking.models import CheckIn, Session

PREFILL_HOURS = 3  # a rating this fresh still stands for "before"
ASK_AFTER_HOURS = 48  # the morning after is asked about until then


def pain_today(user: AbstractBaseUser | AnonymousUser) -> int | None:
    """The newest pain rating of the person's own today; None if there is none yet."""
    if not isinstance(user, User):
        return None
    today = today_in(user.zone, timezone.now())
    newest = CheckIn.objects.owned_by(user).filter(local_date=today).order_by("-at").first()
    return newest.pain if newest else None


def fresh_check_in(user: User, now: dt.datetime) -> CheckIn | None:
    """A check-in of the last 3 hours, which may stand for "before" of a session."""
    since = now - dt.timedelta(hours=PREFILL_HOURS)
    return CheckIn.objects.owned_by(user).filter(at__gte=since, at__lte=now).first()


def session_to_ask_about(user: User, now: dt.datetime) -> Session | None:
    """The last session of an earlier day, if nobody has said yet how the morning after was."""
    since = now - dt.timedelta(hours=ASK_AFTER_HOURS)
    last = (
        Session.objects.owned_by(user)
        .filter(at__gte=since, local_date__lt=today_in(user.zone, now))
        .exclude(outcome="skipped")
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
