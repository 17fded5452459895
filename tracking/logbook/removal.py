"""Deleting an entry, and putting it back within a day."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from tracking.models import KEPT, CheckIn, PlanItem, Session


def remove(entry: CheckIn | Session, now: dt.datetime) -> None:
    """Delete `entry`: neither it nor what hangs on it counts or shows. A second call does nothing.

    It is kept aside for a day; what was kept longer goes for good with this.
    """
    with transaction.atomic():
        forget_removed(now)
        type(entry).objects.standing().filter(pk=entry.pk).update(removed_at=now)


def put_back(entry: CheckIn | Session) -> None:
    """Let a deleted `entry` stand again, as it was.

    Where the same form was sent again meanwhile it gets a key of its own: then both entries stand.
    """
    rows: Any = type(entry).objects.all()
    same_form = rows.filter(user=entry.user_id, client_key=entry.client_key).order_by("pk")
    with transaction.atomic():
        # Locked, so that of two that are put back at the same moment the second sees the first.
        others = [row for row in same_form.select_for_update() if row.pk != entry.pk]
        sent_again = any(row.removed_at is None for row in others)
        key = uuid.uuid4() if sent_again else entry.client_key
        rows.filter(pk=entry.pk).update(removed_at=None, client_key=key)


def forget_removed(now: dt.datetime) -> int:
    """Drop what was deleted more than a day ago, whoever's it is; answers how many entries.

    What was taken out of a plan so long ago goes as well.
    """
    entries = 0
    PlanItem.objects.filter(removed_at__lte=now - KEPT).delete()
    for kind in (CheckIn, Session):
        _rows, by_model = kind.objects.filter(removed_at__lte=now - KEPT).delete()
        entries += by_model.get(kind._meta.label, 0)
    return entries
