"""The library's questions within a form: new signs with a place, a fall, and the daily measures."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Div, Field
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exercises.models import Measure
from tracking.forms.fields import CHIPS_TEMPLATE
from tracking.forms.measures import answer_to, filled_in, measure_field
from tracking.forms.places import Places
from tracking.logbook import Answer
from tracking.models import Reading


def name_of(measure: Measure) -> str:
    """The form field's name for a measure."""
    return f"measure_{measure.code}"


class AnswersMixin(forms.Form):
    """Asks what the library's measures ask, and turns the replies into the logbook's answers."""

    def add_answers(self, *, every_day: bool) -> None:
        """Give the form its questions: new signs and a fall always, the others if `every_day`."""
        self.places = Places()
        asked = Q(family=Measure.Family.SIGN) | Q(asked_always=True)
        if not every_day:
            asked &= Q(family=Measure.Family.SIGN) | Q(ask_screening=True)
        found = list(Measure.objects.filter(asked).prefetch_related("choices"))
        self.signs = [one for one in found if one.family == Measure.Family.SIGN]
        self.measures = [one for one in found if one.family != Measure.Family.SIGN]
        self.fields["signs"] = forms.MultipleChoiceField(
            label=_("Anything new since last time?"),
            choices=[(sign.code, sign.label) for sign in self.signs],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["sign_place"] = self.places.one(_("Where is the new feeling?"))
        self._templates = {}
        for measure in self.measures:
            field, self._templates[measure.code] = measure_field(measure)
            self.fields[name_of(measure)] = field

    def new_signs(self) -> list[Any]:
        """The layout of the new signs, their place, and a fall or knock."""
        falls = [self._drawn(one) for one in self.measures if one.ask_screening]
        place = Div("sign_place", css_class="after-signs")
        return [Field("signs", template=CHIPS_TEMPLATE), place, *falls]

    def daily_measures(self) -> list[Any]:
        """The layout of the other measures."""
        return [self._drawn(one) for one in self.measures if not one.ask_screening]

    def _drawn(self, measure: Measure) -> Any:
        template = self._templates[measure.code]
        return Field(name_of(measure), template=template) if template else name_of(measure)

    def given_answers(self, readings: Iterable[Reading]) -> dict[str, Any]:
        """How the fields show `readings` that were kept before."""
        signs = {sign.pk: sign.code for sign in self.signs}
        names = {measure.pk: name_of(measure) for measure in self.measures}
        values: dict[str, Any] = {"signs": []}
        for reading in readings:
            if reading.measure_id in names:
                values[names[reading.measure_id]] = filled_in(reading)
            elif reading.measure_id in signs:
                values["signs"].append(signs[reading.measure_id])
                if reading.area_id is not None:
                    place = (reading.area_id, reading.side)
                    values["sign_place"] = self.places.key_for(place)
        return values

    def asked(self) -> frozenset[int]:
        """The measures that this form asked: a correction leaves all others as they were."""
        return frozenset(one.pk for one in (*self.signs, *self.measures))

    def clean_sign_place(self) -> str:
        """A place is the place of something."""
        place = self.cleaned_data["sign_place"]
        if place and not self.cleaned_data.get("signs"):
            raise forms.ValidationError(
                _("Choose above what is new there, or leave the place empty.")
            )
        return place

    def answers(self) -> tuple[Answer, ...]:
        """The replies as the logbook keeps them. Only after `is_valid`."""
        given = [answer_to(one, self.cleaned_data[name_of(one)]) for one in self.measures]
        place = self.places.ids.get(self.cleaned_data["sign_place"])
        chosen = set(self.cleaned_data["signs"])
        given += [
            Answer(sign.pk, number=Decimal(1), place=place)
            for sign in self.signs
            if sign.code in chosen
        ]
        return tuple(answer for answer in given if answer is not None)
