"""New signs, and where the new feeling is."""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial

from crispy_forms.layout import Div, Field
from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.models import Measure, kept
from exercises.shelf.vocabulary import known_measures
from psoas_site.ui.shapes import Given, LayoutPart, Values
from tracking.forms.fields import CHIPS_TEMPLATE, NOT_OFFERED
from tracking.forms.places import Places
from tracking.forms.questions.group import Group, Makers
from tracking.logbook import Answer
from tracking.models import Reading


class NewSigns(Group):
    """Which of `signs` are new, and one of `places` for all of them."""

    def __init__(
        self, signs: Iterable[Measure], places: Places, readings: Iterable[Reading] = ()
    ) -> None:
        self.signs, self.places = tuple(signs), places
        ids = {sign.pk for sign in self.signs}
        self.readings = [reading for reading in readings if reading.measure_id in ids]

    def fields(self) -> Makers:
        """The signs, then their place."""
        ids = (sign.pk for sign in self.signs)
        return {"signs": partial(_several, *ids), "sign_place": self._place}

    def _place(self) -> forms.ChoiceField:
        """Where a new sign needs help at once stands first."""
        urgent = [code for sign in self.signs for code in sign.emergency_in]
        return self.places.one(_("Where is the new feeling?"), first=list(dict.fromkeys(urgent)))

    def initial(self) -> Values:
        """What the readings say."""
        codes = {sign.pk: sign.code for sign in self.signs}
        values: Values = {"signs": [codes[row.measure_id] for row in self.readings]}
        for reading in self.readings:
            if reading.area_id is not None:
                values["sign_place"] = self.places.key_for((reading.area_id, reading.side))
        return values

    def layout(self) -> list[LayoutPart]:
        """The signs as chips, and their place under them."""
        place = Div("sign_place", css_class="after-signs")
        return [Field("signs", template=CHIPS_TEMPLATE), place]

    def clean(self, given: Given) -> Values:
        """A place is the place of something."""
        place = given.get("sign_place")
        if not place or given.get("signs"):
            return {}
        if place == self.initial().get("sign_place"):
            return {"sign_place": ""}  # its sign was unticked: a slip is mended in one tap
        words = _("Choose above what is new there, or leave the place empty.")
        raise forms.ValidationError({"sign_place": words})

    def answers(self, given: Given) -> tuple[Answer, ...]:
        """The signs that were ticked, as the logbook keeps them."""
        place = self.places.ids.get(given["sign_place"])
        ticked = [sign for sign in self.signs if sign.code in given["signs"]]
        return tuple(Answer(sign.pk, number=Decimal(1), place=place) for sign in ticked)


@kept
def _several(*ids: int) -> forms.MultipleChoiceField:
    """Any number of the signs with these ids, as all readers share the field."""
    signs = [known_measures()[pk] for pk in ids]
    return forms.MultipleChoiceField(
        label=_("Anything new since last time?"),
        choices=[(sign.code, sign.label) for sign in signs],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_OFFERED,
    )
