"""A programme done as planned, just now: one button and nothing to fill in."""

import datetime as dt

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exercises.models import Programme
from tracking.clock import moment_of
from tracking.forms.fields import hidden_key, hidden_text, inside
from tracking.forms.questions.what import items_of, lines_of, programmes_to_log
from tracking.logbook import SessionFacts
from tracking.recall import fresh_check_in


class AsPlannedForm(forms.Form):
    """Names a published programme; drawn without ids, so that a page can hold several."""

    programme = hidden_text(required=True)
    client_key = hidden_key()

    @classmethod
    def offering(cls, programme: Programme) -> "AsPlannedForm":
        """The form for one programme."""
        return cls(initial={"programme": programme.slug}, auto_id=False)

    @property
    def helper(self) -> FormHelper:
        """The programme alone: the page has the form tag, the key and the button."""
        return inside(Layout("programme"), with_token=False)

    def clean_programme(self) -> Programme:
        """The programme, with the lines it comes to kept in `lines`."""
        slug = self.cleaned_data["programme"]
        programme = programmes_to_log().get(slug)
        self.lines = lines_of(items_of(programme)) if programme else []
        if programme is None or not self.lines:
            raise forms.ValidationError(_("This programme is not offered any more."))
        return programme

    def facts(self, user: User, now: dt.datetime) -> SessionFacts:
        """The session as the logbook keeps it; "before" is from a check-in of the last 3 hours."""
        self.before = fresh_check_in(user, now)
        return SessionFacts(
            moment=moment_of(now, user.zone),
            programme=self.cleaned_data["programme"],
            lines=tuple(self.lines),
            pain_before=self.before.pain if self.before else None,
        )
