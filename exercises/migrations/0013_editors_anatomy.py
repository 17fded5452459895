"""Editors may do everything with the anatomy too."""

from importlib import import_module
from typing import Any

from django.db import migrations

EDITORS = import_module("exercises.migrations.0003_editors")
FIGURES = import_module("exercises.migrations.0005_editors_figures")


def let_editors_in(apps: Any, schema_editor: Any) -> None:
    """Add the rights to the group; where there is none of this name, nobody gets them."""
    using = schema_editor.connection.alias
    EDITORS._make_permissions(apps, using)
    group = FIGURES._group(apps, using)
    if group is not None:
        group.permissions.add(*_rights(apps, using))


def keep_editors_out(apps: Any, schema_editor: Any) -> None:
    """Take these rights from the group again."""
    using = schema_editor.connection.alias
    group = FIGURES._group(apps, using)
    if group is not None:
        group.permissions.remove(*_rights(apps, using))


def _rights(apps: Any, using: str) -> Any:
    names = [f"{action}_anatomypart" for action in EDITORS.ALL]
    rights = apps.get_model("auth", "Permission").objects.using(using)
    return rights.filter(content_type__app_label="exercises", codename__in=names)


class Migration(migrations.Migration):
    dependencies = [("exercises", "0012_learn_addresses")]

    operations = [migrations.RunPython(let_editors_in, keep_editors_out)]
