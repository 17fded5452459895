"""Articles in the admin."""

from typing import Unpack

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exercises.admin.desk.parts import KindFormSet, PartsOfKind, line_up
from exercises.admin.desk.publishing import PublishedAdmin, PublishedForm
from exercises.admin.desk.texts import check_text
from exercises.models import Article, ArticlePoint, Source
from exercises.writing import read
from psoas_site.ui.shapes import RowForm, Sent, Uploads


class KeyPointFormSet(KindFormSet):
    """What readers see has one at least."""

    needed = _("A published article needs a key point.")


class KeyPoints(PartsOfKind):
    """What the article says."""

    model = ArticlePoint
    formset = KeyPointFormSet
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
    """An article without its points. Its sources are those that its text names."""

    may_wait = ("summary", "body")

    class Meta:
        model = Article
        fields = "__all__"
        widgets = {"body": AdminTextareaWidget(attrs={"rows": 30})}
        help_texts = {
            "body": _(
                "Headings begin with ##. Every paragraph and every point of a list ends with its "
                "sources in braces, such as {koch-2005 smith-2017}, or with {advice} where it "
                "states no fact. Links name what they lead to: [a walk](exercise:easy-walk), and "
                "so with programme, article, claim, source, anatomy, daily, check. How a drawing "
                "is named says docs/editing-content.md."
            ),
            "slug": _("The end of its link. Made from the title if you leave it empty."),
            "group": _("Under which heading the page “Learn” shows it."),
            "order": _("Its place in lists: small numbers come first."),
        }

    def __init__(self, data: Sent = None, files: Uploads = None, **more: Unpack[RowForm]) -> None:
        super().__init__(data, files, **more)
        if "body" in self.fields:
            # The pack's texts end with a line end: saved as they are, they are still the pack's.
            self.fields["body"].strip = False  # type: ignore[attr-defined]

    def clean_body(self) -> str:
        body = str(self.cleaned_data["body"])
        if not body.strip() and not self.fields["body"].required:
            return ""
        check_text(body)
        return body


@admin.register(Article)
class ArticleAdmin(PublishedAdmin):
    """Articles. Their preview is the page that readers get."""

    form = ArticleForm
    inlines = (KeyPoints, Disagreements)
    list_display = ("title", "group", "status", "order", "updated_at")
    list_filter = ("status", "group")
    search_fields = ("slug", "title", "summary")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("updated_at", "named_sources")
    fields = (
        "title", "slug", "summary", "body", "named_sources", "evidence", "exercises", "claims",
        "group", "order", "updated_at",
    )  # fmt: skip

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list[BaseFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        line_up(form.instance.points.all(), ArticlePoint.Kind.values)
        named = read(form.instance.body).codes
        form.instance.sources.set(Source.objects.filter(code__in=named))

    @admin.display(description=_("sources"))
    def named_sources(self, obj: Article) -> str:
        """The sources that its text names."""
        names = [source.reader_name for source in obj.sources.all()] if obj.pk else []
        return ", ".join(names) or gettext("None yet")

    def view_on_site(self, obj: Article) -> str:
        return obj.get_absolute_url()

    def needs(self, row: Article) -> dict[str, bool]:
        return {
            gettext("a summary"): bool(row.summary),
            gettext("a text"): bool(row.body),
            gettext("a key point"): row.points.filter(kind=ArticlePoint.Kind.KEY).exists(),
        }
