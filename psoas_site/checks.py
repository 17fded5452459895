"""What an operator should still say or look after before others use the site."""

import sqlite3
from collections.abc import Sequence

from django.apps.config import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Info, Tags, register
from django.db import connection

SOUND_SQLITE = (3, 51, 3)


@register(Tags.compatibility, deploy=True)
def operator_is_named(
    app_configs: Sequence[AppConfig] | None, **_more: object
) -> list[CheckMessage]:
    """The privacy and contact pages name whoever is responsible, if the settings do."""
    missing = [name for name in ("OPERATOR_NAME", "CONTACT_EMAIL") if not getattr(settings, name)]
    if not missing:
        return []
    return [
        checks.Warning(
            f"Not set: {', '.join(missing)}. Nobody who visits the site can tell who runs it.",
            hint="Health data need somebody who is responsible for them, by name.",
            id="psoas_site.W001",
        )
    ]


@register(Tags.compatibility)
def sqlite_is_sound(app_configs: Sequence[AppConfig] | None, **_more: object) -> list[CheckMessage]:
    """Older ones can damage a database that two connections write: seldom, but for good."""
    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= SOUND_SQLITE:
        return []
    sound = ".".join(str(part) for part in SOUND_SQLITE)
    return [
        Info(
            f"Python uses SQLite {sqlite3.sqlite_version}. Before {sound}, two connections that "
            "write at the wrong moment can damage the database (the WAL-reset fault; very rare).",
            hint=f"Keep copies, and take a Python with SQLite {sound} or newer, or PostgreSQL.",
            id="psoas_site.I001",
        )
    ]
