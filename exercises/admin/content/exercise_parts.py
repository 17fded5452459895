"""The rules of what an exercise is made of: its steps, its doses, its reasons to stop."""

from itertools import pairwise
from typing import Any, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.desk.faults import add_faults, refuse
from exercises.admin.desk.parts import KindFormSet, PartFormSet, SpokenRows
from exercises.models import (
    Contraindication,
    Dose,
    ExerciseCondition,
    ExercisePoint,
    Level,
    Status,
    Step,
)
from exercises.rules import soundness
from exercises.rules.dosing import Amount, DoseType, seconds_of
from psoas_site.ui.shapes import RowForm, Sent, Uploads, Values
from psoas_site.ui.typed import PlainText

USUAL = (Step.Kind.PREPARE, Step.Kind.MOVE, Step.Kind.BREATHE, Step.Kind.FINISH)  # to begin with


class StepForm(forms.ModelForm):
    """One step: short enough for one look at the phone."""

    class Meta:
        model = Step
        fields = ("kind", "text", "cue")
        field_classes = {"text": PlainText}
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "cue": forms.TextInput}

    def clean_text(self) -> str:
        text = " ".join(self.cleaned_data["text"].split())
        refuse(soundness.check_step(text))
        return text

    def clean_cue(self) -> str:
        cue = str(self.cleaned_data["cue"])
        if cue:
            refuse(soundness.check_cue(cue))
        return cue


class StepFormSet(PartFormSet):
    """The steps: the first one prepares. A draft may still lack its cues."""

    needed = gettext_lazy("A published exercise needs steps.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial_extra = [{"kind": kind} for kind in USUAL]

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["cue"].required = self.is_published

    def clean(self) -> None:
        super().clean()
        prepare = Step.Kind.PREPARE
        for form in self.kept()[:1]:
            kind = form.cleaned_data.get("kind", prepare)
            add_faults(form, soundness.check_first_step(kind, prepare.label))


class StopForm(forms.ModelForm):
    """A reason to stop. At which pain, the page says by itself; a line from before may stay."""

    class Meta:
        model = ExercisePoint
        fields = ("text",)

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if "text" in self.changed_data:
            refuse(soundness.check_stop(text))
        return text


class ConditionForm(forms.ModelForm):
    """A condition on one exercise; what is empty is said as the condition itself says it."""

    class Meta:
        model = ExerciseCondition
        fields = ("contraindication", "action", "say")
        field_classes = {"say": PlainText}
        widgets = {"say": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, data: Sent = None, files: Uploads = None, **more: Unpack[RowForm]) -> None:
        super().__init__(data, files, **more)
        as_usual = ("", _("As the condition itself says"))
        self.fields["action"].choices = [as_usual, *Contraindication.Action.choices]  # type: ignore[attr-defined]


class ConditionFormSet(SpokenRows):
    """Each condition once."""

    def validate_unique(self) -> None:
        """Named beside the second row, where one of the two is to be taken out."""

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            if form in self.deleted_forms or not form.is_valid():
                continue
            term = form.cleaned_data.get("contraindication")
            if term is not None and term in seen:
                words = _("“%(condition)s” stands above already. Take one of the two out.")
                form.add_error("contraindication", words % {"condition": term})
            seen.add(term)


class StopFormSet(KindFormSet):
    """The reasons to stop: nobody reads an exercise without one."""

    needed = gettext_lazy("A published exercise needs a reason to stop.")


class Words(forms.Widget):
    """The label of a choice as plain words: it says which row this is."""

    def render(
        self, name: str, value: str, attrs: Values | None = None, renderer: object = None
    ) -> SafeString:
        return format_html("{}", dict(Level.choices).get(value, ""))


class DoseForm(forms.ModelForm):
    """One of the three doses; an empty one is none."""

    level = forms.ChoiceField(choices=Level.choices, widget=Words, disabled=True)

    class Meta:
        model = Dose
        fields = ("level", "sets", "reps", "seconds")

    def __init__(self, data: Sent = None, files: Uploads = None, **more: Unpack[RowForm]) -> None:
        super().__init__(data, files, **more)
        if self.instance.pk is None:
            for name in ("sets", "reps", "seconds"):
                self.fields[name].initial = None

    def clean(self) -> Values:
        given = super().clean() or {}
        add_faults(self, soundness.check_bounds(given))
        return given


class DoseFormSet(SpokenRows):
    """Exactly three rows: to start, typical, most."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = {dose.level for dose in self.get_queryset()}
        self.initial_extra = [{"level": level} for level in Level.values if level not in there]
        self.extra = len(self.initial_extra)

    def clean(self) -> None:
        super().clean()
        rows = self._filled()
        is_published = self.instance.status == Status.PUBLISHED
        if is_published and len(rows) < len(Level.values) and not any(self.errors):
            raise ValidationError(_("A published exercise needs all three doses."))
        exercise = self.instance
        for form in rows:
            amount = _amount(form)
            faults = soundness.check_dose(exercise.dose_type, amount, exercise.rep_seconds or 0)
            add_faults(form, faults)
        self._check_growth(rows)

    def _check_growth(self, rows: list[forms.ModelForm]) -> None:
        sound = [form for form in rows if form.is_valid()]
        work = [self._work(form) for form in sound]
        for form, (before, seconds) in zip(sound[1:], pairwise(work), strict=False):
            add_faults(form, soundness.check_growth(before, seconds))

    def _filled(self) -> list[forms.ModelForm]:
        """The rows that say a dose, from the first level to the last."""
        filled = {}
        for form in self.forms:
            if (form.instance.pk or form.has_changed()) and form.is_valid():
                filled[form.cleaned_data["level"]] = form
        return [filled[level] for level in Level.values if level in filled]

    def _work(self, form: forms.ModelForm) -> int:
        if self.instance.dose_type not in list(DoseType):
            return 0
        return seconds_of(
            DoseType(self.instance.dose_type),
            _amount(form),
            rep_seconds=self.instance.rep_seconds or 0,
            rest_seconds=self.instance.rest_seconds or 0,
            per_side=self.instance.per_side,
        )


def _amount(form: forms.ModelForm) -> Amount:
    row = form.cleaned_data
    return Amount(row["sets"], row["reps"], row["seconds"])
