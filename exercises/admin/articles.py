"""Articles in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from exercises.admin.parts import PartsOfKind, line_up
from exercises.admin.publishing import PublishedAdmin
from exercises.models import Article, ArticlePoint


class KeyPoints(PartsOfKind):
    """What the article says."""

    model = ArticlePoint
    kind = ArticlePoint.Kind.KEY
    verbose_name = _("key point")
    verbose_name_plural = _("key points")


class Disagreements(PartsOfKind):
    """Where its sources say different things."""

    model = ArticlePoint
    kind = ArticlePoint.Kind.DISAGREEMENT
    verbose_name = _("disagreement")
    verbose_name_plural = _("where sources disagree")


@admin.register(Article)
class ArticleAdmin(PublishedAdmin):
    """Articles: outlines until somebody has written them out."""

    inlines = (KeyPoints, Disagreements)
    list_display = ("title", "status", "order", "updated_at")
    list_filter = ("status",)
    search_fields = ("slug", "title", "summary")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("updated_at",)
    fields = ("title", "slug", "status", "summary", "evidence", "sources", "order", "updated_at")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        line_up(form.instance.points.all(), ArticlePoint.Kind.values)
