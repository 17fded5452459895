"""The kinds of question that forms ask. Unanswered is None, never 0, and nothing is preselected."""

from collections.abc import Callable, Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, LayoutObject
from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise
from exercises.rules.bands import PAIN_MAX
from psoas_site.ui.shapes import LayoutPart, Wording
from psoas_site.ui.typed import PlainText
from tracking.forms.kept import is_blank, is_said
from tracking.models import NOTE_LENGTH

SCALE = [(str(value), str(value)) for value in range(PAIN_MAX + 1)]
ON_THE_SCALE = _("Pick a number from 0 to 10.")

# Django's own words for these are for people who know forms.
NOT_OFFERED = {
    "invalid_choice": _("This answer is not on offer. Choose another one, or none."),
    "invalid_list": _("This answer is not on offer. Choose another one, or none."),
}
UNKEPT = _("This holds a character that cannot be kept. Write it anew.")
KEPT_TEXT = {"null_characters_not_allowed": UNKEPT}
NOT_WHOLE = _("This page did not arrive whole, so nothing was saved. Open it anew.")
HIDDEN = dict.fromkeys(
    ("required", "invalid", "min_value", "null_characters_not_allowed"), NOT_WHOLE
)

SCALE_TEMPLATE = "rung/fields/scale.html"
MOMENT_TEMPLATE = "rung/fields/moment.html"
CHIPS_TEMPLATE = "rung/fields/choices.html"
SEGMENTED_TEMPLATE = "rung/fields/segmented.html"
NUMBER_TEMPLATE = "rung/fields/number.html"
STEPPER_TEMPLATE = "rung/fields/stepper.html"
CHECK_TEMPLATE = "rung/fields/check.html"
MAP_TEMPLATE = "rung/fields/bodymap.html"


DAY_UNREAD = _("This is no whole day. Say day, month and year, or clear the field.")
TIME_UNREAD = _("This is no whole time. Say hours and minutes, or clear the field.")


class Fold(Div):
    """A part of a form that stays folded until it is wanted, or holds something already.

    `drawn` is the exercise that it is about, whose picture stands beside the words. By the name
    `group` the device remembers whether it was left open.
    """

    template = "rung/layout/fold.html"

    def __init__(
        self,
        summary: Wording,
        *fields: LayoutPart,
        unfolded: bool = False,
        drawn: Exercise | None = None,
        group: str = "",
    ) -> None:
        super().__init__(*fields)
        self.summary = summary
        self.drawn = drawn
        self.unfolded = unfolded
        self.group = group


class OpeningFold(Fold):
    """A fold that is open where anything was said in it; 0 is said."""

    def render(self, form: forms.Form, *args: object, **kwargs: object) -> str:
        """The fold as `form` has it."""
        names = [pointer.name for pointer in self.get_field_names()]
        if not is_blank(form, names):
            values = [form[name].value() for name in names if name in form.fields]
            self.unfolded = self.unfolded or any(is_said(value) for value in values)
        return str(super().render(form, *args, **kwargs))


class Hidden(LayoutObject):
    """A hidden field. It has no look, so no template is asked."""

    def __init__(self, name: str) -> None:
        self.fields = [name]

    def render(self, form: forms.Form, *_context: object, **_more: object) -> str:
        """The input alone."""
        return form[self.fields[0]].as_widget()


class Helper(FormHelper):
    """A helper of a form that leads to the page's own address, which is looked up nowhere."""

    form_action = ""


def inside(layout: Layout, *, with_token: bool = True) -> FormHelper:
    """How a form looks for which the page has the form tag, and the token too unless it is here."""
    helper = Helper()
    helper.form_tag = False
    helper.disable_csrf = not with_token
    helper.layout = layout
    return helper


class Moments(Div):
    """Several moments of one question, each with its own scale from 0 to 10, under one heading."""

    template = "rung/layout/moments.html"

    def __init__(self, legend: Wording, *fields: LayoutPart) -> None:
        super().__init__(*fields)
        self.legend = legend


