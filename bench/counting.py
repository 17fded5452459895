"""Says of each answer how many queries it took, and how many of them had a shape twice."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created
from django.http import HttpRequest
from django.http.response import HttpResponseBase

QUERIES, REPEATS, OPENED, BEGINS = (
    "X-Bench-Queries",
    "X-Bench-Repeats",
    "X-Bench-Connections",
    "X-Bench-Transactions",
)
VALUE = re.compile(r"'[^']*'|\b\d+\b|%s|\?")
LIST = re.compile(r"\(\s*\.(\s*,\s*\.)*\s*\)")


class CountingMiddleware:
    """Outermost, so that what other middlewares ask is counted too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.opened = 0
        connection_created.connect(self._count_connection, weak=False)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        shapes: Counter[str] = Counter()
        begins = 0

        def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal begins
            verb = sql.split(maxsplit=1)[0].upper()
            if verb == "BEGIN":
                begins += 1
            elif verb not in ("SAVEPOINT", "RELEASE", "COMMIT", "PRAGMA"):
                shapes[_shape_of(sql)] += 1
            return execute(sql, params, many, context)

        opened_before = self.opened
        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response.headers[QUERIES] = str(shapes.total())
        response.headers[REPEATS] = str(shapes.total() - len(shapes))
        response.headers[OPENED] = str(self.opened - opened_before)
        response.headers[BEGINS] = str(begins)
        return response

    def _count_connection(self, **_signal: Any) -> None:
        self.opened += 1


def _shape_of(sql: str) -> str:
    """The statement without its values, so that the same question of two rows is one shape."""
    return LIST.sub("(.)", VALUE.sub(".", sql))
