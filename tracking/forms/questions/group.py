"""What every group of questions offers, and the form that joins several."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from functools import partial
from typing import Any

from django import forms
from django.http import QueryDict

from psoas_site.ui.shapes import Given, Values

Makers = Mapping[str, Callable[[], forms.Field]]
"""Fields by their names, each made when it is asked for."""


class Group:
    """A few questions that belong together. It is built with all that it needs.

    `given` are answers as their fields read them, by name; what a field refused is not there.
    What a group says as facts, and how it looks, it tells by methods of its own: `answers` and
    `layout` where there is one way.
    """

    def fields(self) -> Makers:
        """What the group adds to a form."""
        raise NotImplementedError

    def initial(self) -> Values:
        """What its fields are filled in with."""
        return {}

    def clean(self, given: Given) -> Values:
        """What is to be kept instead of, or beside, `given`.

        Raises ValidationError, by the names of fields, for what does not fit together.
        """
        return {}


class Fields(MutableMapping[str, forms.Field]):
    """The fields of a form. One that a page has kept as it looks is never made."""

    def __init__(self, makers: Makers) -> None:
        self._makers = dict(makers)
        self._made: dict[str, forms.Field] = {}

    def __getitem__(self, name: str) -> forms.Field:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __setitem__(self, name: str, field: forms.Field) -> None:
        self._makers.setdefault(name, lambda: field)
        self._made[name] = field

    def __delitem__(self, name: str) -> None:
        del self._makers[name]
        self._made.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __contains__(self, name: object) -> bool:
        return name in self._makers


def _same(field: forms.Field) -> forms.Field:
    return field


class QuestionsForm(forms.Form):
    """A form of fields of its own and of `groups`, each of which is judged by itself.

    Fields of its own belong to all forms of its class, and so does each that a group does not make
    anew: nobody may change them.
    """

    def __init__(
        self,
        data: QueryDict | Mapping[str, Any] | None = None,
        *,
        groups: Sequence[Group],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """`initial` goes before what the groups are filled in with."""
        own = self.base_fields
        makers: dict[str, Callable[[], forms.Field]] = {}
        makers.update({name: partial(_same, field) for name, field in own.items()})
        self.base_fields = {}  # type: ignore[misc] # Django would copy all of them
        super().__init__(data)
        self.groups = groups
        for group in groups:
            makers.update(group.fields())
            self.initial.update(group.initial())
        first = {name: makers[name] for name in self.field_order or () if name in makers}
        self.fields = Fields(first | makers)  # type: ignore[assignment]
        self.initial.update(initial or {})

    def clean(self) -> Values:
        data = super().clean() or self.cleaned_data
        for group in self.groups:
            try:
                data.update(group.clean(data))
            except forms.ValidationError as fault:
                self.add_error(None, fault)
        return data