class KeptChoice(forms.TypedChoiceField):
    """A question that an entry has an answer to for good: what is not said stays as it was."""

    def clean(self, value: object) -> object:
        return super().clean(value or self.initial)


def keeping(field: Any, answer: object) -> KeptChoice:
    """`field`, in a correction of an entry that holds `answer`."""
    return KeptChoice(
        label=field.label,
        choices=field.choices,
        coerce=field.coerce,
        widget=forms.RadioSelect,
        initial=answer,
        error_messages=NOT_OFFERED,
    )


def scale(
    label: Wording, *, required: bool = False, help_text: Wording = "", low: Wording = "",
    high: Wording = "",
) -> forms.TypedChoiceField:  # fmt: skip
    """A whole number 0 to 10, or None. `low` and `high` are the words at its ends."""
    attrs = {"data-low": low, "data-high": high} if low or high else {}
    return forms.TypedChoiceField(
        label=label,
        choices=SCALE,
        coerce=int,
        empty_value=None,
        required=required,
        help_text=help_text,
        widget=forms.RadioSelect(attrs=attrs),
        error_messages={"required": ON_THE_SCALE, "invalid_choice": ON_THE_SCALE},
    )


def moment(label: Wording, short: Wording) -> forms.TypedChoiceField:
    """A whole number 0 to 10, or None, for one of several moments; `short` is its name there."""
    field = scale(label)
    field.widget.attrs["data-moment"] = short
    return field


def choice(
    label: Wording, choices: Iterable[tuple[object, Wording]], *, empty: str | None = "",
    coerce: Callable[[str], object] = str, required: bool = False, help_text: Wording = "",
) -> forms.TypedChoiceField:  # fmt: skip
    """One of `choices`, or `empty`."""
    return forms.TypedChoiceField(
        label=label,
        choices=[(str(value), words) for value, words in choices if value != ""],
        coerce=coerce,
        empty_value=empty,
        required=required,
        help_text=help_text,
        widget=forms.RadioSelect,
        error_messages=NOT_OFFERED,
    )


def note() -> forms.CharField:
    """Free words, kept exactly but for outer blanks and line ends."""
    return PlainText(
        label=_("Note"),
        required=False,
        max_length=NOTE_LENGTH,
        error_messages=KEPT_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def day_field(label: Wording, invalid: Wording = DAY_UNREAD, **bounds: str) -> forms.DateField:
    """A day, or None. `data-unread` is what a script says of one that is half typed."""
    attrs = {"type": "date", "data-unread": DAY_UNREAD, **bounds}
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs=attrs, format="%Y-%m-%d"),
        error_messages={"invalid": invalid},
    )


def time_field(label: Wording, help_text: Wording = "") -> forms.TimeField:
    """A time of day, or None."""
    attrs = {"type": "time", "data-unread": TIME_UNREAD}
    return forms.TimeField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.TimeInput(attrs=attrs, format="%H:%M"),
        error_messages={"invalid": TIME_UNREAD},
    )


def hidden_key(*, required: bool = True) -> forms.UUIDField:
    """A key that a form carries along."""
    return forms.UUIDField(widget=forms.HiddenInput, required=required, error_messages=HIDDEN)


def hidden_number(min_value: int | None = None) -> forms.IntegerField:
    """A whole number that a form carries along, or None."""
    return forms.IntegerField(
        widget=forms.HiddenInput, required=False, error_messages=HIDDEN, min_value=min_value
    )


def hidden_text(*, required: bool = False) -> forms.CharField:
    """A word that a form carries along."""
    return forms.CharField(widget=forms.HiddenInput, required=required, error_messages=HIDDEN)


def keys() -> tuple[forms.UUIDField, forms.IntegerField]:
    """The hidden pair against doubles (client_key) and against stale tabs (version)."""
    return hidden_key(), hidden_number(min_value=1)


def beside() -> forms.UUIDField:
    """The key of an entry that says the same, once somebody wants this one beside it."""
    return hidden_key(required=False)
