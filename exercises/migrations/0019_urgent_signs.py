"""A new sign may need a doctor the same day: the ladder rule reads it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exercises", "0018_editors_ruleset")]

    operations = [
        migrations.AddField(
            model_name="measure",
            name="urgent",
            field=models.BooleanField(default=False, verbose_name="needs a doctor the same day"),
        ),
    ]
