"""The end of an account."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from accounts.models import User


def delete_account(user: User) -> None:
    """Delete `user` and every row they own; the address is free again.

    Whatever the admin's own history says of them keeps its line but loses the address.
    """
    with transaction.atomic():
        person = ContentType.objects.get_for_model(User)
        entries = LogEntry.objects.filter(content_type=person, object_id=str(user.pk))
        entries.update(object_repr=f"account {user.pk}")
        user.delete()
