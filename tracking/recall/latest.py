"""What was said last: today's pain, a fresh check-in, one to repeat, the session to ask about."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    Exists,
    OuterRef,
    QuerySet,
    UUIDField,
)

from accounts.models import User
from exercises.models import Measure
from exercises.shelf.vocabulary import known_areas, known_measures
from psoas_site.ui.prepared import Blank, Prepared, Whoever
from tracking.clock import lived_at, today_in
from tracking.models import Aftermath, CheckIn, FeltArea, Outcome, Reading, Session, Side

PREFILL_HOURS = 3  # a rating this fresh still stands for "before"
ASK_AFTER_HOURS = 48  # the morning after is asked about until then
REPEAT_DAYS = 7  # a check-in can be said to be the same again until then


@dataclass(frozen=True)
class LastCheckIn:
    """The newest check-in, as far as a page shows it: when it was, and how much it hurt."""

    pk: uuid.UUID
    at: dt.datetime
    utc_offset: int
    local_date: dt.date
    pain: int
    version: int

    @property
    def local_time(self) -> dt.datetime:
        """The moment on the person's own clock, as a naive date and time."""
        return lived_at(self.at, self.utc_offset)


def _newest(user: Blank) -> QuerySet[CheckIn, Any]:
    return CheckIn.objects.standing().filter(user_id=user).values_list(*SHOWN)[:1]


def _between(user: Blank, since: Blank, until: Blank) -> QuerySet[CheckIn, Any]:
    rows = CheckIn.objects.standing().filter(user_id=user, at__gte=since, at__lte=until)
    return rows.values_list(*SHOWN)[:1]


def _felt(check_in: Blank) -> QuerySet[FeltArea, Any]:
    return FeltArea.objects.filter(check_in_id=check_in).values_list("area_id", "side")


def _said(check_in: Blank) -> QuerySet[Reading, Any]:
    return Reading.objects.filter(check_in_id=check_in).values_list("measure_id", "number", "text")


def _last_before(user: Blank, since: Blank, today: Blank) -> QuerySet[Session, Any]:
    """The last session before `today`, and whether its morning after was told."""
    is_told = Exists(Aftermath.objects.filter(session=OuterRef("pk")))
    rows = Session.objects.standing().filter(user_id=user, at__gte=since, local_date__lt=today)
    return rows.exclude(outcome=Outcome.SKIPPED).values_list("pk", is_told)[:1]


def _lines(user: Any, session: Blank) -> QuerySet[Session, Any]:
    """What was done in a session, line by line; one row of nothing where it has no line."""
    rows = Session.objects.owned_by(user).filter(pk=session).order_by()
    return rows.values_list("lines__exercise", "lines__movement", "lines__side")


SHOWN = ("pk", "at", "utc_offset", "local_date", "pain", "version")
NEWEST = Prepared(_newest, user=BigIntegerField())
FRESH = Prepared(_between, user=BigIntegerField(), since=DateTimeField(), until=DateTimeField())
LAST_BEFORE = Prepared(
    _last_before, user=BigIntegerField(), since=DateTimeField(), today=DateField()
)
LINES = Prepared(_lines, user=Whoever(), session=UUIDField())
FELT = Prepared(_felt, check_in=UUIDField())
SAID = Prepared(_said, check_in=UUIDField())


def last_check_in(user: User) -> LastCheckIn | None:
    """The newest check-in; in one query."""
    row = NEWEST.first(user=user.pk)
    return LastCheckIn(*row) if row else None


def places_of(check_in: LastCheckIn) -> list[FeltArea]:
    """Where `check_in` says that it hurts, with the areas; in one query."""
    areas, rows = known_areas(), FELT.rows(check_in=check_in.pk)
    return [FeltArea(area=areas[area], side=side) for area, side in rows]


def readings_of(check_in: LastCheckIn) -> list[Reading]:
    """What `check_in` answered, with the measures and their choices; in one query."""
    measures, rows = known_measures(), SAID.rows(check_in=check_in.pk)
    return [
        Reading(measure=measures[measure], number=number, text=text)
        for measure, number, text in rows
    ]


def fresh_check_in(user: User, now: dt.datetime) -> LastCheckIn | None:
    """The newest check-in, if it may stand for "before" of a session: it is 3 hours old at most."""
    row = FRESH.first(user=user.pk, since=now - dt.timedelta(hours=PREFILL_HOURS), until=now)
    return LastCheckIn(*row) if row else None


def days_to_repeat(check_in: CheckIn | LastCheckIn, today: dt.date) -> int | None:
    """How many days ago `check_in` was, if "the same as then" may still be said; else None."""
    days = (today - check_in.local_date).days
    return days if 1 <= days <= REPEAT_DAYS else None


def symptoms_of(readings: Iterable[Reading]) -> list[Reading]:
    """The answers about symptoms: what lasts from day to day, unlike a new sign or last night."""
    return [row for row in readings if row.measure.family == Measure.Family.SYMPTOM]


@dataclass(frozen=True)
class AskedAbout:
    """The session whose morning after is asked about; `apart`: its sides did different things."""

    pk: uuid.UUID
    apart: bool


def session_to_ask_about(user: User, now: dt.datetime) -> AskedAbout | None:
    """The last session of an earlier day, if nobody has said yet how the morning after was."""
    since, today = now - dt.timedelta(hours=ASK_AFTER_HOURS), today_in(user.zone, now)
    pk, is_told = LAST_BEFORE.first(user=user.pk, since=since, today=today) or (None, True)
    return None if pk is None or is_told else _asked_about(user, pk)


def _asked_about(user: User, pk: uuid.UUID) -> AskedAbout | None:
    """The person's session with this key; None if there is none."""
    lines = LINES.rows(user=user.pk, session=pk)
    left, right = (
        {(exercise, movement) for exercise, movement, of_line in lines if of_line == side}
        for side in (Side.LEFT, Side.RIGHT)
    )
    return AskedAbout(pk, left != right) if lines else None


def session_asked_about(user: User, key: str) -> AskedAbout | None:
    """The session that a form asked about, by the id it carries; None for anything else."""
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    return _asked_about(user, wanted)
