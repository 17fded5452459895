"""What a person did most of late: what the choices of their forms begin with."""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Count, DateField, Max, Q, QuerySet

from accounts.models import User
from psoas_site.ui.prepared import Blank, Prepared
from tracking.models import Outcome, OwnedQuerySet, Session
from tracking.subjects import Kind, Subject

USED_DAYS = 90


@dataclass(frozen=True)
class Turns:
    """Sessions of one day that followed one programme, or none, and ended alike."""

    day: dt.date
    programme: int | None
    outcome: str
    times: int
    latest: dt.datetime


def _turns(user: Blank, start: Blank, end: Blank) -> QuerySet[Session, Any]:
    sessions = Session.objects.standing().filter(user_id=user).between(start, end)  # type: ignore[arg-type]
    turns = sessions.order_by().values("local_date", "programme_id", "outcome")
    columns = ("local_date", "programme_id", "outcome", "times", "latest")
    return turns.annotate(times=Count("*"), latest=Max("at")).values_list(*columns)


TURNS = Prepared(_turns, user=BigIntegerField(), start=DateField(), end=DateField())


def turns_lately(user: User, today: dt.date) -> list[Turns]:
    """What was done in the last 90 days; in one query, and in no order."""
    start = today - dt.timedelta(days=USED_DAYS - 1)
    return [Turns(*row) for row in TURNS.rows(user=user.pk, start=start, end=today)]


def _sessions_on(user: Blank, day: Blank) -> QuerySet[Session, Any]:
    sessions = Session.objects.standing().filter(user_id=user, local_date=day)
    return sessions.values_list("pk", "programme__title")


SESSIONS_ON = Prepared(_sessions_on, user=BigIntegerField(), day=DateField())


def sessions_on(user: User, day: dt.date) -> tuple[tuple[uuid.UUID, str | None], ...]:
    """The sessions of `day`, the newest first: its key, and the title of its programme if any."""
    return tuple((key, title) for key, title in SESSIONS_ON.rows(user=user.pk, day=day))


def programmes_of(lately: Iterable[Turns]) -> tuple[int, ...]:
    """Ids of the programmes of these turns, most used first; what was skipped is not used."""
    times: Counter[int] = Counter()
    latest: dict[int, dt.datetime] = {}
    for turns in lately:
        if turns.programme is not None and turns.outcome != Outcome.SKIPPED:
            times[turns.programme] += turns.times
            latest[turns.programme] = max(turns.latest, latest.get(turns.programme, turns.latest))
    newest_first = sorted(latest, key=lambda pk: (latest[pk], -pk), reverse=True)
    return tuple(sorted(newest_first, key=lambda pk: -times[pk]))


def used_subjects(user: User, today: dt.date) -> tuple[Subject, ...]:
    """What was chosen in the last 90 days, most used first, then the latest; in one query.

    A session of a programme counts for the programme, not for each of its exercises. It counts
    once for a subject, whatever its sides; a line or a session that was skipped does not count.
    """
    rows = (
        _recent_sessions(user, today)
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


def _recent_sessions(user: User, today: dt.date) -> OwnedQuerySet[Session]:
    """The sessions of the last 90 days."""
    return Session.objects.owned_by(user).between(today - dt.timedelta(days=USED_DAYS - 1), today)
