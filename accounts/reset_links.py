"""A link for a new password, made by hand where no mail leaves the machine."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.adapter import under_our_name
from accounts.models import User

LINK_MADE = "made a one-time link for a new password"  # as the admin's history keeps it
# The ways of mail that lead nowhere, or no farther than the operator's terminal.
STAYS_HERE = {
    "django.core.mail.backends.console.EmailBackend",
    "django.core.mail.backends.dummy.EmailBackend",
}


def sends_mail() -> bool:
    """Whether mail leaves this machine."""
    return settings.EMAIL_BACKEND not in STAYS_HERE


def writes_mail() -> bool:
    """Whether somebody sees a mail at all: whom it is for, or who looks at the terminal."""
    return settings.EMAIL_BACKEND != "django.core.mail.backends.dummy.EmailBackend"


def reset_link(request: HttpRequest, user: User) -> str:
    """The address on which `user` sets a new password: once, and within an hour.

    It is the very link that a mail would hold. It ends with the password or e-mail address that
    it was made for.
    """
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    path = reverse("account_reset_password_from_key", kwargs=key)
    return under_our_name(request, path)
