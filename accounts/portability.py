"""What an account itself holds, in a form that leaves with its owner.

docs/data-export.md describes every name; tests see to it that no column is left out.
"""

import datetime as dt

from allauth.account.models import EmailAddress
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry

from accounts.models import User
from accounts.reset_links import LINK_MADE

ACCOUNT = ("email", "name", "time_zone", "theme", "date_joined", "last_login")
EMAIL_ADDRESSES = ("email", "verified", "primary")
CONSENTS = ("text_version", "given_at", "withdrawn_at")
STAFF_ACTIONS = ("at", "kind")

KINDS = {ADDITION: "made", CHANGE: "changed"}

Row = dict[str, object]


def account(user: User) -> Row:
    """Who somebody is here. No password and no rights: neither is theirs to take elsewhere."""
    return {name: plain(getattr(user, name)) for name in ACCOUNT}


def email_addresses(user: User) -> list[Row]:
    """Their addresses, the one that waits for its confirmation included."""
    rows = EmailAddress.objects.filter(user=user).order_by("pk").values_list(*EMAIL_ADDRESSES)
    return [dict(zip(EMAIL_ADDRESSES, row, strict=True)) for row in rows]


def consents(user: User) -> list[Row]:
    """What they agreed to, and when; the oldest first."""
    rows = user.consents.order_by("given_at", "pk").values_list(*CONSENTS)
    return [dict(zip(CONSENTS, map(plain, row), strict=True)) for row in rows]


def staff_actions(user: User) -> list[Row]:
    """When staff made or changed this account in the admin, the newest first. No contents."""
    meta = User._meta
    rows = LogEntry.objects.filter(
        content_type__app_label=meta.app_label,
        content_type__model=meta.model_name,
        object_id=str(user.pk),
        action_flag__in=KINDS,
    ).order_by("-action_time", "-pk")
    return [
        {"at": at, "kind": "link" if message == LINK_MADE else KINDS[flag]}
        for at, flag, message in rows.values_list("action_time", "action_flag", "change_message")
    ]


def plain(value: object) -> object:
    """`value` as JSON knows it; moments in UTC."""
    return value.astimezone(dt.UTC).isoformat() if isinstance(value, dt.datetime) else value
