"""Steps along a ladder that were offered or made, with all that they were based on."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise, Level
from tracking.models.owned import Owned, OwnedQuerySet, Side
from tracking.models.plan import PlanItem
from tracking.models.sessions import Session


class MoveQuerySet(OwnedQuerySet["Move"]):
    """Steps, offered or made."""

    def in_words(self) -> Self:
        """With the exercises that they name."""
        return self.select_related("exercise", "to_exercise")


class Move(Owned):
    """What a person answered to one step, or a step that they made by themselves.

    The rule is never asked again about it: the version of its numbers, the row that matched, and
    every figure that it read are kept as they were. `ruleset` 0 and an empty row: nobody asked it.
    """

    class Answer(models.TextChoices):
        TAKEN = "taken", _("Taken")
        NOT_NOW = "not_now", _("Not now")
        OWN = "own", _("My own choice")

    item = models.ForeignKey(
        PlanItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="moves"
    )
    session = models.ForeignKey(
        Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    side = models.CharField(_("side"), max_length=5, choices=Side.choices, blank=True)
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(_("dose"), max_length=7, choices=Level.choices)
    to_exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    to_level = models.CharField(_("next dose"), max_length=7, choices=Level.choices)
    up = models.BooleanField(_("a step up"))
    answer = models.CharField(_("answer"), max_length=7, choices=Answer.choices)
    answered_on = models.DateField(_("answered on"))
    ruleset = models.PositiveIntegerField(_("version of the numbers"), default=0)
    row = models.CharField(_("row of the table"), max_length=4, blank=True)
    why = models.CharField(_("reason"), max_length=20, blank=True)
    inputs = models.JSONField(_("figures"), default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MoveQuerySet.as_manager()

    class Meta:
        ordering = ["-answered_on", "-created_at"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        indexes = [models.Index(fields=["user", "-answered_on"], name="move_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "session"],
                condition=Q(answer__in=["taken", "not_now"]),
                name="move_answered_once",
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="move_side_is_known"),
            models.CheckConstraint(
                condition=Q(level__in=Level.values, to_level__in=Level.values),
                name="move_levels_are_known",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["taken", "not_now", "own"]), name="move_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="own") | ~Q(row=""), name="move_offered_has_a_row"
            ),
            models.CheckConstraint(
                condition=~Q(exercise=models.F("to_exercise")) | ~Q(level=models.F("to_level")),
                name="move_leads_elsewhere",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Step"))

    @property
    def step_words(self) -> str:
        """From which dose to which: "Typical → Most", with the exercise where it is another."""
        now, then = Level(self.level).label, Level(self.to_level).label
        if self.exercise_id == self.to_exercise_id:
            return f"{now} → {then}"
        return f"{now} → {self.to_exercise.name}, {then}"
