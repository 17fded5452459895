"""Questions to the database whose statement is built once, and asked with other values each time.

Django writes a statement anew whenever it is asked, which takes ten times as long as the answer of
a small question. What a page asks each time is built here at the first request instead.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, QuerySet

Row = Sequence[Any]


class Given(Expression):
    """Stands in a statement for a value that each asking brings."""

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: object, connection: object) -> tuple[str, list[Any]]:
        return "%s", [self]


@dataclass(frozen=True)
class Statement:
    """The text of a statement, the values it is asked with, and how its answers are read."""

    sql: str
    values: tuple[Any, ...]
    compiler: Any
    converters: Any


class Prepared:
    """Rows of plain values: `Prepared(lambda user: ....values_list(...), user=BigIntegerField())`.

    `build` gets the value of each name as a mark; the field of a name says how it is handed to the
    database. `rows(user=1)` asks.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **fields: Field) -> None:
        self.build, self.fields = build, fields
        self.statements: WeakKeyDictionary[BaseDatabaseWrapper, Statement] = WeakKeyDictionary()

    def rows(self, **values: Any) -> Sequence[Row]:
        """All rows for `values`."""
        statement, rows = self._ask(values)
        if not statement.converters:
            return rows
        return list(statement.compiler.apply_converters(rows, statement.converters))

    def plain_rows(self, **values: Any) -> Sequence[Row]:
        """All rows as the driver reads them, for columns of whole numbers and texts."""
        return self._ask(values)[1]

    def _ask(self, values: Mapping[str, Any]) -> tuple[Statement, Sequence[Row]]:
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self.statements.get(connection) or self._built(connection)
        ready = {
            name: field.get_db_prep_value(values[name], connection)
            for name, field in self.fields.items()
        }
        asked = [ready[one.name] if isinstance(one, Given) else one for one in statement.values]
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, asked)
            return statement, cursor.fetchall()

    def first(self, **values: Any) -> Row | None:
        """The first row for `values`; the statement itself says that it wants no more."""
        return next(iter(self.rows(**values)), None)

    def _built(self, connection: BaseDatabaseWrapper) -> Statement:
        marks = {name: Given(name, field) for name, field in self.fields.items()}
        compiler = self.build(**marks).query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_rest in compiler.select])
        statement = Statement(sql, tuple(values), compiler, converters)
        self.statements[connection] = statement
        return statement
