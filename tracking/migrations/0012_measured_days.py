"""What each day amounts to; its triggers come after each migration, and fill it then."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from tracking.models.day_triggers import drop_triggers


def drop(apps: Any, schema_editor: Any) -> None:
    """On the way back: they would look for a table that is gone."""
    drop_triggers(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0021_cautions_about_me"),
        ("tracking", "0011_about_me"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MeasuredDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.PositiveIntegerField()),
                ("low", models.IntegerField()),
                ("high", models.IntegerField()),
                ("total", models.BigIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("last", models.IntegerField()),
                (
                    "measure",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="exercises.measure",
                    ),
                ),
                (
                    "said",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="tracking.reading",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "measured day",
                "verbose_name_plural": "measured days",
                "indexes": [
                    models.Index(
                        fields=[
                            "user",
                            "measure",
                            "day",
                            "low",
                            "high",
                            "total",
                            "count",
                            "last",
                            "said",
                        ],
                        name="measured_day_chart",
                    )
                ],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, drop),
    ]
