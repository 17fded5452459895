"""One exercise of a session, or one movement of one's own, as a part of the session's form."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.db.models import prefetch_related_objects
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, ManagementForm
from django.utils.translation import gettext_lazy as _

from exercises.models import Dose, Exercise, Level
from psoas_site.ui.shapes import Given, LayoutPart, Values, Wording
from psoas_site.ui.typed import WholeNumber
from tracking.forms.fields import (
    CHECK_TEMPLATE,
    CHIPS_TEMPLATE,
    SCALE_TEMPLATE,
    SEGMENTED_TEMPLATE,
    STEPPER_TEMPLATE,
    Fold,
    choice,
    hidden_text,
    inside,
    keeping,
    scale,
)
from tracking.forms.own_movements import movement_name
from tracking.forms.questions.what import What
from tracking.logbook import LineFacts
from tracking.models import Outcome, OwnMovement, Sensation, SessionLine, Side
from tracking.subjects import Subject, in_rows

BOTH = "both"
MOST_LINES = 60


class LineForm(forms.Form):
    """Side, dose and how it went, for one thing of those that the session's form knows (`what`).

    The line names it by one of three: the slug of an `exercise`, the id of a `movement` of the
    person's `own`, or the name of one that has no row yet. In a correction, `kept` is how the
    form showed what was logged: of an exercise, what is left empty stays like that.
    """

    exercise = hidden_text()
    movement = hidden_text()
    own = movement_name(widget=forms.HiddenInput)
    leave_out = forms.BooleanField(label=_("Leave this one out"), required=False)
    side = choice(_("Side"), [(BOTH, _("Both")), (Side.LEFT, _("Left")), (Side.RIGHT, _("Right"))])
    level = choice(_("Dose"), Level.choices, empty="")
    sets = WholeNumber(label=_("Sets"), min_value=0, max_value=1000, required=False)
    reps = WholeNumber(label=_("Repetitions"), min_value=0, max_value=1000, required=False)
    seconds = WholeNumber(label=_("Seconds each"), min_value=0, max_value=7200, required=False)
    outcome = choice(_("How it went"), Outcome.choices)
    worst = scale(_("Worst pain during this one"))
    sensation = choice(_("What it felt like"), Sensation.choices)

    def __init__(self, *args: Any, what: What, kept: Given | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = self._subject_among(what)
        self._keep(kept or {})
        exercise = self._exercise
        self.sided = exercise is None or what.has_sides(exercise)
        self.name = self.subject.name if self.subject else _("Exercise")
        parts = Fold(self.name, *self._parts(), unfolded=self.is_bound, drawn=exercise)
        self.helper = inside(Layout(*self._names(), parts), with_token=False)
        self.helper.form_show_errors = False  # the page has one box for all lines

    def _sent(self, name: str) -> str:
        return str(self[name].value() or "")

    def _subject_among(self, what: What) -> Subject | None:
        """What the line is about, as it was sent; None if there is no such thing."""
        row: Exercise | OwnMovement | None = None
        if slug := self._sent("exercise"):
            row = what.exercises.get(slug)
        elif pk := self._sent("movement"):
            row = what.movements.get(pk)
        elif own := self._sent("own").strip():
            row = OwnMovement(user=what.user, name=own)
        return Subject.by_name(row) if row else None

    @property
    def _exercise(self) -> Exercise | None:
        """The exercise that the line is about, if it is one."""
        return self.subject.exercise if self.subject else None

    def _keep(self, kept: Given) -> None:
        """Let what the entry holds of this exercise stand until something else is said."""
        named = ("exercise", "movement")
        is_same = all(self._sent(name) == kept.get(name) for name in named)
        self.kept: Given = kept if is_same and kept["exercise"] else {}
        if not is_same:
            return
        for name in ("side", "level", "outcome") if self.kept else ("outcome",):
            if kept[name]:
                self.fields[name] = keeping(self.fields[name], kept[name])

    def _names(self) -> tuple[str, ...]:
        return ("exercise",) if self["exercise"].value() else ("movement", "own")

    def _parts(self) -> list[LayoutPart]:
        amounts = [Field(name, template=STEPPER_TEMPLATE) for name in ("sets", "reps", "seconds")]
        return [
            *([Field("side", template=SEGMENTED_TEMPLATE)] if self.sided else []),
            *([Field("level", template=SEGMENTED_TEMPLATE)] if self._exercise else []),
            Div(*amounts, css_class="field-row"),
            Field("outcome", template=CHIPS_TEMPLATE),
            Field("worst", template=SCALE_TEMPLATE),
            Field("sensation", template=CHIPS_TEMPLATE),
            Field("leave_out", template=CHECK_TEMPLATE),
        ]

    def clean(self) -> Values:
        data = super().clean() or self.cleaned_data
        if self.subject is None and not data.get("leave_out"):
            self.add_error("leave_out", _("This cannot be logged any more. Leave it out."))
        return data

    def facts(self, outcome: str) -> LineFacts:
        """The line as the logbook keeps it; `outcome` is the session's, for one without its own.

        What was left empty is as planned, or for a movement of one's own not counted. In a
        correction it is as it was.
        """
        data = self.cleaned_data
        subject = self.subject
        assert subject is not None  # noqa: S101 (a line about nothing is left out)
        level, dose = "", None
        if subject.exercise:
            level = data["level"] or Level.TYPICAL
            dose = subject.exercise.doses_by_level.get(level)
        return LineFacts(
            exercise=subject.exercise,
            movement=subject.movement,
            sides=self.sides(),
            level=level,
            sets=self._amount("sets", dose),
            reps=self._amount("reps", dose),
            seconds=self._amount("seconds", dose),
            outcome=data["outcome"] or outcome,
            worst=data["worst"],
            sensation=data["sensation"],
        )

    def _amount(self, name: str, dose: Dose | None) -> int:
        """What was said, else what the entry has, else what `dose` has."""
        if self.cleaned_data[name] is not None:
            return self.cleaned_data[name]
        if name in self.kept:
            return self.kept[name]
        return getattr(dose, name) if dose else 0

    def sides(self) -> tuple[str, ...]:
        """The sides this line stands for."""
        side = self.cleaned_data["side"]
        if not self.sided:
            return (Side.NONE,)
        both_unless_said = self._exercise is not None and not side
        return (Side.LEFT, Side.RIGHT) if side == BOTH or both_unless_said else (side,)


class BaseLineFormSet(forms.BaseFormSet):
    """All lines of a session; nothing stands twice for the same side."""

    default_error_messages: ClassVar[dict[str, Wording]] = {
        "too_many_forms": _("One session holds at most %(num)d lines."),
        "missing_management_form": _("The lines did not arrive whole. Please save once more."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_num = self.absolute_max = max(MOST_LINES, len(self.kept))

    @cached_property
    def kept(self) -> list[Values]:
        """How the form shows the lines of the session that is being corrected."""
        return kept_lines(self.form_kwargs["what"].held)

    @property
    def counted(self) -> ManagementForm:
        """The count of the lines that a page shows, whatever count was sent to it."""
        count = {TOTAL_FORM_COUNT: len(self.forms), INITIAL_FORM_COUNT: len(self.forms)}
        return ManagementForm(auto_id=self.auto_id, prefix=self.prefix, initial=count)

    def total_form_count(self) -> int:
        """As many as there are, whatever count is sent: each line is judged and drawn."""
        if not self.is_bound:
            return super().total_form_count()
        count = 0
        while count <= self.absolute_max and _is_there(self.data, f"{self.prefix}-{count}"):
            count += 1
        return count

    def get_form_kwargs(self, index: int | None) -> Values:
        kept = self.kept[index : index + 1] if index is not None else []
        return super().get_form_kwargs(index) | {"kept": kept[0] if kept else None}

    def clean(self) -> None:
        if len(self.forms) != self.management_form.cleaned_data[TOTAL_FORM_COUNT]:
            raise forms.ValidationError(self.default_error_messages["missing_management_form"])
        seen: set[tuple[Subject, str]] = set()
        for form in self.forms:
            if not form.errors and self._is_kept(form):
                done = {(form.subject, side) for side in form.sides()}
                if done & seen:
                    words = _("This side of the exercise is here already.")
                    form.add_error("leave_out", words)
                seen |= done

    def _is_kept(self, form: Any) -> bool:
        data = getattr(form, "cleaned_data", {})
        return form.subject is not None and bool(data) and not data.get("leave_out")

    def facts(self, outcome: str) -> list[LineFacts]:
        """The lines that were not left out, as the logbook keeps them. Only after `is_valid`."""
        kept = [form for form in self.forms if self._is_kept(form)]
        exercises = [form.subject.exercise for form in kept]
        prefetch_related_objects([row for row in exercises if row], "doses")
        return [form.facts(outcome) for form in kept]


LineFormSet = forms.formset_factory(
    LineForm,
    formset=BaseLineFormSet,
    extra=0,
    max_num=MOST_LINES,
    validate_max=True,
    absolute_max=MOST_LINES,
)


def first_lines(planned: Iterable[LineFacts]) -> list[Values]:
    """How the forms show lines that are still a plan."""
    return [
        {
            **_named(line),
            "level": line.level,
            **_amounts(line),
        }
        for line in planned
    ]


def _named(line: LineFacts) -> Values:
    if line.exercise is not None:
        return {"exercise": line.exercise.slug}
    if line.movement is None or line.movement._state.adding:
        return {"own": line.movement.name if line.movement else ""}
    return {"movement": str(line.movement.pk)}


def _is_there(values: Any, place: str) -> bool:
    """Whether anything of the line at `place` was sent."""
    return any(f"{place}-{name}" in values for name in LineForm.base_fields)


def typed_lines(prefix: str, values: Given, most: int) -> list[Values]:
    """How the forms show lines that were typed before and come back unjudged, as from a draft."""
    typed: list[dict[str, Any]] = []
    while len(typed) < most and _is_there(values, f"{prefix}-{len(typed)}"):
        place = f"{prefix}-{len(typed)}"
        typed.append({name: values.get(f"{place}-{name}", "") for name in LineForm.base_fields})
    return typed


def kept_lines(lines: Iterable[SessionLine]) -> list[Values]:
    """How the forms show lines that were logged; equal left and right become one."""
    return [
        {**_values_of(row[0]), "side": BOTH if len(row) > 1 else row[0].side}
        for row in in_rows(lines, _but_for_left_and_right)
    ]


def _but_for_left_and_right(line: SessionLine) -> tuple[Any, ...]:
    """What the form shows of a line; one without a side stands for itself."""
    return (*_values_of(line).values(), bool(line.side))


def _values_of(line: SessionLine) -> Values:
    """How the form shows a line that was logged, but for its side."""
    return {
        "exercise": line.exercise.slug if line.exercise else "",
        "movement": str(line.movement_id or ""),
        "level": line.level,
        **_amounts(line),
        "outcome": line.outcome,
        "worst": line.worst,
        "sensation": line.sensation,
    }


def _amounts(line: SessionLine | LineFacts) -> dict[str, int | None]:
    """Sets, repetitions, seconds; of a movement of one's own, 0 is "not counted"."""
    amounts = {"sets": line.sets, "reps": line.reps, "seconds": line.seconds}
    if line.exercise is not None:
        return {**amounts}
    return {name: amount or None for name, amount in amounts.items()}
