"""A movement of one's own that is there already: another name for it."""

from typing import Any

from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from tracking.forms.fields import hidden_number, inside
from tracking.forms.own_movements import movement_name
from tracking.models import OwnMovement

TAKEN = _("You have a movement of this name already.")


class RenameForm(forms.Form):
    """The name of a movement, to be changed everywhere it was logged."""

    name = movement_name(_("Name"), help_text=_("It changes in your whole diary."))
    version = hidden_number(min_value=1)

    is_stale = False

    def __init__(self, *args: Any, movement: OwnMovement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"name": movement.name, "version": movement.version}
        self.fields["name"].required = True
        self.helper = inside(Layout("version", "name", Submit("rename", _("Save name"))))

    def tell_stale(self, movement: OwnMovement) -> None:
        """It got another name in another tab: what was typed stays, and can be saved once more."""
        words = _("It was renamed meanwhile, to “%(name)s”. Save again to give it this name.")
        self.add_error("name", words % {"name": movement.name})
        self.is_stale = True
        self.data = {**self.data, "name": self["name"].value(), "version": str(movement.version)}
