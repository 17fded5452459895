"""Articles: texts for readers, each statement with its sources."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models.evidence import Claim, Source
from exercises.models.exercise import Exercise, PublishedQuerySet, Status


class Article(models.Model):
    """A text for readers, with its key points and where the sources disagree."""

    class Group(models.TextChoices):
        """Under what the list of all articles shows it, in this order."""

        HELP = "help", _("When to get help")
        ABOUT = "about", _("What it is, and what is said of it")
        PAIN = "pain", _("What hurts")
        DOING = "doing", _("What to do")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=160)
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.DRAFT
    )
    summary = models.CharField(_("summary"), max_length=300)
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    group = models.CharField(_("group"), max_length=5, choices=Group.choices, default=Group.ABOUT)
    order = models.PositiveIntegerField(_("order"), default=0)
    sources = models.ManyToManyField(
        Source, related_name="articles", blank=True, verbose_name=_("sources")
    )
    body = models.TextField(_("text"), max_length=20_000, blank=True)
    claims = models.ManyToManyField(
        Claim, related_name="articles", blank=True, verbose_name=_("claims")
    )
    exercises = models.ManyToManyField(
        Exercise, related_name="articles", blank=True, verbose_name=_("exercises")
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="article_status_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(group__in=["help", "about", "pain", "doing"]),
                name="article_group_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("exercises:article", args=[self.slug])


class ArticlePoint(models.Model):
    """One of an article's key points, or of its disagreements."""

    class Kind(models.TextChoices):
        KEY = "key", _("Key point")
        DISAGREEMENT = "disagreement", _("Where sources disagree")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    text = models.CharField(_("text"), max_length=400)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order"]
        verbose_name = _("point")
        verbose_name_plural = _("points")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["key", "disagreement"]),
                name="article_point_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.text
