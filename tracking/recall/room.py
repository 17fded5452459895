"""How much somebody has written lately, and how many movements they named: for sane bounds."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import BigIntegerField, Count, DateTimeField, QuerySet, Sum
from django.db.models.functions import Length

from accounts.models import User
from psoas_site.ui.prepared import Blank, Prepared
from tracking.models import CheckIn, OwnMovement, Session, folded

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Written:
    """Entries of one kind that were saved within a day, and the length of their notes."""

    entries: int
    letters: int


def written_lately(user: User, kind: type[CheckIn | Session], now: dt.datetime) -> Written:
    """What `user` saved in the 24 hours before `now`, whatever days it tells of."""
    return Written(*(WRITTEN[kind].first(user=user.pk, since=now - DAY) or (0, 0)))


def _written(kind: type[CheckIn | Session], user: Blank, since: Blank) -> QuerySet[Any, Any]:
    """How many entries were written since, and how many letters: one row, or none."""
    rows: QuerySet[Any] = kind.objects.standing().filter(user_id=user, created_at__gt=since)
    sums = {"entries": Count("pk"), "letters": Sum(Length("note"))}
    return rows.order_by().values("user_id").annotate(**sums).values_list(*sums)


WRITTEN = {
    kind: Prepared(partial(_written, kind), user=BigIntegerField(), since=DateTimeField())
    for kind in (CheckIn, Session)
}


def movements_with(user: User, names: Collection[str]) -> tuple[int, int]:
    """How many movements `user` has, and how many of `names` would be new ones."""
    rows = OwnMovement.objects.owned_by(user)
    wanted = {folded(name) for name in names}
    there = set(rows.filter(folded__in=wanted).values_list("folded", flat=True))
    return rows.count(), len(wanted - there)
