"""What a person follows, and the movements that they named themselves."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from exercises.models import Measure
from tracking.models.owned import Owned, OwnedQuerySet

NAME_LENGTH = 120


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
    """A movement that a person named themselves. `offered`: the session form still shows it."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
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

    def __str__(self) -> str:
        return str(_("Movement of one's own"))
