"""A movement of one's own that is there already: another name for it."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from tracking.forms.own_movements import movement_name
from tracking.models import OwnMovement

TAKEN = _("You have a movement of this name already.")


class RenameForm(forms.Form):
    """The name of a movement, to be changed everywhere it was logged."""

    name = movement_name(_("Name"), help_text=_("It changes in your whole diary."))

    def __init__(self, *args: Any, movement: OwnMovement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"name": movement.name}
        self.fields["name"].required = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("name", Submit("rename", _("Save name")))
