"""New signs, falls and urgent answers stay open until they are answered."""

import datetime as dt
import uuid
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.utils import timezone

LATELY = dt.timedelta(days=14)  # how far back a sign that nobody was asked about is still open


def open_those_of_late(apps: Any, schema_editor: Any) -> None:
    """Signs of the last two weeks are open: nobody has been asked yet what became of them."""
    alias = schema_editor.connection.alias
    readings = apps.get_model("tracking", "Reading").objects.using(alias)
    concerns = apps.get_model("tracking", "Concern").objects.using(alias)
    raises = Q(measure__family="sign") | Q(measure__red_flag=True) | Q(measure__ask_screening=True)
    since = timezone.now().date() - LATELY
    for entry in ("check_in", "session"):
        found = readings.filter(raises, number__gt=0, **{f"{entry}__local_date__gte": since})
        rows = found.values_list(f"{entry}__user", entry, "measure", "area", "side")
        concerns.bulk_create(
            [
                concerns.model(
                    user_id=user, measure_id=measure, area_id=area, side=side, **{f"{entry}_id": pk}
                )
                for user, pk, measure, area, side in rows
            ]
        )


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0008_safety_fields"),
        ("tracking", "0002_own_choices_and_movements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Concern",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("", "No side"), ("left", "Left"), ("right", "Right")],
                        max_length=5,
                        verbose_name="side",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("gone", "It is gone"), ("checked", "I have been checked")],
                        max_length=7,
                        verbose_name="answer",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="since when")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="exercises.bodyarea",
                    ),
                ),
                (
                    "check_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concerns",
                        to="tracking.checkin",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="exercises.measure",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concerns",
                        to="tracking.session",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "sign to answer",
                "verbose_name_plural": "signs to answer",
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answer", "")), fields=["user"], name="concern_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("check_in", None), ("session__isnull", False)),
                            models.Q(("check_in__isnull", False), ("session", None)),
                            _connector="OR",
                        ),
                        name="concern_belongs_to_one_entry",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "gone", "checked"])),
                        name="concern_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="concern_answer_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["", "left", "right"])),
                        name="concern_side_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("check_in__isnull", False)),
                        fields=("check_in", "measure"),
                        name="concern_once_per_check_in",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("session__isnull", False)),
                        fields=("session", "measure"),
                        name="concern_once_per_session",
                    ),
                ],
            },
        ),
        migrations.RunPython(open_those_of_late, migrations.RunPython.noop),
    ]
