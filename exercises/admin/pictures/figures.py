"""Drawn figures in the admin: written as text, looked at while writing, refused with reasons."""

from typing import Any, Unpack

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.desk.base import ContentAdmin, ContentForm
from exercises.admin.pictures.preview import Preview, preview_of, preview_of_record
from exercises.admin.pictures.sheet import sheet_of
from exercises.figures.record.records import Record, written
from exercises.models import Exercise, Figure
from exercises.pack.files.figure_checks import record_faults
from exercises.pack.files.pose_text import LONGEST, PoseTextError, pose_text, record_from
from psoas_site.ui.shapes import RowForm, Sent, Uploads, Values

REFUSED = 422
UNNAMED = "new-figure"


class PoseField(forms.CharField):
    """A pose record as YAML text. What is wrong with the text is said; the text itself stays."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        area = forms.Textarea(attrs={"rows": 28, "cols": 90, "spellcheck": "false"})
        super().__init__(**kwargs | {"widget": area, "strip": False, "max_length": LONGEST})

    def prepare_value(self, value: object) -> str:
        return pose_text(value) if isinstance(value, dict) else str(value or "")

    def clean(self, value: object) -> Any:
        text = super().clean(value)
        try:
            return record_from(text)
        except PoseTextError as error:
            raise ValidationError(error.faults) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return written(initial or {}) != written(record_from(data or ""))
        except (PoseTextError, TypeError, ValueError):  # nothing that could be kept
            return True


class FigureForm(ContentForm):
    """A figure: it is saved only if it can be drawn."""

    # When the page was opened, this was the record: a later one must not be written over.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Figure
        fields = ("exercise", "pose")
        field_classes = {"pose": PoseField}
        help_texts = {
            "pose": gettext_lazy(
                "Degrees and centimetres. docs/content-pack.md, “Figure”, names every field."
            )
        }

    def __init__(self, data: Sent = None, files: Uploads = None, **more: Unpack[RowForm]) -> None:
        super().__init__(data, files, **more)
        self.fields["seen"].initial = self.instance.digest
        if "exercise" in self.fields:
            chooser: Any = self.fields["exercise"]
            chooser.queryset = Exercise.objects.filter(figure=None).order_by("name")

    def clean(self) -> Values:
        given = super().clean()
        if given.get("seen") and self.instance.pk and given["seen"] != self.instance.digest:
            words = _(
                "Somebody changed this figure while you had it open. Nothing was saved. "
                "Copy what you wrote, then open the page again."
            )
            raise ValidationError(words, code="stale")
        if given.get("pose") is not None:
            self._check_pose(given["pose"], given.get("exercise"))
        return given

    def _check_pose(self, pose: Record, chosen: Exercise | None) -> None:
        exercise = chosen
        if exercise is None and self.instance.pk:
            exercise = self.instance.exercise
        faults = record_faults(exercise.slug if exercise else UNNAMED, pose)
        if faults:
            self.add_error("pose", faults)


@admin.register(Figure)
class FigureAdmin(ContentAdmin):
    """Drawn figures, one for each exercise."""

    form = FigureForm
    list_display = ("exercise", "address", "status")
    list_filter = ("exercise__status", "exercise__phase")
    list_select_related = ("exercise",)
    search_fields = ("exercise__slug", "exercise__name")
    fields = ("exercise", "pose")
    change_form_template = "admin/exercises/figure/change_form.html"
    change_list_template = "admin/exercises/figure/change_list.html"

    class Media:
        css = {
            "all": [
                "css/components/figure.css",
                "css/components/figure-people.css",
                "css/admin/figures.css",
            ]
        }
        js = [Script("js/figure-preview.js", type="module")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Figure]:
        return super().get_queryset(request).select_related("exercise")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> tuple[str, ...]:
        return ("exercise",) if obj else ()

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview)
        sheet = self.admin_site.admin_view(self.sheet)
        return [
            path("preview/", preview, name="exercises_figure_preview"),
            path("sheet/", sheet, name="exercises_figure_sheet"),
            *super().get_urls(),
        ]

    def view_on_site(self, obj: Figure) -> str:
        return obj.exercise.get_absolute_url()

    # --- The page of one figure ------------------------------------------------------------------

    def render_change_form(
        self, request: HttpRequest, context: Values, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page, with what its text draws now; beside one that draws nothing, what is kept."""
        row, form = kwargs.get("obj"), context["adminform"].form
        address = reverse("admin:exercises_figure_preview")
        context["preview_address"] = f"{address}?figure={row.pk}" if row else address
        if "pose" in form.fields and (text := form["pose"].value()):
            context["preview"] = _preview(text, row and row.exercise)
        drawn = context.get("preview")
        if row and not (drawn and drawn.sides):
            context["kept"] = _preview(row.pose, row.exercise)
        return super().render_change_form(request, context, *args, **kwargs)

    def preview(self, request: HttpRequest) -> HttpResponse:
        """What a text draws, before it is saved: a part of a page, or the reasons against it."""
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        preview = _preview(request.POST.get("pose", ""), _exercise_meant(request))
        status = REFUSED if preview.faults else 200
        page = "admin/exercises/figure/drawn.html"
        return render(request, page, {"preview": preview}, status=status)

    # --- All figures at once ---------------------------------------------------------------------

    def sheet(self, request: HttpRequest) -> HttpResponse:
        """Every figure, large and small, in both themes."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request)
        if wanted := request.GET.get("slug", "")[:80]:
            rows = rows.filter(exercise__slug__contains=wanted)
        page = {
            **self.admin_site.each_context(request),
            "title": _("All drawn figures"),
            "opts": self.opts,
            "media": self.media,
            "entries": sheet_of(rows),
            "slug": wanted,
        }
        return TemplateResponse(request, "admin/exercises/figure/sheet.html", page)

    # --- What is shown ---------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("address"), ordering="exercise__slug")
    def address(self, obj: Figure) -> str:
        return obj.slug

    @admin.display(description=gettext_lazy("status"), ordering="exercise__status")
    def status(self, obj: Figure) -> str:
        return obj.exercise.get_status_display()


def _preview(pose: Any, exercise: Exercise | None) -> Preview:
    """The preview of a record, or of one as text, for an exercise or one not chosen yet."""
    own: dict[str, Any] = {"slug": UNNAMED, "name": _("New figure"), "per_side": False}
    if exercise is not None:
        own = {"slug": exercise.slug, "name": exercise.name, "per_side": exercise.per_side}
    if isinstance(pose, dict):
        return preview_of_record(pose, **own)
    return preview_of(str(pose), **own)


def _exercise_meant(request: HttpRequest) -> Exercise | None:
    """Whose figure is being written: that of the page, or the one that was chosen on it."""
    exercises = Exercise.objects.all()
    if figure := _number(request.GET.get("figure", "")):
        return exercises.filter(figure=figure).first()
    return exercises.filter(pk=_number(request.POST.get("exercise", ""))).first()


def _number(text: str) -> int:
    """A row's number; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
