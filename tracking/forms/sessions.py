"""The session: what was done, when, and how it went. Done as planned takes three taps."""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout, Submit
from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exercises.models import Exercise, Level, Programme
from tracking.forms.answers import AnswersMixin, name_of
from tracking.forms.fields import (
    CHIPS_TEMPLATE,
    SCALE_TEMPLATE,
    SEGMENTED_TEMPLATE,
    STEPPER_TEMPLATE,
    Fold,
    choice,
    keys,
    note,
    scale,
)
from tracking.forms.lines import LineFormSet, first_lines, kept_lines
from tracking.forms.when import WhenMixin
from tracking.logbook import LineFacts, SessionFacts, planned_line
from tracking.models import CheckIn, Effort, Outcome, Sensation, Session

LINES = "lines"


class SessionForm(AnswersMixin, WhenMixin):
    """Choose first; once exercises are shown one by one (`lines`), each can be adjusted."""

    outcome = choice(
        _("How did it go?"), Outcome.choices, help_text=_("Leave it if you did it as planned.")
    )
    pain_before = scale(_("Pain before"))
    pain_worst = scale(_("Worst during"))
    pain_after = scale(_("Pain now, after it"))
    effort = choice(_("How hard was it?"), Effort.choices, coerce=int, empty=None)
    sensation = choice(_("What did it feel like, mostly?"), Sensation.choices)
    minutes = forms.IntegerField(
        label=_("Minutes, if you timed it"), min_value=0, max_value=1440, required=False
    )
    before_from = forms.IntegerField(widget=forms.HiddenInput, required=False)
    client_key, version = keys()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        user: User,
        session: Session | None = None,
        before: CheckIn | None = None,
        now: dt.datetime | None = None,
        initial: dict[str, Any] | None = None,
        show_lines: bool = False,
    ) -> None:
        super().__init__(data, initial=initial)
        self.user, self.session = user, session
        self._add_choices()
        self.add_answers(every_day=False)
        self.fields["note"] = note()
        self.add_when(user.zone, now, session)
        self.initial = {**self._first_values(before), **self.initial}
        self.lines = self._line_forms(show_lines)
        if self.lines is not None:
            self.initial["exercises"] = []  # they are lines now; more can be added to them
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = self._layout()

    # --- What there is to choose from ----------------------------------------------------------

    def _add_choices(self) -> None:
        """Published programmes and exercises, and whatever the session already holds."""
        held = Q(pk=self.session.programme_id) if self.session else Q(pk=None)
        programmes = Programme.objects.published() | Programme.objects.filter(held)
        self.programmes = {one.slug: one for one in programmes}
        had = [line.exercise_id for line in self.session.lines.all()] if self.session else []
        exercises = Exercise.objects.published() | Exercise.objects.filter(pk__in=had)
        self.exercises = {
            one.slug: one for one in exercises.select_related("phase").prefetch_related("doses")
        }
        self.fields["programme"] = choice(
            _("What did you do?"), [(slug, one.title) for slug, one in self.programmes.items()]
        )
        self.fields["exercises"] = forms.MultipleChoiceField(
            label=_("Single exercises"),
            choices=[(slug, one.name) for slug, one in self.exercises.items()],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        phases = {slug: str(one.phase) for slug, one in self.exercises.items()}
        self.fields["exercises"].groups = phases  # type: ignore[attr-defined]

    def _first_values(self, before: CheckIn | None) -> dict[str, Any]:
        values: dict[str, Any] = {"client_key": uuid.uuid4()}
        if self.session is not None:
            return values | self._kept_values(self.session)
        if before is not None:
            clock = formats.time_format(before.local_time, "H:i")
            self.fields["pain_before"].help_text = _(
                "From your check-in at %(time)s, for a session today. Change it if it differs."
            ) % {"time": clock}
            values |= {"pain_before": before.pain, "before_from": before.pain}
        return values

    def _kept_values(self, session: Session) -> dict[str, Any]:
        fields = (
            "client_key", "version", "outcome", "minutes", "pain_before", "pain_worst",
            "pain_after", "effort", "sensation", "note",
        )  # fmt: skip
        return {
            **{name: getattr(session, name) for name in fields},
            "programme": session.programme.slug if session.programme else "",
            **self.kept_when(),
            **self.given_answers(session.readings.all()),
        }

    def _line_forms(self, show: bool) -> Any:
        """The forms of the single exercises; None while only a choice is asked for."""
        first: list[dict[str, Any]] = []
        if self.is_bound:
            if f"{LINES}-TOTAL_FORMS" not in self.data:
                return None
        elif self.session is not None:
            first = kept_lines(self.session.lines.all())
        elif show:
            chosen = self._planned(self["programme"].value(), self["exercises"].value() or [])
            first = first_lines(chosen)
        if not self.is_bound and not first:
            return None
        return LineFormSet(
            self.data if self.is_bound else None,
            initial=first,
            prefix=LINES,
            form_kwargs={"exercises": self.exercises},
        )

    def _planned(self, programme: str | None, exercises: list[str]) -> list[LineFacts]:
        """The chosen programme's items, then the chosen exercises that are not among them."""
        wanted: dict[str, str] = {}
        if programme in self.programmes:
            items = self.programmes[programme].items.select_related("exercise")
            wanted |= {item.exercise.slug: item.level for item in items}
        for slug in exercises:
            wanted.setdefault(slug, Level.TYPICAL)
        planned = [
            planned_line(self.exercises[slug], level)
            for slug, level in wanted.items()
            if slug in self.exercises
        ]
        return [line for line in planned if line is not None]

    # --- How it looks --------------------------------------------------------------------------

    def _layout(self) -> Layout:
        if self.lines is None:
            programme: Any = Field("programme", template=CHIPS_TEMPLATE)
            summary = _("Or choose single exercises")
            adjust = [HTML('{% include "tracking/adjust_button.html" %}')]
        else:
            self.fields["programme"].widget = forms.HiddenInput()
            programme, summary, adjust = "programme", _("Add an exercise"), []
        more = Fold(
            summary,
            Field("exercises", template=CHIPS_TEMPLATE),
            unfolded=bool(self["exercises"].value()),
        )
        return Layout(
            "client_key", "version", "before_from",
            Div(programme, more, *adjust, css_class="stack"),
            Div(*self._when_and_how(), css_class="stack-l"),
        )  # fmt: skip

    def _when_and_how(self) -> list[Any]:
        return [
            Div(*self.day_chips(), self.another_day(), css_class="stack"),
            Field("outcome", template=CHIPS_TEMPLATE),
            Field("pain_before", template=SCALE_TEMPLATE),
            Field("pain_worst", template=SCALE_TEMPLATE),
            Field("pain_after", template=SCALE_TEMPLATE),
            Field("effort", template=SEGMENTED_TEMPLATE),
            Fold(
                _("More: what it felt like, anything new, minutes, a note"),
                Field("sensation", template=CHIPS_TEMPLATE),
                *self.new_signs(),
                Field("minutes", template=STEPPER_TEMPLATE),
                "note",
                unfolded=self._more_was_said(),
            ),
        ]

    def _more_was_said(self) -> bool:
        asked = [name_of(measure) for measure in self.measures]
        names = ["sensation", "signs", "sign_place", "minutes", "note", *asked]
        return any(self[name].value() not in (None, "", []) for name in names)

    # --- What was answered ---------------------------------------------------------------------

    def is_valid(self) -> bool:
        """Both the form and its lines, so that every error shows at once."""
        lines_fine = self.lines is None or self.lines.is_valid()
        return super().is_valid() and lines_fine

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["moment"] = self.clean_when()
        if not {"programme", "exercises"} & set(self.errors):
            self._check_something_was_done(data)
        return data

    def _check_something_was_done(self, data: dict[str, Any]) -> None:
        """A session holds one exercise at least."""
        if self.lines is None:
            self.plan = self._planned(data.get("programme"), data.get("exercises") or [])
            if not self.plan:
                self.add_error("programme", _("Choose a programme, or at least one exercise."))
            return
        left_out = all(line["leave_out"].value() for line in self.lines.forms)
        if left_out and not data.get("exercises"):
            raise forms.ValidationError(_("Every exercise is left out: nothing to keep."))

    def _pain_before(self) -> int | None:
        """The answer; but a rating filled in for now says nothing about another day."""
        data = self.cleaned_data
        today = data["moment"].local_date == self.today
        filled_in_for_now = data["pain_before"] == data["before_from"]
        return None if filled_in_for_now and not today else data["pain_before"]

    def facts(self) -> SessionFacts:
        """The answers as the logbook keeps them. Only after `is_valid`."""
        data = self.cleaned_data
        outcome = data["outcome"] or Outcome.DONE
        if self.lines is None:
            planned = [replace(line, outcome=outcome) for line in self.plan]
        else:
            planned = [form.facts(outcome) for form in self.lines.kept()]
            there = {line.exercise.slug for line in planned}
            planned += self._planned(None, [one for one in data["exercises"] if one not in there])
        return SessionFacts(
            moment=data["moment"],
            programme=self.programmes.get(data["programme"]),
            lines=tuple(planned),
            outcome=outcome,
            minutes=data["minutes"],
            pain_before=self._pain_before(),
            pain_worst=data["pain_worst"],
            pain_after=data["pain_after"],
            effort=data["effort"],
            sensation=data["sensation"],
            note=data["note"],
            answers=self.answers(),
            asked=self.asked(),
        )


def unbound_values(data: QueryDict) -> dict[str, Any]:
    """What was typed so far, to show again in a form that is not judged yet."""
    several = {"exercises", "signs"}
    return {name: data.getlist(name) if name in several else data[name] for name in data}


class WhichForm(forms.Form):
    """Which exercise the worst moment belongs to, asked once after a hard session."""

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {line.exercise_id: line.exercise.name for line in session.lines.all()}
        self.fields["exercises"] = forms.TypedMultipleChoiceField(
            label=_("Which one was it?"),
            choices=[(str(pk), name) for pk, name in names.items()],
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one, or leave the question.")},
        )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field("exercises", template=CHIPS_TEMPLATE), Submit("save", _("Save"))
        )
