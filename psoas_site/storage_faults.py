"""Whether an error says that database or disk are gone, full, or not to be written."""

import errno

from django.db import Error, InterfaceError, OperationalError

# A large upload waits on disk while it comes in: there may be no room, or not for us.
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EIO}
READ_ONLY = "25006"  # PostgreSQL's code for a write where only reading is allowed
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
    one: BaseException | None = error
    while one is not None and not is_storage_fault(one):
        one = one.__cause__ or one.__context__
    return one
