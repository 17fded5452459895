"""The rules of what an exercise is made of: its steps, its doses, its reasons to stop."""

from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
from exercises.pack.files.checks import CUE_WORDS, LONGEST_STEP
from exercises.pack.files.safety_checks import repeats_pain_number
from exercises.rules.dosing import Amount, DoseType, seconds_of
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
        words = len(text.split())
        if words > LONGEST_STEP:
            said = ngettext(
                "%(words)d word; at most %(most)d.", "%(words)d words; at most %(most)d.", words
            )
            raise ValidationError(said % {"words": words, "most": LONGEST_STEP})
        return text

    def clean_cue(self) -> str:
        cue = self.cleaned_data["cue"]
        words = len(cue.split())
        if cue and words not in CUE_WORDS:
            said = ngettext(
                "%(words)d word; from %(least)d to %(most)d.",
                "%(words)d words; from %(least)d to %(most)d.",
                words,
            )
            bounds = {"least": CUE_WORDS.start, "most": CUE_WORDS.stop - 1}
            raise ValidationError(said % {"words": words, **bounds})
        return cue


class StepFormSet(PartFormSet):
    """The steps: the first one prepares. A draft may still lack its cues."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial_extra = [{"kind": kind} for kind in USUAL]

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["cue"].required = self.is_published

    def clean(self) -> None:
        super().clean()
        rows = self.kept()
        if self.is_published and not rows:
            raise ValidationError(_("A published exercise needs steps."))
        if rows and rows[0].cleaned_data.get("kind", Step.Kind.PREPARE) != Step.Kind.PREPARE:
            said = _("The first step prepares: choose “%(kind)s”.")
            rows[0].add_error("kind", said % {"kind": Step.Kind.PREPARE.label})


class StopForm(forms.ModelForm):
    """A reason to stop. At which pain, the page says by itself; a line from before may stay."""

    class Meta:
        model = ExercisePoint
        fields = ("text",)

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        if "text" in self.changed_data and repeats_pain_number(text):
            said = _("The page says by itself at which pain to stop. Leave the number out.")
            raise ValidationError(said)
        return text


class ConditionForm(forms.ModelForm):
    """A condition on one exercise; what is empty is said as the condition itself says it."""

    class Meta:
        model = ExerciseCondition
        fields = ("contraindication", "action", "say")
        field_classes = {"say": PlainText}
        widgets = {"say": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
            if term in seen:
                said = _("“%(condition)s” stands above already. Take one of the two out.")
                form.add_error("contraindication", said % {"condition": term})
            seen.add(term)
            seen.discard(None)


class StopFormSet(KindFormSet):
    """The reasons to stop: nobody reads an exercise without one."""

    def clean(self) -> None:
        super().clean()
        if self.is_published and not self.kept():
            raise ValidationError(_("A published exercise needs a reason to stop."))


class Words(forms.Widget):
    """The label of a choice as plain words: it says which row this is."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return format_html("{}", dict(Level.choices).get(value, ""))


class DoseForm(forms.ModelForm):
    """One of the three doses; an empty one is none."""

    level = forms.ChoiceField(choices=Level.choices, widget=Words, disabled=True)

    class Meta:
        model = Dose
        fields = ("level", "sets", "reps", "seconds")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            for name in ("sets", "reps", "seconds"):
                self.fields[name].initial = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, least, most in (("sets", 1, 1000), ("reps", 1, 1000), ("seconds", 0, 7200)):
            if given.get(name) is not None and not least <= given[name] <= most:
                said = _("From %(least)d to %(most)d.") % {"least": least, "most": most}
                self.add_error(name, said)
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
        given = {
            form.cleaned_data["level"]: form
            for form in self.forms
            if (form.instance.pk or form.has_changed()) and form.is_valid()
        }
        rows = [given[level] for level in Level.values if level in given]
        is_published = self.instance.status == Status.PUBLISHED
        if is_published and len(rows) < len(Level.values) and not any(self.errors):
            raise ValidationError(_("A published exercise needs all three doses."))
        for form in rows:
            self._check_seconds(form)
        work = [(form, self._work(form)) for form in rows if form.is_valid()]
        for (_less, before), (more, seconds) in pairwise(work):
            if before > seconds:
                more.add_error("sets", _("This takes less time than the dose before it."))

    def _check_seconds(self, form: forms.ModelForm) -> None:
        kind, row = self.instance.dose_type, form.cleaned_data
        if kind == DoseType.REPS and row["seconds"] > (self.instance.rep_seconds or 0):
            form.add_error("seconds", _("The pause is longer than its repetition."))
        if kind in (DoseType.HOLD, DoseType.TIME) and row["seconds"] == 0:
            form.add_error("seconds", _("How many seconds?"))
        if kind == DoseType.TIME and row["reps"] != 1:
            form.add_error("reps", _("A timed set has one repetition."))

    def _work(self, form: forms.ModelForm) -> int:
        if self.instance.dose_type not in list(DoseType):
            return 0
        row = form.cleaned_data
        return seconds_of(
            DoseType(self.instance.dose_type),
            Amount(row["sets"], row["reps"], row["seconds"]),
            rep_seconds=self.instance.rep_seconds or 0,
            rest_seconds=self.instance.rest_seconds or 0,
            per_side=self.instance.per_side,
        )
