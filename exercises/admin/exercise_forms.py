"""The rules of an exercise, said beside the field that breaks them.

They are those of the content pack (`library_pack.checks`), so that what staff write could be
part of it.
"""

from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.admin.content import ContentForm
from exercises.admin.parts import KindFormSet, PartFormSet
from exercises.dosing import Amount, DoseType, seconds_of
from exercises.library_pack.checks import CUE_WORDS, LONGEST_STEP
from exercises.models import Dose, Exercise, Level, Programme, Status, Step

MOST_TIMES = {"times_per_day": 24, "days_per_week": 7}


class ExerciseForm(ContentForm):
    """An exercise without its parts."""

    # When the page was opened, this was the last change: a later one must not be written over.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Exercise
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"].initial = self.instance.updated_at.isoformat()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self._check_seen(given)
        self._check_neighbours(given)
        self._check_place(given)
        self._check_pain(given)
        self._check_counting(given)
        return given

    def _check_seen(self, given: dict[str, Any]) -> None:
        seen = given.get("seen")
        if seen and self.instance.pk and seen != self.fields["seen"].initial:
            raise ValidationError(
                _(
                    "Somebody changed this exercise while you had it open. Nothing was saved. "
                    "Copy what you wrote, then open the page again."
                ),
                code="stale",
            )

    def _check_neighbours(self, given: dict[str, Any]) -> None:
        own = self.instance.pk
        if own is None:
            return
        for name in ("gentler", "harder"):
            if given.get(name) and given[name].pk == own:
                self.add_error(name, _("This is the exercise itself."))
        harder_of = dict(Exercise.objects.values_list("pk", "harder_id"))
        seen, rung = set(), given["harder"].pk if given.get("harder") else None
        while rung is not None and rung not in seen:
            if rung == own:
                self.add_error("harder", _("This leads back to the exercise itself."))
            seen.add(rung)
            rung = harder_of.get(rung)

    def _check_place(self, given: dict[str, Any]) -> None:
        ladder, rung, phase = given.get("ladder"), given.get("rung"), given.get("phase")
        if ladder and phase and ladder.phase_id != phase.pk:
            said = _("The ladder “%(ladder)s” belongs to the phase “%(phase)s”.")
            self.add_error("phase", said % {"ladder": ladder, "phase": ladder.phase})
        if not ladder or not rung:
            return
        there = Exercise.objects.filter(ladder=ladder, rung=rung).exclude(pk=self.instance.pk)
        if other := there.first():
            said = _("“%(other)s” stands on this rung of the ladder.")
            self.add_error("rung", said % {"other": other})

    def _check_pain(self, given: dict[str, Any]) -> None:
        """An exercise fits at least as much pain as each harder one and each programme with it."""
        pain, harder, own = given.get("pain_now_max"), given.get("harder"), self.instance.pk
        if pain is None:
            return
        if harder and harder.pain_now_max > pain:
            said = _("“%(other)s” is harder and fits up to %(pain)d. This must fit at least that.")
            self.add_error("pain_now_max", said % {"other": harder, "pain": harder.pain_now_max})
        for other in Exercise.objects.filter(harder=own, pain_now_max__lt=pain) if own else ():
            said = _("“%(other)s” is gentler and fits only up to %(pain)d.")
            self.add_error("pain_now_max", said % {"other": other, "pain": other.pain_now_max})
        with_it = Programme.objects.filter(items__exercise=own, pain_now_max__gt=pain)
        for programme in with_it if own else ():
            said = _("The programme “%(programme)s” has it and fits up to %(pain)d.")
            values = {"programme": programme, "pain": programme.pain_now_max}
            self.add_error("pain_now_max", said % values)

    def _check_counting(self, given: dict[str, Any]) -> None:
        in_reps = given.get("dose_type") == DoseType.REPS
        if in_reps and not given.get("rep_seconds") and "rep_seconds" not in self.errors:
            said = _("An exercise counted in repetitions needs the seconds of one.")
            self.add_error("rep_seconds", said)
        if not in_reps and given.get("dose_type") and given.get("rep_seconds") is not None:
            self.add_error("rep_seconds", _("Only for exercises counted in repetitions."))
        for name, most in MOST_TIMES.items():
            low, high = given.get(f"{name}_min"), given.get(f"{name}_max")
            if low == 0:
                self.add_error(f"{name}_min", _("At least 1."))
            if high is not None and high > most:
                self.add_error(f"{name}_max", _("At most %(most)d.") % {"most": most})
            elif low is not None and high is not None and low > high:
                self.add_error(f"{name}_max", _("This is less than where the range begins."))


class StepForm(forms.ModelForm):
    """One step: short enough for one look at the phone."""

    class Meta:
        model = Step
        fields = ("kind", "text", "cue")
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
        if words not in CUE_WORDS:
            said = ngettext(
                "%(words)d word; from %(least)d to %(most)d.",
                "%(words)d words; from %(least)d to %(most)d.",
                words,
            )
            bounds = {"least": CUE_WORDS.start, "most": CUE_WORDS.stop - 1}
            raise ValidationError(said % {"words": words, **bounds})
        return cue


class StepFormSet(PartFormSet):
    """The steps: the first one prepares."""

    def clean(self) -> None:
        super().clean()
        rows = self.kept()
        if self.is_published and not rows:
            raise ValidationError(_("A published exercise needs steps."))
        if rows and rows[0].cleaned_data.get("kind", Step.Kind.PREPARE) != Step.Kind.PREPARE:
            said = _("The first step prepares: choose “%(kind)s”.")
            rows[0].add_error("kind", said % {"kind": Step.Kind.PREPARE.label})


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
        for name in ("sets", "reps"):
            self.fields[name].widget.attrs["min"] = 1
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


class DoseFormSet(forms.BaseInlineFormSet):
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
