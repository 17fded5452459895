"""One leaf of the questions about warning signs: yes or not sure to each, or none of them."""

import uuid
from typing import Any

from crispy_forms.layout import Div, Field, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.shelf.screening import Leaf
from psoas_site.ui.shapes import Values
from tracking.forms.fields import CHIPS_TEMPLATE, choice, hidden_key, hidden_text, inside
from tracking.logbook import LeafFacts
from tracking.models import Screening, ScreeningAnswer

NONE = "none"  # the button that says so of all signs at once


class LeafForm(forms.Form):
    """The signs of one leaf, as `screening` answers them so far; None: it has not begun.

    Nothing is taken for a no until "None of these" is pressed, or another sign was marked.
    """

    client_key = hidden_key()
    was = hidden_text()  # what the form showed

    is_stale = False

    def __init__(self, *args: Any, leaf: Leaf, screening: Screening | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaf, self.screening = leaf, screening
        self.kept = self._kept()
        for item in leaf.items:
            self.fields[_name(item.pk)] = choice(item.label, ScreeningAnswer.Said.choices)
        self.initial = {
            "client_key": screening.client_key if screening else uuid.uuid4(),
            "was": self._is_now(),
            **{_name(key): said for key, said in (self.kept or {}).items()},
        }
        questions = [Field(_name(item.pk), template=CHIPS_TEMPLATE) for item in leaf.items]
        none = Submit(NONE, _("None of these"), css_class="btn-lg btn-block")
        marked = Submit("save", _("Go on with what I marked"), css_class="btn-lg btn-block")
        buttons = Div(none, marked, css_class="asked-buttons")
        self.helper = inside(Layout("client_key", "was", *questions, buttons))

    def _kept(self) -> dict[int, str] | None:
        """What was said of these signs before; None: this leaf was not answered yet."""
        if self.screening is None or self.leaf.code not in self.screening.leaves:
            return None
        keys = {item.pk for item in self.leaf.items}
        answers = self.screening.answers.all()
        return {answer.item_id: answer.said for answer in answers if answer.item_id in keys}

    def _is_now(self) -> str:
        if self.kept is None:
            return ""
        return " ".join(f"{key}:{said}" for key, said in sorted(self.kept.items())) or NONE

    def clean(self) -> Values:
        """Refuse what says two things, or nothing, or undoes what another tab has kept."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        said = self._said()
        self._refuse_two_answers(said)
        if data["was"] != self._is_now() and said != self.kept:
            self.is_stale = True
            self.data = {**self.initial, "was": self._is_now()}
            words = _("These were answered meanwhile, as they stand here. Change them if need be.")
            raise forms.ValidationError(words)
        return data

    def _refuse_two_answers(self, said: dict[int, str]) -> None:
        if NONE in self.data and said:
            words = _("Something is marked. Take that back, or go on with what you marked.")
            raise forms.ValidationError(words)
        if NONE not in self.data and not said:
            raise forms.ValidationError(_("Mark what is there, or press “None of these”."))

    def facts(self) -> LeafFacts:
        """What was answered. Only after `is_valid`."""
        return LeafFacts(self.leaf, self._said())

    def _said(self) -> dict[int, str]:
        answers = {item.pk: self.cleaned_data[_name(item.pk)] for item in self.leaf.items}
        return {key: said for key, said in answers.items() if said}


def _name(key: int) -> str:
    """What the field about the sign with this key is called."""
    return f"sign_{key}"
