"""Which part of a session the worst moment belongs to, asked once after a hard one."""

from typing import Any

from crispy_forms.layout import Field, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from tracking.forms.fields import CHIPS_TEMPLATE, NOT_OFFERED, inside
from tracking.models import Session
from tracking.subjects import subject_of, subjects_of


class WhichForm(forms.Form):
    """The session's exercises and own movements, each once whatever its sides."""

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        subjects = subjects_of(session.lines.all())
        self.fields["exercises"] = forms.MultipleChoiceField(
            label=_("Which one was it?"),
            choices=[(str(subject.key), line.name) for subject, line in subjects.items()],
            widget=forms.CheckboxSelectMultiple,
            error_messages=NOT_OFFERED
            | {"required": _("Choose at least one, or leave the question.")},
        )
        question = Field("exercises", template=CHIPS_TEMPLATE)
        self.helper = inside(Layout(question, Submit("save", _("Save"))))

    def line_ids(self) -> list[int]:
        """The lines that were named. Only after `is_valid`."""
        named = self.cleaned_data["exercises"]
        lines = self.session.lines.all()
        return [line.pk for line in lines if str(subject_of(line).key) in named]
