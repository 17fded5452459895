"""A number by one tap: a few values as chips, and a place for another one."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from exercises.models import Measure
from psoas_site.ui.shapes import Files, Given, Values
from psoas_site.ui.texts import trimmed
from psoas_site.ui.typed import Number, NumberText

CHIPS = 5
OTHER = "_other"

# Where a person has no usual numbers yet; the likeliest first. Our decision.
COMMON: dict[str, tuple[str, ...]] = {
    "sleep_hours": ("7", "8", "6", "5", "9"),
    "hours_driving": ("0", "1", "2", "0.5", "4"),
    "longest_sit": ("60", "30", "90", "120", "45"),
}
COMMON_BY_UNIT: dict[str, tuple[str, ...]] = {
    "h": ("4", "6", "2", "8", "10"),
    "min": ("0", "30", "20", "10", "60"),
    "km": ("0", "5", "3", "8", "10"),
}
COMMON_ELSEWHERE = ("0", "1", "2", "5", "10")


def chips_for(measure: Measure, usual: Iterable[Decimal]) -> list[Decimal]:
    """The numbers on offer for `measure`: the `usual` ones first, filled up with common ones."""
    by_unit = COMMON_BY_UNIT.get(measure.unit, COMMON_ELSEWHERE)
    common = [Decimal(text) for text in COMMON.get(measure.code, by_unit)]
    low, high = measure.minimum, measure.maximum
    fitting = [
        number
        for number in dict.fromkeys([*usual, *common])
        if (low is None or number >= low) and (high is None or number <= high)
    ]
    return sorted(fitting[:CHIPS])


class ChipsAndNumber(NumberText):
    """Radios named as the field, which its template draws, and a line of text for the rest.

    The value is a number, or both as they were sent: (the chip, the other number).
    """

    use_fieldset = True

    def __init__(self, attrs: Values, chips: Callable[[], set[str]]) -> None:
        super().__init__(attrs)
        self.chips = chips

    def id_for_label(self, id_: str | None) -> str:
        return ""  # no single control: an error leads to the whole field

    def value_from_datadict(self, data: Given, files: Files, name: str) -> object:
        return data.get(name), data.get(name + OTHER)

    def value_omitted_from_data(self, data: Given, files: Files, name: str) -> bool:
        return name not in data and name + OTHER not in data

    def format_value(self, value: object) -> list[str]:
        """The ticked chip, as a list."""
        chip, _other = self._apart(value)
        return [] if chip is None else [chip]

    def get_context(self, name: str, value: object, attrs: Values | None) -> Values:
        context = super().get_context(name + OTHER, None, attrs)
        context["widget"]["value"] = self._apart(value)[1]
        if "id" in context["widget"]["attrs"]:
            context["widget"]["attrs"]["id"] += OTHER
        return context

    def _apart(self, value: object) -> tuple[str | None, str | None]:
        """What is ticked and what stands in the line of text."""
        chip, other = value if isinstance(value, tuple) else (value, None)
        if isinstance(chip, int | Decimal):
            chip = trimmed(chip)
        if not chip or chip in self.chips():
            return chip, other
        return None, other or chip


class ChipsAndNumberField(Number):
    """A number between the bounds of `measure`, or None. `usual` is asked when it is drawn."""

    def __init__(self, measure: Measure, usual: Callable[[], Iterable[Decimal]]) -> None:
        self.measure, self.usual = measure, usual
        attrs = {"data-unit": measure.unit}
        widget = ChipsAndNumber(attrs, lambda: {value for value, _words in self.choices})
        super().__init__(
            label=measure.wording,
            required=False,
            min_value=_as_said(measure.minimum),
            max_value=_as_said(measure.maximum),
            max_digits=7,
            decimal_places=2,
            widget=widget,
        )

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """The chips: value and words."""
        numbers = chips_for(self.measure, self.usual())
        chips = [trimmed(number) for number in numbers]
        return [(chip, f"{chip} {self.measure.unit}".strip()) for chip in chips]

    def to_python(self, value: object) -> Any:
        """The one number that was given, by chip or by hand."""
        parts = value if isinstance(value, tuple) else (value,)
        read = super().to_python
        given = {number for part in parts if (number := read(part)) is not None}
        if len(given) > 1:
            raise ValidationError(_("Two different numbers are given. Keep one of the two."))
        return given.pop() if given else None


def _as_said(bound: Decimal | None) -> Decimal | None:
    """A bound without zeros behind the comma: words repeat it."""
    return None if bound is None else Decimal(trimmed(bound))
