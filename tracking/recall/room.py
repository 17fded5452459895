"""How much somebody has written lately, and how many movements they named: for sane bounds."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.db.models.functions import Length

from accounts.models import User
from tracking.models import CheckIn, OwnMovement, Session, folded

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Written:
    """Entries of one kind that were saved within a day, and the length of their notes."""

    entries: int
    letters: int


def written_lately(user: User, kind: type[CheckIn | Session], now: dt.datetime) -> Written:
    """What `user` saved in the 24 hours before `now`, whatever days it tells of."""
    lately = kind.objects.owned_by(user).filter(created_at__gt=now - DAY)
    sums = lately.aggregate(entries=Count("pk"), letters=Sum(Length("note")))
    return Written(sums["entries"], sums["letters"] or 0)


def movements_with(user: User, names: Collection[str]) -> tuple[int, int]:
    """How many movements `user` has, and how many of `names` would be new ones."""
    rows = OwnMovement.objects.owned_by(user)
    wanted = {folded(name) for name in names}
    there = set(rows.filter(folded__in=wanted).values_list("folded", flat=True))
    return rows.count(), len(wanted - there)
