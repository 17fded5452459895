"""Answers to the library's measures, given at a check-in or at the end of a session."""

from decimal import Decimal
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exercises.models import BodyArea, Measure
from psoas_site.ui.texts import trimmed
from tracking.models.check_ins import CheckIn
from tracking.models.owned import Side, side_words
from tracking.models.sessions import Session


class Reading(models.Model):
    """One answer: stress 4, slept 6.5 hours, new tingling in the left thigh.

    Scales, numbers, and yes (1) or no (0) are `number`; choices and text are `text`. The
    one store for everything that can be followed, so nothing needs a second one later.
    """

    # Found by `reading_chart`: an index of its own would hold the same once more.
    check_in = models.ForeignKey(
        CheckIn,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="readings",
        db_index=False,
    )
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="readings"
    )
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    number = models.DecimalField(_("number"), max_digits=7, decimal_places=2, null=True, blank=True)
    text = models.CharField(_("text"), max_length=500, blank=True)
    area = models.ForeignKey(
        BodyArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    side = models.CharField(_("side"), max_length=5, choices=Side.choices, blank=True)

    class Meta:
        ordering = ["measure__order", "id"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        indexes = [
            # Charts read what was answered at each check-in: from here alone.
            models.Index(fields=["check_in", "measure", "number", "text"], name="reading_chart"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(check_in=None, session__isnull=False)
                | Q(session=None, check_in__isnull=False),
                name="reading_belongs_to_one_entry",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False) | ~Q(text=""), name="reading_says_something"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="reading_side_is_known"),
            models.UniqueConstraint(
                fields=["check_in", "measure"],
                condition=Q(check_in__isnull=False),
                name="reading_once_per_check_in",
            ),
            models.UniqueConstraint(
                fields=["session", "measure"],
                condition=Q(session__isnull=False),
                name="reading_once_per_session",
            ),
        ]

    def __str__(self) -> str:
        return str(_("ReadingWords"))

    @property
    def raises_concern(self) -> bool:
        """Whether nothing suits until its owner says what became of it. Reads the measure."""
        return bool(self.number) and self.measure.raises_concern

    @property
    def asks_for_care(self) -> bool:
        """Whether the measure's advice is due beside all else: a yes to something to watch.

        What raises a concern has its advice there. Reads the measure.
        """
        watched = self.measure.watch and self.measure.answer == Measure.Answer.YES_NO
        return bool(self.number) and watched and not self.measure.raises_concern

    @property
    def words(self) -> str:
        """The answer in words, with its unit; reads the measure and, for a choice, its answers."""
        return self._answer.words

    @property
    def sentence(self) -> str:
        """The answer with what was asked, and of a sign where it is. Reads measure and area."""
        return self._answer.sentence

    @property
    def _answer(self) -> "ReadingWords":
        return ReadingWords(self.measure, self.number, self.text, self.area, self.side)


class ReadingWords(NamedTuple):
    """What a reading says, without its row. The measure has to come with its choices."""

    measure: Measure
    number: Decimal | float | None
    text: str
    area: BodyArea | None
    side: str

    @property
    def words(self) -> str:
        """The answer in words, with its unit."""
        if self.measure.answer == Measure.Answer.YES_NO:
            return str(_("yes") if self.number else _("no"))
        if self.number is not None:
            return f"{trimmed(self.number)} {self.measure.unit}".strip()
        labels = {choice.code: choice.label for choice in self.measure.choices.all()}
        return labels.get(self.text, self.text)

    @property
    def sentence(self) -> str:
        """The answer with what was asked, and of a sign where it is."""
        if self.measure.family != Measure.Family.SIGN:
            return f"{self.measure.label}: {self.words}"
        place = ""
        if self.area is not None:
            side = f", {side_words(self.side)}" if self.side else ""
            place = f" ({self.area.label.lower()}{side})"
        return _("new: %(sign)s%(place)s") % {"sign": self.measure.label.lower(), "place": place}
