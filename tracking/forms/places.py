"""Places on the body as choices of a form."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.models import BodyArea, kept
from exercises.shelf.vocabulary import known_areas
from psoas_site.ui.shapes import Wording
from tracking.bodymap import place_key, regions_by_place
from tracking.forms.fields import NOT_OFFERED
from tracking.logbook import Place
from tracking.models import Side

SIDES = {Side.LEFT: _("left"), Side.RIGHT: _("right")}

Named = tuple[str, Place, str]  # how a form names a place, the place, and how people do


def _named(area: BodyArea, side: str) -> Named:
    words = f"{area.label}, {SIDES[Side(side)]}" if side else area.label
    return place_key(area.code, side), (area.pk, side), words


@kept
def _places_offered() -> tuple[Named, ...]:
    """Each area, with both its sides where it has some."""
    offered = []
    for area in known_areas().values():
        sides = [*SIDES] if area.sided else [Side.NONE]
        offered += [_named(area, side) for side in sides]
    return tuple(offered)


class Places:
    """The body areas with their sides, as choices and as ids."""

    def __init__(self) -> None:
        self.areas = known_areas()
        offered = _places_offered()
        self.ids = {key: place for key, place, _words in offered}
        self.choices = [(key, words) for key, _place, words in offered]
        self._count = len(offered)

    @property
    def holds_more(self) -> bool:
        """Whether one was kept before that the library does not offer any more."""
        return len(self.ids) > self._count

    def key_for(self, place: Place) -> str:
        """The form's name of a `place`; one that was kept before stays a choice for ever."""
        key, _place, words = _named(self.areas[place[0]], place[1])
        if key not in self.ids:
            self.ids[key] = place
            self.choices.append((key, words))
        return key

    def several(self, label: Wording) -> forms.MultipleChoiceField:
        """Any number of places, on the map or from the list."""
        field = forms.MultipleChoiceField(
            label=label,
            choices=self._sore_places,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages=NOT_OFFERED,
        )
        field.regions = regions_by_place()  # type: ignore[attr-defined]
        return field

    def one(self, label: Wording, first: Sequence[str] = ()) -> forms.ChoiceField:
        """One place, or none; the areas with the codes `first` stand before all, in that order."""
        places = {code: place for place, code in enumerate(first)}

        def choices() -> list[tuple[str, Any]]:
            ordered = sorted(
                self.choices, key=lambda choice: places.get(self._code(choice[0]), len(places))
            )
            return [("", _("No particular place")), *ordered]

        return forms.ChoiceField(
            label=label, choices=choices, required=False, error_messages=NOT_OFFERED
        )

    def _sore_places(self) -> list[tuple[str, str]]:
        """Without what is only the place of a new sign."""
        return [
            choice for choice in self.choices if not self.areas[self.ids[choice[0]][0]].signs_only
        ]

    def _code(self, key: str) -> str:
        return self.areas[self.ids[key][0]].code
