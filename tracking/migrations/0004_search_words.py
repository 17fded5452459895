"""Entries keep the words of their notes, as a search compares them."""

from typing import Any

from django.db import migrations, models

from exercises.search import searchable

AT_A_TIME = 500
WORDS = models.TextField(blank=True, default="", editable=False, serialize=False)


def keep_the_words(apps: Any, schema_editor: Any) -> None:
    """Fold the notes that are there, some at a time, in the order of their keys.

    Whoever changes what `searchable` makes of a text repeats this in a migration of its own.
    """
    alias = schema_editor.connection.alias
    for name in ("CheckIn", "Session"):
        rows = apps.get_model("tracking", name).objects.using(alias).exclude(note="")
        some = list(rows.order_by("pk").only("note")[:AT_A_TIME])
        while some:
            for row in some:
                row.words = searchable(row.note)
            rows.bulk_update(some, ["words"], batch_size=AT_A_TIME // 5)
            some = list(rows.order_by("pk").filter(pk__gt=some[-1].pk).only("note")[:AT_A_TIME])


class Migration(migrations.Migration):
    dependencies = [("tracking", "0003_concerns")]

    operations = [
        migrations.AddField("checkin", "words", WORDS),
        migrations.AddField("session", "words", WORDS.clone()),
        migrations.RunPython(keep_the_words, migrations.RunPython.noop),
    ]
