"""Versions of the numbers that the rules turn on. The newest one is in force."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.rules.thresholds import ABOUT, DEFAULTS, HOUSE_VERSION, ORDER, Thresholds


def _within_bounds() -> Q:
    """Each threshold lies within its own bounds."""
    bounds = Q()
    for name, about in ABOUT.items():
        bounds &= Q(**{f"{name}__range": (about.least, about.most)})
    return bounds


def _in_order() -> Q:
    """What must hold between two thresholds does."""
    order = Q()
    for lower, higher, apart in ORDER:
        order &= Q(**{f"{higher}__gte": F(lower) + apart})
    return order


class Ruleset(models.Model):
    """One version of all thresholds, each in a column of its name. Once made it stays as it is.

    While there is none, the numbers of the code hold: version 2 of the house.
    """

    number = models.PositiveIntegerField(gettext_lazy("version"), unique=True, editable=False)
    why = models.CharField(
        gettext_lazy("why"), max_length=400,
        help_text=gettext_lazy("What changed, and for which reason. Readers see it."),
    )  # fmt: skip
    created_at = models.DateTimeField(gettext_lazy("since"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False,
        related_name="+", verbose_name=gettext_lazy("by"),
    )  # fmt: skip

    class Meta:
        ordering = ["-number"]
        verbose_name = gettext_lazy("ruleset")
        verbose_name_plural = gettext_lazy("rulesets")
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gt=HOUSE_VERSION), name="ruleset_follows_that_of_the_house"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="ruleset_says_why"),
            models.CheckConstraint(condition=_within_bounds(), name="ruleset_within_bounds"),
            models.CheckConstraint(condition=_in_order(), name="ruleset_in_order"),
        ]

    def __str__(self) -> str:
        return _("Version %(number)d") % {"number": self.number}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a new version; moves that were taken name theirs, so an old one never changes."""
        if not self._state.adding:
            raise ValueError("a version that was made is never changed: make a new one")
        super().save(*args, **kwargs)

    @property
    def thresholds(self) -> Thresholds:
        """Its numbers, as the rules read them."""
        return Thresholds(**{name: getattr(self, name) for name in ABOUT})


for _name in ABOUT:
    _column = models.PositiveSmallIntegerField(default=getattr(DEFAULTS, _name))
    Ruleset.add_to_class(_name, _column)
