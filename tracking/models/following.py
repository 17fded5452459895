"""What a person follows, and the movements that they named themselves."""

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from exercises.models import Measure
from exercises.search import normalised
from tracking.models.owned import Owned, OwnedQuerySet

NAME_LENGTH = 120
FOLDED_LENGTH = 4 * NAME_LENGTH  # some signs become three of another letter case


def folded(name: str) -> str:
    """What two names of one movement share, whatever their letter case.

    Worked out here, because SQLite knows the letter case of ASCII only.
    """
    return normalised(normalised(name).casefold())


class Followed(Owned):
    """One thing that a person chose to be asked about; `order` is its place in their list."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(_("order"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "created_at"]
        verbose_name = _("followed thing")
        verbose_name_plural = _("followed things")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "measure"], name="followed_once_for_each_person"
            )
        ]

    def __str__(self) -> str:
        return str(_("Followed thing"))


class OwnMovement(Owned):
    """A movement that a person named themselves. `offered`: the session form still shows it.

    `folded` finds it by its name, `version` tells a tab that is older than its name.
    """

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    folded = models.CharField(max_length=FOLDED_LENGTH, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    offered = models.BooleanField(_("offered"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("movement of one's own")
        verbose_name_plural = _("movements of one's own")
        constraints = [
            models.UniqueConstraint(
                "user", Lower("name"), name="own_movement_once_for_each_person"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="own_movement_has_a_name"),
        ]
        indexes = [models.Index(fields=["user", "folded"], name="own_movement_by_name")]

    def __str__(self) -> str:
        return str(_("Movement of one's own"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what it is found by true to its name."""
        self.folded = folded(self.name)
        super().save(*args, **kwargs)
