"""An entry that was deleted while somebody corrected it: what is to become of the correction."""

from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from psoas_site.ui.shapes import Given
from tracking.forms.fields import CHIPS_TEMPLATE, choice, inside

NAME, PUT_BACK, AS_NEW = "removed", "back", "new"


class RemovedForm(forms.Form):
    """A part of the form of a correction, once the entry is deleted."""

    removed = choice(
        _("Save it how?"),
        [(PUT_BACK, _("Put it back, with what is below")), (AS_NEW, _("Log it as a new one"))],
        required=True,
    )
    helper = inside(Layout(Field(NAME, template=CHIPS_TEMPLATE)), with_token=False)


def removed_to(sent: Given) -> str | None:
    """PUT_BACK or AS_NEW, as it was sent; None if nobody was asked yet."""
    chosen = sent.get(NAME)
    return chosen if chosen in (PUT_BACK, AS_NEW) else None
