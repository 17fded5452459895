"""Exercises: what to do, in which dose, on which rung of which ladder."""

from functools import cached_property
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models.evidence import Source
from exercises.models.parts import Dose, Level
from exercises.models.vocabulary import (
    BodyArea,
    BodyPosition,
    Contraindication,
    Equipment,
    FiveStep,
    Phase,
    Term,
)
from exercises.rules.bands import PAIN_MAX
from exercises.rules.dosing import DoseType, minutes_of, seconds_of
from exercises.rules.judging import allows

PAIN_SCALE = [MinValueValidator(0), MaxValueValidator(PAIN_MAX)]


class Status(models.TextChoices):
    """Whether readers see something."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class PublishedQuerySet(models.QuerySet):
    """Rows that are drafts or published."""

    def published(self) -> Self:
        """Those that every reader may see."""
        return self.filter(status=Status.PUBLISHED)

    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """Those that `user` may see: drafts only if they may view them in the admin."""
        return self if self.drafts_are_shown_to(user) else self.published()

    def drafts_are_shown_to(self, user: AbstractBaseUser | AnonymousUser) -> bool:
        """Whether `user` may view drafts in the admin, and so on the site."""
        right = f"{self.model._meta.app_label}.view_{self.model._meta.model_name}"
        # Rights are asked of staff alone: for everybody else they would cost two queries a page.
        if isinstance(user, PermissionsMixin) and getattr(user, "is_staff", False):
            return user.has_perm(right)
        return False


class ExerciseQuerySet(PublishedQuerySet):
    """Exercises that are drafts or published."""

    def with_figures(self) -> Self:
        """With what a list needs of their figures: the fingerprint, and never the pose."""
        return self.select_related("figure").defer("figure__pose")


class Ladder(Term):
    """A line of exercises from gentle to demanding, within one phase."""

    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="ladders")

    class Meta(Term.Meta):
        verbose_name = _("ladder")
        verbose_name_plural = _("ladders")


class Exercise(models.Model):
    """One movement or position, offered up to the pain `pain_now_max`."""

    class Evidence(models.TextChoices):
        SUPPORTED = "supported", _("Some trials point this way")
        PLAUSIBLE = "plausible", _("Early or indirect studies")
        EXPERT = "expert", _("Expert opinion only")
        UNSUPPORTED = "unsupported", _("Not supported so far")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    also_known_as = models.TextField(_("other names, one a line"), max_length=600, blank=True)
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.DRAFT
    )
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="exercises")
    ladder = models.ForeignKey(Ladder, on_delete=models.PROTECT, related_name="exercises")
    rung = models.PositiveSmallIntegerField(_("rung"), validators=[MinValueValidator(1)])
    gentler = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("gentler"),
    )  # fmt: skip
    harder = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("harder"),
    )  # fmt: skip
    pain_now_max = models.PositiveSmallIntegerField(
        _("offered up to this pain (0-10)"), validators=PAIN_SCALE
    )
    purpose = models.TextField(_("what it is for"), max_length=400)
    feel = models.CharField(_("how it should feel"), max_length=240)
    position = models.ForeignKey(
        BodyPosition, on_delete=models.PROTECT, related_name="exercises", verbose_name=_("position")
    )
    targets = models.ManyToManyField(
        BodyArea, related_name="exercises", verbose_name=_("areas"), blank=True
    )
    equipment = models.ManyToManyField(
        Equipment, related_name="exercises", verbose_name=_("equipment"), blank=True
    )
    contraindications = models.ManyToManyField(
        Contraindication, related_name="exercises", verbose_name=_("not for"), blank=True,
        through="exercises.ExerciseCondition",
    )  # fmt: skip
    firm_bed = models.BooleanField(_("a firm bed will do"), default=False)
    impact = models.BooleanField(
        _("runs, hops or lands"), default=False,
        help_text=_("Then the pain at which to stop is lower: bone is no tendon."),
    )  # fmt: skip
    per_side = models.BooleanField(_("each side on its own"), default=False)
    dose_type = models.CharField(
        _("counted in"),
        max_length=4,
        choices=[
            (DoseType.HOLD, _("Holds")),
            (DoseType.REPS, _("Repetitions")),
            (DoseType.TIME, _("Time")),
        ],
    )
    rep_seconds = models.PositiveSmallIntegerField(
        _("seconds for one repetition"), null=True, blank=True,
        help_text=_("Its pause included. Only for exercises counted in repetitions."),
    )  # fmt: skip
    rest_seconds = models.PositiveSmallIntegerField(_("rest between sets, seconds"), default=0)
    times_per_day_min = models.PositiveSmallIntegerField(_("times a day, from"), default=1)
    times_per_day_max = models.PositiveSmallIntegerField(_("times a day, to"), default=1)
    days_per_week_min = models.PositiveSmallIntegerField(_("days a week, from"), default=1)
    days_per_week_max = models.PositiveSmallIntegerField(_("days a week, to"), default=7)
    evidence_level = models.CharField(_("evidence"), max_length=11, choices=Evidence.choices)
    evidence_note = models.TextField(_("evidence in words"), max_length=500)
    source_ambiguity = models.TextField(
        _("our reading"), max_length=400, blank=True,
        help_text=_("Where the source leaves a question open: what we made of it, and why."),
    )  # fmt: skip
    five_step = models.ForeignKey(
        FiveStep,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("five-step order"),
    )
    sources = models.ManyToManyField(Source, related_name="exercises", verbose_name=_("sources"))
    evidence_sources = models.ManyToManyField(
        Source,
        related_name="evidence_of",
        blank=True,
        verbose_name=_("sources of the evidence"),
        help_text=_("The studies that “evidence in words” speaks of."),
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ExerciseQuerySet.as_manager()

    class Meta:
        ordering = ["phase__order", "ladder__order", "rung"]
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        constraints = [
            models.UniqueConstraint(
                fields=["ladder", "rung"], name="exercise_rung_once_per_ladder"
            ),
            models.CheckConstraint(
                condition=models.Q(rung__gte=1), name="exercise_rung_at_least_1"
            ),
            models.CheckConstraint(
                condition=models.Q(pain_now_max__gte=0, pain_now_max__lte=PAIN_MAX),
                name="exercise_pain_now_max_0_to_10",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="exercise_status_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(dose_type__in=["hold", "reps", "time"]),
                name="exercise_dose_type_is_known",
            ),
            models.CheckConstraint(
                # Said aloud: a comparison with null is unknown, and a check lets it pass.
                condition=~models.Q(dose_type="reps")
                | models.Q(rep_seconds__isnull=False, rep_seconds__gte=1),
                name="exercise_reps_have_rep_seconds",
            ),
            models.CheckConstraint(
                condition=models.Q(times_per_day_min__gte=1)
                & models.Q(times_per_day_max__gte=models.F("times_per_day_min")),
                name="exercise_times_per_day_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(days_per_week_min__gte=1, days_per_week_max__lte=7)
                & models.Q(days_per_week_max__gte=models.F("days_per_week_min")),
                name="exercise_days_per_week_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    evidence_level__in=["supported", "plausible", "expert", "unsupported"]
                ),
                name="exercise_evidence_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(gentler=None) | ~models.Q(gentler=models.F("id")),
                name="exercise_gentler_is_another",
            ),
            models.CheckConstraint(
                condition=models.Q(harder=None) | ~models.Q(harder=models.F("id")),
                name="exercise_harder_is_another",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exercises:exercise", args=[self.slug])

    @property
    def other_names(self) -> list[str]:
        """The other names, in the order staff wrote them."""
        return [line.strip() for line in self.also_known_as.splitlines() if line.strip()]

    def allows(self, pain: int) -> bool:
        """Whether `pain` (0-10, right now) is within its limit. That alone never means it suits."""
        return allows(self.pain_now_max, pain)

    @cached_property
    def doses_by_level(self) -> dict[str, Dose]:
        """The doses (start, typical, top) by level; one query unless prefetched."""
        doses = {dose.level: dose for dose in self.doses.all()}
        return {level: doses[level] for level in Level.values if level in doses}

    def minutes(self, level: str = Level.TYPICAL) -> int:
        """Whole minutes at `level`, both sides and rests included; 0 while it has no such dose."""
        dose = self.doses_by_level.get(level)
        return minutes_of([self.seconds_of(dose)]) if dose else 0

    def seconds_of(self, dose: Dose, *, one_side: bool = False) -> int:
        """Seconds that a `dose` of this exercise takes, rests and both sides (or one) included."""
        return seconds_of(
            DoseType(self.dose_type),
            dose.amount,
            rep_seconds=self.rep_seconds or 0,
            rest_seconds=self.rest_seconds,
            per_side=self.per_side and not one_side,
        )
