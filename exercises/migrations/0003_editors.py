"""The group "Editors": all content of the library, and nothing else."""

from typing import Any

from django.apps import apps as running
from django.contrib.auth.management import create_permissions
from django.db import migrations

NAME = "Editors"
ALL = ("add", "change", "delete", "view")

# As it was when this was written. New kinds of content get a migration of their own.
CONTENT = (
    "article",
    "bodyarea",
    "bodyposition",
    "claim",
    "contraindication",
    "equipment",
    "exercise",
    "fivestep",
    "habit",
    "ladder",
    "measure",
    "phase",
    "programme",
    "screeningitem",
    "selfcheck",
    "source",
    "synonym",
)
# What the loader remembers is looked at and decided upon, never made or removed by hand.
DECIDED = ("view_packentry", "change_packentry")


def make_editors(apps: Any, schema_editor: Any) -> None:
    """Make the group, or give one of this name exactly these rights; its members stay."""
    using = schema_editor.connection.alias
    _make_permissions(apps, using)
    wanted = {f"{action}_{model}" for model in CONTENT for action in ALL} | set(DECIDED)
    rights = (
        apps.get_model("auth", "Permission")
        .objects.using(using)
        .filter(content_type__app_label="exercises", codename__in=wanted)
    )
    group, _made = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=NAME)
    group.permissions.set(rights)


def _make_permissions(apps: Any, using: str) -> None:
    """Django makes them when all migrations are done, which is too late on a new database.

    The app as it runs only says that there are models; which ones there are, `apps` says.
    """
    create_permissions(running.get_app_config("exercises"), verbosity=0, using=using, apps=apps)


def remove_editors(apps: Any, schema_editor: Any) -> None:
    """Remove the group. Nobody loses an account, but its members lose these rights."""
    using = schema_editor.connection.alias
    apps.get_model("auth", "Group").objects.using(using).filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("exercises", "0002_search_words_photographs_offers"),
    ]

    operations = [migrations.RunPython(make_editors, remove_editors)]
