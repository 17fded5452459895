"""What all pages of the library's admin share: their forms, and what deleting says."""

import re
from typing import Any, Unpack

from adminsortable2.admin import SortableAdminBase
from django import forms
from django.contrib import messages
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import CharField, DecimalField, IntegerField, TextField, URLField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from exercises.admin.desk.deletion import what_holds
from exercises.admin.desk.drafts import ComesBack, KeepsDrafts
from exercises.admin.desk.rows import RowsAsSent
from exercises.admin.desk.texts import check_plain
from exercises.models import Exercise, Status
from exercises.pack.files.plain_checks import MARKDOWN
from exercises.pack.files.shapes import CODE, SLUG
from exercises.pack.offers import news_of
from exercises.shelf.addresses import is_taken
from psoas_site.ui.shapes import Deletion, RowForm, Rows, Sent, Uploads, Values
from psoas_site.ui.typed import Number, NumberText, Paragraph, PlainText, WholeNumber

LONG = 300  # letters: what may have so many is typed on several lines


class ContentForm(ComesBack):
    """A form that keeps an address or code once others rely on it."""

    named_by = ""  # the field that an address is made from, where it was left empty

    def __init__(self, data: Sent = None, files: Uploads = None, **more: Unpack[RowForm]) -> None:
        super().__init__(data, files, **more)
        if self.named_by and "slug" in self.fields:
            self.fields["slug"].required = False
        if self.instance.pk and getattr(self.instance, "status", "") != Status.DRAFT:
            for name in {"code", "slug"} & set(self.fields):
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Links and logs rely on it, so it stays.")

    def clean_slug(self) -> str:
        """An address as a pack has it, at which no page of the site itself stands."""
        slug = str(self.cleaned_data["slug"] or "")
        if not slug or self.fields["slug"].disabled:
            return slug  # it is made later, or readers have it already
        if not re.fullmatch(SLUG, slug):
            words = _("Small letters and digits, with single hyphens between: “knee-rocks”.")
            raise ValidationError(words)
        if self._is_taken(slug):
            raise ValidationError(_("A page of the site itself stands there. Choose another."))
        return slug

    def clean_code(self) -> str:
        """A code as a pack has it."""
        code = str(self.cleaned_data["code"] or "")
        if code and not self.fields["code"].disabled and not re.fullmatch(CODE, code):
            words = _("Letters and digits, with single hyphens or underscores between.")
            raise ValidationError(words)
        return code

    def _is_taken(self, slug: str) -> bool:
        """Whether a page of the site itself stands where this would with `slug`."""
        return is_taken(type(self.instance)(slug=slug).get_absolute_url(), slug)

    def clean(self) -> Values:
        given = super().clean() or {}
        if self.named_by and "slug" not in self.errors and given.get("slug") == "":
            given["slug"] = self._free_address(str(given.get(self.named_by) or ""))
            if not given["slug"]:
                self.add_error("slug", _("Say one in plain letters, such as “knee-rocks”."))
        return given

    def _free_address(self, name: str) -> str:
        """An address made from `name` that nothing else has; empty if no plain letter is in it."""
        others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        plain = slugify(name)[:70].strip("-")
        taken = set(others.filter(slug__startswith=plain).values_list("slug", flat=True))
        number, address = 1, plain
        while address and (address in taken or self._is_taken(address)):
            number += 1
            address = f"{plain}-{number}"
        return address


def _lines() -> AdminTextareaWidget:
    return AdminTextareaWidget(attrs={"rows": 3})


class Choosing(BaseModelAdmin):
    """Fields that read what is typed, as plain words; and choosing a row of another table."""

    formfield_overrides = {
        TextField: {"form_class": PlainText, "widget": _lines()},
        IntegerField: {"form_class": WholeNumber, "widget": NumberText},
        DecimalField: {"form_class": Number, "widget": NumberText},
        URLField: {"assume_scheme": "https"},
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Beside a choice stand adding and looking; changing what others share has its own page."""
        if type(db_field) is CharField and (db_field.max_length or 0) >= LONG:
            kwargs = {"form_class": Paragraph, "widget": _lines()} | kwargs
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.CharField) and db_field.name != MARKDOWN:
            field.validators.append(check_plain)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_change_related = widget.can_delete_related = False
            # An exercise is made by a walk of its own.
            widget.can_add_related &= db_field.related_model is not Exercise
        return field


class ContentAdmin(Choosing, SortableAdminBase, KeepsDrafts):
    """One kind of content."""

    form = ContentForm

    def render_change_form(
        self, request: HttpRequest, context: Values, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page of one row; says if a newer pack has something else to offer for it."""
        row = kwargs.get("obj")
        if row is not None and request.method != "POST" and (news := news_of(row)):
            address = reverse("admin:exercises_packentry_change", args=[news])
            words = _("The pack has a newer version of this.")
            link = format_html('{} <a href="{}">{}</a>', words, address, _("Compare the two"))
            self.message_user(request, link, messages.INFO)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_inline_formsets(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Rows that are in an order come back in the one in which they were sent."""
        tables = super().get_inline_formsets(*args, **kwargs)
        return [
            RowsAsSent(table) if hasattr(table.formset, "default_order_field") else table
            for table in tables
        ]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(
            db_field, request, **{"widget": forms.CheckboxSelectMultiple, **kwargs}
        )

    def get_deleted_objects(self, objs: Rows, request: HttpRequest) -> Deletion:
        """What goes along, and what forbids it; a person's log is counted, never told."""
        named, counted, missing, _held = super().get_deleted_objects(objs, request)
        return named, counted, missing, what_holds(objs, self.admin_site)
