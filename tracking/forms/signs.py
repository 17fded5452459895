"""What became of a new sign: one tap, or an answer that is corrected later."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Field, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from psoas_site.ui.shapes import Values
from tracking.forms.fields import NOT_OFFERED, day_field, hidden_text, inside
from tracking.models import Concern

OPEN = "open"  # what a form sends for "it is still there"


class SignAnswerForm(forms.Form):
    """One of the two answers, as a button sends it."""

    answer = forms.ChoiceField()

    def __init__(
        self, *args: Any, concern: Concern, emergency: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        answers = concern.answers(emergency=emergency)
        self.fields["answer"].choices = answers  # type: ignore[attr-defined]


class SignForm(forms.Form):
    """An answer that was given, with its day."""

    answer = forms.ChoiceField(
        label=_("What became of it?"),
        widget=forms.RadioSelect,
        error_messages=NOT_OFFERED | {"required": NOT_OFFERED["invalid_choice"]},
    )
    answered_on = day_field(_("Since when, or on which day"))
    was = hidden_text()  # what the form showed

    is_stale = False

    def __init__(
        self,
        *args: Any,
        concern: Concern,
        emergency: bool,
        today: dt.date,
        earliest: dt.date,
        **kwargs: Any,
    ) -> None:
        """`earliest`: the day on which the sign was told last."""
        super().__init__(*args, **kwargs)
        self.concern, self.today, self.earliest = concern, today, earliest
        still_there = (OPEN, _("It is still there, or I do not know"))
        answers = [*concern.answers(emergency=emergency), still_there]
        self.fields["answer"].choices = answers  # type: ignore[attr-defined]
        self.initial = {
            "answer": concern.answer or OPEN,
            "answered_on": concern.answered_on or today,
            "was": self._is_now(),
        }
        self.fields["answered_on"].widget.attrs |= {"min": earliest, "max": today}
        answer = Field("answer", template="rung/fields/choices.html")
        save = Submit("save", _("Save"), css_class="btn-lg")
        self.helper = inside(Layout(answer, "answered_on", "was", save))

    def _is_now(self) -> str:
        return f"{self.concern.answer or OPEN} {self.concern.answered_on or ''}".strip()

    def clean(self) -> Values:
        """Refuse to answer over an answer that was given in another tab."""
        data = super().clean() or self.cleaned_data
        if not self.errors and data["was"] not in ("", self._is_now()):
            self.is_stale = True
            self.data = {
                **{name: self[name].value() for name in self.fields},
                "was": self._is_now(),
            }
            words = _("It was answered meanwhile: %(answer)s. Save again to say this instead.")
            now = self.concern.get_answer_display() or _("it is still there")
            raise forms.ValidationError(words % {"answer": now})
        return data

    def clean_answer(self) -> str:
        """Empty while the sign is open, as the diary keeps it."""
        answer = str(self.cleaned_data["answer"])
        return "" if answer == OPEN else answer

    def clean_answered_on(self) -> dt.date:
        """A day from the sign to today. Where none is said: as it was, or today."""
        kept = self.concern.answered_on or self.today
        day: dt.date = self.cleaned_data["answered_on"] or kept
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        if day < self.earliest:
            raise forms.ValidationError(_("This is before the sign was noted."))
        return day
