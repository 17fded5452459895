"""What all pages of the library's admin share: their forms, and what deleting says."""

from typing import Any

from adminsortable2.admin import SortableAdminBase
from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db.models import TextField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from exercises.admin.deletion import what_holds
from exercises.models import Status


class PlainText(forms.CharField):
    """Text with one kind of line end: a browser's own is no change of the text."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class ContentForm(forms.ModelForm):
    """A form that keeps an address or code once others rely on it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and getattr(self.instance, "status", "") != Status.DRAFT:
            for name in {"code", "slug"} & set(self.fields):
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Links and logs rely on it, so it stays.")


class Choosing(BaseModelAdmin):
    """Choosing a row of another table."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Beside a choice stand adding and looking; changing what others share has its own page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = False
        return field


class ContentAdmin(Choosing, SortableAdminBase, admin.ModelAdmin):
    """One kind of content."""

    form = ContentForm
    formfield_overrides = {
        TextField: {"form_class": PlainText, "widget": AdminTextareaWidget(attrs={"rows": 3})}
    }

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(
            db_field, request, **{"widget": forms.CheckboxSelectMultiple, **kwargs}
        )

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes along, and what forbids it; a person's log is counted, never told."""
        named, counted, missing, _held = super().get_deleted_objects(objs, request)
        return named, counted, missing, what_holds(objs, self.admin_site)
