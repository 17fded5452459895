"""The widgets that we draw ourselves are as Django draws them, but for empty lines."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from psoas_site.ui.widgets import DRAWN, FOLDER, PlainRenderer

HOSTILE = "<b>\"&'"
VALUES = (None, "", 0, 1000, 6.5, True, "6.5", HOSTILE, mark_safe("<i>kept</i>"), _("Note"))
ATTRS: tuple[dict[str, Any], ...] = (
    {},
    {"id": "id_x", "class": HOSTILE, "disabled": True, "required": False, "data-max": 1000},
    {"rows": 3, "placeholder": _("Note"), "maxlength": "2000"},
)
CHOICES = [
    ("", "---------"),
    (1000, 1000),
    ("a", HOSTILE),
    (_("Group"), [("b", _("Note")), ("c", mark_safe("<i>c</i>"))]),
]


def widgets() -> Iterator[forms.Widget]:
    """One widget of each kind that we draw."""
    yield from (forms.TextInput(), forms.HiddenInput(), forms.NumberInput(), forms.EmailInput())
    yield from (forms.URLInput(), forms.PasswordInput(render_value=True), forms.CheckboxInput())
    yield from (forms.DateInput(), forms.TimeInput(), forms.Textarea())
    yield from (forms.Select(choices=CHOICES), forms.SelectMultiple(choices=CHOICES))
    yield forms.NullBooleanSelect()


def test_widgets_are_drawn_as_django_draws_them() -> None:
    plain, django = PlainRenderer(), DjangoTemplates()
    different = []
    for widget in widgets():
        for value in VALUES:
            for attrs in ATTRS:
                ours, theirs = (
                    widget.render(HOSTILE, value, attrs, renderer) for renderer in (plain, django)
                )
                if ours != theirs.replace("\n\n", "\n"):
                    different.append((ours, theirs))
    assert not different


def test_each_kind_that_is_drawn_is_compared() -> None:
    compared = {widget.template_name for widget in widgets()}  # type: ignore[attr-defined]
    selects = {f"{FOLDER}select.html"}
    assert set(DRAWN) == compared & set(DRAWN) | selects
