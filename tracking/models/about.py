"""What a person said of themselves, for as long as they say so: limits, and what is at hand."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exercises.models import Contraindication, Equipment
from tracking.models.owned import Owned, OwnedQuerySet


class Trait(Owned):
    """One thing of these: a caution that is true, a thing that is at hand, or an ability.

    `told_on` is the day on which it was said, or said to be still so. Nothing else is kept: what
    was taken back is gone.
    """

    class Ability(models.TextChoices):
        FLOOR = "floor", _("Getting down to the floor, and up again")
        KNEELING = "kneeling", _("Kneeling")
        BED = "bed", _("A firm bed instead of the floor")

    caution = models.ForeignKey(
        Contraindication, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    thing = models.ForeignKey(
        Equipment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ability = models.CharField(_("ability"), max_length=8, choices=Ability.choices, blank=True)
    goes = models.BooleanField(_("goes well, or is there"), null=True, blank=True)
    told_on = models.DateField(_("said on"))
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("thing about oneself")
        verbose_name_plural = _("things about oneself")
        constraints = [
            models.CheckConstraint(
                condition=Q(caution__isnull=False, thing=None, ability="", goes=None)
                | Q(caution=None, thing__isnull=False, ability="", goes=None)
                | Q(
                    caution=None,
                    thing=None,
                    ability__in=["floor", "kneeling", "bed"],
                    goes__isnull=False,
                ),
                name="trait_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["user", "caution"],
                condition=Q(caution__isnull=False),
                name="trait_caution_once_for_each_person",
            ),
            models.UniqueConstraint(
                fields=["user", "thing"],
                condition=Q(thing__isnull=False),
                name="trait_thing_once_for_each_person",
            ),
            models.UniqueConstraint(
                fields=["user", "ability"],
                condition=~Q(ability=""),
                name="trait_ability_once_for_each_person",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Thing about oneself"))

    @property
    def label(self) -> str:
        """What was said, in words."""
        term = self.caution or self.thing
        return term.label if term else str(self.Ability(self.ability).label)
