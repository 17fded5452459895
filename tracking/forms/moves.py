"""The answer to a step that was offered."""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from tracking.forms.fields import hidden_text, inside
from tracking.models import Move


class MoveForm(forms.Form):
    """The step as the page showed it; drawn without ids, so that a page can hold several."""

    session = forms.UUIDField(widget=forms.HiddenInput)
    to = hidden_text(required=True)

    @classmethod
    def offering(cls, session: uuid.UUID, to: str) -> "MoveForm":
        """The form of a step: which session it is of, and where it leads."""
        return cls(initial={"session": session, "to": to}, auto_id=False)

    @property
    def helper(self) -> FormHelper:
        """The step alone: the page has the form tag and the buttons."""
        return inside(Layout("session", "to"), with_token=False)

    @property
    def answer(self) -> str:
        """The word of the button that was pressed; empty if it is none of them."""
        word = self.data.get("answer", "")
        return word if word in {Move.Answer.TAKEN, Move.Answer.NOT_NOW} else ""
