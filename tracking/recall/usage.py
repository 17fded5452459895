"""What a person did most of late: what the choices of their forms begin with."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Case, CharField, Max, Min, Q, QuerySet, When
from django.db.models.functions import Cast

from accounts.models import User
from psoas_site.ui.prepared import Prepared
from tracking.models import Outcome, OwnedQuerySet, OwnMovement, Session
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
    since = today - dt.timedelta(days=USED_DAYS - 1)
    # They come with the latest first, and stand in the order in which they come.
    sessions: dict[tuple[Kind, Hashable], set[str]] = defaultdict(set)
    for session, *chosen in _chosen_lately(user, since, today):
        for kind, key in zip(Kind, chosen, strict=True):
            if key is not None:
                sessions[kind, key].add(session)
    most_first = sorted(sessions, key=lambda used: -len(sessions[used]))
    return tuple(Subject(kind, key) for kind, key in most_first)


@Prepared
def _chosen_lately(user: User, since: dt.date, today: dt.date) -> QuerySet[Session, Any]:
    """Each session with what it was chosen by, of the kinds in their order; the latest first.

    An exercise counts where there is no programme. The session's id stays text: it is only counted.
    """
    exercise = Case(When(programme=None, then="lines__exercise"))
    chosen = ("text", "programme", "by_itself", "lines__movement")
    return (
        Session.objects.owned_by(user)
        .between(since, today)
        .exclude(outcome=Outcome.SKIPPED)
        .filter(Q(lines=None) | Q(lines__outcome__in=sorted({*Outcome} - {Outcome.SKIPPED})))
        .annotate(text=Cast("pk", CharField()), by_itself=exercise)
        .values(*chosen)
        .annotate(latest=Max("at"), newest=Max("created_at"), place=Min("lines__order"))
        .order_by("-latest", "-newest", "place")
        .values_list(*chosen)
    )


MOVEMENT = [field.attname for field in OwnMovement._meta.concrete_fields]


def movements_of(user: User) -> list[OwnMovement]:
    """All movements of the person's own by their names, also those put away."""
    return [OwnMovement.from_db(DEFAULT_DB_ALIAS, MOVEMENT, row) for row in _movements(user)]


@Prepared
def _movements(user: User) -> QuerySet[OwnMovement, Any]:
    return OwnMovement.objects.owned_by(user).values_list(*MOVEMENT)


def recent_sessions(user: User, today: dt.date) -> OwnedQuerySet[Session]:
    """The sessions of the last 90 days."""
    return Session.objects.owned_by(user).between(today - dt.timedelta(days=USED_DAYS - 1), today)
