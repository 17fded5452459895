"""The session: what was done, when, and how it went. A usual thing takes three taps."""

import datetime as dt
import uuid
from dataclasses import replace
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exercises.models import Programme
from psoas_site.ui.typed import WholeNumber
from tracking.forms.answers import AnswersMixin, name_of
from tracking.forms.fields import (
    CHIPS_TEMPLATE,
    MOMENT_TEMPLATE,
    SEGMENTED_TEMPLATE,
    STEPPER_TEMPLATE,
    Fold,
    Moments,
    beside,
    choice,
    inside,
    keeping,
    keys,
    moment,
    note,
)
from tracking.forms.for_now import BeforeMixin
from tracking.forms.lines import (
    MOST_LINES,
    LineFormSet,
    first_lines,
    kept_lines,
    typed_lines,
)
from tracking.forms.picker import Picker
from tracking.forms.room import movements_full, no_room
from tracking.forms.things import Things
from tracking.forms.what import WhatMixin
from tracking.logbook import LineFacts, SessionFacts
from tracking.models import Effort, Outcome, Sensation, Session

LINES = "lines"
ADDED = ("exercises", "movements", "own")  # what can be chosen next to lines
# What a press asks for that only draws the form again (see `to_draw_again`).
AS_LINES, SEARCH, ALL = "adjust", "search", "all"


