"""The answer to a step that was offered."""

from django import forms

from tracking.forms.fields import hidden_text
from tracking.models import Move

OFFERED = ((Move.Answer.TAKEN, Move.Answer.TAKEN.label), (Move.Answer.NOT_NOW, ""))


class MoveForm(forms.Form):
    """A button's word, with the step as the page showed it."""

    answer = forms.ChoiceField(choices=OFFERED)
    session = forms.UUIDField()
    to = hidden_text(required=True)
