"""What people type for a warning sign: a search for it shows the sign first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0009_labels"),
    ]

    operations = [
        migrations.AddField(
            model_name="screeningitem",
            name="words",
            field=models.CharField(
                blank=True,
                help_text="Commas part several. A search for one of them shows the sign first.",
                max_length=300,
                verbose_name="what people type",
            ),
        ),
    ]
