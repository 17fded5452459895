"""The library in the test database, and its way back after a test that has emptied the tables."""

import sqlite3

from django.core.management import call_command
from django.db import connection

from exercises.models import Exercise

_copy = sqlite3.connect(":memory:", check_same_thread=False)


def stock() -> None:
    """Load the real library with the real loader, and remember the database with it."""
    call_command("load_library", verbosity=0)
    if connection.vendor == "sqlite":
        connection.connection.backup(_copy)


def restock() -> None:
    """Have the library in the tables again. On SQLite the copy takes a hundredth of loading."""
    if Exercise.objects.exists():
        return
    if connection.vendor == "sqlite":
        _copy.backup(connection.connection)
    else:
        call_command("load_library", verbosity=0)
