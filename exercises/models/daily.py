"""Daily life: small things to try, and personal comparisons that test nobody."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models.vocabulary import Term


class Habit(Term):
    """A small thing of daily life: what to look at, who says so, and how well that is known."""

    class Drawing(models.TextChoices):
        WALK = "walk", _("Walking")
        BATH = "bath", _("A bath")
        SHOES = "shoes", _("Shoes")
        CHAIR = "chair", _("A chair")
        CAR_SEAT = "car-seat", _("A car seat")
        BREAKS = "breaks", _("Standing up")
        DESK = "desk", _("A desk")
        BED = "bed", _("A bed")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    checklist = models.JSONField(_("checklist"), default=list, blank=True)
    texts_say = models.CharField(_("what the texts say"), max_length=500, blank=True)
    known = models.CharField(_("how well it is known"), max_length=500, blank=True)
    evidence = models.CharField(_("evidence"), max_length=11, default="expert")
    drawing = models.CharField(_("drawing"), max_length=8, choices=Drawing.choices, blank=True)
    caveat = models.CharField(_("caveat"), max_length=240, blank=True)
    exercises = models.ManyToManyField(
        "exercises.Exercise", related_name="habits", blank=True, verbose_name=_("exercises")
    )
    sources = models.ManyToManyField("exercises.Source", blank=True, verbose_name=_("sources"))

    class Meta(Term.Meta):
        verbose_name = _("habit")
        verbose_name_plural = _("habits")

    def get_absolute_url(self) -> str:
        return reverse("exercises:habit", args=[self.slug])


class SelfCheck(Term):
    """A personal comparison, repeated every so many days. Never a test of anybody."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    how = models.CharField(_("how"), max_length=300)
    can_say = models.CharField(_("what it can say"), max_length=240, blank=True)
    cannot_say = models.CharField(_("what it cannot say"), max_length=240, blank=True)
    record = models.CharField(_("what is recorded"), max_length=30)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    every_days = models.PositiveSmallIntegerField(_("every so many days"))
    evidence = models.CharField(_("evidence"), max_length=11)
    caveat = models.CharField(_("caveat"), max_length=240, blank=True)
    sources = models.ManyToManyField("exercises.Source", blank=True, verbose_name=_("sources"))

    class Meta(Term.Meta):
        verbose_name = _("self-check")
        verbose_name_plural = _("self-checks")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(every_days__gte=1), name="self_check_every_days_at_least_1"
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("exercises:self-check", args=[self.slug])
