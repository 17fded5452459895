"""What a person did most of late: what the choices of their forms begin with."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max

from accounts.models import User
from tracking.models import Outcome, OwnedQuerySet, Session

USED_DAYS = 90


@dataclass(frozen=True)
class Used:
    """Ids of exercises, and of movements of one's own; each most used first."""

    exercises: tuple[int, ...]
    movements: tuple[uuid.UUID, ...]


def used_programmes(user: User, today: dt.date) -> tuple[int, ...]:
    """Ids of the programmes of the last 90 days, most used first; what was skipped is not used."""
    return programmes_of(recent_sessions(user, today).only("programme_id", "outcome", "at"))


def programmes_of(sessions: Iterable[Session]) -> tuple[int, ...]:
    """Ids of the programmes of `sessions`, most used first; what was skipped is not used."""
    moments: dict[int, list[dt.datetime]] = defaultdict(list)
    for session in sessions:
        if session.programme_id is not None and session.outcome != Outcome.SKIPPED:
            moments[session.programme_id].append(session.at)
    newest_first = sorted(moments, key=lambda pk: (max(moments[pk]), -pk), reverse=True)
    return tuple(sorted(newest_first, key=lambda pk: -len(moments[pk])))


def used_things(user: User, today: dt.date) -> Used:
    """What the last 90 days were made of, with a programme or without, in one query.

    A session counts once for each thing, whatever its sides; a skipped line does not count.
    """
    rows = list(
        recent_sessions(user, today)
        .filter(lines__outcome__in=set(Outcome.values) - {Outcome.SKIPPED})
        .values("lines__exercise", "lines__movement")
        .annotate(times=Count("pk", distinct=True), last=Max("at"))
        .order_by("-times", "-last", "lines__exercise", "lines__movement")
        .values_list("lines__exercise", "lines__movement")
    )
    return Used(
        exercises=tuple(exercise for exercise, _movement in rows if exercise is not None),
        movements=tuple(movement for _exercise, movement in rows if movement is not None),
    )


def recent_sessions(user: User, today: dt.date) -> OwnedQuerySet[Session]:
    """The sessions of the last 90 days."""
    return Session.objects.owned_by(user).between(today - dt.timedelta(days=USED_DAYS - 1), today)
