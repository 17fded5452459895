"""Questions to the database whose statement is built once, and asked with other values each time.

Django writes a statement anew whenever it is asked, which takes ten times as long as the answer of
a small question. What a page asks each time is built here at the first request instead.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression, Field, QuerySet

Row = Sequence[Any]

AT_ONCE = 1_000  # rows in memory of an answer that nobody can bound


class Blank(Expression):
    """Stands in a statement for a value that each asking brings; with a `place`, for one of many.

    Of fewer than were prepared for, the last stands for the rest: in a set it changes nothing.
    """

    def __init__(self, name: str, field: Field, place: int | None = None) -> None:
        super().__init__(output_field=field)
        self.name, self.place = name, place

    def as_sql(self, compiler: object, connection: object) -> Any:
        return "%s", [self]

    def taken_from(self, values: Mapping[str, Any], connection: BaseDatabaseWrapper) -> Any:
        """Its value, as the database takes it."""
        value = values[self.name]
        if self.place is not None:
            value = value[min(self.place, len(value) - 1)]
        return self.output_field.get_db_prep_value(value, connection)


class Whoever:
    """Says that a value is the key of a person; `build` gets who stands where a person does."""

    def marked(self, name: str) -> Any:
        """Somebody with a key: `owned_by` reads no more of a person."""
        return Somebody(Blank(name, BigIntegerField()))


@dataclass(frozen=True)
class Somebody:
    """Whoever asks."""

    pk: Blank


@dataclass(frozen=True)
class Several:
    """Says that values are a list: at least one and at most so many."""

    field: Field
    most: int

    def marked(self, name: str) -> list[Blank]:
        """A mark for each of them."""
        return [Blank(name, self.field, place) for place in range(self.most)]


@dataclass(frozen=True)
class Statement:
    """The text of a statement, the values it is asked with, and how its answers are read."""

    sql: str
    values: tuple[Any, ...]
    compiler: Any
    converters: Any


class Prepared:
    """Rows of plain values: `Prepared(lambda user: ....values_list(...), user=Whoever())`.

    `build` gets each value by its name as a mark; its field says how it is handed to the database.
    `rows(user=1)` asks.
    """

    def __init__(
        self, build: Callable[..., QuerySet[Any, Any]], **fields: Field | Several | Whoever
    ) -> None:
        self.build, self.fields = build, fields
        self.statements: WeakKeyDictionary[BaseDatabaseWrapper, Statement] = WeakKeyDictionary()

    def rows(self, *, most: int | None = None, after: int = 0, **values: Any) -> Sequence[Row]:
        """The rows for `values`: all, or at most so many `after` the first few."""
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            statement = self._ask(cursor, values, most, after)
            rows: Sequence[Row] = cursor.fetchall()
        if not statement.converters:
            return rows
        return list(statement.compiler.apply_converters(rows, statement.converters))

    def plain_rows(self, **values: Any) -> Iterator[Row]:
        """All rows as the driver reads them, some at a time: of whole numbers and texts alone."""
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            self._ask(cursor, values)
            while rows := cursor.fetchmany(AT_ONCE):
                yield from rows

    def _ask(
        self, cursor: Any, values: Mapping[str, Any], most: int | None = None, after: int = 0
    ) -> Statement:
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self.statements.get(connection) or self._built(connection)
        sql = statement.sql
        asked = [
            value.taken_from(values, connection) if isinstance(value, Blank) else value
            for value in statement.values
        ]
        if most is not None:
            sql = f"{sql} LIMIT %s OFFSET %s"
            asked += [most, after]
        cursor.execute(sql, asked)
        return statement

    def first(self, **values: Any) -> Row | None:
        """The first row for `values`; the statement itself says that it wants no more."""
        return next(iter(self.rows(**values)), None)

    def _built(self, connection: BaseDatabaseWrapper) -> Statement:
        marks = {name: _mark(name, kind) for name, kind in self.fields.items()}
        compiler = self.build(**marks).query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        columns = [column for column, *_rest in compiler.select[: compiler.col_count]]
        statement = Statement(sql, tuple(values), compiler, compiler.get_converters(columns))
        self.statements[connection] = statement
        return statement


def _mark(name: str, kind: Field | Several | Whoever) -> Any:
    return Blank(name, kind) if isinstance(kind, Field) else kind.marked(name)
