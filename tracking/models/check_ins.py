"""Check-ins: how it is now. Pain is the only thing needed."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from exercises.models import BodyArea
from exercises.rules.bands import PAIN_MAX
from tracking.models.owned import Entry, EntryQuerySet, Side, answers, side_words


class CheckInQuerySet(EntryQuerySet["CheckIn"]):
    """Check-ins, with as much of what hangs on them as is wanted."""

    def to_edit(self) -> Self:
        """With what their form shows again."""
        return self.prefetch_related("areas", "readings", "aftermaths")

    def in_full(self) -> Self:
        """With all that can be said again of one: its answers in words, and its places."""
        return self.prefetch_related(*said_and_felt(in_words=True))


def said_and_felt(*, in_words: bool) -> tuple[models.Prefetch, models.Prefetch]:
    """The answers of check-ins, and their places."""
    places = FeltArea.objects.select_related("area")
    return answers(in_words=in_words), models.Prefetch("areas", places)


class CheckIn(Entry):
    """One look at the day: pain 0 to 10, and whatever else the person wished to say."""

    pain = models.PositiveSmallIntegerField(_("pain now"))
    this_morning = models.BooleanField(_("this is how the morning was"), default=False)
    as_before = models.BooleanField(_("said to be the same as the check-in before"), default=False)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-created_at"]
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        indexes = [
            models.Index(fields=["user", "-at"], name="check_in_newest"),
            models.Index(fields=["user", "created_at"], name="check_in_written"),
            # Charts read day, clock and pain, and which answers hang on it: this index answers
            # them by itself.
            models.Index(
                fields=[
                    "user",
                    "local_date",
                    "at",
                    "utc_offset",
                    "pain",
                    "this_morning",
                    "created_at",
                    "id",
                    "removed_at",
                ],
                condition=models.Q(removed_at=None),
                name="check_in_chart",
            ),
            models.Index(
                fields=["user", "removed_at"],
                condition=models.Q(removed_at__isnull=False),
                name="check_in_removed",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "client_key"],
                condition=models.Q(removed_at=None),
                name="check_in_once_per_form",
            ),
            models.CheckConstraint(
                condition=models.Q(pain__gte=0, pain__lte=PAIN_MAX), name="check_in_pain_0_to_10"
            ),
            models.CheckConstraint(
                condition=models.Q(utc_offset__gte=-900, utc_offset__lte=900),
                name="check_in_offset_is_a_time_zone",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Check-in"))


class FeltArea(models.Model):
    """A place on the body that a check-in names."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey(BodyArea, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=5, choices=Side.choices, blank=True)

    class Meta:
        ordering = ["area__order", "side"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(
                fields=["check_in", "area", "side"], name="felt_area_once_per_check_in"
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=Side.values), name="felt_area_side_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Place"))

    @property
    def words(self) -> str:
        """The place as people say it: "Low back, right". Reads the area."""
        return place_words(self.area, self.side)


def place_words(area: BodyArea, side: str) -> str:
    """A place as people say it, with its side if it has one."""
    return f"{area.label}, {side_words(side)}" if side else area.label


class AftermathManager(models.Manager["Aftermath"]):
    """Answers of which both entries stand: neither end knows whether the other was deleted."""

    def get_queryset(self) -> models.QuerySet["Aftermath"]:
        standing = {"check_in__removed_at": None, "session__removed_at": None}
        return super().get_queryset().filter(**standing)


class Aftermath(models.Model):
    """The morning after: how a side is since a session, compared with the person's usual."""

    class Change(models.IntegerChoices):
        EASIER = -1, _("Easier")
        USUAL = 0, _("My usual")
        LITTLE_MORE = 1, _("A little more")
        CLEARLY_MORE = 2, _("Clearly more")

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="aftermaths")
    session = models.ForeignKey(
        "tracking.Session", on_delete=models.CASCADE, related_name="aftermaths"
    )
    side = models.CharField(_("side"), max_length=5, choices=Side.choices, blank=True)
    change = models.SmallIntegerField(_("since the session"), choices=Change.choices)

    objects = AftermathManager()

    class Meta:
        verbose_name = _("morning after")
        verbose_name_plural = _("mornings after")
        constraints = [
            models.UniqueConstraint(
                fields=["check_in", "session", "side"], name="aftermath_once_per_side"
            ),
            models.CheckConstraint(
                condition=models.Q(change__gte=-1, change__lte=2),
                name="aftermath_change_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=Side.values), name="aftermath_side_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Morning after"))
