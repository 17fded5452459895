"""Questions to the database that each page asks: Django writes one out once, in each process.

To build a statement takes many times as long as to ask it. What is asked is said as a query set, as
everywhere; only the values in it are put in anew.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet, UUIDField

Row = tuple[Any, ...]


@dataclass(frozen=True)
class _Written:
    """A statement: `places` says which of the values each of its parameters is, if it is one."""

    sql: str
    parameters: tuple[Any, ...]
    places: tuple[int | None, ...]
    compiler: Any
    converters: Any


class Prepared:
    """Answers the rows of `make(*values)`, a query set of `values_list`.

    Values are whole numbers, days, instants, ids or rows with one, each of a kind that never
    changes, and never None: the statement would be another one.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Row]]) -> None:
        self._make = make
        self._written: dict[tuple[str, int], _Written] = {}

    def __call__(self, *values: Any) -> list[Row]:
        written = self._as_written(values)
        given = [_as_parameter(value) for value in values]
        parameters = [
            parameter if place is None else given[place]
            for parameter, place in zip(written.parameters, written.places, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, parameters)
            rows = cursor.fetchall()
        if written.compiler.has_extra_select:  # what the rows are ordered by
            rows = [row[: written.compiler.col_count] for row in rows]
        if not written.converters:
            return rows
        return [*map(tuple, written.compiler.apply_converters(rows, written.converters))]

    def _as_written(self, values: Row) -> _Written:
        kind = (connection.vendor, len(values))
        if kind not in self._written:
            self._written[kind] = self._write(values)
        return self._written[kind]

    def _write(self, values: Row) -> _Written:
        stand_ins = [_stand_in(value, place) for place, value in enumerate(values)]
        known = [_as_parameter(stand_in) for stand_in in stand_ins]
        compiler = self._make(*stand_ins).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        places = tuple(known.index(one) if one in known else None for one in parameters)
        missing = set(range(len(values))).difference(places)
        if missing:
            raise ValueError(f"the statement does not hold the values {missing}: {sql}")
        selected = [expression for expression, _sql, _alias in compiler.select]
        return _Written(sql, tuple(parameters), places, compiler, compiler.get_converters(selected))


def _stand_in(value: Any, place: int) -> Any:
    """Something of the kind of `value` that nothing else in a statement is."""
    if isinstance(value, Model):
        return value.__class__(pk=_stand_in(value.pk, place))  # behind a lazy object, too
    if isinstance(value, uuid.UUID):
        return uuid.UUID(int=place + 1)
    if isinstance(value, dt.datetime):
        return dt.datetime(1900, 1, place + 1, tzinfo=dt.UTC)
    if isinstance(value, dt.date):
        return dt.date(1900, 2, place + 1)
    return 2_000_000_000 + place


def _as_parameter(value: Any) -> Any:
    """`value` as the database is given it."""
    if isinstance(value, Model):
        return _as_parameter(value.pk)
    if isinstance(value, uuid.UUID):
        return UUIDField().get_db_prep_value(value, connection)
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, dt.date):
        return connection.ops.adapt_datefield_value(value)
    return value
