"""What was deleted a short while ago and can still be put back."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracking.models.owned import Owned, OwnedQuerySet

KEPT = dt.timedelta(days=1)


class Removed(Owned):
    """A deleted entry with all that hung on it, as plain rows, kept for a day.

    The entry itself is gone from its table, so nothing counts or shows it any more. `kind` is
    the entry's model; `rows` is what Django's serializer made of it and its parts.
    """

    class Kind(models.TextChoices):
        CHECK_IN = "checkin", _("Check-in")
        SESSION = "session", _("Session")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices)
    local_date = models.DateField(_("day"))
    rows = models.JSONField(_("rows"))
    removed_at = models.DateTimeField(_("deleted at"), db_index=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["-removed_at"]
        verbose_name = _("deleted entry")
        verbose_name_plural = _("deleted entries")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["checkin", "session"]), name="removed_kind_is_known"
            )
        ]

    def __str__(self) -> str:
        return str(_("Deleted entry"))
