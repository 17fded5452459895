"""What was said last: today's pain, a fresh check-in, one to repeat, the session to ask about."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    DecimalField,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    UUIDField,
    Value,
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


def _said_and_felt(check_in: Blank) -> QuerySet[Any, Any]:
    """The answers, then the places with an empty measure; both with what they are ordered by."""
    said = Reading.objects.filter(check_in_id=check_in).order_by()
    felt = FeltArea.objects.filter(check_in_id=check_in).order_by()
    nothing = Value(None, DecimalField()), Value(None, IntegerField())
    return said.values_list(
        "measure__order", "pk", "measure_id", "number", "text", Value(None, IntegerField())
    ).union(
        felt.values_list("area__order", "pk", nothing[1], nothing[0], "side", "area_id"), all=True
    )


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
SAID_AND_FELT = Prepared(_said_and_felt, check_in=UUIDField())


def last_check_in(user: User) -> LastCheckIn | None:
    """The newest check-in; in one query."""
    row = NEWEST.first(user=user.pk)
    return LastCheckIn(*row) if row else None


@dataclass(frozen=True)
class SaidThen:
    """What a check-in answered, and where it hurt then, both in the order of the library."""

    readings: tuple[Reading, ...]
    places: tuple[FeltArea, ...]


def said_in(check_in: LastCheckIn) -> SaidThen:
    """What `check_in` said, with the measures and the areas of the library; in one query."""
    measures, areas = known_measures(), known_areas()
    readings, places = [], []
    rows = sorted(SAID_AND_FELT.rows(check_in=check_in.pk), key=itemgetter(0, 1))
    for _order, _pk, measure, number, text, area in rows:
        if area is None:
            readings.append(Reading(measure=measures[measure], number=number, text=text))
        else:
            places.append(FeltArea(area=areas[area], side=text))
    return SaidThen(tuple(readings), tuple(places))


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
