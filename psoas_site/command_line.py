"""Commands as they are to be typed: on the data of this process, and answered in sentences."""

import os
import shlex

from django.conf import settings
from django.db import DatabaseError

from psoas_site.environment import TAKEN_FROM_FILE
from psoas_site.readiness import NEWER, NEWER_WORDS, PENDING, schema_words

MANAGE = ".venv/bin/python manage.py"


def manage(command: str) -> str:
    """How `command` is typed, so that it meets the data of this process."""
    return f"{same_data()}{MANAGE} {command}"


def same_data() -> str:
    """What stands before a command. What `.env` says is read by every command, so it is not here.

    An address of a database may hold a password: it is named, not repeated. Typed as it is
    printed it is refused, and no other database is taken for it.
    """
    words = ""
    if _said_by_the_shell("DATABASE_URL"):
        words += "DATABASE_URL=... " if os.environ["DATABASE_URL"] else "DATABASE_URL= "
    if _said_by_the_shell("DATA_DIR"):
        words += f"DATA_DIR={shlex.quote(str(settings.DATA_DIR))} "
    return words


def _said_by_the_shell(name: str) -> bool:
    return name in os.environ and name not in TAKEN_FROM_FILE


def why_it_failed(error: DatabaseError) -> str:
    """A sentence, where the database has not the shape of this version; else nothing."""
    try:
        state = schema_words()
    except DatabaseError:
        return ""
    if state == NEWER:
        return f"Not done ({error}). {NEWER_WORDS}"
    if state == PENDING:
        return (
            f"Not done ({error}). The database is not prepared for this version. "
            f"Run this first: {manage('prepare')}"
        )
    return ""
