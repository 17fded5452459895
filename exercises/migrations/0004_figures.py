"""Drawn figures: what each exercise's is drawn from, and photographs that stand in its place."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0003_editors"),
    ]

    operations = [
        migrations.AddField(
            model_name="photograph",
            name="instead_of_figure",
            field=models.BooleanField(
                default=False, verbose_name="shown instead of the drawn figure"
            ),
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pose", models.JSONField(verbose_name="pose")),
                (
                    "digest",
                    models.CharField(editable=False, max_length=12, verbose_name="fingerprint"),
                ),
                (
                    "exercise",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figure",
                        to="exercises.exercise",
                        verbose_name="exercise",
                    ),
                ),
            ],
            options={
                "verbose_name": "drawn figure",
                "verbose_name_plural": "drawn figures",
                "ordering": [
                    "exercise__phase__order",
                    "exercise__ladder__order",
                    "exercise__rung",
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest", ""), _negated=True),
                        name="figure_has_a_fingerprint",
                    )
                ],
            },
        ),
    ]
