"""The library's measures as fields of a form, and their answers as the logbook keeps them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.models import Measure
from tracking.forms.fields import (
    CHIPS_TEMPLATE,
    SCALE_TEMPLATE,
    SEGMENTED_TEMPLATE,
    STEPPER_TEMPLATE,
    choice,
    scale,
)
from tracking.logbook import Answer
from tracking.models import Reading

YES_NO = [("1", _("Yes")), ("0", _("No"))]


def measure_field(measure: Measure) -> tuple[forms.Field, str]:
    """The form field for `measure` and the template that draws it."""
    match measure.answer:
        case Measure.Answer.SCALE:
            return scale(measure.wording, low=_("none"), high=_("the most")), SCALE_TEMPLATE
        case Measure.Answer.YES_NO:
            field = choice(measure.wording, YES_NO, coerce=Decimal, empty=None)
            return field, SEGMENTED_TEMPLATE
        case Measure.Answer.NUMBER:
            number = forms.DecimalField(
                label=measure.wording,
                required=False,
                min_value=measure.minimum,
                max_value=measure.maximum,
                max_digits=7,
                decimal_places=2,
                widget=forms.NumberInput(attrs={"step": "0.5", "data-unit": measure.unit}),
            )
            return number, STEPPER_TEMPLATE
        case Measure.Answer.CHOICE:
            options = [(one.code, one.label) for one in measure.choices.all()]
            return choice(measure.wording, options), CHIPS_TEMPLATE
        case _:
            return forms.CharField(label=measure.wording, required=False, max_length=500), ""


def answer_to(measure: Measure, value: Any) -> Answer | None:
    """What was filled in for `measure`, as the logbook keeps it; None if nothing was."""
    if value is None or value == "":
        return None
    if measure.answer in (Measure.Answer.CHOICE, Measure.Answer.TEXT):
        return Answer(measure.pk, text=str(value))
    return Answer(measure.pk, number=Decimal(value))


def filled_in(reading: Reading) -> Any:
    """The answer that `reading` keeps, as its form field shows it."""
    if reading.number is None:
        return reading.text
    whole = reading.number == reading.number.to_integral_value()
    return int(reading.number) if whole else reading.number.normalize()
