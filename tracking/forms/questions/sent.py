"""What a browser sent to a form, and what the press that sent it asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from psoas_site.ui.shapes import Values

# What a press asks for that only draws the form again (see `to_draw_again`).
AS_LINES, SEARCH, ALL = "adjust", "search", "all"


@dataclass(frozen=True)
class Sent:
    """`data` is to be judged; `typed` is only to be shown again, as it is. One of them at most."""

    data: QueryDict | None = None
    typed: QueryDict | None = None

    @property
    def is_there(self) -> bool:
        """Whether anything was sent."""
        return self.data is not None or self.typed is not None

    def asks_for(self, press: str) -> bool:
        """Whether the press that sent `typed` asks for it."""
        return self.typed is not None and self.typed.get("adjust") == press

    def values(self, fields: Mapping[str, forms.Field]) -> Values:
        """What was sent for `fields`, as their widgets read it; nothing is judged."""
        sent = self.typed if self.data is None else self.data
        if sent is None:
            return {}
        read = {
            name: field.widget.value_from_datadict(sent, {}, name) for name, field in fields.items()
        }
        return {name: value for name, value in read.items() if value is not None}
