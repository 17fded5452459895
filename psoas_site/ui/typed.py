"""Form fields that read what people type: a comma or a point, line ends of every kind.

A number is a line of text for the browser. A number field of its own hands over nothing where it
cannot read what stands in it, or drops the comma, and nobody is told.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from psoas_site.ui.shapes import Values

# 12.00 is twelve; 12.000 could be twelve thousand, so it is asked about.
WHOLE = re.compile(r"([-+]?\d+)(?:[.,]0{1,2})?")
NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)")
BOUNDS = {
    "min_value": _("At least %(limit_value)s."),
    "max_value": _("At most %(limit_value)s."),
}
TOO_LONG = ngettext_lazy(
    "This has %(show_value)d character; at most %(limit_value)d can be kept.",
    "This has %(show_value)d characters; at most %(limit_value)d can be kept.",
    "show_value",
)


class PlainText(forms.CharField):
    """Text with one kind of line end, so that it is as long as its writer sees it."""

    def to_python(self, value: object) -> str | None:
        text = super().to_python(value)
        if isinstance(text, str):
            return text.replace("\r\n", "\n").replace("\r", "\n")
        return text


class Paragraph(PlainText):
    """A longer text of one paragraph: typed on several lines it is still one."""

    def to_python(self, value: object) -> str | None:
        text = super().to_python(value)
        return " ".join(text.split()) if isinstance(text, str) else text


class NumberText(forms.TextInput):
    """A line of text that a phone offers digits for."""


def _limits(field: forms.IntegerField | forms.DecimalField, mode: str) -> dict[str, str]:
    """What a script may know of a number: its limits. Text has no `min` and no `max`."""
    given = {"data-min": field.min_value, "data-max": field.max_value}
    known = {name: str(limit) for name, limit in given.items() if limit is not None}
    return {"inputmode": mode, **known}


class WholeNumber(forms.IntegerField):
    """A whole number as people write it."""

    widget = NumberText
    default_error_messages = {"invalid": _("Write a whole number, such as 12."), **BOUNDS}

    def to_python(self, value: object) -> int | None:
        if isinstance(value, str) and value.strip():
            read = WHOLE.fullmatch(value.strip())
            if read is None:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            value = read[1]
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> Values:
        return {**super().widget_attrs(widget), **_limits(self, "numeric")}


class Number(forms.DecimalField):
    """A number as people write it, with a comma or a point."""

    widget = NumberText
    default_error_messages = {
        "invalid": _("Write a number, such as 6.5 or 6,5."),
        "max_digits": _("This number is too long."),
        "max_whole_digits": _("This number is too long."),
        "max_decimal_places": ngettext_lazy(
            "At most %(max)d digit after the comma.",
            "At most %(max)d digits after the comma.",
            "max",
        ),
        **BOUNDS,
    }

    def to_python(self, value: object) -> Any:
        if isinstance(value, str) and value.strip():
            if NUMBER.fullmatch(value.strip()) is None:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            value = value.strip().replace(",", ".")
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> Values:
        return {**super().widget_attrs(widget), **_limits(self, "decimal")}
