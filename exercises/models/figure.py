"""The drawn figure of an exercise, kept as the data that it is drawn from."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from exercises.figures.record.records import digest_of, plain
from exercises.models.exercise import Exercise


class Figure(models.Model):
    """One pose record (see docs/content-pack.md). `digest` tells records apart without reading."""

    exercise = models.OneToOneField(
        Exercise, on_delete=models.CASCADE, related_name="figure", verbose_name=_("exercise")
    )
    pose = models.JSONField(_("pose"))
    digest = models.CharField(_("fingerprint"), max_length=12, editable=False)

    class Meta:
        ordering = ["exercise__phase__order", "exercise__ladder__order", "exercise__rung"]
        verbose_name = _("drawn figure")
        verbose_name_plural = _("drawn figures")
        constraints = [
            models.CheckConstraint(condition=~models.Q(digest=""), name="figure_has_a_fingerprint")
        ]

    def __str__(self) -> str:
        return str(self.exercise)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the one form of the record, and its fingerprint."""
        self.pose = plain(self.pose)
        self.digest = digest_of(self.pose)
        super().save(*args, **kwargs)

    @property
    def slug(self) -> str:
        """The address of its exercise, which is its own key too."""
        return self.exercise.slug
