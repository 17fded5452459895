"""The library in the test database: built once for a state of the code, and copied from there."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from pathlib import Path
from typing import TextIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from exercises.models import Exercise

ROOMS = ("accounts", "exercises", "psoas_site", "tracking")
KINDS = (".py", ".yaml")
PATTERN = "rung_tests_"  # on PostgreSQL: how the databases are called that others are copies of
ONE_AT_A_TIME = 7467  # a number for a lock of the server

_copy = sqlite3.connect(":memory:", check_same_thread=False)
_making: list[TextIO] = []  # the lock, while this worker makes what others wait for


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
    """Put the kept database where the tests look for theirs; whether there is one.

    The first worker finds none and makes it; the others wait until it has.
    """
    if connection.vendor != "sqlite":
        return False
    _making.append(lock := kept.with_name("lock").open("w"))
    fcntl.flock(lock, fcntl.LOCK_EX)
    if not kept.exists():
        return False
    _making.pop().close()
    shutil.copyfile(kept, connection.settings_dict["TEST"]["NAME"])
    return True


def keep(kept: Path) -> None:
    """Keep the database as it is now for later runs, and no older one."""
    if connection.vendor != "sqlite":
        return
    for earlier in kept.parent.glob("*.sqlite3"):
        earlier.unlink(missing_ok=True)
    # By another name until it is whole.
    unfinished = kept.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(unfinished) as file:
        connection.connection.backup(file)
    unfinished.replace(kept)
    while _making:
        _making.pop().close()


def follow_pattern(state: str) -> None:
    """Have PostgreSQL copy each worker's database from one for this state of the code.

    The first worker makes it, and the others wait. It stays on the server for the next run.
    """
    pattern = f"{PATTERN}{state}"
    with connection._nodb_cursor() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PATTERN])
        there = {name for (name,) in server.fetchall()}
        if pattern not in there:
            for earlier in there:
                server.execute(f'DROP DATABASE "{earlier}"')
            # By another name until it is whole.
            make_pattern(f"{PATTERN}unfinished")
            server.execute(f'ALTER DATABASE "{PATTERN}unfinished" RENAME TO "{pattern}"')
    connection.settings_dict["TEST"]["TEMPLATE"] = pattern


def make_pattern(name: str) -> None:
    """A database with all tables and the library in it, as a worker makes its own."""
    of_the_server, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(test, "NAME", name)
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        stock()
        connection.creation.destroy_test_db(of_the_server, verbosity=0, keepdb=True)


def stock() -> None:
    """Load the real library with the real loader if it is not there, and remember it all."""
    if not Exercise.objects.exists():
        call_command("load_library", verbosity=0)
    if connection.vendor == "sqlite":
        connection.connection.backup(_copy)


def restock() -> None:
    """Have the library in the tables again: a copy takes a hundredth of loading."""
    if Exercise.objects.exists():
        return
    if connection.vendor == "sqlite":
        _copy.backup(connection.connection)
        return
    settings_of = connection.settings_dict
    name, pattern = settings_of["NAME"], settings_of["TEST"]["TEMPLATE"]
    connection.close()
    with connection._nodb_cursor() as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{pattern}"')
