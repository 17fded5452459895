"""Articles in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exercises.admin.parts import PartsOfKind, line_up
from exercises.admin.publishing import PublishedAdmin, PublishedForm
from exercises.models import Article, ArticlePoint


class KeyPoints(PartsOfKind):
    """What the article says."""

    model = ArticlePoint
    kind = ArticlePoint.Kind.KEY
    first_rows = 3
    verbose_name = _("key point")
    verbose_name_plural = _("key points")


class Disagreements(PartsOfKind):
    """Where its sources say different things."""

    model = ArticlePoint
    kind = ArticlePoint.Kind.DISAGREEMENT
    verbose_name = _("disagreement")
    verbose_name_plural = _("where sources disagree")


class ArticleForm(PublishedForm):
    """An article without its points."""

    may_wait = ("summary",)

    class Meta:
        model = Article
        fields = "__all__"
        help_texts = {
            "slug": _("The end of its link. Made from the title if you leave it empty."),
            "order": _("Its place in lists: small numbers come first."),
        }


@admin.register(Article)
class ArticleAdmin(PublishedAdmin):
    """Articles: outlines until somebody has written them out. No page shows them yet."""

    form = ArticleForm
    inlines = (KeyPoints, Disagreements)
    list_display = ("title", "status", "order", "updated_at")
    list_filter = ("status",)
    search_fields = ("slug", "title", "summary")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("updated_at",)
    fields = ("title", "slug", "summary", "evidence", "sources", "order", "updated_at")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        line_up(form.instance.points.all(), ArticlePoint.Kind.values)

    def needs(self, row: Article) -> dict[str, bool]:
        return {
            gettext("a summary"): bool(row.summary),
            gettext("a key point"): row.points.filter(kind=ArticlePoint.Kind.KEY).exists(),
        }
