"""The kinds of question that forms ask. Unanswered is None, never 0, and nothing is preselected."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.layout import Div, Field
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exercises.models import BodyArea, Measure
from tracking.bodymap import place_key, regions_by_place
from tracking.clock import Moment, moment_on, today_in
from tracking.logbook import Answer, Place
from tracking.models import NOTE_LENGTH, Entry, Reading, Side

SCALE = [(str(value), str(value)) for value in range(11)]
ON_THE_SCALE = _("Pick a number from 0 to 10.")
YES_NO = [("1", _("Yes")), ("0", _("No"))]
OLDEST_YEARS = 5

SCALE_TEMPLATE = "rung/fields/scale.html"
CHIPS_TEMPLATE = "rung/fields/chips.html"
SEGMENTED_TEMPLATE = "rung/fields/segmented.html"
STEPPER_TEMPLATE = "rung/fields/stepper.html"
CHECK_TEMPLATE = "rung/fields/check.html"
MAP_TEMPLATE = "rung/fields/bodymap.html"


class Fold(Div):
    """A part of a form that stays folded until it is wanted, or holds something already."""

    template = "rung/layout/fold.html"

    def __init__(self, summary: Any, *fields: Any, unfolded: bool = False) -> None:
        super().__init__(*fields)
        self.summary = summary
        self.unfolded = unfolded


def scale(
    label: Any, *, required: bool = False, help_text: Any = "", low: Any = "", high: Any = ""
) -> Any:
    """A whole number 0 to 10, or None. `low` and `high` are the words at its ends."""
    attrs = {"data-low": low, "data-high": high} if low or high else {}
    return forms.TypedChoiceField(
        label=label,
        choices=SCALE,
        coerce=int,
        empty_value=None,
        required=required,
        help_text=help_text,
        widget=forms.RadioSelect(attrs=attrs),
        error_messages={"required": ON_THE_SCALE, "invalid_choice": ON_THE_SCALE},
    )


def choice(
    label: Any, choices: Iterable[tuple[Any, Any]], *, coerce: Any = str, empty: Any = "",
    required: bool = False, help_text: Any = "",
) -> Any:  # fmt: skip
    """One of `choices`, or `empty`."""
    return forms.TypedChoiceField(
        label=label,
        choices=[(str(value), words) for value, words in choices if value != ""],
        coerce=coerce,
        empty_value=empty,
        required=required,
        help_text=help_text,
        widget=forms.RadioSelect,
    )


def note() -> forms.CharField:
    """Free words, kept exactly but for outer blanks and line ends."""
    return forms.CharField(
        label=_("Note"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def keys() -> tuple[forms.UUIDField, forms.IntegerField]:
    """The hidden pair against doubles (client_key) and against stale tabs (version)."""
    return (
        forms.UUIDField(widget=forms.HiddenInput),
        forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1),
    )


# --- Places on the body ------------------------------------------------------------------------


class Places:
    """The body areas with their sides, as choices and as ids. Reads the areas once."""

    SIDES = {Side.LEFT: _("left"), Side.RIGHT: _("right")}

    def __init__(self) -> None:
        self.areas = {area.pk: area for area in BodyArea.objects.all()}
        self.ids: dict[str, Place] = {}
        self.choices: list[tuple[str, str]] = []
        for area in self.areas.values():
            for side in self.SIDES if area.sided else [Side.NONE]:
                self.key_for((area.pk, side))

    def key_for(self, place: Place) -> str:
        """The form's name of a `place`; one that was kept before stays a choice for ever."""
        area, side = self.areas[place[0]], place[1]
        key = place_key(area.code, side)
        if key not in self.ids:
            self.ids[key] = place
            words = f"{area.label}, {self.SIDES[Side(side)]}" if side else area.label
            self.choices.append((key, words))
        return key

    def several(self, label: Any) -> forms.MultipleChoiceField:
        """Any number of places, on the map or from the list."""
        field = forms.MultipleChoiceField(
            label=label,
            choices=lambda: self.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        field.regions = regions_by_place()  # type: ignore[attr-defined]
        return field

    def one(self, label: Any) -> forms.ChoiceField:
        """One place, or none."""
        return forms.ChoiceField(
            label=label,
            choices=lambda: [("", _("No particular place")), *self.choices],
            required=False,
        )


# --- Measures: the library's questions ---------------------------------------------------------


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


# --- When --------------------------------------------------------------------------------------


class WhenMixin(forms.Form):
    """A day by chip, or another day and time; the future and the far past are refused."""

    TODAY, YESTERDAY = "today", "yesterday"

    def add_when(
        self, zone: ZoneInfo, now: dt.datetime | None = None, entry: Entry | None = None
    ) -> None:
        """Give the form its fields of time, for a person whose clock runs in `zone`.

        An `entry` that is being corrected keeps its moment unless another one is said.
        """
        self.zone, self.now, self.entry = zone, now or timezone.now(), entry
        self.today = today_in(zone, self.now)
        self.earliest = self.today.replace(year=self.today.year - OLDEST_YEARS, day=1)
        bounds = {"min": self.earliest.isoformat(), "max": self.today.isoformat()}
        if entry is None:
            chips = [(self.TODAY, _("Today")), (self.YESTERDAY, _("Yesterday"))]
            self.fields["day"] = choice(_("When?"), chips)
        self.fields["date"] = forms.DateField(
            label=_("Another day") if entry is None else _("Day"),
            required=False,
            widget=forms.DateInput(attrs={"type": "date", **bounds}, format="%Y-%m-%d"),
        )
        self.fields["time"] = forms.TimeField(
            label=_("Time"),
            required=False,
            help_text=_("If you remember it."),
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        )

    def kept_when(self) -> dict[str, Any]:
        """How the fields show the moment of the entry that is being corrected."""
        if self.entry is None:
            return {}
        clock = self.entry.local_time
        return {"date": clock.date(), "time": clock.time().replace(second=0, microsecond=0)}

    def day_chips(self) -> list[Field]:
        """Today and yesterday, for a new entry."""
        return [Field("day", template=CHIPS_TEMPLATE)] if "day" in self.fields else []

    def another_day(self, *before: Any, unfolded: bool = False) -> Fold:
        """Another day or time, folded until something is said there."""
        said = any(self[name].value() for name in ("date", "time"))
        pair = Div(Field("date"), Field("time"), css_class="field-pair")
        return Fold(_("Another day or time"), *before, pair, unfolded=unfolded or said)

    def clean_when(self) -> Moment | None:
        """The moment that was meant; None with an error beside the field if there is none."""
        if "date" in self.errors or "time" in self.errors:
            return None
        day, clock = self.cleaned_data.get("date"), self.cleaned_data.get("time")
        if self.entry is not None and self.kept_when() == {"date": day, "time": clock}:
            return Moment(self.entry.at, self.entry.local_date, self.entry.utc_offset)
        chip = self._day_by_chip()
        if day is not None and chip not in (None, day):
            self.add_error("date", _("Another day was chosen above. Keep one of the two."))
            return None
        return self._moment_on(day or chip or self.today, clock)

    def _day_by_chip(self) -> dt.date | None:
        days = {self.TODAY: self.today, self.YESTERDAY: self.today - dt.timedelta(days=1)}
        return days.get(self.cleaned_data.get("day") or "")

    def _moment_on(self, day: dt.date, clock: dt.time | None) -> Moment | None:
        if day > self.today:
            self.add_error("date", _("This day is still to come."))
            return None
        if day < self.earliest:
            self.add_error("date", _("We keep the last five years."))
            return None
        moment = moment_on(day, clock, self.zone, self.now)
        if moment.at > self.now + dt.timedelta(minutes=1):
            self.add_error("time", _("This time is still to come."))
            return None
        return moment
