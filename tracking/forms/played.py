"""What the player asks: after a session how it was, and in the middle of one what hurt.

Nothing is judged here: the player sends what was done, and these answers with it, to the form of
a session (`SessionForm`), which is the one way into the diary.
"""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from tracking.forms.fields import CHIPS_TEMPLATE, SCALE_TEMPLATE, choice, hidden_key, inside, scale
from tracking.models import Sensation


class _Asked(forms.Form):
    """Drawn within a form that the page has; its fields are called as those of a session."""

    @property
    def helper(self) -> FormHelper:
        """The fields alone."""
        return inside(self._layout(), with_token=False)

    def _layout(self) -> Layout:
        raise NotImplementedError


class PlayedForm(_Asked):
    """How a session was. `client_key` makes it one session, however often it is sent."""

    client_key = hidden_key()
    pain_worst = scale(_("Worst pain during it"))
    pain_after = scale(_("Pain now"))

    def __init__(self) -> None:
        super().__init__(initial={"client_key": uuid.uuid4()})

    def _layout(self) -> Layout:
        return Layout(
            "client_key",
            Field("pain_worst", template=SCALE_TEMPLATE),
            Field("pain_after", template=SCALE_TEMPLATE),
        )


class HurtForm(_Asked):
    """What hurt just now: how much, and of what kind."""

    worst = scale(_("How bad did it get?"))
    sensation = choice(_("What was it like?"), Sensation.choices)

    def __init__(self) -> None:
        super().__init__(prefix="hurt")

    def _layout(self) -> Layout:
        return Layout(
            Field("worst", template=SCALE_TEMPLATE),
            Field("sensation", template=CHIPS_TEMPLATE),
        )
