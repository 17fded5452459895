"""Questions that are put together once.

Django builds a statement anew each time it asks, which takes several times as long as the database
takes to answer. What each page asks is built here once, of the same querysets as all else, with
`asked(...)` where the values of a request go.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

Rows = list[Any]  # tuples, one for each row


class _Asked(models.Expression):
    """Stands in a question for a value that each request brings; with a `place`, for one of many.

    Of fewer than were prepared for, the last stands for the rest: in a set it changes nothing.
    """

    def __init__(
        self, name: str, output_field: "models.Field[Any, Any]", place: int | None = None
    ) -> None:
        super().__init__(output_field=output_field)
        self.name = name
        self.place = place

    def as_sql(self, *_compiling: Any, **_context: Any) -> tuple[str, list[Any]]:
        return "%s", [self]

    def taken_from(self, values: dict[str, Any]) -> Any:
        """The value as the database takes it."""
        value = values[self.name]
        if self.place is not None:
            value = value[min(self.place, len(value) - 1)]
        return self.output_field.get_db_prep_value(value, connection)


@dataclass(frozen=True)
class _Asker:
    """Stands for the person who asks, where `owned_by` wants one."""

    pk: Any


def asked(name: str, field: "models.Field[Any, Any]") -> Any:
    """The value, such as `field` holds, that `Prepared.rows` is told by this `name`."""
    return _Asked(name, field)


ASKER: Any = _Asker(_Asked("user", models.BigIntegerField()))
"""The person whom `Prepared.rows` is told as `user`, by their key."""


def asked_keys(most: int) -> list[Any]:
    """The entries that `Prepared.rows` is told as `keys`: at least one and at most so many."""
    return [_Asked("keys", models.UUIDField(), place) for place in range(most)]


@dataclass(frozen=True)
class _Statement:
    sql: str
    params: Sequence[Any]
    read: Callable[[Rows], Rows]


class Prepared:
    """A question that `build` puts together when it is first asked."""

    def __init__(self, build: Callable[[], models.QuerySet[Any]]) -> None:
        self._build = build
        self._statements: dict[str, _Statement] = {}  # by the kind of database

    def rows(self, *, most: int | None = None, after: int = 0, **values: Any) -> Rows:
        """What the database answers for `values`: at most so many rows, `after` the first few."""
        statement = self._statements.get(connection.vendor) or self._prepare()
        params = [
            param.taken_from(values) if isinstance(param, _Asked) else param
            for param in statement.params
        ]
        sql = statement.sql
        if most is not None:
            sql = f"{sql} LIMIT %s OFFSET %s"
            params += [most, after]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return statement.read(cursor.fetchall())

    def _prepare(self) -> _Statement:
        compiler = self._build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)

        def read(rows: Rows) -> Rows:
            return list(compiler.apply_converters(rows, converters)) if converters else rows

        statement = _Statement(sql, params, read)
        self._statements[connection.vendor] = statement
        return statement
