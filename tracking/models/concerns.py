"""What has to be answered before anything suits again: a new sign, a fall, an urgent answer."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exercises.models import BodyArea, Measure
from tracking.models.check_ins import CheckIn
from tracking.models.owned import Owned, OwnedQuerySet, Side
from tracking.models.sessions import Session


class ConcernQuerySet(OwnedQuerySet["Concern"]):
    """Concerns, answered or not."""

    def standing(self) -> Self:
        """Those of entries that stand."""
        return self.filter(check_in__removed_at=None, session__removed_at=None)

    def still_open(self) -> Self:
        """Those that nobody has answered yet."""
        return self.filter(answer="")

    def in_words(self) -> Self:
        """With all that their labels and days need."""
        return self.select_related("measure", "area", "check_in", "session")


class Concern(Owned):
    """One new sign of one entry, and what its owner says became of it.

    It stays open until they answer: no later entry closes it, and silence does not either. Where
    it is stands here as in the entry, for every page asks whether something is open.
    """

    class Answer(models.TextChoices):
        GONE = "gone", _("It is gone")
        CHECKED = "checked", _("I have been checked")

    check_in = models.ForeignKey(
        CheckIn, on_delete=models.CASCADE, null=True, blank=True, related_name="concerns"
    )
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="concerns"
    )
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        BodyArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    side = models.CharField(_("side"), max_length=5, choices=Side.choices, blank=True)
    answer = models.CharField(_("answer"), max_length=7, choices=Answer.choices, blank=True)
    answered_on = models.DateField(_("since when"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("sign to answer")
        verbose_name_plural = _("signs to answer")
        indexes = [
            # Nearly always empty: what every page asks costs one look.
            models.Index(fields=["user"], condition=Q(answer=""), name="concern_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(check_in=None, session__isnull=False)
                | Q(session=None, check_in__isnull=False),
                name="concern_belongs_to_one_entry",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "gone", "checked"]), name="concern_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="concern_answer_has_a_day",
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="concern_side_is_known"),
            models.UniqueConstraint(
                fields=["check_in", "measure"],
                condition=Q(check_in__isnull=False),
                name="concern_once_per_check_in",
            ),
            models.UniqueConstraint(
                fields=["session", "measure"],
                condition=Q(session__isnull=False),
                name="concern_once_per_session",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Sign to answer"))

    @property
    def label(self) -> str:
        """The sign and where it is: "Weakness: knee, left"."""
        if self.area is None:
            return self.measure.label
        side = f", {self.get_side_display().lower()}" if self.side else ""
        return f"{self.measure.label}: {self.area.label.lower()}{side}"

    def told_alike(self) -> "ConcernQuerySet":
        """All of its owner's that tell of the same sign in the same place, answered as this one."""
        same = {"measure": self.measure_id, "area": self.area_id, "side": self.side}
        state = {"answer": self.answer, "answered_on": self.answered_on}
        return Concern.objects.standing().filter(user=self.user_id, **same, **state)

    @property
    def entry(self) -> CheckIn | Session:
        """The entry that tells of it."""
        entry = self.check_in or self.session
        assert entry is not None  # noqa: S101 (the database sees to it)
        return entry
