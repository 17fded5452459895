"""What became of a new sign: one tap, or an answer that is corrected later."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from tracking.models import Concern

OPEN = "open"  # what a form sends for "it is still there"


class SignAnswerForm(forms.Form):
    """One of the two answers, as a button sends it."""

    answer = forms.ChoiceField(choices=Concern.Answer.choices)


class SignForm(forms.Form):
    """An answer that was given, with its day."""

    answer = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[*Concern.Answer.choices, (OPEN, _("It is still there, or I do not know"))],
        widget=forms.RadioSelect,
    )
    answered_on = forms.DateField(
        label=_("Since when, or on which day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, *args: Any, concern: Concern, today: dt.date, earliest: dt.date, **kwargs: Any
    ) -> None:
        """`earliest`: the day on which the sign was told last."""
        super().__init__(*args, **kwargs)
        self.today, self.earliest = today, earliest
        self.initial = {
            "answer": concern.answer or OPEN,
            "answered_on": concern.answered_on or today,
        }
        self.fields["answered_on"].widget.attrs |= {"min": earliest, "max": today}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("answer", template="rung/fields/choices.html"),
            "answered_on",
            Submit("save", _("Save"), css_class="btn-lg"),
        )

    def clean_answer(self) -> str:
        """Empty while the sign is open, as the diary keeps it."""
        answer = str(self.cleaned_data["answer"])
        return "" if answer == OPEN else answer

    def clean_answered_on(self) -> dt.date:
        """A day from the sign to today; today where none is said."""
        day: dt.date = self.cleaned_data["answered_on"] or self.today
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        if day < self.earliest:
            raise forms.ValidationError(_("This is before the sign was noted."))
        return day
