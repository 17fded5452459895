"""Editors may read the rulesets; making one is for superusers alone."""

from importlib import import_module
from typing import Any

from django.db import migrations

EDITORS = import_module("exercises.migrations.0003_editors")
FIGURES = import_module("exercises.migrations.0005_editors_figures")


def let_editors_read(apps: Any, schema_editor: Any) -> None:
    """Add the right to the group; where there is none of this name, nobody gets it."""
    using = schema_editor.connection.alias
    EDITORS._make_permissions(apps, using)
    group = FIGURES._group(apps, using)
    if group is not None:
        group.permissions.add(*_right(apps, using))


def stop_editors_reading(apps: Any, schema_editor: Any) -> None:
    """Take the right from the group again."""
    using = schema_editor.connection.alias
    group = FIGURES._group(apps, using)
    if group is not None:
        group.permissions.remove(*_right(apps, using))


def _right(apps: Any, using: str) -> Any:
    rights = apps.get_model("auth", "Permission").objects.using(using)
    return rights.filter(content_type__app_label="exercises", codename="view_ruleset")


class Migration(migrations.Migration):
    dependencies = [("exercises", "0017_ruleset")]

    operations = [migrations.RunPython(let_editors_read, stop_editors_reading)]
