"""Parts: rows that belong to another one, edited on its page and dragged into their order."""

from collections.abc import Iterable
from typing import Any, ClassVar

from adminsortable2.admin import CustomInlineFormSet, SortableTabularInline
from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.desk.base import Choosing
from exercises.admin.desk.rows import LAST
from exercises.models import Status
from psoas_site.ui.shapes import Wording

MOST_ROWS = 100  # of one table on a page; more is no work of hands


class Part(Choosing, InlineModelAdmin):
    """Rows that belong to another one: whoever may change that may change them."""

    follows = ""  # the class of the fields after which they stand; without one, after all fields
    first_rows = 0  # empty rows to begin with
    max_num = MOST_ROWS

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        """As many rows as there may be, whatever count is sent: each one is drawn again."""
        most = self.get_max_num(request, obj)
        return super().get_formset(request, obj, absolute_max=most, **kwargs)

    def get_extra(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> int:
        """Where there is nothing yet, some empty rows: one can begin at once, without scripts."""
        if self.first_rows <= self.extra:
            return self.extra
        there = obj is not None and self.get_queryset(request).filter(**{self._of: obj}).exists()
        return self.extra if there else self.first_rows

    @property
    def _of(self) -> str:
        """The name of what links a row to the whole."""
        return next(
            field.name
            for field in self.model._meta.get_fields()
            if field.many_to_one and field.related_model is self.parent_model
        )

    def _may(self, request: HttpRequest, *actions: str) -> bool:
        whole = self.parent_model._meta
        return any(
            request.user.has_perm(f"{whole.app_label}.{get_permission_codename(action, whole)}")
            for action in actions
        )

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, "view", "change")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, "change" if obj else "add")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, "change")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, "change")


class PartsInOrder(Part, SortableTabularInline):
    """Parts that are dragged into their order."""

    extra = 0


class SpokenRows(BaseInlineFormSet):
    """Rows of a table in which each field has a name for who cannot see its column."""

    default_error_messages: ClassVar[dict[str, Wording]] = {
        "too_many_forms": gettext_lazy("At most %(num)d rows. Nothing was saved."),
        "missing_management_form": gettext_lazy(
            "The number of rows did not arrive. Nothing was saved; please open the page again."
        ),
    }

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            name = capfirst(str(field.label or ""))
            if index is not None:
                name = _("%(name)s, row %(row)d") % {"name": name, "row": index + 1}
            # A wrapper shares its attributes with all its copies; what it wraps does not.
            widget: Any = getattr(field.widget, "widget", field.widget)
            if not widget.is_hidden:
                widget.attrs.setdefault("aria-label", name)


class PartFormSet(SpokenRows, CustomInlineFormSet):
    """Rows in an order. `needed` is said where something published has none."""

    needed: Wording = ""

    def clean(self) -> None:
        super().clean()
        if self.needed and self.is_published and not self.kept():
            raise ValidationError(self.needed)

    def kept(self) -> list[forms.ModelForm]:
        """The rows that will be there after saving, in their order."""
        rows = [
            form
            for form in self.forms
            if (form.instance.pk or form.has_changed()) and not form.cleaned_data.get("DELETE")
        ]
        return sorted(rows, key=lambda form: form.cleaned_data.get("order") or LAST)

    @property
    def is_published(self) -> bool:
        """Whether readers will see the whole that these are parts of."""
        return getattr(self.instance, "status", "") == Status.PUBLISHED


class KindFormSet(PartFormSet):
    """Rows of one kind, which each new one gets."""

    kind = ""

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> Any:
        form.instance.kind = self.kind
        return super().save_new(form, commit=commit)


class PartsOfKind(PartsInOrder):
    """Parts of one kind, where one table holds several."""

    formset = KindFormSet
    fields = ("text",)
    kind = ""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).filter(kind=self.kind)

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        made: Any = super().get_formset(request, obj, **kwargs)
        made.kind = self.kind
        return made


def line_up(rows: Iterable[Any], kinds: list[str]) -> None:
    """Number `rows` 1, 2, 3 ..., one kind after the other, each in its own order."""
    ordered = sorted(rows, key=lambda row: (kinds.index(row.kind), row.order, row.pk))
    for order, row in enumerate(ordered, start=1):
        if row.order != order:
            row.order = order
            row.save(update_fields=["order"])
