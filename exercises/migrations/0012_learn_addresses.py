"""Every source, habit and self-check has a page, so each needs an address of its own."""

from typing import Any

from django.db import migrations, models

NAMES = ("source", "habit", "selfcheck")


def give_addresses(apps: Any, schema_editor: Any) -> None:
    """Make an address from each code; the pack's own ones come when the library is loaded."""
    using = schema_editor.connection.alias
    for name in NAMES:
        rows = apps.get_model("exercises", name).objects.using(using)
        taken: set[str] = set()
        for row in rows.order_by("pk"):
            row.slug = _free(row.code.lower().replace("_", "-").strip("-") or name, taken)
            row.save(update_fields=["slug"])


def _free(wanted: str, taken: set[str]) -> str:
    """`wanted`, or with a number after it where another row has that; it is `taken` then."""
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    taken.add(free)
    return free


class Migration(migrations.Migration):
    dependencies = [("exercises", "0011_learn")]

    operations = [
        migrations.RunPython(give_addresses, migrations.RunPython.noop),
        *(
            migrations.AlterField(
                model_name=name,
                name="slug",
                field=models.SlugField(max_length=80, unique=True, verbose_name="address"),
            )
            for name in NAMES
        ),
    ]
