"""Statements whose SQL is written once: to write it takes longer than to ask it."""

import datetime as dt
import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, cast

from django.db import connection, models
from django.db.models import DateField, Expression, Field, IntegerField

from accounts.models import User

P = ParamSpec("P")
Row = tuple[Any, ...]

FIELDS: Mapping[type, type[Field]] = {int: IntegerField, dt.date: DateField}


class Slot(Expression):
    """A place in a statement that is filled each time it is asked."""

    def __init__(self, place: int, output_field: Field) -> None:
        super().__init__(output_field=output_field)
        self.place = place

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """A mark in the SQL; the slot itself stands for its value."""
        return "%s", [self]

    def filled(self, given: Row) -> Any:
        """The value of this asking, as the database takes it."""
        value = given[self.place]
        value = value.pk if isinstance(value, User) else value
        return self.output_field.get_db_prep_value(value, connection)


class Somebody:
    """Stands for the person who will ask: `owned_by` reads no more of one."""

    def __init__(self, pk: Slot) -> None:
        self.pk = pk


def prepared(write: Callable[P, models.QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """Ask for the rows of `write`, whose query is made at the first asking alone.

    Its arguments are a User, days and whole numbers, by place. They may stand wherever a value of
    the database does, and decide nothing else. Rows come as the driver reads them: SQLite knows
    neither days nor decimals of what was worked out.
    """
    written: dict[str, tuple[str, Row]] = {}

    @wraps(write)
    def ask(*given: P.args, **_none: P.kwargs) -> list[Row]:
        if connection.vendor not in written:
            slots = [_slot(*of) for of in enumerate(inspect.signature(write).parameters.values())]
            rows = cast(Any, write)(*slots)
            written[connection.vendor] = rows.query.sql_with_params()
        sql, values = written[connection.vendor]
        filled = [value.filled(given) if isinstance(value, Slot) else value for value in values]
        with connection.cursor() as cursor:
            cursor.execute(sql, filled)
            return cursor.fetchall()

    return ask


def _slot(place: int, parameter: inspect.Parameter) -> Slot | Somebody:
    if parameter.annotation is User:
        return Somebody(Slot(place, User._meta.pk))
    return Slot(place, FIELDS[parameter.annotation]())
