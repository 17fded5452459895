"""The agreement to keeping health data: its words, giving it, and taking it back.

A new wording gets a new version.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, User

TEXT_VERSION = "2026-11-b"

LABEL = _("I agree that this site keeps what I write about my health")

TEXT = _(
    "What you log here (pain, places, sessions, notes) is health data. It is kept on this "
    "server to show it to you, and for nothing else. Staff cannot read it in the admin pages. "
    "You can download all of it, take this agreement back, or delete everything, yourself and "
    "at any time."
)


def agree(user: User) -> None:
    """Put down that `user` agrees to today's words; while one is in force, nothing changes."""
    Consent.objects.in_force().get_or_create(
        user=user, withdrawn_at=None, defaults={"text_version": TEXT_VERSION}
    )


def take_back(user: User) -> None:
    """End the agreement of `user`. Nothing is deleted; without one in force nothing happens."""
    with transaction.atomic():
        for consent in Consent.objects.in_force().filter(user=user).select_for_update():
            # A clock that was set back meanwhile must not keep anybody from leaving.
            consent.withdrawn_at = max(timezone.now(), consent.given_at)
            consent.save(update_fields=["withdrawn_at"])
