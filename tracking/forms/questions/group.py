"""What every group of questions offers, and the form that joins several."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from psoas_site.ui.shapes import Given, Values


class Group:
    """A few questions that belong together. It is built with all that it needs.

    `given` are answers as their fields read them, by name; what a field refused is not there.
    What a group says as facts, and how it looks, it tells by methods of its own: `answers` and
    `layout` where there is one way.
    """

    def fields(self) -> dict[str, forms.Field]:
        """What the group adds to a form, by name."""
        raise NotImplementedError

    def initial(self) -> Values:
        """What its fields are filled in with."""
        return {}

    def clean(self, given: Given) -> Values:
        """What is to be kept instead of, or beside, `given`.

        Raises ValidationError, by the names of fields, for what does not fit together.
        """
        return {}


class QuestionsForm(forms.Form):
    """A form of fields of its own and of `groups`, each of which is judged by itself."""

    def __init__(
        self,
        data: QueryDict | Mapping[str, Any] | None = None,
        *,
        groups: Sequence[Group],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """`initial` goes before what the groups are filled in with."""
        super().__init__(data)
        self.groups = groups
        for group in groups:
            self.fields.update(group.fields())
            self.initial.update(group.initial())
        self.initial.update(initial or {})
        self.order_fields(self.field_order)

    def clean(self) -> Values:
        data = super().clean() or self.cleaned_data
        for group in self.groups:
            try:
                data.update(group.clean(data))
            except forms.ValidationError as fault:
                self.add_error(None, fault)
        return data
