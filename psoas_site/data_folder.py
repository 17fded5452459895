"""The data folder: there, ours to write, and what is private in it closed to others."""

import os
import secrets
import stat
import time
from pathlib import Path

from psoas_site.environment import LEAST_SECRET, refuse

OWNER_ONLY = 0o600
BESIDE_SQLITE = ("", "-wal", "-shm", "-journal")


def data_folder(path: str) -> Path:
    """The folder, made if it is not there. Refused in a sentence where it cannot be used."""
    folder = Path(path).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse("DATA_DIR", f"{folder} cannot be made ({error.strerror}). Name another folder.")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        refuse(
            "DATA_DIR",
            f"{folder} cannot be written by the user that runs this. It has to belong to that "
            "user; or name another folder.",
        )
    return folder


def keep_private(database: Path) -> None:
    """Make SQLite's file, and those it keeps beside it, readable by their owner only.

    The file is made here, so that it never is wider, not even for a moment: SQLite gives its
    other files the rights of the first.
    """
    try:
        os.close(os.open(database, os.O_RDONLY | os.O_CREAT, OWNER_ONLY))
    except OSError as error:
        refuse("DATABASE_URL", f"{database} cannot be opened ({error.strerror}).")
    for ending in BESIDE_SQLITE:
        close_to_others(database.with_name(database.name + ending))


def close_to_others(file: Path) -> None:
    """Take the rights of everybody but the owner. What belongs to another stays as it is."""
    try:
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            file.chmod(OWNER_ONLY)
    except OSError:  # not there, or not ours: then opening it says so
        return


def secret_key_in(folder: Path) -> str:
    """The key kept in `folder`/secret_key, made on the first call (readable by its owner only).

    Two processes that start together agree: one of them makes the file, the other reads it.
    """
    path = folder / "secret_key"
    try:
        if not path.exists():
            _make_key(path)
        close_to_others(path)
        return _read_key(path)
    except (OSError, UnicodeDecodeError) as error:
        refuse("DATA_DIR", f"{path} cannot be used ({error}).")


def _make_key(path: Path) -> None:
    """Write a key beside and link it into place, so that nobody ever reads half of one."""
    draft = path.with_name(f".secret_key.{os.getpid()}")
    key = secrets.token_urlsafe(64).encode()
    try:
        _write(draft, os.O_TRUNC, key)
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # some file systems have no links: then whoever comes first writes
        _write_first(path, key)
    finally:
        draft.unlink(missing_ok=True)


def _write_first(path: Path, key: bytes) -> None:
    try:
        _write(path, os.O_EXCL, key)
    except FileExistsError:
        return


def _write(path: Path, how: int, key: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | how, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)


def _read_key(path: Path) -> str:
    """The key; a moment's patience with a process that is just writing it."""
    until = time.monotonic() + 1
    while len(key := path.read_text().strip()) < LEAST_SECRET:
        if time.monotonic() > until:
            state = f"too short: it needs {LEAST_SECRET} signs at least" if key else "empty"
            refuse(
                "DATA_DIR",
                f"{path} is {state}. Remove it, and a new key is made; everybody logs in again "
                "then.",
            )
        time.sleep(0.05)
    return key
