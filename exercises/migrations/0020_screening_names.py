"""Each warning sign in a few words, for whoever said yes to it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exercises", "0019_urgent_signs"),
    ]

    operations = [
        migrations.AddField(
            model_name="screeningitem",
            name="name",
            field=models.CharField(
                blank=True,
                help_text="For whoever said yes to it: “Pause first: …”. Empty: the whole sign.",
                max_length=60,
                verbose_name="in a few words",
            ),
        ),
    ]
