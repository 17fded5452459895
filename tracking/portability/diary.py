"""One person's diary, read once from its beginning to its end, however long it is."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Min

from accounts.models import User
from tracking.models import CheckIn, Followed, OwnMovement, Screening, Session, Trait
from tracking.portability import tables
from tracking.portability.table import Key, Row, Table
from tracking.portability.tables import TABLES

# What stands inside of each entry, under which name.
IN_A_CHECK_IN = {
    "places": tables.PLACES,
    "answers": tables.CHECK_IN_ANSWERS,
    "mornings_after": tables.MORNINGS_AFTER,
}
IN_A_SESSION = {"lines": tables.LINES, "answers": tables.SESSION_ANSWERS}
IN_A_SCREENING = {"answers": tables.SCREENING_ANSWERS}


@dataclass(frozen=True)
class Held:
    """How much a diary holds, from its first day to its last (None while it is empty)."""

    check_ins: int
    sessions: int
    followed: int
    own_movements: int
    screenings: int
    about_me: int
    removed: int  # deleted within the last day, and not yet gone for good
    first: dt.date | None
    last: dt.date | None


def held(user: User) -> Held:
    """What there is of `user`, in six questions."""
    span = {"count": Count("pk"), "first": Min("local_date"), "last": Max("local_date")}
    check_ins = CheckIn.objects.owned_by(user).aggregate(**span)
    sessions = Session.objects.owned_by(user).aggregate(**span)
    removed = CheckIn.objects.removed_from(user).values("pk")
    days = [part[end] for part in (check_ins, sessions) for end in ("first", "last") if part[end]]
    return Held(
        check_ins=check_ins["count"],
        sessions=sessions["count"],
        followed=Followed.objects.owned_by(user).count(),
        own_movements=OwnMovement.objects.owned_by(user).count(),
        screenings=Screening.objects.owned_by(user).count(),
        about_me=Trait.objects.owned_by(user).count(),
        removed=removed.union(Session.objects.removed_from(user).values("pk")).count(),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def sections(user: User) -> dict[str, Iterator[Row]]:
    """The diary by section, each entry with its parts inside. A fixed number of questions."""
    return {
        "followed": tables.FOLLOWED.rows(user),
        "own_movements": tables.OWN_MOVEMENTS.rows(user),
        "about_me": tables.ABOUT_ME.rows(user),
        "check_ins": _entries(tables.CHECK_INS, IN_A_CHECK_IN, user),
        "sessions": _entries(tables.SESSIONS, IN_A_SESSION, user),
        "signs": tables.SIGNS.rows(user),
        "screenings": _entries(tables.SCREENINGS, IN_A_SCREENING, user),
        "plans": tables.PLANS.rows(user),
        "plan_items": tables.PLAN_ITEMS.rows(user),
        "moves": tables.MOVES.rows(user),
        "likings": tables.LIKINGS.rows(user),
    }


def sheets(user: User) -> Iterator[tuple[Table, Iterator[Row]]]:
    """Each table with its rows, flat: a part names the id and the day of its entry."""
    for table in TABLES:
        yield table, table.rows(user, table.sheet_columns)


class _Parts:
    """Rows that hang on entries, in the order of the entries, handed out entry by entry."""

    def __init__(self, rows: Iterator[tuple[Key, Row]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, key: Key) -> Iterator[Row]:
        """The rows of this entry; those of an entry that was written meanwhile are passed by."""
        while self._next is not None and self._next[0] <= key:
            if self._next[0] == key:
                yield self._next[1]
            self._next = next(self._rows, None)


def _entries(table: Table, parts: Mapping[str, Table], user: User) -> Iterator[Row]:
    """Entries beside their parts, all read side by side, so that nothing piles up in memory."""
    entries = table.keyed_rows(user)
    beside = {name: _Parts(part.keyed_rows(user)) for name, part in parts.items()}
    for key, row in entries:
        yield {**row, **{name: list(part.of(key)) for name, part in beside.items()}}
