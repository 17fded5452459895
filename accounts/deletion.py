"""The end of an account."""

from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import User
from accounts.staff_history import keep_history_of


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
        for session in Session.objects.iterator():
            # Rows of log-ins cannot be found by person, and hold the address.
            if session.get_decoded().get(SESSION_KEY) == str(user.pk):
                session.delete()
        user.delete()
