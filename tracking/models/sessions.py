"""Sessions: what was done, and how it went."""

from dataclasses import replace
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise, Level, Programme
from exercises.rules.dosing import Amount, DoseType
from exercises.shelf.wording import dose_words
from tracking.models.following import OwnMovement
from tracking.models.owned import Entry, EntryQuerySet, Side, answers, pain_in_range


class Outcome(models.TextChoices):
    """How a session, or one exercise in it, ended."""

    DONE = "done", _("Done")
    PARTLY = "partly", _("Partly")
    SKIPPED = "skipped", _("Skipped")
    STOPPED = "stopped", _("Stopped: it hurt")


class Effort(models.IntegerChoices):
    """Effort in words; the numbers stand on the 0-10 scale that the rules read."""

    EASY = 3, _("Easy")
    RIGHT = 5, _("About right")
    HARD = 7, _("Hard")
    TOO_MUCH = 9, _("Too much")


class Sensation(models.TextChoices):
    """What it felt like, where it was felt most."""

    NONE = "", _("No answer")
    STRETCH = "stretch", _("A stretch")
    WORK = "work", _("Muscles working")
    ACHE = "ache", _("An ache")
    SHARP = "sharp", _("Sharp")
    TINGLING = "tingling", _("Tingling or numb")
    PINCH = "pinch", _("A pinch or catch")


class SessionQuerySet(EntryQuerySet["Session"]):
    """Sessions, with as much of what hangs on them as is wanted."""

    def with_parts(self) -> Self:
        """With everything that hangs on them; what draws a figure is not read."""
        lines = SessionLine.objects.select_related(
            "exercise__phase", "exercise__figure", "movement"
        ).defer("exercise__figure__pose")
        parts = models.Prefetch("lines", lines), answers(in_words=False)
        return self.select_related("programme").prefetch_related(*parts)


class Session(Entry):
    """One time of moving, from a programme or freely chosen. An unanswered question stays null."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(
        _("how it went"), max_length=7, choices=Outcome.choices, default=Outcome.DONE
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    pain_before = models.PositiveSmallIntegerField(_("pain before"), null=True, blank=True)
    pain_worst = models.PositiveSmallIntegerField(_("worst during"), null=True, blank=True)
    pain_after = models.PositiveSmallIntegerField(_("pain now"), null=True, blank=True)
    effort = models.PositiveSmallIntegerField(
        _("effort"), choices=Effort.choices, null=True, blank=True
    )
    sensation = models.CharField(
        _("what it felt like"), max_length=8, choices=Sensation.choices, blank=True
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-created_at"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [
            models.Index(fields=["user", "-at"], name="session_newest"),
            models.Index(fields=["user", "created_at"], name="session_written"),
            models.Index(
                fields=["user", "local_date", "outcome", "minutes", "id", "removed_at"],
                condition=models.Q(removed_at=None),
                name="session_chart",
            ),
            models.Index(
                fields=["user", "removed_at"],
                condition=models.Q(removed_at__isnull=False),
                name="session_removed",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "client_key"],
                condition=models.Q(removed_at=None),
                name="session_once_per_form",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="session_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes=None) | models.Q(minutes__gte=0, minutes__lte=1440),
                name="session_minutes_0_to_1440",
            ),
            models.CheckConstraint(
                condition=pain_in_range("pain_before"), name="session_pain_before_0_to_10"
            ),
            models.CheckConstraint(
                condition=pain_in_range("pain_worst"), name="session_pain_worst_0_to_10"
            ),
            models.CheckConstraint(
                condition=pain_in_range("pain_after"), name="session_pain_after_0_to_10"
            ),
            models.CheckConstraint(
                condition=models.Q(effort=None) | models.Q(effort__in=Effort.values),
                name="session_effort_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(sensation__in=Sensation.values),
                name="session_sensation_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(utc_offset__gte=-900, utc_offset__lte=900),
                name="session_offset_is_a_time_zone",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Session"))


class SessionLine(models.Model):
    """One exercise of the library, or one movement of the person's own, on one side, as done.

    It pins the exercise's revision and the dose as it stood, so that a later edit of the
    library never changes what was logged; a movement of one's own has no revision and no level,
    and its amounts may be 0 for "not counted". A value here wins over the session's.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="lines")
    exercise = models.ForeignKey(
        Exercise, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    exercise_revision = models.PositiveIntegerField(
        _("revision of the exercise"), null=True, blank=True
    )
    # RESTRICT, not PROTECT: with the whole account both may go.
    movement = models.ForeignKey(
        OwnMovement, on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )
    side = models.CharField(_("side"), max_length=5, choices=Side.choices, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    level = models.CharField(_("dose"), max_length=7, choices=Level.choices, blank=True)
    sets = models.PositiveSmallIntegerField(_("sets"), default=0)
    reps = models.PositiveSmallIntegerField(_("repetitions"), default=0)
    seconds = models.PositiveSmallIntegerField(_("seconds"), default=0)
    outcome = models.CharField(
        _("how it went"), max_length=7, choices=Outcome.choices, default=Outcome.DONE
    )
    worst = models.PositiveSmallIntegerField(_("worst during"), null=True, blank=True)
    sensation = models.CharField(
        _("what it felt like"), max_length=8, choices=Sensation.choices, blank=True
    )

    class Meta:
        ordering = ["order", "side"]
        verbose_name = _("exercise done")
        verbose_name_plural = _("exercises done")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "exercise", "side"], name="session_line_once_per_side"
            ),
            models.UniqueConstraint(
                fields=["session", "movement", "side"],
                name="session_line_own_movement_once_per_side",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    exercise__isnull=False, exercise_revision__isnull=False, movement=None
                )
                | models.Q(exercise=None, exercise_revision=None, movement__isnull=False),
                name="session_line_names_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=Side.values), name="session_line_side_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(exercise__isnull=False, level__in=Level.values)
                | models.Q(exercise=None, level=""),
                name="session_line_level_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    sets__gte=0,
                    sets__lte=1000,
                    reps__gte=0,
                    reps__lte=1000,
                    seconds__gte=0,
                    seconds__lte=7200,
                ),
                name="session_line_dose_in_bounds",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values),
                name="session_line_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=pain_in_range("worst"), name="session_line_worst_0_to_10"
            ),
            models.CheckConstraint(
                condition=models.Q(sensation__in=Sensation.values),
                name="session_line_sensation_is_known",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Exercise done"))

    @property
    def name(self) -> str:
        """What was done: the exercise's name as it is now, or the person's own."""
        return self.exercise.name if self.exercise else self.movement.name if self.movement else ""

    @property
    def dose_words(self) -> str:
        """The dose that was done, in words; the exercise is read for how it is counted."""
        amount = Amount(self.sets, self.reps, self.seconds)
        if self.exercise is not None:
            return dose_words(DoseType(self.exercise.dose_type), amount, per_side=False)
        if not self.reps and not self.seconds:
            return ""
        counted = DoseType.REPS if self.reps else DoseType.TIME
        return dose_words(counted, replace(amount, sets=self.sets or 1), per_side=False)
