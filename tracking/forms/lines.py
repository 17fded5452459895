"""One exercise of a session, as a part of the session's form."""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from exercises.models import Exercise, Level
from tracking.forms.fields import (
    CHECK_TEMPLATE,
    CHIPS_TEMPLATE,
    SCALE_TEMPLATE,
    SEGMENTED_TEMPLATE,
    STEPPER_TEMPLATE,
    Fold,
    choice,
    scale,
)
from tracking.logbook import LineFacts, sides_of
from tracking.models import Outcome, Sensation, SessionLine, Side

BOTH = "both"
MOST_LINES = 60


class LineForm(forms.Form):
    """Side, dose and how it went, for one exercise. The exercises come from the session's form."""

    exercise = forms.SlugField(widget=forms.HiddenInput)
    leave_out = forms.BooleanField(label=_("Leave this one out"), required=False)
    side = choice(
        _("Side"), [(BOTH, _("Both")), (Side.LEFT, _("Left")), (Side.RIGHT, _("Right"))], empty=BOTH
    )
    level = choice(_("Dose"), Level.choices, empty="")
    sets = forms.IntegerField(label=_("Sets"), min_value=0, max_value=1000, required=False)
    reps = forms.IntegerField(label=_("Repetitions"), min_value=0, max_value=1000, required=False)
    seconds = forms.IntegerField(
        label=_("Seconds each"), min_value=0, max_value=7200, required=False
    )
    outcome = choice(_("How it went"), Outcome.choices)
    worst = scale(_("Worst pain during this one"))
    sensation = choice(_("What it felt like"), Sensation.choices)

    def __init__(self, *args: Any, exercises: Mapping[str, Exercise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exercises = exercises
        slug = self["exercise"].value() or ""
        self.subject = exercises.get(slug)
        name = self.subject.name if self.subject else _("Exercise")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("exercise", Fold(name, *self._parts(), unfolded=self.is_bound))

    def _parts(self) -> list[Any]:
        sided = self.subject is not None and self.subject.per_side
        amounts = [Field(name, template=STEPPER_TEMPLATE) for name in ("sets", "reps", "seconds")]
        return [
            *([Field("side", template=SEGMENTED_TEMPLATE)] if sided else []),
            Field("level", template=SEGMENTED_TEMPLATE),
            Div(*amounts, css_class="field-row"),
            Field("outcome", template=CHIPS_TEMPLATE),
            Field("worst", template=SCALE_TEMPLATE),
            Field("sensation", template=CHIPS_TEMPLATE),
            Field("leave_out", template=CHECK_TEMPLATE),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        unknown = data.get("exercise") and data["exercise"] not in self.exercises
        if unknown and not data.get("leave_out"):
            self.add_error(
                "exercise", _("This exercise is not in the library any more. Leave it out.")
            )
        return data

    def facts(self, outcome: str) -> LineFacts:
        """The line as the logbook keeps it; what was left empty is as planned.

        `outcome` is the session's, for a line that has none of its own.
        """
        data = self.cleaned_data
        exercise = self.exercises[data["exercise"]]
        level = data["level"] or Level.TYPICAL
        dose = exercise.doses_by_level.get(level)

        def amount(name: str) -> int:
            if data[name] is not None:
                return data[name]
            return getattr(dose, name) if dose else 0

        return LineFacts(
            exercise=exercise,
            sides=self.sides(),
            level=level,
            sets=amount("sets"),
            reps=amount("reps"),
            seconds=amount("seconds"),
            outcome=data["outcome"] or outcome,
            worst=data["worst"],
            sensation=data["sensation"],
        )

    def sides(self) -> tuple[str, ...]:
        """The sides this line stands for."""
        exercise = self.exercises[self.cleaned_data["exercise"]]
        side = self.cleaned_data["side"]
        return (side,) if exercise.per_side and side != BOTH else sides_of(exercise)


class BaseLineFormSet(forms.BaseFormSet):
    """All exercises of a session; no exercise stands twice for the same side."""

    def clean(self) -> None:
        seen: set[tuple[str, str]] = set()
        for form in self.forms:
            if not hasattr(form, "cleaned_data") or form.errors:
                continue
            if form.cleaned_data.get("leave_out") or not form.cleaned_data.get("exercise"):
                continue
            for side in form.sides():
                if (form.cleaned_data["exercise"], side) in seen:
                    form.add_error(None, _("This side of the exercise is here already."))
                seen.add((form.cleaned_data["exercise"], side))

    def kept(self) -> list[LineForm]:
        """The lines that were not left out. Only after `is_valid`."""
        return [
            form
            for form in self.forms
            if form.cleaned_data.get("exercise") and not form.cleaned_data.get("leave_out")
        ]


LineFormSet = forms.formset_factory(
    LineForm, formset=BaseLineFormSet, extra=0, max_num=MOST_LINES, validate_max=True
)


def first_lines(planned: Iterable[LineFacts]) -> list[dict[str, Any]]:
    """How the forms show lines that are still a plan."""
    return [
        {
            "exercise": line.exercise.slug,
            "level": line.level,
            "sets": line.sets,
            "reps": line.reps,
            "seconds": line.seconds,
        }
        for line in planned
    ]


def kept_lines(lines: Iterable[SessionLine]) -> list[dict[str, Any]]:
    """How the forms show lines that were logged; equal left and right become one."""
    shown: dict[tuple[Any, ...], dict[str, Any]] = {}
    for line in lines:
        values = {
            "exercise": line.exercise.slug,
            "level": line.level,
            "sets": line.sets,
            "reps": line.reps,
            "seconds": line.seconds,
            "outcome": line.outcome,
            "worst": line.worst,
            "sensation": line.sensation,
        }
        key = tuple(values.values())
        if key in shown:
            shown[key]["side"] = BOTH
        else:
            shown[key] = values | {"side": line.side}
    return list(shown.values())
