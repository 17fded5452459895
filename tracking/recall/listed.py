"""Entries as the diary's lists show them: plain records, a page of them in a few questions.

It takes as many questions for one row as for all, and what the library calls things is not joined
to each row but taken from what is kept of its edition.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from accounts.models import User
from exercises.shelf.vocabulary import known_programmes
from psoas_site.ui.prepared import Prepared, Whoever
from tracking.clock import lived_at
from tracking.models import CheckIn, Session
from tracking.recall.parts import KEYS, MOST_KEYS, parts_of_check_ins, parts_of_sessions

PER_PAGE = MOST_KEYS - 1  # one more tells whether there is another page


@dataclass(slots=True)
class Listed:
    """What lists show of any entry."""

    pk: UUID
    at: dt.datetime
    local_date: dt.date
    utc_offset: int
    note: str
    words: str

    @property
    def local_time(self) -> dt.datetime:
        """The moment on the person's own clock, as a naive date and time."""
        return lived_at(self.at, self.utc_offset)


@dataclass(slots=True)
class ListedCheckIn(Listed):
    """A check-in: its places, answers and mornings after stand in words."""

    pain: int
    this_morning: bool
    as_before: bool
    places: Sequence[str] = ()
    answers: Sequence[str] = ()
    mornings: Sequence[tuple[str, str]] = ()  # the side, which may be empty, and the change


@dataclass(slots=True)
class ListedSession(Listed):
    """A session: its programme's title (empty for none), what was done, a picture of each."""

    outcome: str
    minutes: int | None
    pain_before: int | None
    pain_after: int | None
    programme: str
    names: Sequence[str] = ()
    pictures: Sequence[SafeString] = ()  # of those that are exercises of the library


AnyListed = TypeVar("AnyListed", bound=Listed)


@dataclass(frozen=True)
class Listing(Generic[AnyListed]):
    """Entries, newest first, of which a slice is read: at most so many, after so many."""

    read: Callable[[int, int], list[AnyListed]]
    total: Callable[[], int]

    def __getitem__(self, places: slice) -> list[AnyListed]:
        return self.read(places.stop - places.start, places.start)

    def count(self) -> int:
        """How many there are in all."""
        return self.total()


class ListedKind(Generic[AnyListed]):
    """One kind of entry: its questions, and how its rows become records."""

    def __init__(
        self,
        model: type[CheckIn | Session],
        columns: Iterable[str],
        records: Callable[[Iterable[Any]], list[AnyListed]],
    ) -> None:
        self._rows = model.objects
        self._columns = ("pk", "at", "local_date", "utc_offset", "note", "words", *columns)
        self._records = records
        self._newest = Prepared(self._question, user=Whoever())
        self._by_key = Prepared(self._question_by_key, user=Whoever(), keys=KEYS)

    def _question(self, user: Any) -> QuerySet[Any, Any]:
        return self._rows.owned_by(user).values_list(*self._columns)

    def _question_by_key(self, user: Any, keys: Any) -> QuerySet[Any, Any]:
        return self._question(user).filter(pk__in=keys)

    def all_of(self, user: User) -> Listing[AnyListed]:
        """The person's entries."""

        def read(most: int, after: int) -> list[AnyListed]:
            return self._records(self._newest.rows(user=user.pk, most=most, after=after))

        return Listing(read, self._rows.owned_by(user).count)

    def these_of(self, user: User, keys: Sequence[UUID]) -> Listing[AnyListed]:
        """Those of the person's entries that have these `keys`, in their order."""

        def read(most: int, after: int) -> list[AnyListed]:
            asked = keys[after : after + most]
            return in_order(self.with_keys(user, asked), asked)

        return Listing(read, lambda: len(keys))

    def with_keys(self, user: User, keys: Sequence[UUID]) -> list[AnyListed]:
        """Those of the person's entries that have one of a few `keys`."""
        return self._records(self._by_key.rows(user=user.pk, keys=keys)) if keys else []


def in_order(entries: Iterable[AnyListed], keys: Iterable[UUID]) -> list[AnyListed]:
    """`entries` as their `keys` stand; one that has gone meanwhile is left out."""
    by_key = {entry.pk: entry for entry in entries}
    return [by_key[key] for key in keys if key in by_key]


def _check_ins(rows: Iterable[Any]) -> list[ListedCheckIn]:
    entries = [ListedCheckIn(*row) for row in rows]
    parts = parts_of_check_ins([entry.pk for entry in entries])
    for entry in entries:
        entry.places, entry.answers, entry.mornings = parts[entry.pk]
    return entries


def _sessions(rows: Iterable[Any]) -> list[ListedSession]:
    programmes = known_programmes()
    entries = []
    for *columns, programme in rows:
        title = programmes[programme].title if programme is not None else ""
        entries.append(ListedSession(*columns, title))
    parts = parts_of_sessions([entry.pk for entry in entries])
    for entry in entries:
        entry.names, entry.pictures = parts[entry.pk]
    return entries


CHECK_INS = ListedKind(CheckIn, ("pain", "this_morning", "as_before"), _check_ins)
SESSIONS = ListedKind(
    Session, ("outcome", "minutes", "pain_before", "pain_after", "programme"), _sessions
)


def timeline(user: User) -> Listing[Listed]:
    """All that the person's diary holds, day by day."""

    def read(most: int, after: int) -> list[Listed]:
        rows = TIMELINE.rows(user=user.pk, most=most, after=after)
        keys = [pk for _day, _at, pk in rows]
        check_ins, sessions = CHECK_INS.with_keys(user, keys), SESSIONS.with_keys(user, keys)
        return in_order([*check_ins, *sessions], keys)

    return Listing(read, _timeline(user).count)


def _timeline(user: User) -> QuerySet[Any, Any]:
    """Day, moment and key of each entry, newest first."""
    first, second = (
        kind.objects.owned_by(user).order_by().values_list("local_date", "at", "pk")
        for kind in (CheckIn, Session)
    )
    return first.union(second, all=True).order_by("-local_date", "-at")


TIMELINE = Prepared(_timeline, user=Whoever())
