"""What a password may be, beside Django's own rules."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.spelling import LONGEST, plain

# Blanks, controls and marks that nobody sees, by the first letters of their Unicode categories.
UNSEEN = ("Z", "Cc", "Cf")
FEWEST = 3


class ReasonablePasswordValidator:
    """Refuses passwords of more than 1,024 characters, which only serve to keep a server busy."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(
                _("This password is longer than we can take (1,024 characters)."), code="too_long"
            )

    def get_help_text(self) -> str:
        return ""


class VariedPasswordValidator:
    """Refuses ten blanks and ten equal signs: the first thing that anybody would try."""

    def validate(self, password: str, user: object = None) -> None:
        seen = {
            sign
            for sign in plain(password).casefold()
            if not unicodedata.category(sign).startswith(UNSEEN)
        }
        if len(seen) < FEWEST:
            raise ValidationError(
                _("This is the same one or two signs over and over. A short sentence works well."),
                code="too_plain",
            )

    def get_help_text(self) -> str:
        return ""
