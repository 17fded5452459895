"""The library's questions within a form: new signs, a fall, daily things, what one follows."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from crispy_forms.layout import Div, Field
from django import forms
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exercises.models import Measure
from psoas_site.ui.texts import listed
from tracking.clock import today_in
from tracking.forms.fields import CHIPS_TEMPLATE, NOT_OFFERED
from tracking.forms.measures import answer_to, filled_in, measure_field, takes
from tracking.forms.places import Places
from tracking.logbook import Answer
from tracking.models import CheckIn, Reading
from tracking.recall import (
    Questions,
    questions_of_check_in,
    questions_of_session,
    said_on,
    usual_numbers,
)
from tracking.rules.daily import DayAnswer


def name_of(measure: Measure) -> str:
    """The form field's name for a measure."""
    return f"measure_{measure.code}"


class Question(Field):
    """A measure's field. What stands under it is asked for only when the field is drawn."""

    def __init__(self, name: str, words: Callable[[], str], template: str) -> None:
        super().__init__(name, **({"template": template} if template else {}))
        self.words = words

    def render(self, form: forms.Form, *args: Any, **kwargs: Any) -> str:
        """The field with its words: advice, a caveat, what was said earlier today."""
        form[self.fields[0]].help_text = self.words()
        return super().render(form, *args, **kwargs)


class AnswersMixin(forms.Form):
    """Asks what the library's measures ask, and turns the replies into the logbook's answers."""

    asker: User | None = None  # whose habits and earlier answers a new check-in shows
    asker_day: dt.date

    def add_check_in_answers(
        self, user: User, check_in: CheckIn | None, now: dt.datetime | None
    ) -> None:
        """Give a check-in its questions: what everybody is asked, then what `user` follows.

        A `check_in` that is being corrected is also asked what it holds answers for; not those
        that the library does not know any more, for they could only be lost.
        """
        held = (
            {reading.measure_id: reading for reading in check_in.readings.all()} if check_in else {}
        )
        if check_in is None:
            self.asker, self.asker_day = user, today_in(user.zone, now or timezone.now())
        self._add_questions(questions_of_check_in(user, held), held)

    def add_session_answers(self) -> None:
        """Give the end of a session its questions: new signs, and a fall or knock."""
        self._add_questions(questions_of_session())

    def _add_questions(self, questions: Questions, held: Mapping[int, Reading] = {}) -> None:
        self.places = Places()
        fields = {measure.pk: self._field_of(measure) for measure in questions.measures}
        fits = {pk for pk, (field, _) in fields.items() if pk not in held or takes(field, held[pk])}
        self.questions = questions.only(fits)
        self.measures, self.signs = self.questions.measures, self.questions.signs
        self.fields["signs"] = forms.MultipleChoiceField(
            label=_("Anything new since last time?"),
            choices=[(sign.code, sign.label) for sign in self.signs],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages=NOT_OFFERED,
        )
        urgent = list(dict.fromkeys(code for sign in self.signs for code in sign.emergency_in))
        self.fields["sign_place"] = self.places.one(_("Where is the new feeling?"), first=urgent)
        self._templates = {}
        for measure in self.measures:
            self.fields[name_of(measure)], self._templates[measure.code] = fields[measure.pk]

    def _field_of(self, measure: Measure) -> tuple[forms.Field, str]:
        return measure_field(measure, partial(self._usual_of, measure.pk))

    # --- What was said lately, for a new check-in; read when the form is drawn ------------------

    def _usual_of(self, measure_id: int) -> list[Decimal]:
        return self._usual.get(measure_id, [])

    @cached_property
    def _usual(self) -> dict[int, list[Decimal]]:
        """The numbers that the person gives most, by measure."""
        numbers = [
            measure.pk for measure in self.measures if measure.answer == Measure.Answer.NUMBER
        ]
        if self.asker is None or not numbers:
            return {}
        return usual_numbers(self.asker, numbers, self.asker_day)

    @cached_property
    def _said(self) -> dict[int, DayAnswer[Reading]]:
        """What was said earlier today of daily things, by measure."""
        # A fall is asked "since last time", so a later answer takes nothing's place.
        daily = [
            measure
            for measure in self.measures
            if measure.family == Measure.Family.DAILY and not measure.ask_screening
        ]
        return {} if self.asker is None else said_on(self.asker, self.asker_day, daily)

    # --- How it looks --------------------------------------------------------------------------

    def new_signs(self) -> list[Any]:
        """The layout of the new signs, their place, and a fall or knock."""
        falls = [self._drawn(measure) for measure in self.measures if measure.ask_screening]
        place = Div("sign_place", css_class="after-signs")
        return [Field("signs", template=CHIPS_TEMPLATE), place, *falls]

    def daily_measures(self) -> tuple[list[Any], list[Any]]:
        """The layout of the other measures: everybody's, and the person's own."""
        own = [*self.questions.followed, *self.questions.held]
        drawn = [self._drawn(measure) for measure in own if not measure.ask_screening]
        return [self._drawn(measure) for measure in self._asked_always()], drawn

    def names_of_always(self) -> list[str]:
        """The names of the fields that everybody is asked each day."""
        return [name_of(measure) for measure in self._asked_always()]

    def words_of_always(self) -> str:
        """What everybody is asked each day, in a few words."""
        return capfirst(listed(measure.label for measure in self._asked_always()))

    def _asked_always(self) -> list[Measure]:
        return [measure for measure in self.questions.always if not measure.ask_screening]

    def _drawn(self, measure: Measure) -> Question:
        name = name_of(measure)
        return Question(name, lambda: self._words_under(measure), self._templates[measure.code])

    def _words_under(self, measure: Measure) -> str:
        context = {
            "measure": measure,
            "said": self._said.get(measure.pk),
            "unfollowed": measure in self.questions.held,
        }
        return SafeString(render_to_string("tracking/measure_notes.html", context).strip())

    # --- What was answered ---------------------------------------------------------------------

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
        return frozenset(measure.pk for measure in (*self.signs, *self.measures))

    def clean_sign_place(self) -> str:
        """A place is the place of something."""
        place = self.cleaned_data["sign_place"]
        if place and not self.cleaned_data.get("signs"):
            if "sign_place" not in self.changed_data:
                return ""  # its sign was unticked: a slip is mended in one tap
            raise forms.ValidationError(
                _("Choose above what is new there, or leave the place empty.")
            )
        return place

    def answers(self) -> tuple[Answer, ...]:
        """The replies as the logbook keeps them. Only after `is_valid`."""
        given = [
            answer_to(measure, self.cleaned_data[name_of(measure)]) for measure in self.measures
        ]
        place = self.places.ids.get(self.cleaned_data["sign_place"])
        chosen = set(self.cleaned_data["signs"])
        given += [
            Answer(sign.pk, number=Decimal(1), place=place)
            for sign in self.signs
            if sign.code in chosen
        ]
        return tuple(answer for answer in given if answer is not None)
