"""What has to be answered before anything suits again: a new sign, a fall, a warning sign."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exercises.models import BodyArea, Measure, ScreeningItem
from tracking.models.check_ins import CheckIn
from tracking.models.owned import Owned, OwnedQuerySet, Side
from tracking.models.screening import Screening
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
        return self.select_related("measure", "area", "check_in", "session", "item", "screening")


class Concern(Owned):
    """One new sign of one entry, and what its owner says became of it.

    Or a warning sign (`item`) that they said yes to when they were asked. Only a check by somebody
    else answers that one.

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
    screening = models.ForeignKey(
        Screening, on_delete=models.CASCADE, null=True, blank=True, related_name="concerns"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    item = models.ForeignKey(
        ScreeningItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
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
                condition=Q(check_in__isnull=False, session=None, screening=None)
                | Q(check_in=None, session__isnull=False, screening=None)
                | Q(check_in=None, session=None, screening__isnull=False),
                name="concern_belongs_to_one_entry",
            ),
            models.CheckConstraint(
                condition=Q(screening=None, item=None, measure__isnull=False)
                | Q(screening__isnull=False, item__isnull=False, measure=None),
                name="concern_is_of_one_sign",
            ),
            models.CheckConstraint(
                condition=Q(item=None) | ~Q(answer="gone"), name="concern_of_warning_is_checked"
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
            models.UniqueConstraint(
                fields=["screening", "item"],
                condition=Q(screening__isnull=False),
                name="concern_once_per_screening",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Sign to answer"))

    @property
    def name(self) -> str:
        """The sign alone, in few words."""
        if self.item is not None:
            return self.item.brief
        return self.measure.label if self.measure is not None else ""

    @property
    def label(self) -> str:
        """The sign and where it is: "Weakness: knee, left"."""
        if self.area is None:
            return self.name
        side = f", {self.get_side_display().lower()}" if self.side else ""
        return f"{self.name}: {self.area.label.lower()}{side}"

    def answers(self, *, emergency: bool) -> list[tuple[str, str]]:
        """What may become of it, with the words for it: a warning sign, or an `emergency`, has to
        be checked."""
        if self.item_id is None and not emergency:
            return [(str(value), str(label)) for value, label in self.Answer.choices]
        return [(self.Answer.CHECKED.value, str(self.Answer.CHECKED.label))]

    def told_alike(self) -> "ConcernQuerySet":
        """All of its owner's that tell of the same sign in the same place, answered as this one."""
        sign = {"measure": self.measure_id, "item": self.item_id}
        same = {**sign, "area": self.area_id, "side": self.side}
        state = {"answer": self.answer, "answered_on": self.answered_on}
        return Concern.objects.standing().filter(user=self.user_id, **same, **state)

    @property
    def entry(self) -> CheckIn | Session | Screening:
        """The entry or the answers that tell of it."""
        entry = self.check_in or self.session or self.screening
        assert entry is not None  # noqa: S101 (the database sees to it)
        return entry
