"""The minute at which something was lived, for the database to order by."""

from typing import Any

from django.db.models import Func, IntegerField


class LocalMinute(Func):
    """Of an instant and its offset: minutes by the person's own clock, from an unnamed beginning.

    Within a local day they rise as `clock.minute_of` does: `LocalMinute("at", "utc_offset")`.
    """

    arity = 2
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite holds instants as text in UTC."""
        template = "(CAST(strftime('%%s', {0}) AS INTEGER) / 60 + {1})"
        return self._written(template, compiler)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """An epoch has a fraction there."""
        return self._written("(FLOOR(EXTRACT(EPOCH FROM {0}) / 60) + {1})", compiler)

    def _written(self, template: str, compiler: Any) -> tuple[str, list[Any]]:
        (instant, first), (offset, second) = map(compiler.compile, self.source_expressions)
        return template.format(instant, offset), [*first, *second]
