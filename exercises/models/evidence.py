"""Who says what, and how strong the evidence is: two facts that are kept apart."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """A text that something in the library comes from. Readers see its name, never its code."""

    class Kind(models.TextChoices):
        TEACHER = "teacher", _("Teacher")
        CLINIC = "clinic", _("Clinic")
        THERAPIST = "therapist", _("Therapist")
        ARTICLE = "article", _("Article")
        COMMENT = "comment", _("Reader’s comment")
        OWN = "own", _("Our own")
        GENERAL = "general", _("General knowledge")
        BOOK = "book", _("Book")
        REVIEW = "review", _("Review of studies")
        TRIAL = "trial", _("Trial")
        STUDY = "study", _("Study")
        REFERENCE = "reference", _("Reference work")
        OPINION = "opinion", _("Opinion")

    class Read(models.TextChoices):
        TEXT = "text", _("We read the whole text")
        ABSTRACT = "abstract", _("We read a summary or parts of it")
        UNREAD = "unread", _("We have not read it")
        GENERAL = "general", _("Known in the field; we have not read one text for it")

    # What studies and reference works say stands apart from what teachers and clinics say.
    RESEARCH = (Kind.REVIEW, Kind.TRIAL, Kind.STUDY, Kind.REFERENCE, Kind.GENERAL)

    code = models.SlugField(_("code"), max_length=20, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    reader_name = models.CharField(_("name for readers"), max_length=120)
    title = models.CharField(_("title"), max_length=200, blank=True)
    author = models.CharField(_("author"), max_length=160, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    note = models.CharField(_("what kind of text it is"), max_length=300, blank=True)
    doi = models.CharField(_("DOI"), max_length=120, blank=True)
    pubmed = models.CharField(_("PubMed number"), max_length=9, blank=True)
    pmc = models.CharField(_("PubMed Central number"), max_length=9, blank=True)
    url = models.URLField(_("public page"), max_length=300, blank=True)
    read = models.CharField(
        _("what we read"), max_length=8, choices=Read.choices, default=Read.TEXT
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("stands in"),
    )
    cited_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cites",
        verbose_name=_("named by"),
    )
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "teacher",
                        "clinic",
                        "therapist",
                        "article",
                        "comment",
                        "own",
                        "general",
                        "book",
                        "review",
                        "trial",
                        "study",
                        "reference",
                        "opinion",
                    ]
                ),
                name="source_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(read__in=["text", "abstract", "unread", "general"]),
                name="source_read_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.reader_name

    def get_absolute_url(self) -> str:
        return reverse("exercises:source", args=[self.slug])

    @property
    def is_research(self) -> bool:
        """Whether it reports studies, or what anatomy and medicine know in general."""
        return self.kind in self.RESEARCH

    @property
    def identifiers(self) -> list[tuple[str, str]]:
        """Its public identifiers, each as text and as the address where it can be read."""
        known = (
            (self.doi, f"doi:{self.doi}", f"https://doi.org/{self.doi}"),
            (
                self.pubmed,
                f"PubMed {self.pubmed}",
                f"https://pubmed.ncbi.nlm.nih.gov/{self.pubmed}/",
            ),
            (self.pmc, f"PMC{self.pmc}", f"https://pmc.ncbi.nlm.nih.gov/articles/PMC{self.pmc}/"),
            (self.url, self.url, self.url),
        )
        return [(words, address) for number, words, address in known if number]


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

    # What readers are told that each verdict means.
    MEANINGS = {
        Verdict.WELL_SUPPORTED: _("Several good studies, or plain anatomy, agree."),
        Verdict.PLAUSIBLE: _("It goes well with what is known. Nobody has tested it itself."),
        Verdict.PARTLY_TRUE: _("Some of it holds, some of it does not."),
        Verdict.WEAK_OR_MIXED: _("There are studies: few, small, or at odds with each other."),
        Verdict.CONTESTED: _("People who know the field disagree, each with reasons."),
        Verdict.NOT_SUPPORTED: _("We know of no study that shows it. It may still be so."),
        Verdict.CONTRADICTED: _("What is known speaks against it."),
        Verdict.UNTESTABLE: _("No study could show it, nor show that it is wrong."),
    }

    class Topic(models.TextChoices):
        ANATOMY = "anatomy", _("Anatomy")
        MOVEMENT = "movement", _("What it does")
        POSTURE = "posture", _("Posture and tightness")
        PAIN = "pain", _("Pain")
        EXERCISE = "exercise", _("Exercise")
        TOUCH = "touch", _("Pressing and rolling")
        BREATH = "breath", _("Breath")
        ORGANS = "organs", _("Inner organs")
        FEELINGS = "feelings", _("Feelings")
        DAILY_LIFE = "daily-life", _("Daily life")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    topic = models.CharField(
        _("topic"), max_length=10, choices=Topic.choices, default=Topic.ANATOMY
    )
    claim = models.CharField(_("claim"), max_length=240)
    verdict = models.CharField(_("verdict"), max_length=14, choices=Verdict.choices)
    why = models.CharField(_("why"), max_length=600)
    change_mind = models.CharField(_("what would change our mind"), max_length=300, blank=True)
    our_default = models.CharField(_("what we do meanwhile"), max_length=300, blank=True)
    exercises = models.ManyToManyField(
        "exercises.Exercise", related_name="claims", blank=True, verbose_name=_("exercises")
    )
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
            ),
            models.CheckConstraint(
                condition=models.Q(
                    topic__in=[
                        "anatomy",
                        "movement",
                        "posture",
                        "pain",
                        "exercise",
                        "touch",
                        "breath",
                        "organs",
                        "feelings",
                        "daily-life",
                    ]
                ),
                name="claim_topic_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.claim

    def get_absolute_url(self) -> str:
        return reverse("exercises:claim", args=[self.slug])


FINDINGS = {
    "supports": _("points this way"),
    "opposes": _("points the other way"),
    "qualifies": _("something in between"),
    "silent": _("did not look at it"),
}


class Position(models.Model):
    """What one source says to a claim, in our own words."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("For")
        OPPOSES = "opposes", _("Against")
        QUALIFIES = "qualifies", _("It depends")
        SILENT = "silent", _("Says nothing of it")

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
                condition=models.Q(stance__in=["supports", "opposes", "qualifies", "silent"]),
                name="position_stance_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_stance_display()}"

    @property
    def finding(self) -> str:
        """Where a study falls, which does not argue as people do."""
        return str(FINDINGS[self.stance])
