"""Photographs of an exercise: chosen on its page, checked at once, dragged into their order."""

from contextlib import suppress
from typing import Any, Unpack

from adminsortable2.admin import SortableStackedInline
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.desk.parts import Part, PartFormSet
from exercises.models import Photograph
from exercises.pictures import photographs
from exercises.pictures.photographs import Kept
from exercises.pictures.photographs.images import pictures_of
from psoas_site.ui.shapes import RowForm, Sent, Uploads

THUMB = 150  # pixels wide


def taken(upload: Any) -> Kept:
    """The files that we keep of `upload`, written when it is first asked for.

    Raises ValidationError if it is no photograph, as often as it is asked.
    """
    if not hasattr(upload, "taken"):
        try:
            upload.taken = photographs.keep(pictures_of(upload))
        except ValidationError as error:
            upload.taken = error
    if isinstance(upload.taken, ValidationError):
        raise upload.taken
    return upload.taken


def _name_of(upload: Any) -> Any:
    """The name under which `upload` was kept; None if it was refused, which its form will say."""
    try:
        return taken(upload).name
    except ValidationError:
        return None


class PhotographInput(forms.FileInput):
    """Choosing a file, below the photograph that is there now."""

    row: Photograph | None = None

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        chooser = super().render(*args, **kwargs)
        return format_html("{}{}", preview(self.row), chooser) if self.row else chooser


def preview(row: Photograph) -> SafeString:
    """A small picture with the bytes of each size."""
    sizes = photographs.sizes_of(row)
    if not sizes:
        words = _("Its file is missing, so readers do not see it. Choose it again.")
        return format_html("<p>{}</p>", words)
    lines = ((f"{width} px: {filesizeformat(size)}",) for width, size in sizes.items())
    return format_html(
        '<p class="photograph-now">'
        '<img src="{}" width="{}" height="{}" alt="" loading="lazy"> <span>{}</span></p>',
        photographs.address_of(row, min(sizes)),
        THUMB,
        max(1, round(row.height * THUMB / row.width)),
        format_html_join(mark_safe("<br>"), "{}", lines),  # our own tag between escaped parts
    )


class PhotographField(forms.FileField):
    """An upload that becomes files of our own; None where nothing was chosen."""

    def to_python(self, data: UploadedFile | None) -> Kept | None:  # type: ignore[override]
        upload = super().to_python(data)
        return taken(upload) if upload else None


class PhotographForm(forms.ModelForm):
    """One photograph; a new file takes the place of the one before."""

    file = PhotographField(
        label=gettext_lazy("File"),
        widget=PhotographInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=gettext_lazy("JPEG, PNG or WebP. At most 10 MB in one go."),
        error_messages={"required": gettext_lazy("Choose a photograph.")},
    )

    class Meta:
        model = Photograph
        fields = ("alt", "credit", "instead_of_figure")

    def __init__(self, data: Sent = None, files: Uploads = None, **more: Unpack[RowForm]) -> None:
        super().__init__(data, files, **more)
        if self.instance.pk:
            self.fields["file"].required = False
            self.fields["file"].widget.row = self.instance

    def save(self, commit: bool = True) -> Photograph:
        kept: Kept | None = self.cleaned_data["file"]
        before = self.instance.name
        if kept:
            self.instance.name, self.instance.widths = kept.name, list(kept.widths)
            self.instance.width, self.instance.height = kept.width, kept.height
        saved = super().save(commit)
        if kept and before:
            photographs.drop_later(before)
        return saved


class Photographs(Part, SortableStackedInline):
    """The photographs of an exercise."""

    model = Photograph
    form = PhotographForm
    formset = PartFormSet
    fields = ("file", "alt", "credit", "instead_of_figure")
    max_num = 6
    extra = 1  # so that one more can be added without scripts

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_max=True, **kwargs)

    @admin.display(description=gettext_lazy("File"))
    def file(self, obj: Photograph) -> SafeString:
        """What stands in the place of the field for those who may only look."""
        return preview(obj)


class KeepsPhotographs(admin.ModelAdmin):
    """A page that takes photographs."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read the uploads first, so that nobody's entry waits for it; leave no file without a row.

        The page itself is one transaction, and on SQLite only one of those can write at a time.
        """
        kept = [name for upload in request.FILES.values() if (name := _name_of(upload))]
        try:
            return super().changeform_view(request, *args, **kwargs)
        finally:
            # Where the database is gone, the error on its way says more, and `tidy` finds them.
            with suppress(DatabaseError):
                photographs.drop_unknown(kept)
