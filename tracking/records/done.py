"""Sessions of a span of days -> what was done in it, exercise by exercise."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, DateField, Exists, Max, OuterRef, Q, QuerySet

from accounts.models import User
from exercises.models import Exercise, kept
from exercises.rules.dosing import Amount, minutes_of
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.models import Outcome, SessionLine, standing_between
from tracking.records.exercises import SKIPPED, seconds_done
from tracking.records.local_minute import DayNumber
from tracking.subjects import Pace


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

    @property
    def place(self) -> tuple[int, int, str, str]:
        """Most often first, then what was done last; of these one's own movements, by name."""
        own = self.name if self.movement else ""
        return -self.times, -self.last.toordinal(), "" if self.movement else self.name, own


class _Dose(NamedTuple):
    """One dose on one side: how many lines have it, and how many sessions count with them."""

    name: str | None
    side: str
    sets: int
    reps: int
    seconds: int
    lines: int
    sessions: int
    last: int


class _Counted(NamedTuple):
    """What the library says of an exercise that was done; of a movement, its name alone."""

    name: str
    slug: str
    pace: Pace | None


def done_between(user: User, start: dt.date, end: dt.date) -> tuple[SubjectDone, ...]:
    """What `user` did from `start` to `end`, most often first, in one query."""
    doses: dict[tuple[int | None, Any], list[_Dose]] = defaultdict(list)
    for exercise, movement, *dose in DOSES.plain_rows(user=user.pk, start=start, end=end):
        doses[exercise, movement].append(_Dose(*dose))
    exercises = _exercises()
    done = [
        _done(exercises.get(exercise) if exercise else None, movement, several)
        for (exercise, movement), several in doses.items()
    ]
    return tuple(sorted(done, key=lambda one: one.place))


def _done(exercise: _Counted | None, movement: Any, doses: list[_Dose]) -> SubjectDone:
    """All doses of one exercise, or of one `movement` as the database names it."""
    if exercise is None:
        exercise = _Counted(doses[0].name or "", "", None)
        key = uuid.UUID(str(movement))
    else:
        key = None
    sides: dict[str, int] = defaultdict(int)
    times, last, took = 0, 0, 0
    for dose in doses:
        sides[dose.side] += dose.lines
        times += dose.sessions
        last = max(last, dose.last)
        took += dose.lines * seconds_done(exercise.pace, Amount(dose.sets, dose.reps, dose.seconds))
    sides.pop("", None)
    minutes = minutes_of([took]) if took else None
    return SubjectDone(
        name=exercise.name,
        slug=exercise.slug,
        movement=key,
        times=times,
        last=dt.date.fromordinal(last),
        minutes=minutes,
        sides=tuple(sorted(sides.items())),
    )


@kept
def _exercises() -> Mapping[int, _Counted]:
    """All exercises, drafts too: they may have been logged."""
    columns = "pk", "name", "slug", "dose_type", "rep_seconds", "rest_seconds"
    return {
        pk: _Counted(name, slug, Pace(dose_type, rep or 0, rest))
        for pk, name, slug, dose_type, rep, rest in Exercise.objects.values_list(*columns)
    }


def _doses(user: Any, start: Any, end: Any) -> QuerySet[SessionLine, Any]:
    """Each dose that was done, on each side. A session counts with the first of its sides."""
    lines = SessionLine.objects.exclude(outcome=Outcome.SKIPPED)
    same = Q(exercise=OuterRef("exercise")) | Q(movement=OuterRef("movement"))
    before = lines.filter(same, session=OuterRef("session"), side__lt=OuterRef("side"))
    inside = SessionLine.objects.filter(standing_between("session", user, start, end))
    keys = "exercise", "movement", "movement__name", "side", "sets", "reps", "seconds"
    return (
        inside.exclude(SKIPPED)
        .order_by()
        .values_list(*keys)
        .annotate(
            lines=Count("pk"),
            sessions=Count("pk", filter=Q(side="") | Q(~Exists(before))),
            last=DayNumber(Max("session__local_date")),
        )
    )


DOSES = Prepared(_doses, user=Whoever(), start=DateField(), end=DateField())
