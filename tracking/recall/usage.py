"""What a person did most of late: what the choices of their forms begin with."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from accounts.models import User
from tracking.models import Outcome, OwnedQuerySet, Session
from tracking.subjects import Kind, Subject

USED_DAYS = 90


def programmes_of(sessions: Iterable[Session]) -> tuple[int, ...]:
    """Ids of the programmes of `sessions`, most used first; what was skipped is not used."""
    moments: dict[int, list[dt.datetime]] = defaultdict(list)
    for session in sessions:
        if session.programme_id is not None and session.outcome != Outcome.SKIPPED:
            moments[session.programme_id].append(session.at)
    newest_first = sorted(moments, key=lambda pk: (max(moments[pk]), -pk), reverse=True)
    return tuple(sorted(newest_first, key=lambda pk: -len(moments[pk])))


def used_subjects(user: User, today: dt.date) -> tuple[Subject, ...]:
    """What was chosen in the last 90 days, most used first, then the latest; in one query.

    A session of a programme counts for the programme, not for each of its exercises. It counts
    once for a subject, whatever its sides; a line or a session that was skipped does not count.
    """
    rows = (
        recent_sessions(user, today)
        .exclude(outcome=Outcome.SKIPPED)
        .filter(Q(lines=None) | Q(lines__outcome__in=set(Outcome.values) - {Outcome.SKIPPED}))
        .values_list("at", "pk", "programme", "lines__exercise", "lines__movement")
    )
    moments: dict[Subject, dict[uuid.UUID, dt.datetime]] = defaultdict(dict)
    for at, session, programme, exercise, movement in rows:
        for subject in _chosen(programme, exercise, movement):
            moments[subject][session] = at
    latest_first = sorted(moments, key=lambda used: max(moments[used].values()), reverse=True)
    return tuple(sorted(latest_first, key=lambda used: -len(moments[used])))


def _chosen(
    programme: int | None, exercise: int | None, movement: uuid.UUID | None
) -> list[Subject]:
    """What a line of a session was chosen by."""
    chosen = []
    if programme is not None:
        chosen.append(Subject(Kind.PROGRAMME, programme))
    elif exercise is not None:
        chosen.append(Subject(Kind.EXERCISE, exercise))
    if movement is not None:
        chosen.append(Subject(Kind.MOVEMENT, movement))
    return chosen


def recent_sessions(user: User, today: dt.date) -> OwnedQuerySet[Session]:
    """The sessions of the last 90 days."""
    return Session.objects.owned_by(user).between(today - dt.timedelta(days=USED_DAYS - 1), today)
