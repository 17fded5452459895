"""Whether an error says that database or disk are gone, full, or not to be written."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, InterfaceError, OperationalError, connection

# A large upload waits on disk while it comes in: there may be no room, or not for us.
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EIO}
READ_ONLY = "25006"  # PostgreSQL's code for a write where only reading is allowed
PATIENCE_MS = 1000
NO_PATIENCE_MS = 50  # as long as another write takes that is nearly done
NO_ROOM_FOR_FILES = "No usable temporary directory"  # Python's words for a full disk


def is_storage_fault(error: BaseException | None) -> bool:
    if isinstance(error, OperationalError | InterfaceError):
        return True
    if isinstance(error, Error):
        return getattr(error.__cause__, "sqlstate", "") == READ_ONLY
    if isinstance(error, OSError):
        return error.errno in DISK or NO_ROOM_FOR_FILES in str(error)
    return False


def storage_fault_behind(error: BaseException) -> BaseException | None:
    """The storage fault that `error` is, or that it was raised for."""
    cause: BaseException | None = error
    while cause is not None and not is_storage_fault(cause):
        cause = cause.__cause__ or cause.__context__
    return cause


@contextmanager
def little_patience(milliseconds: int = PATIENCE_MS) -> Iterator[None]:
    """On SQLite, a second for the write lock instead of twenty: for writes that may fail."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    usual = raw.execute("PRAGMA busy_timeout").fetchone()[0]
    raw.execute(f"PRAGMA busy_timeout = {milliseconds}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {usual}")
