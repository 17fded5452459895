"""What all entries share when they are written: once for each form, and never over a newer one."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import AutoField, F, Field, Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

from accounts.models import User
from psoas_site.ui.shapes import Values
from tracking.clock import Moment
from tracking.logbook.facts import Answer
from tracking.models import CheckIn, OwnMovement, Plan, Reading, Session

E = TypeVar("E", CheckIn, Session)


class StaleError(Exception):
    """The entry was changed meanwhile: the form was filled in on top of an older version."""


@dataclass(frozen=True)
class Logged:
    """The row that a form stands for. `differs`: the form was sent before, with other answers."""

    entry: Any
    differs: bool = False


def once(model: type[E], user: User, client_key: uuid.UUID, values: Values) -> tuple[E, bool]:
    """The row of this form, and whether it was made now.

    A double send is passed over, not refused: PostgreSQL writes a refused row, words and all,
    into its own log.
    """
    row = model(user_id=user.pk, client_key=client_key, **values)
    if write(model, [row], pass_over=True):
        row._state.adding = False
        return row, True
    kept = model.objects.owned_by(user).filter(client_key=client_key).first()
    if kept is None:  # SQLite passes over every fault: then the row itself has one
        row.save(force_insert=True)
        return row, True
    return kept, False


def write(model: type[Model], rows: Sequence[Any], *, pass_over: bool = False) -> int:
    """Write new rows of `model` down, but for those that are there, if they are passed over.

    Answers how many were written. A row has a value for each column but the number that the
    database gives it, which is not read back.
    """
    if not rows:
        return 0
    statement, fields = _insertion(model, pass_over=pass_over)
    values = [
        [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
        return cursor.rowcount


@cache
def _insertion(model: type[Model], *, pass_over: bool) -> tuple[str, list[Field]]:
    """The statement that writes a row of `model`, and the columns in their order."""
    columns = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    query = InsertQuery(model, on_conflict=OnConflict.IGNORE if pass_over else None)
    query.insert_values(columns, [model()])
    [(statement, _values)] = query.get_compiler(connection=connection).as_sql()
    return statement, columns


def same_answers(entry: CheckIn | Session, values: Values, answers: tuple[Answer, ...]) -> bool:
    """Whether `entry` says what a form sent again says. The minute of sending does not count."""
    if not _same_columns(entry, values):
        return False
    kept = {
        (reading.measure_id, reading.number, reading.text, reading.area_id, reading.side)
        for reading in entry.readings.all()
    }
    given = {
        (answer.measure_id, answer.number, answer.text, *(answer.place or (None, "")))
        for answer in answers
    }
    return kept == given


def _same_columns(entry: CheckIn | Session, values: Values) -> bool:
    """Whether `entry` has these `values`; a row among them is told by its id."""
    meant = {name: value for name, value in values.items() if name not in ("at", "utc_offset")}
    programme = meant.pop("programme", None)
    if isinstance(entry, Session) and entry.programme_id != (programme and programme.pk):
        return False
    return all(getattr(entry, name) == value for name, value in meant.items())


def advance(entry: CheckIn | Session | OwnMovement | Plan, version: int, values: Values) -> None:
    """Write `values` if nobody has written since `version`, and nobody has deleted it."""
    same = type(entry).objects.standing().filter(pk=entry.pk, version=version)
    if not same.update(version=F("version") + 1, **values):
        raise StaleError
    entry.refresh_from_db()


def when(moment: Moment) -> dict[str, dt.datetime | dt.date | int]:
    return {
        "at": moment.at,
        "local_date": moment.local_date,
        "utc_offset": moment.utc_offset,
    }


def readings_of(answers: Iterable[Answer], **parent: uuid.UUID) -> list[Reading]:
    readings = []
    for answer in answers:
        area, side = answer.place or (None, "")
        given = {"number": answer.number, "text": answer.text, "area_id": area, "side": side}
        readings.append(Reading(measure_id=answer.measure_id, **given, **parent))
    return readings
