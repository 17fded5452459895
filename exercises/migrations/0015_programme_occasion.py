"""A programme may be for the first days, or for a day clearly worse than usual."""

from django.db import migrations, models

OCCASIONS = [
    ("", "Any day"),
    ("start", "The first days"),
    ("flare_up", "A day clearly worse than usual"),
]


class Migration(migrations.Migration):
    dependencies = [("exercises", "0014_article_group")]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="occasion",
            field=models.CharField(
                blank=True, choices=OCCASIONS, max_length=8, verbose_name="for which day"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(occasion__in=["", "start", "flare_up"]),
                name="programme_occasion_is_known",
            ),
        ),
    ]
