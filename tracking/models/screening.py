"""What somebody said when they were asked about the warning signs."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exercises.models import ScreeningItem
from tracking.models.owned import Owned, OwnedQuerySet
from tracking.rules.screening import NOTED


class Screening(Owned):
    """One time that the warning signs were asked about, and why.

    `leaves` holds the codes of the cards that were answered: of what stands on them, everything
    without an answer of its own is none. `finished`: all were; `at` is that moment, until then the
    one at which it began. `help_shown`: an answer led to the emergency page.
    """

    class Why(models.TextChoices):
        FIRST = "first", _("before the first session")
        MONTH = "month", _("four weeks after the last time")
        FALL = "fall", _("after a fall or knock")
        SIGN = "sign", _("after a new sign")
        AWAY = "away", _("after some time away")
        OWN = "own", _("because you wanted to")

    at = models.DateTimeField(_("when"))
    local_date = models.DateField(_("day"))
    utc_offset = models.SmallIntegerField(_("minutes ahead of UTC"), default=0)
    why = models.CharField(_("why it was asked"), max_length=5, choices=Why.choices)
    leaves = models.JSONField(_("cards that were answered"), default=list)
    finished = models.BooleanField(_("finished"), default=False)
    help_shown = models.BooleanField(_("emergency page shown"), default=False)
    client_key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet["Screening"].as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("answers about warning signs")
        verbose_name_plural = _("answers about warning signs")
        indexes = [models.Index(fields=["user", "finished", "-at"], name="screening_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(why__in=["first", "month", "fall", "sign", "away", "own"]),
                name="screening_why_is_known",
            ),
            models.UniqueConstraint(fields=["user", "client_key"], name="screening_once_per_form"),
            models.UniqueConstraint(
                fields=["user", "local_date"],
                condition=Q(finished=False),
                name="screening_one_begun_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Answers about warning signs"))


class ScreeningAnswerQuerySet(models.QuerySet["ScreeningAnswer"]):
    """Answers of any person."""

    def noted(self) -> Self:
        """Those that pause nothing and are worth an appointment, until they are put away."""
        any_of = Q()
        for urgency, said in sorted(NOTED):
            any_of |= Q(item__urgency=urgency, said=said)
        return self.filter(any_of, put_away_on=None)


class ScreeningAnswer(models.Model):
    """One warning sign to which somebody said something else than no."""

    class Said(models.TextChoices):
        YES = "yes", _("Yes")
        UNSURE = "unsure", _("Not sure")

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(ScreeningItem, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(_("answer"), max_length=6, choices=Said.choices)
    put_away_on = models.DateField(_("put away on"), null=True, blank=True)

    objects = ScreeningAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["item__order", "pk"]
        verbose_name = _("answer about a warning sign")
        verbose_name_plural = _("answers about a warning sign")
        constraints = [
            models.CheckConstraint(
                condition=Q(said__in=["yes", "unsure"]), name="screening_answer_is_known"
            ),
            models.UniqueConstraint(fields=["screening", "item"], name="screening_asks_once"),
        ]

    def __str__(self) -> str:
        return str(_("Answer about a warning sign"))
