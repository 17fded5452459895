"""Who says what, and how strong the evidence is: two facts that are kept apart."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """A text that something in the library comes from. Readers see its name, never its code."""

    class Kind(models.TextChoices):
        TEACHER = "teacher", _("Teacher")
        CLINIC = "clinic", _("Clinic")
        THERAPIST = "therapist", _("Therapist")
        ARTICLE = "article", _("Article")
        OWN = "own", _("Our own")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    reader_name = models.CharField(_("name for readers"), max_length=120)
    title = models.CharField(_("title"), max_length=200, blank=True)
    author = models.CharField(_("author"), max_length=160, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    note = models.CharField(_("what kind of text it is"), max_length=300, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["teacher", "clinic", "therapist", "article", "own"]),
                name="source_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.reader_name


class Claim(models.Model):
    """A statement about the psoas, with our verdict on the evidence for it."""

    class Verdict(models.TextChoices):
        WELL_SUPPORTED = "well_supported", _("Well supported")
        PLAUSIBLE = "plausible", _("Plausible")
        PARTLY_TRUE = "partly_true", _("Partly true")
        WEAK_OR_MIXED = "weak_or_mixed", _("Weak or mixed")
        CONTESTED = "contested", _("Contested")
        NOT_SUPPORTED = "not_supported", _("Not supported")
        CONTRADICTED = "contradicted", _("Contradicted")
        UNTESTABLE = "untestable", _("Cannot be tested")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    claim = models.CharField(_("claim"), max_length=240)
    verdict = models.CharField(_("verdict"), max_length=14, choices=Verdict.choices)
    why = models.CharField(_("why"), max_length=400)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    verdict__in=[
                        "well_supported",
                        "plausible",
                        "partly_true",
                        "weak_or_mixed",
                        "contested",
                        "not_supported",
                        "contradicted",
                        "untestable",
                    ]
                ),
                name="claim_verdict_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.claim


class Position(models.Model):
    """What one source says to a claim, in our own words."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("For")
        OPPOSES = "opposes", _("Against")
        QUALIFIES = "qualifies", _("It depends")

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="positions")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(_("stance"), max_length=9, choices=Stance.choices)
    words = models.CharField(_("in our words"), max_length=400)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "source"], name="position_once_per_claim_and_source"
            ),
            models.CheckConstraint(
                condition=models.Q(stance__in=["supports", "opposes", "qualifies"]),
                name="position_stance_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_stance_display()}"
