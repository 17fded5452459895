"""The library's measures as fields of a form, and their answers as the logbook keeps them."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.models import Measure
from psoas_site.ui.texts import trimmed
from psoas_site.ui.typed import PlainText
from tracking.forms.fields import (
    CHIPS_TEMPLATE,
    KEPT_TEXT,
    NUMBER_TEMPLATE,
    SCALE_TEMPLATE,
    SEGMENTED_TEMPLATE,
    choice,
    scale,
)
from tracking.forms.numbers import ChipsAndNumberField
from tracking.logbook import Answer
from tracking.models import Reading

YES_NO = [("1", _("Yes")), ("0", _("No"))]
SCALE_ENDS = {
    Measure.Family.DAILY: (_("the least"), _("the most")),
    Measure.Family.SYMPTOM: (_("none"), _("the most")),
}


TEMPLATES: dict[str, str] = {
    Measure.Answer.SCALE: SCALE_TEMPLATE,
    Measure.Answer.YES_NO: SEGMENTED_TEMPLATE,
    Measure.Answer.NUMBER: NUMBER_TEMPLATE,
    Measure.Answer.CHOICE: CHIPS_TEMPLATE,
}


def measure_field(measure: Measure, usual: Callable[[], Iterable[Decimal]]) -> forms.Field:
    """The form field for `measure`; what draws it is among `TEMPLATES`.

    `usual` gives the numbers to offer first; it is called when the field is drawn.
    """
    match measure.answer:
        case Measure.Answer.SCALE:
            low, high = SCALE_ENDS.get(Measure.Family(measure.family), ("", ""))
            return scale(measure.wording, low=low, high=high)
        case Measure.Answer.YES_NO:
            return choice(measure.wording, YES_NO, coerce=Decimal, empty=None)
        case Measure.Answer.NUMBER:
            return ChipsAndNumberField(measure, usual)
        case Measure.Answer.CHOICE:
            options = [(option.code, option.label) for option in measure.choices.all()]
            return choice(measure.wording, options)
        case _:
            return _line_of_text(measure)


def _line_of_text(measure: Measure) -> PlainText:
    return PlainText(
        label=measure.wording,
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages=KEPT_TEXT,
    )


def answer_to(measure: Measure, value: Decimal | int | str | None) -> Answer | None:
    """What was filled in for `measure`, as the logbook keeps it; None if nothing was."""
    if value is None or value == "":
        return None
    if measure.answer in (Measure.Answer.CHOICE, Measure.Answer.TEXT):
        return Answer(measure.pk, text=str(value))
    return Answer(measure.pk, number=Decimal(value))


def filled_in(reading: Reading) -> object:
    """The answer that `reading` keeps, as its form field shows it."""
    if reading.number is None:
        return reading.text
    return Decimal(trimmed(reading.number))


def takes(field: forms.Field, reading: Reading) -> bool:
    """Whether `field` can show and keep what `reading` says: the library may have changed since."""
    try:
        field.clean(filled_in(reading))
    except forms.ValidationError:
        return False
    return True
