"""A person's own plan: what is in it, at which level, and what they like and do not like."""

import uuid
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise, Level, Programme
from tracking.models.owned import Owned, OwnedQuerySet, Side

TITLE_LENGTH = 120
MOST_ITEMS = 20  # as many as the player leads through in one go


class PlanQuerySet(OwnedQuerySet["Plan"]):
    """Plans: the one that runs, and earlier ones."""

    def running(self) -> Self:
        """Those that have not ended: at most one for each person."""
        return self.filter(ended_on=None)

    def earlier(self) -> Self:
        """Those that ended, the latest first."""
        return self.exclude(ended_on=None).order_by("-ended_on", "-created_at")


class Plan(Owned):
    """What a person means to do on `weekly_aim` days of a week; the other days are rest.

    `programme` is where it was copied from, if from anywhere: it is changed since without that
    one. `paused_on` and `paused_until` are the first and the last day of a pause, which ends by
    itself. `resumed_on`: the day on which the person said how to go on after a gap.
    """

    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    weekly_aim = models.PositiveSmallIntegerField(_("days a week"))
    started_on = models.DateField(_("since"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    paused_on = models.DateField(_("paused on"), null=True, blank=True)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    resumed_on = models.DateField(_("gone on with on"), null=True, blank=True)
    client_key = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ended_on=None), name="plan_runs_alone"
            ),
            models.UniqueConstraint(fields=["user", "client_key"], name="plan_once_per_form"),
            models.CheckConstraint(condition=~models.Q(title=""), name="plan_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(weekly_aim__gte=1, weekly_aim__lte=7),
                name="plan_weekly_aim_1_to_7",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("started_on")),
                name="plan_ends_after_it_starts",
            ),
            models.CheckConstraint(
                # Said aloud: a comparison with null is unknown, and a check lets it pass.
                condition=models.Q(paused_on=None, paused_until=None)
                | models.Q(
                    paused_on__isnull=False,
                    paused_until__isnull=False,
                    paused_until__gte=models.F("paused_on"),
                ),
                name="plan_pause_has_both_days",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Plan"))


class PlanItemQuerySet(models.QuerySet["PlanItem"]):
    """Exercises of plans."""

    def owned_by(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """Those of the plans of `user`; none at all for somebody who is not signed in."""
        return self.filter(plan__user_id=user.pk) if user.pk is not None else self.none()


class PlanItem(models.Model):
    """One exercise of a plan at a level: both sides alike, or one row for each side.

    `since` is the day on which it came into the plan or was moved last. `removed_at`: it was taken
    out, and is kept aside for a day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=5, choices=Side.choices, blank=True)
    level = models.CharField(_("dose"), max_length=7, choices=Level.choices, default=Level.START)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    since = models.DateField(_("since"))
    removed_at = models.DateTimeField(_("taken out at"), null=True, blank=True, editable=False)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "side"]
        verbose_name = _("exercise of a plan")
        verbose_name_plural = _("exercises of a plan")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "exercise", "side"],
                condition=models.Q(removed_at=None),
                name="plan_item_once_per_side",
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=Side.values), name="plan_item_side_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=Level.values), name="plan_item_level_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Exercise of a plan"))


class Liking(Owned):
    """What a person said of an exercise, whatever the reason: they like it, or it is not theirs."""

    class Kind(models.TextChoices):
        FAVOURITE = "favourite", _("Favourite")
        NOT_FOR_ME = "not_for_me", _("Not for me")

    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what was said"), max_length=10, choices=Kind.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: Any = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("liking")
        verbose_name_plural = _("likings")
        constraints = [
            models.UniqueConstraint(fields=["user", "exercise"], name="liking_once_per_exercise"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["favourite", "not_for_me"]),
                name="liking_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Liking"))
