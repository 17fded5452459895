"""Photographs of an exercise, kept only as our own pictures of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from exercises.models.exercise import Exercise


class Photograph(models.Model):
    """One photograph: a random `name`, under which its sizes (WebP) lie in the media folder.

    `width` and `height` are the pixels of the largest size; `widths` lists all of them.
    """

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="photographs")
    name = models.UUIDField(_("name"), unique=True, editable=False)
    alt = models.CharField(_("what it shows, for those who cannot see it"), max_length=240)
    credit = models.CharField(_("who took it"), max_length=160, blank=True)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    widths = models.JSONField(_("widths"), default=list, editable=False)
    instead_of_figure = models.BooleanField(_("shown instead of the drawn figure"), default=False)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "id"]
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        constraints = [
            models.CheckConstraint(condition=~models.Q(alt=""), name="photograph_has_a_text"),
            models.CheckConstraint(
                condition=models.Q(width__gte=1, height__gte=1), name="photograph_has_a_size"
            ),
        ]

    def __str__(self) -> str:
        return self.alt
