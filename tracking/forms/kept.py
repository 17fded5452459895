"""Parts of a form that look the same to everybody for as long as nothing is said in them.

They are drawn once for each edition of the library (decision 16). What is somebody's own stands in
a slot, which holds a mark in what is kept, and is drawn each time.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Any

from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.utils.safestring import SafeString, mark_safe

from exercises.models import kept
from psoas_site.ui.shapes import LayoutPart

AROUND_A_MARK = "\0"  # no page can hold it
MOST = 500  # parts in memory; each day brings one more

Slots = Mapping[str, LayoutPart]


def mark(slot: str) -> SafeString:
    """What stands in a slot while what is around it is drawn to be kept."""
    return SafeString(f"{AROUND_A_MARK}{slot}{AROUND_A_MARK}")


@kept
def _drawings() -> dict[Hashable, list[str]]:
    """What was drawn of this edition so far, cut at its marks: each second piece names a slot."""
    return {}


def keep(key: Hashable, draw: Callable[[], str], fill: Callable[[str], str]) -> SafeString:
    """What `draw` draws, once for each `key`, with its slots filled now. Keys have to be few."""
    drawings = _drawings()
    pieces = drawings.get(key)
    if pieces is None:
        if len(drawings) >= MOST:
            drawings.clear()
        pieces = drawings[key] = draw().split(AROUND_A_MARK)
    if len(pieces) == 1:
        return mark_safe(pieces[0])  # noqa: S308 (it was rendered here)
    filled = [fill(piece) if place % 2 else piece for place, piece in enumerate(pieces)]
    return mark_safe("".join(filled))  # noqa: S308 (each piece was rendered here)


def is_said(value: object) -> bool:
    """Whether a field shows an answer; a number may stand in two places of one."""
    parts = value if isinstance(value, tuple) else (value,)
    return any(part is not False and part not in (None, "", []) for part in parts)


def is_blank(form: forms.Form, names: Iterable[str]) -> bool:
    """Whether the fields of `form` with these names are as everybody finds them."""
    return not form.is_bound and not any(is_said(form.initial.get(name)) for name in names)


class Mark(LayoutObject):
    """Stands for what is in a slot, while what is around it is drawn to be kept."""

    def __init__(self, slot: str) -> None:
        self.slot = slot
        self.fields: list[LayoutPart] = []

    def render(self, *_form_and_context: object, **_more: object) -> SafeString:
        """The mark."""
        return mark(self.slot)


class Kept(LayoutObject):
    """What `lay_out` makes of the fields `names`, kept by `key` while they are blank.

    Without a key it is not kept. `lay_out` is given what stands in the slots, by name; of what is
    kept it is not even asked.
    """

    def __init__(
        self,
        key: tuple[Hashable, ...] | None,
        names: Collection[str],
        lay_out: Callable[[Slots], Iterable[LayoutPart]],
        slots: Slots | None = None,
    ) -> None:
        self.key, self.names, self.lay_out = key, names, lay_out
        self.slots: Slots = slots or {}
        self.fields: list[LayoutPart] = [*names, *self.slots.values()]

    def render(
        self, form: Any, context: Any, template_pack: str = TEMPLATE_PACK, **_more: object
    ) -> str:
        """The part as it was kept, or drawn now."""

        def draw(slots: Slots) -> str:
            return str(Layout(*self.lay_out(slots)).render(form, context, template_pack))

        def fill(slot: str) -> str:
            return str(Layout(self.slots[slot]).render(form, context, template_pack))

        if self.key is None or not is_blank(form, self.names):
            return draw(self.slots)
        marks: Slots = {slot: Mark(slot) for slot in self.slots}
        return keep((type(form), self.key), lambda: draw(marks), fill)
