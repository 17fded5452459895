"""The words that a person agrees to at sign-up. A new wording gets a new version."""

from django.utils.translation import gettext_lazy as _

TEXT_VERSION = "2026-11"

LABEL = _("I agree that this site keeps what I write about my health")

TEXT = _(
    "What you log here (pain, places, sessions, notes) is health data. It is kept on this "
    "server to show it to you, and for nothing else. Staff cannot read it in the admin pages. "
    "You can delete all of it yourself, at once, at any time."
)
