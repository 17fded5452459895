"""The link that confirms an e-mail address: for an hour, and under one log-in alone."""

import datetime as dt

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from django.core import signing

from accounts.models import User

SALT = "accounts.confirmations"


def key_for(address: EmailAddress) -> str:
    """The key of a link that makes `address` the login of whoever asked for it.

    allauth's own key names the address alone, and so would outlive a new password.
    """
    return signing.dumps([address.pk, _mark(address.user)], salt=SALT)


def address_of(key: str) -> EmailAddress | None:
    """The address that waits for `key`; none when the key is old, used or not ours."""
    age = dt.timedelta(days=app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS)
    try:
        pk, mark = signing.loads(key, salt=SALT, max_age=age)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    waiting = EmailAddress.objects.filter(pk=pk, verified=False).select_related("user").first()
    return waiting if waiting is not None and _mark(waiting.user) == mark else None


def changes_the_login(address: EmailAddress) -> bool:
    """Whether confirming gives the account another address, or only vouches for the present one."""
    return address.email != address.user.email


def _mark(user: User) -> str:
    """Changes with whatever ends the sessions of `user`: a new password, another address."""
    return user.get_session_auth_hash()[:16]
