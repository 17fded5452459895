"""The edition of the library: a name that changes with every change of its tables.

The database itself renews it, by triggers, so that nobody who edits can forget to: the admin, the
loader, a shell, another process. Whatever was worked out from the library alone is kept under the
edition that it was read from, and is never older than the request that shows it.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, models
from django.utils.translation import get_language

P = ParamSpec("P")
T = TypeVar("T")

ALONE: object = object()
"""As what a part of a page differs in: it is for one reader alone, and never kept."""


class Edition(models.Model):
    """One row: the edition that is in force."""

    token = models.CharField(max_length=36)

    class Meta:
        verbose_name = "edition"


def current_edition() -> str:
    """The edition in force; empty where there is none, as while the tables are being emptied.

    Plain SQL: each page asks, and to build the statement would take ten times as long.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM exercises_edition")
        row = cursor.fetchone()
    return row[0] if row else ""


# --- Keeping what was worked out from the library ------------------------------------------------

_asked: ContextVar[dict[str, str] | None] = ContextVar("the edition of this request", default=None)


@contextmanager
def one_edition() -> Iterator[None]:
    """All within reads one edition, which is asked for once; for what only reads."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


@dataclass
class _Kept:
    """What was made of one edition, by what made it and for what."""

    edition: str = ""
    values: dict[Hashable, Any] = field(default_factory=dict)


_kept = _Kept()


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """Ask `make` once for each edition, language and arguments (few).

    What it answers belongs to all readers and threads: nobody may change it, and it may not depend
    on the time, the person or the address.
    """

    @wraps(make)
    def keep(*args: P.args, **kwargs: P.kwargs) -> T:
        edition = edition_of_the_request()
        if not edition:
            return make(*args, **kwargs)
        values = _values_of(edition)
        key = (make, get_language(), args, tuple(sorted(kwargs.items())))
        if key not in values:
            values[key] = make(*args, **kwargs)
        value: T = values[key]
        return value

    return keep


def edition_of_the_request() -> str:
    """The edition that the page is of, which only reads; for all others the one in force."""
    asked = _asked.get()
    if asked is None:
        return current_edition()
    if "edition" not in asked:
        asked["edition"] = current_edition()
    return asked["edition"]


def _values_of(edition: str) -> dict[Hashable, Any]:
    """What is kept of `edition`; all that was kept of another one goes."""
    global _kept
    held = _kept  # another thread may put another one there
    if held.edition != edition:
        held = _kept = _Kept(edition)
    return held.values
