"""What somebody says about warning signs, and what it leaves open."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0020_screening_names"),
        ("tracking", "0009_moves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Screening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                ("local_date", models.DateField(verbose_name="day")),
                (
                    "utc_offset",
                    models.SmallIntegerField(default=0, verbose_name="minutes ahead of UTC"),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("first", "before the first session"),
                            ("month", "four weeks after the last time"),
                            ("fall", "after a fall or knock"),
                            ("sign", "after a new sign"),
                            ("away", "after some time away"),
                            ("own", "because you wanted to"),
                        ],
                        max_length=5,
                        verbose_name="why it was asked",
                    ),
                ),
                ("leaves", models.JSONField(default=list, verbose_name="cards that were answered")),
                ("finished", models.BooleanField(default=False, verbose_name="finished")),
                (
                    "help_shown",
                    models.BooleanField(default=False, verbose_name="emergency page shown"),
                ),
                ("client_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "answers about warning signs",
                "verbose_name_plural": "answers about warning signs",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="ScreeningAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        choices=[("yes", "Yes"), ("unsure", "Not sure")],
                        max_length=6,
                        verbose_name="answer",
                    ),
                ),
                (
                    "put_away_on",
                    models.DateField(blank=True, null=True, verbose_name="put away on"),
                ),
            ],
            options={
                "verbose_name": "answer about a warning sign",
                "verbose_name_plural": "answers about a warning sign",
                "ordering": ["item__order", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="concern",
            name="concern_belongs_to_one_entry",
        ),
        migrations.AddField(
            model_name="concern",
            name="item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="exercises.screeningitem",
            ),
        ),
        migrations.AlterField(
            model_name="concern",
            name="measure",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="exercises.measure",
            ),
        ),
        migrations.AddField(
            model_name="screening",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="screening",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="concerns",
                to="tracking.screening",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("check_in__isnull", False), ("screening", None), ("session", None)),
                    models.Q(("check_in", None), ("screening", None), ("session__isnull", False)),
                    models.Q(("check_in", None), ("screening__isnull", False), ("session", None)),
                    _connector="OR",
                ),
                name="concern_belongs_to_one_entry",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("item", None), ("measure__isnull", False), ("screening", None)),
                    models.Q(
                        ("item__isnull", False), ("measure", None), ("screening__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="concern_is_of_one_sign",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("item", None), models.Q(("answer", "gone"), _negated=True), _connector="OR"
                ),
                name="concern_of_warning_is_checked",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.UniqueConstraint(
                condition=models.Q(("screening__isnull", False)),
                fields=("screening", "item"),
                name="concern_once_per_screening",
            ),
        ),
        migrations.AddField(
            model_name="screeninganswer",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="exercises.screeningitem",
            ),
        ),
        migrations.AddField(
            model_name="screeninganswer",
            name="screening",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="tracking.screening",
            ),
        ),
        migrations.AddIndex(
            model_name="screening",
            index=models.Index(fields=["user", "finished", "-at"], name="screening_latest"),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(("why__in", ["first", "month", "fall", "sign", "away", "own"])),
                name="screening_why_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.UniqueConstraint(
                fields=("user", "client_key"), name="screening_once_per_form"
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished", False)),
                fields=("user", "local_date"),
                name="screening_one_begun_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="screeninganswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("said__in", ["yes", "unsure"])),
                name="screening_answer_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="screeninganswer",
            constraint=models.UniqueConstraint(
                fields=("screening", "item"), name="screening_asks_once"
            ),
        ),
    ]
