"""Movements of one's own are found by their names; what was written lately is counted fast."""

import unicodedata

from django.db import migrations, models

BATCH = 500


def fold_names(apps, schema_editor):
    """As `tracking.models.folded` does it, on the day of this migration."""
    movements = apps.get_model("tracking", "OwnMovement")
    changed = []
    for movement in movements.objects.only("pk", "name").iterator(chunk_size=BATCH):
        folded = unicodedata.normalize("NFC", movement.name).casefold()
        movement.folded = unicodedata.normalize("NFC", folded)
        changed.append(movement)
    movements.objects.bulk_update(changed, ["folded"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("tracking", "0004_search_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="ownmovement",
            name="folded",
            field=models.CharField(default="", editable=False, max_length=480),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="ownmovement",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="ownmovement",
            index=models.Index(fields=["user", "folded"], name="own_movement_by_name"),
        ),
        migrations.AddIndex(
            model_name="checkin",
            index=models.Index(fields=["user", "created_at"], name="check_in_written"),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["user", "created_at"], name="session_written"),
        ),
    ]
