"""Sessions of a span of days -> what was done in it, exercise by exercise."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Max, QuerySet

from accounts.models import User
from exercises.rules.dosing import Amount, minutes_of
from tracking.models import Session, SessionLine
from tracking.records.exercises import SKIPPED, Pace, seconds_done

Key = tuple[int | None, uuid.UUID | None]


@dataclass(frozen=True)
class DoneThing:
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


def done_between(user: User, start: dt.date, end: dt.date) -> tuple[DoneThing, ...]:
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
    return tuple(
        DoneThing(
            name=row["label"] or row["own"],
            slug=row["slug"] or "",
            movement=row["movement"],
            times=row["times"],
            last=row["last"],
            minutes=minutes_of([seconds[key]]) if seconds[key] else None,
            sides=tuple(sorted((side, n) for side, n in sides[key].items() if side)),
        )
        for row in rows
        for key in [(row["exercise"], row["movement"])]
    )


def _amounts(
    lines: QuerySet[SessionLine],
) -> tuple[dict[Key, int], dict[Key, dict[str, int]]]:
    """Seconds of each thing, and its sessions by side. One row for each dose that was done."""
    seconds: dict[Key, int] = defaultdict(int)
    sides: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
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
        pace = Pace(dose_type, rep or 0, rest) if dose_type else None
        seconds[exercise, movement] += times * seconds_done(pace, Amount(sets, reps, each))
        sides[exercise, movement][side] += times
    return seconds, sides
