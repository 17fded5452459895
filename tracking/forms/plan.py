"""The forms of a plan: one of one's own, changes of it, and what is said of an exercise."""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise, Programme
from exercises.rules.offering import Occasion
from psoas_site.ui.typed import PlainText
from tracking.forms.fields import (
    CHIPS_TEMPLATE,
    HIDDEN,
    KEPT_TEXT,
    choice,
    hidden_key,
    hidden_number,
    hidden_text,
    inside,
)
from tracking.forms.questions.what import exercises_to_log, programmes_to_log
from tracking.models import TITLE_LENGTH, Liking
from tracking.recall import PlanRow

GONE = _("This exercise is not offered any more.")


def programmes_to_begin_with() -> list[Programme]:
    """Published programmes that somebody may mean to do each week: none that is for a bad day."""
    programmes = programmes_to_log().values()
    return [row for row in programmes if row.occasion != Occasion.FLARE_UP]


class NewPlanForm(forms.Form):
    """What a plan begins with; `start` is sent by a button: "programme runner", "favourites"."""

    start = hidden_text(required=True)
    client_key = hidden_key()

    @property
    def helper(self) -> FormHelper:
        """The key alone: the page has the buttons."""
        return inside(Layout("client_key"), with_token=False)

    @classmethod
    def blank(cls) -> "NewPlanForm":
        """The form as a page shows it."""
        return cls(initial={"client_key": uuid.uuid4()}, auto_id=False)


class PlanChangeForm(forms.Form):
    """One change of a plan; `do` is sent by a button: "up 16", "take_out 16"."""

    do = hidden_text(required=True)
    version = hidden_number(min_value=1)

    @property
    def helper(self) -> FormHelper:
        """The version alone: the page has the buttons."""
        return inside(Layout("version"), with_token=False)

    @classmethod
    def of(cls, plan: PlanRow) -> "PlanChangeForm":
        """The form as the page of `plan` shows it."""
        return cls(initial={"version": plan.version}, auto_id=False)


class PlanNameForm(forms.Form):
    """What a plan is called, and on how many days a week it is meant."""

    title = PlainText(
        label=_("What you call it"),
        max_length=TITLE_LENGTH,
        error_messages={**KEPT_TEXT, "required": _("A plan needs a name.")},
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    weekly_aim = choice(
        _("Days a week"), [(days, str(days)) for days in range(1, 8)], coerce=int, required=True
    )
    version = hidden_number(min_value=1)

    @classmethod
    def of(cls, plan: PlanRow) -> "PlanNameForm":
        """The form as it stands."""
        said = {"title": plan.title, "weekly_aim": plan.weekly_aim, "version": plan.version}
        return cls(initial=said)

    @property
    def helper(self) -> FormHelper:
        """The layout."""
        save = Submit("name", _("Save"))
        return inside(
            Layout(
                "title",
                Field("weekly_aim", template=CHIPS_TEMPLATE),
                "version",
                Div(save, css_class="form-actions"),
            )
        )


class ExerciseForm(forms.Form):
    """Names one exercise, and with `kind` what is said of it (empty: nothing any more)."""

    exercise = hidden_text(required=True)
    kind = forms.ChoiceField(
        choices=[("", ""), *Liking.Kind.choices], required=False, error_messages=HIDDEN
    )

    @classmethod
    def of(cls, slug: str) -> "ExerciseForm":
        """The form for one exercise; drawn without ids, so that a page can hold several."""
        return cls(initial={"exercise": slug}, auto_id=False)

    @property
    def helper(self) -> FormHelper:
        """The exercise alone: the page has the buttons."""
        return inside(Layout("exercise"), with_token=False)

    def clean_exercise(self) -> Exercise:
        """The published exercise that is named."""
        exercise = exercises_to_log().get(self.cleaned_data["exercise"])
        if exercise is None:
            raise forms.ValidationError(GONE)
        return exercise
