"""The parts of the anatomy drawing."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models.vocabulary import Term


class AnatomyPart(Term):
    """A part of the anatomy drawing, with what it is; `code` is its name in the drawing."""

    class Layer(models.TextChoices):
        PSOAS = "psoas", _("The psoas and its neighbours")
        CORE = "core", _("The trunk")
        HIP = "hip", _("Hip and buttock")
        NERVES = "nerves", _("Nerves")
        ORGANS = "organs", _("Organs")
        BONES = "bones", _("Bones")

    say = models.CharField(_("how to say it"), max_length=80, blank=True)
    also = models.CharField(_("other words for it"), max_length=200, blank=True)
    layer = models.CharField(_("layer"), max_length=6, choices=Layer.choices)
    text = models.CharField(_("text"), max_length=600)
    disagreement = models.CharField(_("where texts disagree"), max_length=400, blank=True)
    exercises = models.ManyToManyField(
        "exercises.Exercise", related_name="anatomy", blank=True, verbose_name=_("exercises")
    )
    claims = models.ManyToManyField(
        "exercises.Claim", related_name="anatomy", blank=True, verbose_name=_("claims")
    )
    sources = models.ManyToManyField("exercises.Source", blank=True, verbose_name=_("sources"))

    class Meta(Term.Meta):
        verbose_name = _("part of the body’s anatomy")
        verbose_name_plural = _("anatomy")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(layer__in=["psoas", "core", "hip", "nerves", "organs", "bones"]),
                name="anatomy_layer_is_known",
            )
        ]

    def get_absolute_url(self) -> str:
        return f"{reverse('exercises:anatomy')}#part-{self.code}"
