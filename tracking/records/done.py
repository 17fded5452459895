"""Sessions of a span of days -> what was done in it, exercise by exercise."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Max, QuerySet

from accounts.models import User
from exercises.rules.dosing import Amount, minutes_of
from psoas_site.ui.shapes import Given
from tracking.models import Session, SessionLine
from tracking.records.exercises import SKIPPED, seconds_done
from tracking.subjects import Pace, Subject

Seconds = dict[Subject, int]
Sides = dict[Subject, dict[str, int]]  # sessions by side


@dataclass(frozen=True)
class SubjectDone:
    """One exercise (`slug`) or own movement (`movement`) in a window.

    `times` counts sessions; `minutes` is None where nobody can say how long it took. `sides`
    are sides with the number of sessions that had them, left first; none if no side was said.
    """

    name: str
    slug: str
    movement: uuid.UUID | None
    times: int
    last: dt.date
    minutes: int | None
    sides: tuple[tuple[str, int], ...]


def done_between(user: User, start: dt.date, end: dt.date) -> tuple[SubjectDone, ...]:
    """What `user` did from `start` to `end`, most often first, in two queries."""
    lines = (
        SessionLine.objects.filter(session__in=Session.objects.owned_by(user).between(start, end))
        .exclude(SKIPPED)
        .order_by()
    )
    seconds, sides = _amounts(lines)
    rows = (
        lines.values("exercise", "movement")
        .annotate(
            times=Count("session", distinct=True),
            last=Max("session__local_date"),
            label=F("exercise__name"),
            slug=F("exercise__slug"),
            own=F("movement__name"),
        )
        .order_by("-times", "-last", "label", "own")
    )
    return tuple(_done(row, seconds, sides) for row in rows)


def _done(row: Given, seconds: Seconds, sides: Sides) -> SubjectDone:
    subject = Subject.of_keys(row["exercise"], row["movement"])
    took = seconds[subject]
    by_side = sorted(sides[subject].items())
    return SubjectDone(
        name=row["label"] or row["own"],
        slug=row["slug"] or "",
        movement=row["movement"],
        times=row["times"],
        last=row["last"],
        minutes=minutes_of([took]) if took else None,
        sides=tuple((side, times) for side, times in by_side if side),
    )


def _amounts(lines: QuerySet[SessionLine]) -> tuple[Seconds, Sides]:
    """Seconds of each subject, and its sessions by side. One row for each dose that was done."""
    seconds: Seconds = defaultdict(int)
    sides: Sides = defaultdict(lambda: defaultdict(int))
    rows = lines.values_list(
        "exercise",
        "movement",
        "side",
        "sets",
        "reps",
        "seconds",
        "exercise__dose_type",
        "exercise__rep_seconds",
        "exercise__rest_seconds",
    ).annotate(times=Count("pk"))
    for exercise, movement, side, sets, reps, each, dose_type, rep, rest, times in rows:
        subject = Subject.of_keys(exercise, movement)
        pace = Pace(dose_type, rep or 0, rest) if dose_type else None
        seconds[subject] += times * seconds_done(pace, Amount(sets, reps, each))
        sides[subject][side] += times
    return seconds, sides
