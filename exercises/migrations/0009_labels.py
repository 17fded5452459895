"""What is shown of a pain limit and of evidence says no more than is known."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0008_safety_fields"),
    ]

    operations = [
        migrations.AlterField(
            model_name="exercise",
            name="evidence_level",
            field=models.CharField(
                choices=[
                    ("supported", "Some trials point this way"),
                    ("plausible", "Early or indirect studies"),
                    ("expert", "Expert opinion only"),
                    ("unsupported", "Not supported so far"),
                ],
                max_length=11,
                verbose_name="evidence",
            ),
        ),
        migrations.AlterField(
            model_name="exercise",
            name="pain_now_max",
            field=models.PositiveSmallIntegerField(
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(10),
                ],
                verbose_name="offered up to this pain (0-10)",
            ),
        ),
        migrations.AlterField(
            model_name="programme",
            name="pain_now_max",
            field=models.PositiveSmallIntegerField(
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(10),
                ],
                verbose_name="offered up to this pain (0-10)",
            ),
        ),
    ]
