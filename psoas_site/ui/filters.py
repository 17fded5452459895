"""What filters are made of that live in the address of a page: the library's and the diary's."""

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from psoas_site.ui.shapes import LayoutPart
from psoas_site.ui.texts import shorten

UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"


class KnownChoices:
    """A choice field that says which value it does not know, in few words."""

    def validate(self, value: str | list[str]) -> None:
        values = value if isinstance(value, list) else [value]
        for single in values:
            if single and not self.valid_value(single):  # type: ignore[attr-defined]
                shown = shorten(single.replace("\0", UNPRINTABLE), 40)
                raise ValidationError(
                    _("We do not know “%(value)s”, so this filter is left out."),
                    code="invalid_choice",
                    params={"value": shown},
                )


class OneKnown(KnownChoices, forms.ChoiceField):
    """At most one of the choices."""

    widget = forms.RadioSelect


class OneListed(KnownChoices, forms.ChoiceField):
    """At most one of many choices, in a list that opens."""


class SomeKnown(KnownChoices, forms.MultipleChoiceField):
    """Any number of the choices."""

    widget = forms.CheckboxSelectMultiple


class SearchInput(forms.TextInput):
    """A line of text that a browser offers to clear."""

    input_type = "search"

    def format_value(self, value: object) -> str | None:
        """What was typed; a page cannot hold a NUL."""
        shown = super().format_value(value)
        return shown.replace("\0", UNPRINTABLE) if shown else shown


class Fold(Div):
    """Fields that fold away under a title; open when one of them has something to say."""

    template = "exercises/filters_fold.html"

    def __init__(self, *fields: LayoutPart, title: str, is_open: bool) -> None:
        super().__init__(*fields)
        self.title = title
        self.is_open = is_open


class SearchRow(Div):
    """A line to type in, and the button that searches for it."""

    template = "exercises/search_row.html"
