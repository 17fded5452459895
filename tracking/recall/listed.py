"""Entries as the diary's lists show them: plain records, a page of them in a few questions.

It takes as many questions for one row as for all, and what the library calls things is not joined
to each row but taken from what is kept of its edition.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from accounts.models import User
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.clock import lived_at
from tracking.models import CheckIn, Session
from tracking.recall.parts import (
    KEYS,
    MOST_KEYS,
    PARTS_OF_BOTH,
    PARTS_OF_CHECK_INS,
    PARTS_OF_SESSIONS,
    Parts,
    parts_of,
)

PER_PAGE = MOST_KEYS - 1  # one more tells whether there is another page

OF_ANY = ("pk", "at", "local_date", "utc_offset", "note", "words")
SHARED = len(OF_ANY)


@dataclass(slots=True)
class Listed:
    """What lists show of any entry."""

    pk: UUID
    at: dt.datetime
    local_date: dt.date
    utc_offset: int
    note: str
    words: str
    parts: Parts

    @property
    def local_time(self) -> dt.datetime:
        """The moment on the person's own clock, as a naive date and time."""
        return lived_at(self.at, self.utc_offset)


@dataclass(slots=True)
class ListedCheckIn(Listed):
    """A check-in."""

    pain: int
    this_morning: bool
    as_before: bool


@dataclass(slots=True)
class ListedSession(Listed):
    """A session, and the title of its programme if it has one."""

    outcome: str
    minutes: int | None
    pain_before: int | None
    pain_after: int | None
    programme: str | None

    @property
    def names(self) -> list[str]:
        """What was done, each thing once."""
        return [name for name, _picture in self.parts.done.values()]

    @property
    def pictures(self) -> list[SafeString]:
        """Pictures of the exercises of the library among it."""
        return [picture for _name, picture in self.parts.done.values() if picture]


AnyListed = TypeVar("AnyListed", bound=Listed)


@dataclass(frozen=True)
class Listing(Generic[AnyListed]):
    """Entries, newest first, of which a slice is read: at most so many, after so many."""

    read: Callable[[int, int], list[AnyListed]]
    total: Callable[[], int]

    def __getitem__(self, places: slice) -> list[AnyListed]:
        first = places.start or 0
        return self.read(places.stop - first, first)

    def count(self) -> int:
        """How many there are in all."""
        return self.total()


class ListedKind(Generic[AnyListed]):
    """One kind of entry: its questions, and how its rows become records."""

    def __init__(
        self,
        model: type[CheckIn | Session],
        record: Callable[..., AnyListed],
        columns: Iterable[str],
        parts: Prepared,
    ) -> None:
        self._rows = model.objects
        self._record = record
        self._columns = (*OF_ANY, *columns)
        self._parts = parts
        self._newest = Prepared(self._of, user=Whoever())
        self._by_key = Prepared(self._some_of, user=Whoever(), keys=KEYS)

    def _of(self, user: Any) -> QuerySet[Any, Any]:
        return self._rows.owned_by(user).values_list(*self._columns)

    def _some_of(self, user: Any, keys: Any) -> QuerySet[Any, Any]:
        return self._of(user).filter(pk__in=keys)

    def all_of(self, user: User) -> Listing[AnyListed]:
        """The person's entries."""

        def read(most: int, after: int) -> list[AnyListed]:
            rows = self._newest.rows(user=user.pk, most=most, after=after)
            parts = parts_of(self._parts, [row[0] for row in rows])
            return self._records(rows, parts)

        return Listing(read, lambda: self._rows.owned_by(user).count())

    def these_of(self, user: User, keys: Sequence[UUID]) -> Listing[AnyListed]:
        """Those of the person's entries that have these `keys`, in their order."""

        def read(most: int, after: int) -> list[AnyListed]:
            asked = keys[after : after + most]
            parts = parts_of(self._parts, asked)
            return in_order(self.with_keys(user, asked, parts), asked)

        return Listing(read, lambda: len(keys))

    def with_keys(
        self, user: User, keys: Sequence[UUID], parts: Mapping[UUID, Parts]
    ) -> list[AnyListed]:
        """Those of the person's entries that have one of a few `keys`, with their `parts`."""
        rows = self._by_key.rows(user=user.pk, keys=keys) if keys else ()
        return self._records(rows, parts)

    def _records(self, rows: Iterable[Any], parts: Mapping[UUID, Parts]) -> list[AnyListed]:
        return [self._record(*row[:SHARED], parts[row[0]], *row[SHARED:]) for row in rows]


def in_order(entries: Iterable[AnyListed], keys: Iterable[UUID]) -> list[AnyListed]:
    """`entries` as their `keys` stand; one that has gone meanwhile is left out."""
    by_key = {entry.pk: entry for entry in entries}
    return [by_key[key] for key in keys if key in by_key]


CHECK_INS = ListedKind(
    CheckIn, ListedCheckIn, ("pain", "this_morning", "as_before"), PARTS_OF_CHECK_INS
)
SESSIONS = ListedKind(
    Session,
    ListedSession,
    ("outcome", "minutes", "pain_before", "pain_after", "programme__title"),
    PARTS_OF_SESSIONS,
)


def timeline(user: User) -> Listing[Listed]:
    """All that the person's diary holds, day by day."""

    def read(most: int, after: int) -> list[Listed]:
        rows = TIMELINE.rows(user=user.pk, most=most, after=after)
        keys = [pk for _day, _at, pk in rows]
        parts = parts_of(PARTS_OF_BOTH, keys)
        check_ins = CHECK_INS.with_keys(user, keys, parts)
        sessions = SESSIONS.with_keys(user, keys, parts)
        return in_order([*check_ins, *sessions], keys)

    return Listing(read, lambda: _timeline(user).count())


def _timeline(user: Any) -> QuerySet[Any, Any]:
    """Day, moment and key of each entry, newest first."""
    first, second = (
        kind.objects.owned_by(user).order_by().values_list("local_date", "at", "pk")
        for kind in (CheckIn, Session)
    )
    return first.union(second, all=True).order_by("-local_date", "-at")


TIMELINE = Prepared(_timeline, user=Whoever())
