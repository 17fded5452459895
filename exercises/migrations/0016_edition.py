"""The edition of the library; its triggers come after each migration, with their tables."""

from typing import Any

from django.db import migrations, models

NAMES = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal",
}


def drop_triggers(apps: Any, schema_editor: Any) -> None:
    """On the way back: they would look for a table that is gone."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute(NAMES[connection.vendor])
        for name, table in cursor.fetchall():
            if "_renews_" in name:
                place = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {name}{place}")


class Migration(migrations.Migration):
    dependencies = [("exercises", "0015_programme_occasion")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=36)),
            ],
            options={"verbose_name": "edition"},
        ),
        migrations.RunPython(migrations.RunPython.noop, drop_triggers),
    ]
