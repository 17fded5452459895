"""Deleting an entry, and putting it back within a day."""

import datetime as dt
import json

from django.contrib.admin.utils import NestedObjects
from django.core import serializers
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, router, transaction

from tracking.models import Entry, Removed

KEPT = dt.timedelta(days=1)


class CannotPutBackError(Exception):
    """What the entry needs is not there any more."""


def remove(entry: Entry, now: dt.datetime) -> Removed:
    """Delete a check-in or a session with all that hangs on it; kept aside for a day."""
    with transaction.atomic():
        forget_removed(now)
        there = NestedObjects(using=router.db_for_write(type(entry)), origin=entry)
        there.collect([entry])
        parts = [row for rows in there.data.values() for row in rows if row != entry]
        rows = json.loads(serializers.serialize("json", [entry, *parts]))
        removed = Removed.objects.create(
            user_id=entry.user_id,
            kind=Removed.Kind(type(entry).__name__.lower()),
            local_date=entry.local_date,
            rows=rows,
            removed_at=now,
        )
        entry.delete()
    return removed


def put_back(removed: Removed) -> None:
    """Write a deleted entry's rows again, as they were. Raises CannotPutBackError."""
    try:
        with transaction.atomic():
            for one in serializers.deserialize("json", json.dumps(removed.rows)):
                one.save(force_insert=True)
            removed.delete()
    except (DatabaseError, DeserializationError) as error:
        raise CannotPutBackError from error


def forget_removed(now: dt.datetime) -> int:
    """Drop what was deleted more than a day ago, whoever's it is; answers how many entries."""
    return Removed.objects.filter(removed_at__lt=now - KEPT).delete()[0]
