"""What an exercise is made of: doses, steps, mistakes and reasons to stop."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from exercises.models.vocabulary import Contraindication
from exercises.rules.dosing import Amount
from exercises.rules.soundness import MOST_SECONDS, MOST_TIMES


class Level(models.TextChoices):
    """How much of an exercise: the three doses."""

    START = "start", _("To start")
    TYPICAL = "typical", _("Typical")
    TOP = "top", _("Most")


class Dose(models.Model):
    """How much of an exercise at one level."""

    exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.CASCADE, related_name="doses"
    )
    level = models.CharField(_("level"), max_length=7, choices=Level.choices)
    sets = models.PositiveSmallIntegerField(_("sets"), default=1)
    reps = models.PositiveSmallIntegerField(_("repetitions"), default=1)
    seconds = models.PositiveSmallIntegerField(
        _("seconds"),
        default=0,
        help_text=_("Of a hold or a timed set; of the pause in a repetition."),
    )

    class Meta:
        verbose_name = _("dose")
        verbose_name_plural = _("doses")
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "level"], name="dose_once_per_exercise_and_level"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=Level.values), name="dose_level_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    sets__gte=1, sets__lte=MOST_TIMES, reps__gte=1, reps__lte=MOST_TIMES
                ),
                name="dose_sets_and_reps_1_to_1000",
            ),
            models.CheckConstraint(
                condition=models.Q(seconds__gte=0, seconds__lte=MOST_SECONDS),
                name="dose_seconds_0_to_7200",
            ),
        ]

    def __str__(self) -> str:
        return self.get_level_display()

    @property
    def amount(self) -> Amount:
        return Amount(self.sets, self.reps, self.seconds)


class Step(models.Model):
    """One step of an exercise, and the short cue that a voice says at it."""

    class Kind(models.TextChoices):
        PREPARE = "prepare", _("Get ready")
        MOVE = "move", _("Move")
        CUE = "cue", _("Notice")
        BREATHE = "breathe", _("Breathe")
        FINISH = "finish", _("Finish")

    exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.CASCADE, related_name="steps"
    )
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices)
    text = models.CharField(_("text"), max_length=240, help_text=_("At most 20 words."))
    cue = models.CharField(_("spoken cue"), max_length=80, help_text=_("2 to 7 words."))
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["prepare", "move", "cue", "breathe", "finish"]),
                name="step_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.text


class ExercisePoint(models.Model):
    """One line of an exercise's lists: a common mistake, or a reason to stop."""

    class Kind(models.TextChoices):
        MISTAKE = "mistake", _("Common mistake")
        STOP = "stop", _("Stop if")

    exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.CASCADE, related_name="points"
    )
    kind = models.CharField(_("kind"), max_length=7, choices=Kind.choices)
    text = models.CharField(_("text"), max_length=240)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("point")
        verbose_name_plural = _("mistakes and reasons to stop")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["mistake", "stop"]),
                name="exercise_point_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.text


class ExerciseCondition(models.Model):
    """A contraindication on one exercise, with what is said of it here where that differs."""

    exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.CASCADE, related_name="conditions"
    )
    # Protected: a word that is deleted must not take a caution off an exercise.
    contraindication = models.ForeignKey(
        Contraindication, on_delete=models.PROTECT, related_name="conditions",
        verbose_name=_("condition"),
    )  # fmt: skip
    action = models.CharField(
        _("action here"), max_length=4, choices=Contraindication.Action.choices, blank=True,
        help_text=_("Empty: as the condition itself says."),
    )  # fmt: skip
    say = models.CharField(
        _("what we say here"), max_length=240, blank=True,
        help_text=_("Empty: as the condition itself says."),
    )  # fmt: skip

    class Meta:
        ordering = ["contraindication__order"]
        verbose_name = _("condition")
        verbose_name_plural = _("not for")
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "contraindication"], name="condition_once_per_exercise"
            ),
            models.CheckConstraint(
                condition=models.Q(action__in=["", "hide", "ask", "warn"]),
                name="condition_action_is_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.contraindication)

    @property
    def code(self) -> str:
        """The code of the condition."""
        return self.contraindication.code

    @property
    def question(self) -> str:
        """The condition as a reader is asked about it."""
        return self.contraindication.asked

    @property
    def action_here(self) -> str:
        """What is to be done about it on this exercise."""
        return self.action or self.contraindication.action

    @property
    def words(self) -> str:
        """What is said of it on this exercise."""
        return self.say or self.contraindication.say
