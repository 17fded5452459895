"""What a person may say is true of them: under which heading, and when it is asked again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0020_screening_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="contraindication",
            name="asked_again_after_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Whether it is still so. Empty: it stays as it was said.",
                null=True,
                verbose_name="asked again after so many days",
            ),
        ),
        migrations.AddField(
            model_name="contraindication",
            name="group",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Not asked: something else says it"),
                    ("pregnancy", "Pregnancy and birth"),
                    ("operations", "Operations and bones"),
                    ("back_hips", "Back, hips and belly"),
                    ("blood", "Heart and blood"),
                    ("joints", "Joints and balance"),
                    ("other", "Something else"),
                ],
                default="other",
                max_length=10,
                verbose_name="in “About me” under",
            ),
        ),
        migrations.AddField(
            model_name="contraindication",
            name="told_by",
            field=models.CharField(
                blank=True,
                help_text="The code of a condition: whoever says that one has said this one too.",
                max_length=60,
                verbose_name="said as well by",
            ),
        ),
        migrations.AddConstraint(
            model_name="contraindication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "group__in",
                        ["", "pregnancy", "operations", "back_hips", "blood", "joints", "other"],
                    )
                ),
                name="contraindication_group_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contraindication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_again_after_days", None),
                    ("asked_again_after_days__gte", 1),
                    _connector="OR",
                ),
                name="contraindication_asked_again_after_1_day",
            ),
        ),
    ]
