"""What a person said of themselves."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0021_cautions_about_me"),
        ("tracking", "0010_screening"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Trait",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "ability",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("floor", "Getting down to the floor, and up again"),
                            ("kneeling", "Kneeling"),
                            ("bed", "A firm bed instead of the floor"),
                        ],
                        max_length=8,
                        verbose_name="ability",
                    ),
                ),
                (
                    "goes",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="goes well, or is there"
                    ),
                ),
                ("told_on", models.DateField(verbose_name="said on")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "caution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="exercises.contraindication",
                    ),
                ),
                (
                    "thing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="exercises.equipment",
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
                "verbose_name": "thing about oneself",
                "verbose_name_plural": "things about oneself",
                "ordering": ["created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ability", ""),
                                ("caution__isnull", False),
                                ("goes", None),
                                ("thing", None),
                            ),
                            models.Q(
                                ("ability", ""),
                                ("caution", None),
                                ("goes", None),
                                ("thing__isnull", False),
                            ),
                            models.Q(
                                ("ability__in", ["floor", "kneeling", "bed"]),
                                ("caution", None),
                                ("goes__isnull", False),
                                ("thing", None),
                            ),
                            _connector="OR",
                        ),
                        name="trait_is_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("caution__isnull", False)),
                        fields=("user", "caution"),
                        name="trait_caution_once_for_each_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("thing__isnull", False)),
                        fields=("user", "thing"),
                        name="trait_thing_once_for_each_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ability", ""), _negated=True),
                        fields=("user", "ability"),
                        name="trait_ability_once_for_each_person",
                    ),
                ],
            },
        ),
    ]
