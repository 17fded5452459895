"""Which part of a session the worst moment belongs to, asked once after a hard one."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from tracking.forms.fields import CHIPS_TEMPLATE, NOT_OFFERED
from tracking.models import Session, SessionLine


def subject_of(line: SessionLine) -> str:
    """What a line is about, the same for every line about it: an exercise's id or a movement's."""
    return str(line.exercise_id or line.movement_id)


class WhichForm(forms.Form):
    """The session's exercises and own movements, each once whatever its sides."""

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        names = {subject_of(line): line.name for line in session.lines.all()}
        self.fields["exercises"] = forms.MultipleChoiceField(
            label=_("Which one was it?"),
            choices=list(names.items()),
            widget=forms.CheckboxSelectMultiple,
            error_messages=NOT_OFFERED
            | {"required": _("Choose at least one, or leave the question.")},
        )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("exercises", template=CHIPS_TEMPLATE), Submit("save", _("Save"))
        )

    def line_ids(self) -> list[int]:
        """The lines that were named. Only after `is_valid`."""
        named = self.cleaned_data["exercises"]
        return [line.pk for line in self.session.lines.all() if subject_of(line) in named]
