"""The names of movements of one's own, as forms ask for them."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from psoas_site.ui.shapes import Wording
from psoas_site.ui.typed import PlainText
from tracking.forms.fields import UNKEPT
from tracking.models.following import NAME_LENGTH, folded


def check_name(name: str) -> None:
    """Refuse a name that cannot be read on one line: control characters, or nothing visible."""
    kinds = {unicodedata.category(letter) for letter in name}
    if kinds & {"Cc", "Cs", "Zl", "Zp"}:
        raise ValidationError(UNKEPT)
    if all(kind[0] in "CZ" for kind in kinds):
        raise ValidationError(_("Write a name that can be read."))


def movement_name(
    label: Wording = "", *, widget: type[forms.Widget] = forms.TextInput, help_text: Wording = ""
) -> forms.CharField:
    """A name, kept exactly but for outer blanks."""
    field = PlainText(
        label=label,
        required=False,
        max_length=NAME_LENGTH,
        help_text=help_text,
        validators=[check_name],
        widget=widget(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    # `check_name` says it of every such character, and once is enough.
    field.validators = [
        validator for validator in field.validators if not _is_of_nul_alone(validator)
    ]
    return field


def _is_of_nul_alone(validator: Any) -> bool:
    return isinstance(validator, ProhibitNullCharactersValidator)


class Boxes(forms.CheckboxSelectMultiple):
    """Boxes that stand anywhere on the page: a template draws them, and an error leads to it."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return ""


class Names(forms.Field):
    """Any number of names of movements, each once whatever its letter case."""

    widget = Boxes

    def __init__(self, label: Wording) -> None:
        super().__init__(label=label, required=False)
        self.name = movement_name()

    def clean(self, value: str | list[str] | None) -> list[str]:
        """The names that were sent; the first that cannot be kept is the one that is told of."""
        sent = [value] if isinstance(value, str) else value or []
        cleaned = [self.name.clean(name) for name in sent]
        by_name: dict[str, str] = {}
        for name in filter(None, cleaned):
            by_name.setdefault(folded(name), name)
        return list(by_name.values())
