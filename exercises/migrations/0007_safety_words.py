"""What an exercise is not for becomes a row of its own. The table that linked the two is kept."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exercises", "0006_photographs_lead")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE exercises_exercise_contraindications"
                    " RENAME TO exercises_exercisecondition",
                    "ALTER TABLE exercises_exercisecondition"
                    " RENAME TO exercises_exercise_contraindications",
                )
            ],
            state_operations=[
                migrations.CreateModel(
                    name="ExerciseCondition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "exercise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conditions",
                                to="exercises.exercise",
                            ),
                        ),
                        (
                            "contraindication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conditions",
                                to="exercises.contraindication",
                                verbose_name="condition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "condition",
                        "verbose_name_plural": "not for",
                        "ordering": ["contraindication__order"],
                        "unique_together": {("exercise", "contraindication")},
                    },
                ),
                migrations.AlterField(
                    model_name="exercise",
                    name="contraindications",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="exercises",
                        through="exercises.ExerciseCondition",
                        to="exercises.contraindication",
                        verbose_name="not for",
                    ),
                ),
            ],
        ),
    ]
