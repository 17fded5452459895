"""Photographs that led their page before there were drawn figures go on leading it."""

from typing import Any

from django.db import migrations


def keep_leading(apps: Any, schema_editor: Any) -> None:
    """Mark the first photograph of each exercise as shown instead of the figure."""
    photographs = apps.get_model("exercises", "Photograph").objects
    rows = photographs.using(schema_editor.connection.alias).order_by("exercise_id", "order", "id")
    first: dict[int, int] = {}
    for exercise, photograph in rows.values_list("exercise_id", "id"):
        first.setdefault(exercise, photograph)
    rows.filter(id__in=first.values()).update(instead_of_figure=True)


class Migration(migrations.Migration):
    dependencies = [("exercises", "0005_editors_figures")]

    operations = [migrations.RunPython(keep_leading, migrations.RunPython.noop)]
