"""Programmes: exercises in an order, each at a dose."""

from collections.abc import Iterable

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models.evidence import Source
from exercises.models.exercise import PAIN_SCALE, Exercise, PublishedQuerySet, Status
from exercises.models.parts import Dose, Level
from exercises.rules.bands import PAIN_MAX
from exercises.rules.dosing import minutes_of
from exercises.rules.judging import allows
from exercises.rules.offering import Occasion


class Programme(models.Model):
    """A session to follow. Like an exercise, it is offered up to its `pain_now_max`."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=120)
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.DRAFT
    )
    who = models.CharField(_("for whom"), max_length=160)
    purpose = models.CharField(_("what it is for"), max_length=300)
    days_per_week = models.PositiveSmallIntegerField(_("days a week"))
    pain_now_max = models.PositiveSmallIntegerField(
        _("offered up to this pain (0-10)"), validators=PAIN_SCALE
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    occasion = models.CharField(
        _("for which day"), max_length=8, blank=True,
        choices=[
            (Occasion.ANY, _("Any day")),
            (Occasion.START, _("The first days")),
            (Occasion.FLARE_UP, _("A day clearly worse than usual")),
        ],
    )  # fmt: skip
    order = models.PositiveIntegerField(_("order"), default=0)
    sources = models.ManyToManyField(Source, related_name="programmes", verbose_name=_("sources"))
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="programme_status_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(days_per_week__gte=1, days_per_week__lte=7),
                name="programme_days_per_week_1_to_7",
            ),
            models.CheckConstraint(
                condition=models.Q(pain_now_max__gte=0, pain_now_max__lte=PAIN_MAX),
                name="programme_pain_now_max_0_to_10",
            ),
            models.CheckConstraint(
                condition=models.Q(occasion__in=[occasion.value for occasion in Occasion]),
                name="programme_occasion_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("exercises:programme", args=[self.slug])

    def allows(self, pain: int) -> bool:
        """Whether `pain` (0-10, right now) is within its limit. That alone never means it suits."""
        return allows(self.pain_now_max, pain)

    @property
    def minutes(self) -> int:
        """Whole minutes for all its items; reads items with exercise and doses (prefetch them)."""
        return minutes_together(self.items.all())


class ProgrammeItem(models.Model):
    """One exercise of a programme, at one level."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="items")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="programme_items")
    level = models.CharField(_("level"), max_length=7, choices=Level.choices, default=Level.START)
    note = models.CharField(_("note"), max_length=160, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "exercise"], name="programme_item_once_per_exercise"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=Level.values), name="programme_item_level_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.exercise)

    @property
    def minutes(self) -> int:
        """Whole minutes of this item."""
        return self.exercise.minutes(self.level)

    @property
    def dose(self) -> Dose | None:
        """The dose at this item's level, or None."""
        return self.exercise.doses_by_level.get(self.level)


def minutes_together(items: Iterable[ProgrammeItem]) -> int:
    """Whole minutes that `items` take one after the other; reads their exercises and doses."""
    seconds = [item.exercise.seconds_of(item.dose) for item in items if item.dose]
    return minutes_of(seconds) if seconds else 0
