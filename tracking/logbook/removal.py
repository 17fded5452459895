"""Deleting an entry, and putting it back within a day."""

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.core import serializers
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, models, router, transaction

from tracking.logbook.concerns import raise_concerns
from tracking.models import KEPT, Aftermath, Entry, Removed

# What was deleted before signs asked for an answer has none yet: those of late are open, as in
# the migration that began to ask.
ASKED_ABOUT = dt.timedelta(days=14)


class CannotPutBackError(Exception):
    """What the entry names is not there any more."""


class Exact(DjangoJSONEncoder):
    """Moments to the microsecond, where Django's own encoder stops at the millisecond."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, dt.datetime) else super().default(o)


def remove(entry: Entry, now: dt.datetime) -> Removed | None:
    """Delete a check-in or a session with all that hangs on it; kept aside for a day.

    What is kept has the entry's id, so a second call finds the first one's row; None if the
    entry has gone in another way.
    """
    with transaction.atomic():
        forget_removed(now)
        # As it is now: somebody may have changed it since it was fetched.
        there = type(entry)._default_manager.select_for_update().filter(pk=entry.pk).first()
        if there is None:
            return Removed.objects.owned_by(entry.user).filter(pk=entry.pk).first()
        kept = Removed.objects.create(
            pk=there.pk,
            user_id=there.user_id,
            kind=Removed.Kind(type(entry).__name__.lower()),
            local_date=there.local_date,
            rows=_as_kept([there, *_parts(there)]),
            removed_at=now,
        )
        there.delete()
    return kept


def put_back(removed: Removed) -> None:
    """Write a deleted entry's rows again, as they were. Raises CannotPutBackError."""
    try:
        with transaction.atomic():
            kept = Removed.objects.select_for_update().filter(pk=removed.pk).first()
            if kept is None:  # another tap was faster
                return
            rows = [one.object for one in serializers.deserialize("json", json.dumps(kept.rows))]
            kept.delete()
            rows = _without_those_that_wait(rows)
            if _names_what_is_gone(rows):
                raise CannotPutBackError
            _give_a_key_of_its_own(rows[0])
            for row in rows:
                models.Model.save_base(row, raw=True, force_insert=True)
            entry: Any = rows[0]
            if entry.local_date >= kept.removed_at.date() - ASKED_ABOUT:
                raise_concerns(entry)
    except (DatabaseError, DeserializationError) as error:
        raise CannotPutBackError from error


def forget_removed(now: dt.datetime) -> int:
    """Drop what was deleted more than a day ago, whoever's it is; answers how many entries."""
    return Removed.objects.filter(removed_at__lte=now - KEPT).delete()[0]


def _parts(entry: Entry) -> list[models.Model]:
    """All rows that go with `entry`."""
    there = NestedObjects(using=router.db_for_write(type(entry)), origin=entry)
    there.collect([entry])
    parts = [row for rows in there.data.values() for row in rows if row != entry]
    return sorted(parts, key=lambda row: (row._meta.label, row.pk))


def _as_kept(rows: Iterable[models.Model]) -> list[dict[str, Any]]:
    return json.loads(serializers.serialize("json", rows, cls=Exact))


def _without_those_that_wait(rows: list[Any]) -> list[Any]:
    """All rows but the mornings after whose other entry is deleted too.

    Such an answer hangs on a check-in and on a session. It moves to what is kept of the other
    one and comes back with it; where that is gone for good, so is the answer.
    """
    ready = []
    for row in rows:
        other = _other_end(row, rows[0])
        if other is None or type(other)._default_manager.filter(pk=other.pk).exists():
            ready.append(row)
            continue
        waiting = Removed.objects.select_for_update().filter(pk=other.pk).first()
        if waiting is not None:
            waiting.rows = [*waiting.rows, *_as_kept([row])]
            waiting.save(update_fields=["rows"])
    return ready


def _other_end(row: Any, entry: Any) -> Any:
    """The entry beside `entry` on which a morning after hangs, as an unsaved row; else None."""
    if not isinstance(row, Aftermath):
        return None
    name = "session" if row.check_in_id == entry.pk else "check_in"
    model: Any = Aftermath._meta.get_field(name).related_model
    return model(pk=getattr(row, f"{name}_id"))


def _names_what_is_gone(rows: Iterable[Any]) -> bool:
    """Whether `rows` name something that is neither there nor among them.

    Asked aloud: databases look at foreign keys only when the transaction ends.
    """
    named: dict[Any, set[Any]] = defaultdict(set)
    for row in rows:
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            if field.many_to_one and value is not None:
                named[field.related_model].add(value)
    for row in rows:
        named[type(row)].discard(row.pk)
    return any(
        ids - set(model._base_manager.filter(pk__in=ids).values_list("pk", flat=True))
        for model, ids in named.items()
    )


def _give_a_key_of_its_own(entry: Any) -> None:
    """A new key where the same form was sent again meanwhile: then both entries stand."""
    same = type(entry)._default_manager.filter(user_id=entry.user_id)
    if same.filter(client_key=entry.client_key).exists():
        entry.client_key = uuid.uuid4()
