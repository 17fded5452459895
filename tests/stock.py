"""The library in the test database: built once for a state of the code, and copied from there."""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from exercises.models import Exercise

ROOMS = ("accounts", "exercises", "psoas_site", "tracking")
KINDS = (".py", ".yaml")

_copy = sqlite3.connect(":memory:", check_same_thread=False)


def state_of_the_code() -> str:
    """A name for all that makes tables and fills them: one changed file gives another name."""
    state = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*")):
            if path.suffix in KINDS:
                state.update(str(path).encode())
                state.update(path.read_bytes())
    return state.hexdigest()[:24]


def lay_out(kept: Path) -> bool:
    """Put the kept database where the tests look for theirs; whether there is one."""
    if connection.vendor != "sqlite" or not kept.exists():
        return False
    shutil.copyfile(kept, connection.settings_dict["TEST"]["NAME"])
    return True


def keep(kept: Path) -> None:
    """Keep the database as it is now for later runs, and no older one."""
    if connection.vendor != "sqlite":
        return
    for earlier in kept.parent.glob("*.sqlite3"):
        earlier.unlink(missing_ok=True)
    # By another name until it is whole: several workers may keep the same.
    unfinished = kept.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(unfinished) as file:
        connection.connection.backup(file)
    unfinished.replace(kept)


def stock() -> None:
    """Load the real library with the real loader if it is not there, and remember it all."""
    if not Exercise.objects.exists():
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
