"""What was deleted stays in its table for its day, marked; it was kept aside as plain rows."""

import datetime as dt
from contextlib import suppress
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, migrations, models, transaction
from django.db.models import Q

from exercises.search import searchable

ENTRIES = ("CheckIn", "Session")
LATELY = dt.timedelta(days=14)  # how far back a sign that nobody was asked about is still open
MORNING = "tracking.aftermath"

# What was kept names something that is gone, or does not fit the tables: it could not come back.
GONE = (
    ObjectDoesNotExist,
    LookupError,
    FieldDoesNotExist,
    ValidationError,
    TypeError,
    DatabaseError,
)

REMOVED_AT = models.DateTimeField(null=True, blank=True, editable=False, verbose_name="deleted at")
STANDS = Q(("removed_at", None))
IS_REMOVED = Q(("removed_at__isnull", False))


class Tables:
    """The models of this moment, and one database."""

    def __init__(self, apps: Any, schema_editor: Any) -> None:
        self.apps, self.alias = apps, schema_editor.connection.alias

    def rows(self, name: str) -> Any:
        return self.apps.get_model("tracking", name)._base_manager.using(self.alias)

    def row_of(self, kept: dict[str, Any]) -> Any:
        """A row as it was written down. Parts get new numbers, which nothing names."""
        model = self.apps.get_model(kept["model"])
        values = {}
        if not model._meta.pk.auto_created:
            values[model._meta.pk.attname] = model._meta.pk.to_python(kept["pk"])
        for name, value in kept["fields"].items():
            field = model._meta.get_field(name)
            plain = field.target_field if field.is_relation else field
            values[field.attname] = plain.to_python(value)
        return model(**values)

    def write(self, row: Any) -> None:
        """Write `row` just as it is. Raises one of GONE if it names what is not there."""
        for field in row._meta.concrete_fields:
            key = getattr(row, field.attname)
            if field.is_relation and key is not None:  # asked aloud: SQLite looks when all is over
                field.related_model._base_manager.using(self.alias).only("pk").get(pk=key)
        models.Model.save_base(row, raw=True, force_insert=True, using=self.alias)

    def open_signs_of(self, entry: Any) -> None:
        """Signs of an entry that was deleted before anybody was asked about them are open."""
        name = "check_in" if entry._meta.model_name == "checkin" else "session"
        concerns = self.rows("Concern").filter(**{name: entry.pk})
        raises = (
            Q(measure__family="sign") | Q(measure__red_flag=True) | Q(measure__ask_screening=True)
        )
        readings = self.rows("Reading").filter(raises, number__gt=0, **{name: entry.pk})
        for reading in readings.exclude(measure__in=concerns.values("measure")):
            concerns.create(
                user_id=entry.user_id,
                measure_id=reading.measure_id,
                area_id=reading.area_id,
                side=reading.side,
                **{f"{name}_id": entry.pk},
            )


def bring_back(apps: Any, schema_editor: Any) -> None:
    """Write what was kept aside into its tables again, as deleted.

    A morning after hangs on two entries, so these come when all entries are there. It was kept
    with either of the two, and goes where its other one is gone for good.
    """
    tables = Tables(apps, schema_editor)
    mornings: list[Any] = []
    for removed in list(tables.rows("Removed").order_by("removed_at")):
        with suppress(*GONE), transaction.atomic(using=tables.alias):
            mornings += _bring_back(tables, removed)
    for morning in mornings:
        with suppress(*GONE), transaction.atomic(using=tables.alias):
            tables.write(morning)


def _bring_back(tables: Tables, removed: Any) -> list[Any]:
    """Write one entry and its parts; answers its mornings after, which are still to be written."""
    entry, *parts = [tables.row_of(kept) for kept in removed.rows]
    entry.removed_at, entry.words = removed.removed_at, searchable(entry.note)
    mornings = [row for row in parts if row._meta.label_lower == MORNING]
    for row in (entry, *parts):
        if row not in mornings:
            tables.write(row)
    if entry.local_date >= removed.removed_at.date() - LATELY:
        tables.open_signs_of(entry)
    return mornings


def drop_removed(apps: Any, schema_editor: Any) -> None:
    """On the way back, what was deleted would stand in the diary again."""
    tables = Tables(apps, schema_editor)
    for name in ENTRIES:
        tables.rows(name).filter(removed_at__isnull=False).delete()


def _changes(model: str, prefix: str, chart: list[str]) -> list[Any]:
    """What becomes of one kind of entry: the column, its key, and its indexes."""
    once = f"{prefix}_once_per_form"
    keys = models.UniqueConstraint(fields=["user", "client_key"], condition=STANDS, name=once)
    drawn = models.Index(fields=chart, condition=STANDS, name=f"{prefix}_chart")
    removed = models.Index(
        fields=["user", "removed_at"], condition=IS_REMOVED, name=f"{prefix}_removed"
    )
    return [
        migrations.AddField(model, "removed_at", REMOVED_AT.clone()),
        migrations.RemoveConstraint(model, once),
        migrations.RemoveIndex(model, f"{prefix}_chart"),
        migrations.AddConstraint(model, keys),
        migrations.AddIndex(model, drawn),
        migrations.AddIndex(model, removed),
    ]


PAINS = ["user", "local_date", "at", "utc_offset", "pain", "this_morning", "removed_at"]


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0015_programme_occasion"),
        ("tracking", "0005_movements_by_name"),
    ]

    operations = [
        *_changes("checkin", "check_in", PAINS),
        *_changes("session", "session", ["user", "local_date", "outcome", "removed_at"]),
        migrations.RunPython(bring_back, drop_removed),
        migrations.DeleteModel("Removed"),
    ]
