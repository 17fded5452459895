"""Sessions -> what somebody did of one exercise, or of one movement of their own."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from accounts.models import User
from exercises.rules.dosing import Amount, DoseType, seconds_of
from tracking.models import Aftermath, Outcome, OwnedQuerySet, Session, SessionLine
from tracking.rules.repeats import Morning, Turn
from tracking.subjects import Pace, Subject

SKIPPED = Q(outcome=Outcome.SKIPPED) | Q(session__outcome=Outcome.SKIPPED)


@dataclass(frozen=True)
class Turns:
    """All that was logged of one subject: what was done, the mornings after, and what was skipped.

    `skipped` counts sessions that had it planned and nothing of it done.
    """

    done: tuple[Turn, ...]
    mornings: tuple[Morning, ...]
    skipped: int


@dataclass(frozen=True)
class NoteThen:
    """The note of a session."""

    session: uuid.UUID
    day: dt.date
    text: str


def turns_of(user: User, subject: Subject) -> Turns:
    """What `user` logged of `subject` at any time, in two queries."""
    lines = _lines_of(user, subject)
    rows = lines.order_by("session__at", "order").values_list(
        "session",
        "session__local_date",
        "session__outcome",
        "session__pain_before",
        "session__pain_after",
        "outcome",
        "side",
        "sets",
        "reps",
        "seconds",
        "worst",
    )
    done, planned, pace = [], set(), subject.pace
    for session, day, whole, before, after, outcome, side, sets, reps, seconds, worst in rows:
        if Outcome.SKIPPED in (whole, outcome):
            planned.add(session)
            continue
        took = seconds_done(pace, Amount(sets, reps, seconds))
        count = (sets or 1) * reps
        done.append(Turn(session, day, side, took, count, worst, before, after))
    mornings = Aftermath.objects.filter(session__in=lines.exclude(SKIPPED).values("session"))
    return Turns(
        done=tuple(done),
        mornings=tuple(Morning(*row) for row in mornings.values_list("session", "side", "change")),
        skipped=len(planned - {turn.session for turn in done}),
    )


def seconds_done(pace: Pace | None, amount: Amount) -> int:
    """Seconds that one side's `amount` took; 0 where nobody can say.

    An exercise of the library knows how long it takes. A movement of one's own has no `pace`: it
    is timed, or counted in repetitions that take as long as they take.
    """
    if pace is None:
        return 0 if amount.reps else (amount.sets or 1) * amount.seconds
    if not amount.sets:
        return 0
    return seconds_of(
        DoseType(pace.dose_type),
        amount,
        rep_seconds=pace.rep_seconds,
        rest_seconds=pace.rest_seconds,
        per_side=False,
    )


def sessions_with(user: User, subject: Subject, side: str = "") -> OwnedQuerySet[Session]:
    """Sessions that hold `subject`, newest first; only of `side` if given.

    Each has the lines of the subject alone, as `lines_of_subject`.
    """
    lines = _lines_of(user, subject)
    if side:
        lines = lines.filter(side=side)
    rows = lines.select_related("exercise", "movement")
    shown = Prefetch("lines", rows, to_attr="lines_of_subject")
    return (
        Session.objects.owned_by(user)
        .filter(pk__in=lines.values("session"))
        .select_related("programme")
        .prefetch_related(shown)
    )


def notes_with(user: User, subject: Subject, most: int) -> tuple[NoteThen, ...]:
    """The newest notes of sessions that hold `subject`, at most so many."""
    rows = (
        Session.objects.owned_by(user)
        .filter(pk__in=_lines_of(user, subject).values("session"))
        .exclude(note="")
        .values_list("pk", "local_date", "note")
    )
    return tuple(NoteThen(*row) for row in rows[:most])


def _lines_of(user: User, subject: Subject) -> QuerySet[SessionLine]:
    is_it = {str(subject.kind): subject.key}
    return SessionLine.objects.filter(**is_it, session__in=Session.objects.owned_by(user))