class SessionForm(AnswersMixin, WhatMixin, BeforeMixin):
    """Choose first; once what was done is shown line by line (`lines`), each can be adjusted.

    `typed` is what was sent only to be drawn again: it is shown as it is and not judged.
    """

    outcome = choice(
        _("How did it go?"), Outcome.choices, help_text=_("Leave it if you did it as planned.")
    )
    pain_worst = moment(_("Worst pain during it"), _("Worst during"))
    pain_after = moment(_("Pain now, after it"), _("Now"))
    effort = choice(_("How hard was it?"), Effort.choices, coerce=int, empty=None)
    sensation = choice(_("What did it feel like, mostly?"), Sensation.choices)
    minutes = WholeNumber(
        label=_("Minutes, if you timed it"), min_value=0, max_value=1440, required=False
    )
    client_key, version = keys()
    beside = beside()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        user: User,
        session: Session | None = None,
        now: dt.datetime | None = None,
        initial: dict[str, Any] | None = None,
        typed: QueryDict | None = None,
        show_lines: bool = False,
    ) -> None:
        super().__init__(data, initial=initial)
        self.typed = typed
        self.add_what(user, session)
        self.add_session_answers()
        self.fields["note"] = note()
        self.add_when(user.zone, now, session)
        if session is not None:
            self.fields["outcome"] = keeping(self.fields["outcome"], session.outcome)
        if not self.is_bound:
            self.initial = {**self._first_values(), **self.initial, **self._typed_values()}
        self.lines = self._line_forms(show_lines or self._asks_for(AS_LINES))
        if self.lines is not None:
            self.fields["programme"].widget = forms.HiddenInput()

    @cached_property
    def helper(self) -> FormHelper:
        """How it looks; made only for a page: a form that is saved asks for nothing of this."""
        self.show_before()
        return inside(self._layout())

    def _asks_for(self, what: str) -> bool:
        """Whether the press that sent `typed` asks for it."""
        return self.typed is not None and self.typed.get("adjust") == what

    # --- What is filled in ---------------------------------------------------------------------

    def _first_values(self) -> dict[str, Any]:
        # A correction has a key of its own too: by it the device knows that its draft is saved.
        values: dict[str, Any] = {"client_key": uuid.uuid4()}
        if self.session is not None:
            return values | self._kept_values(self.session)
        return values | self.values_for_now()

    def _typed_values(self) -> dict[str, Any]:
        """What was typed so far, of each field as its widget reads it; nothing is judged."""
        if self.typed is None:
            return {}
        read = {
            name: field.widget.value_from_datadict(self.typed, {}, name)
            for name, field in self.fields.items()
        }
        return {name: value for name, value in read.items() if value is not None}

    def _kept_values(self, session: Session) -> dict[str, Any]:
        fields = (
            "version", "outcome", "minutes", "pain_before", "pain_worst",
            "pain_after", "effort", "sensation", "note",
        )  # fmt: skip
        return {
            **{name: getattr(session, name) for name in fields},
            "programme": session.programme.slug if session.programme else "",
            **self.kept_when(),
            **self.given_answers(session.readings.all()),
        }

    def _line_forms(self, show: bool) -> Any:
        """The forms of the single lines; None while only a choice is asked for."""
        if self.is_bound:
            if f"{LINES}-TOTAL_FORMS" not in self.data:
                return None
            return LineFormSet(self.data, prefix=LINES, form_kwargs={"what": self})
        first: list[dict[str, Any]] = []
        if self.session is not None:
            first = kept_lines(self.held)
        if self.typed is not None:
            first = typed_lines(LINES, self.typed, max(MOST_LINES, len(self.held)))
        if not first and show:
            first = first_lines(self._take_choice())
        if not first:
            return None
        return LineFormSet(initial=first, prefix=LINES, form_kwargs={"what": self})

    def _take_choice(self) -> list[LineFacts]:
        """What was chosen so far, as lines. They leave the choice, and more can be added to it."""
        names = ("programme", "exercises", "movements", "own")
        what = {name: self.initial.get(name) for name in names}
        try:
            what["own"] = self.fields["own"].clean(what["own"])
        except forms.ValidationError:
            what["own"] = []  # it stays ticked, and the form says what is wrong when it is sent
        else:
            self.initial["own"] = []
        if self.things_for(looks=True).is_met():
            self.initial["find"] = ""
        self.initial.update(exercises=[], movements=[])
        return self.planned(what)

    # --- How it looks --------------------------------------------------------------------------

    def _layout(self) -> Layout:
        return Layout(
            "client_key", "version", "beside", "before_from",
            Div(*self._what(), css_class="stack"),
            Div(*self._when_and_how(), css_class="stack-l"),
        )  # fmt: skip

    def _what(self) -> list[Any]:
        """The choice of what was done; or of what else, once lines are there."""
        if self.lines is not None:
            more = Picker(_("Did you do something else?"), self.things, *ADDED)
            return ["programme", more]
        adjust = HTML('{% include "tracking/adjust_button.html" %}')
        return [Picker(self.fields["programme"].label, self.things, "programme", *ADDED), adjust]

    @cached_property
    def things(self) -> Things:
        """What can be chosen, as the page shows it."""
        return self.things_for(looks=self.is_bound or self._asks_for(SEARCH))

    def things_for(self, *, looks: bool) -> Things:
        """What can be chosen; `looks`: and is found by what was typed."""
        more = getattr(self, "lines", None) is not None
        return Things(self, self.today, more=more, looks=looks, shows_all=self._asks_for(ALL))

    def _when_and_how(self) -> list[Any]:
        moments = ("pain_before", "pain_worst", "pain_after")
        return [
            Div(*self.day_chips(), self.another_day(), css_class="stack"),
            Field("outcome", template=CHIPS_TEMPLATE),
            Moments(
                _("Pain, 0 to 10"), *(Field(name, template=MOMENT_TEMPLATE) for name in moments)
            ),
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
        if not {"programme", *ADDED, "find"} & set(self.errors):
            self._check_search(data)
        if not {"programme", *ADDED, "find"} & set(self.errors):
            self._check_something_was_done(data)
            self._check_movements(data)
        if self.session is None:
            self._check_room(data)
        return data

    def _check_room(self, data: dict[str, Any]) -> None:
        """A day holds many sessions, and not any number of them."""
        if words := no_room(self.user, Session, self.now, data.get("note", "")):
            raise forms.ValidationError(words)

    def _check_search(self, data: dict[str, Any]) -> None:
        """What was typed to look for something is not dropped: it may be what was done."""
        if data["find"] and not self.things.is_met():
            words = _("“%(typed)s” is not chosen yet. Tick what you meant, or clear the line.")
            self.add_error("find", words % {"typed": data["find"]})

    def _check_movements(self, data: dict[str, Any]) -> None:
        """A name that is new is one movement more."""
        lines = [] if self.lines is None else self.lines.forms
        # A name that was refused is not looked up: PostgreSQL cannot even be asked for a NUL.
        kept = [line for line in lines if "own" not in line.errors]
        names = [*data["own"], *(str(line["own"].value() or "").strip() for line in kept)]
        if words := movements_full(self.user, [name for name in names if name]):
            self.add_error("own" if data["own"] else None, words)

    def _check_something_was_done(self, data: dict[str, Any]) -> None:
        """A session holds one thing at least."""
        if self.lines is None:
            self.plan = self.planned(data)
            if not self.plan:
                message = _("Choose a programme or an exercise, or name something of your own.")
                self.add_error("programme", message)
            self._check_count(len(self.plan))
            return
        left_out = all(line["leave_out"].value() for line in self.lines.forms)
        if left_out and not any(data.get(name) for name in ADDED):
            raise forms.ValidationError(_("Every exercise is left out: nothing to keep."))
        added = self.planned({name: data[name] for name in ADDED})
        self._check_count(len(self.lines.forms) + len(added))

    def _check_count(self, count: int) -> None:
        """Each line of a session can be corrected later, on one page."""
        if count > max(MOST_LINES, len(self.held)):
            words = _("One session holds at most %(most)d exercises. Make two of it.")
            self.add_error("exercises", words % {"most": MOST_LINES})

    def _done(self, outcome: str) -> list[LineFacts]:
        """What was done: the lines as adjusted, then what was added to them."""
        if self.lines is None:
            return [replace(line, outcome=outcome) for line in self.plan]
        lines = self.lines.facts(outcome)
        adjusted = {line.subject for line in lines}
        added = self.planned({name: self.cleaned_data[name] for name in ADDED})
        more = [line for line in added if line.subject not in adjusted]
        return lines + [replace(line, outcome=outcome) for line in more]

    def _programme(self) -> Programme | None:
        """The one that was chosen; a session that has one keeps it."""
        slug = self.cleaned_data["programme"]
        if slug:
            return self.programmes[slug]
        return self.session.programme if self.session else None

    def facts(self) -> SessionFacts:
        """The answers as the logbook keeps them. Only after `is_valid`."""
        data = self.cleaned_data
        outcome = data["outcome"] or Outcome.DONE
        return SessionFacts(
            moment=data["moment"],
            programme=self._programme(),
            lines=tuple(self._done(outcome)),
            outcome=outcome,
            minutes=data["minutes"],
            pain_before=self.answer_before(),
            pain_worst=data["pain_worst"],
            pain_after=data["pain_after"],
            effort=data["effort"],
            sensation=data["sensation"],
            note=data["note"],
            answers=self.answers(),
            asked=self.asked(),
        )
