"""Days and minutes as numbers, for the database to order and to count by."""

from typing import Any

from django.db.models import Func, IntegerField


class _Written(Func):
    """A number that each database works out in its own words."""

    output_field = IntegerField()
    on_sqlite = on_postgresql = ""

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self._written(self.on_sqlite, compiler)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self._written(self.on_postgresql, compiler)

    def _written(self, template: str, compiler: Any) -> tuple[str, list[Any]]:
        parts = [compiler.compile(part) for part in self.source_expressions]
        params = [value for _sql, values in parts for value in values]
        return template.format(*(sql for sql, _values in parts)), params


class LocalMinute(_Written):
    """Of an instant and its offset: minutes by the person's own clock, from an unnamed beginning.

    Within a local day they rise as `clock.minute_of` does: `LocalMinute("at", "utc_offset")`. That
    beginning is a midnight, so what is left over of whole days is `clock.minute_of` itself.
    """

    arity = 2
    on_sqlite = "(CAST(strftime('%%s', {0}) AS INTEGER) / 60 + {1})"  # instants are text in UTC
    on_postgresql = "(FLOOR(EXTRACT(EPOCH FROM {0}) / 60)::bigint + {1})"  # with a fraction


class DayNumber(_Written):
    """A day as `date.toordinal()` counts it."""

    arity = 1
    on_sqlite = "CAST(julianday({0}) - 1721424.5 AS INTEGER)"
    on_postgresql = "({0} - DATE '0001-01-01' + 1)"
