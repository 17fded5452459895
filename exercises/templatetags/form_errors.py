"""What a refused page of the admin needs another look at, with the way to each place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()


@dataclass(frozen=True)
class ErrorLink:
    """One error: the id of its field, where that is in words, and what is wrong."""

    target: str
    place: str
    said: str


@register.simple_tag(takes_context=True)
def links_to_errors(context: template.Context) -> list[ErrorLink]:
    """Every error of the page, from its top down; those of a table name their row."""
    links = list(_of_form(context["adminform"].form))
    for parts in context["inline_admin_formsets"]:
        links += _of_parts(parts)
    return links


def _of_parts(parts: Any) -> Iterator[ErrorLink]:
    named = capfirst(str(parts.opts.verbose_name_plural))
    heading = f"{parts.formset.prefix}-heading"
    for fault in parts.formset.non_form_errors():
        yield ErrorLink(heading, named, fault)
    for number, row in enumerate(parts, start=1):
        row_name = _("%(table)s, row %(row)d") % {"table": named, "row": number}
        for fault in row.form.non_field_errors() if row.form.is_bound else ():
            yield ErrorLink(heading, row_name, fault)
        yield from _of_form(row.form, row_name)


def _of_form(form: forms.BaseForm, row_name: str = "") -> Iterator[ErrorLink]:
    for field in form if form.is_bound else ():
        label = capfirst(str(field.label))
        where = f"{row_name}: {label}" if row_name else label
        for fault in _plain(field.errors):
            yield ErrorLink(_target(field), where, fault)


def _plain(errors: Iterable[Any]) -> Iterator[str]:
    return (str(fault) for fault in errors)


def _target(field: forms.BoundField) -> str:
    """The id of what can be filled in; of many boxes, the first."""
    boxes = isinstance(field.field.widget, forms.CheckboxSelectMultiple)
    inner = getattr(field.field.widget, "widget", None)
    if boxes or isinstance(inner, forms.CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return str(field.auto_id)
