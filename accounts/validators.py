"""What a password may be, beside Django's own rules."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 1024


class ReasonablePasswordValidator:
    """Refuses passwords of more than 1,024 characters, which only serve to keep a server busy."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(
                _("This password is longer than we can take (1,024 characters)."), code="too_long"
            )

    def get_help_text(self) -> str:
        return ""
