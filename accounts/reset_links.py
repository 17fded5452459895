"""A link for a new password, made by hand where no mail leaves the machine."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.adapter import with_site_url
from accounts.models import User

LINK_MADE = "made a one-time link for a new password"  # as the admin's history keeps it
TERMINAL = "django.core.mail.backends.console.EmailBackend"


def sends_mail() -> bool:
    """Whether mail leaves this machine, or is only printed on the operator's terminal."""
    return settings.EMAIL_BACKEND != TERMINAL


def reset_link(request: HttpRequest, user: User) -> str:
    """The address on which `user` sets a new password: once, and within an hour.

    It is the very link that a mail would hold. It ends with the password or e-mail address that
    it was made for.
    """
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    path = reverse("account_reset_password_from_key", kwargs=key)
    return with_site_url(request.build_absolute_uri(path))
