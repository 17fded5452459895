"""The counts behind limits, kept in a table of the database."""

import base64
import datetime as dt
import pickle

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.utils import timezone

NEVER = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)


class DatabaseCounts(DatabaseCache):
    """Django's table of counts, written in one statement that says when it fails.

    Django's own hides every error of the database: "cannot be written" then reads like "is there
    already", and so like "too many tries". On PostgreSQL it also meets two writers of one key
    with an error, whose key (an address of the network) the server writes into its log.
    """

    def _base_set(
        self, mode: str, key: str, value: object, timeout: float | None = DEFAULT_TIMEOUT
    ) -> bool:
        connection = connections[router.db_for_write(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]
        now = timezone.now().replace(microsecond=0)
        at, until = (
            connection.ops.adapt_datetimefield_value(moment)
            for moment in (now, self._end_of(timeout))
        )
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 (our own table)
            if (rows := cursor.fetchone()[0]) > self._max_entries:
                self._cull(connection.alias, cursor, now, rows)  # type: ignore[attr-defined]
            if mode == "touch":
                cursor.execute(
                    f"UPDATE {table} SET expires = %s WHERE cache_key = %s",  # noqa: S608
                    [until, key],
                )
                return bool(cursor.rowcount)
            # Adding takes the place of what has run out, and of nothing else.
            only = f" WHERE {table}.expires < %s" if mode == "add" else ""
            cursor.execute(
                f"INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s)"  # noqa: S608
                " ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value,"
                f" expires = excluded.expires{only}",
                [key, self._packed(value), until, *([at] if only else [])],
            )
            return bool(cursor.rowcount)

    def _end_of(self, timeout: float | None) -> dt.datetime:
        until = self.get_backend_timeout(timeout)
        if until is None:
            return NEVER
        return dt.datetime.fromtimestamp(until, tz=dt.UTC).replace(microsecond=0)

    def _packed(self, value: object) -> str:
        """As Django writes it, so that Django's own reading finds it."""
        return base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
