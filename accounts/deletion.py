"""The end of an account."""

import logging

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.models import User
from accounts.staff_history import keep_history_of

log = logging.getLogger(__name__)

WAIT_MS = 2000


def delete_account(user: User) -> None:
    """Delete `user`, every row they own and every log-in; the address is free again.

    Whatever the admin's own history says of them keeps its line but loses the address, and what
    they changed there keeps its history without them.
    """
    with transaction.atomic():
        person = ContentType.objects.get_for_model(User)
        entries = LogEntry.objects.filter(content_type=person, object_id=str(user.pk))
        entries.update(object_repr=f"account {user.pk}")
        keep_history_of(user)
        user.delete()
        transaction.on_commit(empty_journal)


def empty_journal(database: BaseDatabaseWrapper = connection) -> None:
    """Take what was deleted out of SQLite's journal too, which keeps older pages beside the file.

    Whoever reads at the moment holds it: then the next one who deletes, or `tidy`, does it.
    """
    if database.vendor != "sqlite":
        return
    with database.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
        try:
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
    if busy:
        log.info("the journal of the database is in use; it is emptied later")
