"""What a person did most of late: what the choices of their forms begin with."""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import (
    Case,
    Count,
    DateField,
    Max,
    Q,
    QuerySet,
    When,
)

from accounts.models import User
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.models import Outcome, OwnMovement, Session
from tracking.subjects import Kind, Subject

USED_DAYS = 90
USED_SESSIONS = 50  # the newest of them, so that a long diary answers as soon as a short one


@dataclass(frozen=True)
class Turns:
    """Sessions of one day that followed one programme, or none, and ended alike."""

    day: dt.date
    programme: int | None
    outcome: str
    times: int
    latest: dt.datetime | None  # where there is a programme


def _turns(user: Any, start: Any, end: Any) -> QuerySet[Session, Any]:
    sessions = Session.objects.owned_by(user).between(start, end)
    turns = sessions.order_by().values("local_date", "programme_id", "outcome")
    columns = ("local_date", "programme_id", "outcome", "times", "latest")
    of_programmes = Max("at", filter=Q(programme__isnull=False))  # for others nobody asks
    return turns.annotate(times=Count("*"), latest=of_programmes).values_list(*columns)


TURNS = Prepared(_turns, user=Whoever(), start=DateField(), end=DateField())


def turns_lately(user: User, today: dt.date) -> list[Turns]:
    """What was done in the last 90 days; in one query, and in no order."""
    start = today - dt.timedelta(days=USED_DAYS - 1)
    return [Turns(*row) for row in TURNS.rows(user=user.pk, start=start, end=today)]


def _sessions_on(user: Any, day: Any) -> QuerySet[Session, Any]:
    sessions = Session.objects.owned_by(user).filter(local_date=day)
    return sessions.values_list("pk", "programme__title")


SESSIONS_ON = Prepared(_sessions_on, user=Whoever(), day=DateField())


def sessions_on(user: User, day: dt.date) -> tuple[tuple[uuid.UUID, str | None], ...]:
    """The sessions of `day`, the newest first: its key, and the title of its programme if any."""
    return tuple((key, title) for key, title in SESSIONS_ON.rows(user=user.pk, day=day))


def programmes_of(lately: Iterable[Turns]) -> tuple[int, ...]:
    """Ids of the programmes of these turns, most used first; what was skipped is not used."""
    times: Counter[int] = Counter()
    latest: dict[int, dt.datetime] = {}
    for turns in lately:
        if turns.programme and turns.latest and turns.outcome != Outcome.SKIPPED:
            times[turns.programme] += turns.times
            latest[turns.programme] = max(turns.latest, latest.get(turns.programme, turns.latest))
    newest_first = sorted(latest, key=lambda pk: (latest[pk], -pk), reverse=True)
    return tuple(sorted(newest_first, key=lambda pk: -times[pk]))


def used_subjects(user: User, today: dt.date) -> tuple[Subject, ...]:
    """What was chosen of late, most used first, then the latest; in one query.

    Of late: in the newest 50 sessions, as far as they are of the last 90 days.
    A session of a programme counts for the programme, not for each of its exercises. It counts
    once for a subject, whatever its sides; a line or a session that was skipped does not count.
    """
    start = today - dt.timedelta(days=USED_DAYS - 1)
    # They come with the latest first, and stand in the order in which they come.
    sessions: dict[tuple[Kind, Any], set[Hashable]] = defaultdict(set)
    for session, *chosen in CHOSEN.plain_rows(user=user.pk, start=start, end=today):
        for kind, key in zip(KINDS, chosen, strict=True):
            if key is not None:
                sessions[kind, key].add(session)
    most_first = sorted(sessions, key=lambda used: -len(sessions[used]))
    return tuple(_subject(kind, key) for kind, key in most_first)


KINDS = tuple(Kind)


def _subject(kind: Kind, key: Any) -> Subject:
    """The subject with a `key` as the driver reads it: one knows those of movements as text."""
    return Subject(kind, uuid.UUID(str(key)) if kind == Kind.MOVEMENT else key)


def _chosen(user: Any, start: Any, end: Any) -> QuerySet[Session, Any]:
    """Each line with its session and what that was chosen by, of the kinds in their order; the
    latest first.

    An exercise counts where there is no programme.
    """
    done = Session.objects.owned_by(user).exclude(outcome=Outcome.SKIPPED)
    newest = done.order_by("-at")[:USED_SESSIONS].values("pk")
    counted = Q(lines=None) | Q(lines__outcome__in=sorted({*Outcome} - {Outcome.SKIPPED}))
    rows = Session.objects.filter(counted, pk__in=newest).between(start, end)
    exercise = Case(When(programme=None, then="lines__exercise"))
    in_order = rows.order_by("-at", "-created_at", "lines__order")
    return in_order.values_list("pk", "programme", exercise, "lines__movement")


CHOSEN = Prepared(_chosen, user=Whoever(), start=DateField(), end=DateField())


def movements_of(user: User) -> list[OwnMovement]:
    """All movements of the person's own by their names, also those put away; in one query."""
    rows = MOVEMENTS.rows(user=user.pk)
    return [OwnMovement.from_db(DEFAULT_DB_ALIAS, MOVEMENT, row) for row in rows]


def _movements(user: Any) -> QuerySet[OwnMovement, Any]:
    return OwnMovement.objects.owned_by(user).values_list(*MOVEMENT)


MOVEMENT = [field.attname for field in OwnMovement._meta.concrete_fields]
MOVEMENTS = Prepared(_movements, user=Whoever())
