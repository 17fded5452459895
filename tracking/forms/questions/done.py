"""What was done: a choice first; once it is shown line by line, each line can be adjusted."""

import datetime as dt
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from crispy_forms.layout import HTML
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from exercises.models import Programme
from exercises.search import in_quotes
from psoas_site.ui.shapes import Given, LayoutPart, Values
from tracking.forms.kept import Kept, Slots
from tracking.forms.questions.group import Fields, Group, Makers
from tracking.forms.questions.lines import (
    MOST_LINES,
    LineFormSet,
    first_lines,
    kept_lines,
    typed_lines,
)
from tracking.forms.questions.picker import Picker
from tracking.forms.questions.sent import ALL, AS_LINES, SEARCH, Sent
from tracking.forms.questions.things import Things
from tracking.forms.questions.what import What
from tracking.forms.room import movements_full
from tracking.logbook import LineFacts

LINES = "lines"
ADDED = ("exercises", "movements", "own")  # what can be chosen next to lines


class Done(Group):
    """A choice among `what`, or the forms of single `lines` (else None) and what is added to them.

    `values` are what the fields of the choice show.
    """

    def __init__(
        self,
        what: What,
        today: dt.date,
        sent: Sent,
        *,
        chosen: Given,
        show_lines: bool,
    ) -> None:
        """`chosen` stands for what was not sent; `show_lines`: as lines at once."""
        self.what, self.today, self.sent = what, today, sent
        self._fields = Fields(what.fields())
        self.values = {**what.initial(), **chosen, **sent.values(self._fields)}
        self.lines = self._line_forms(show_lines or sent.asks_for(AS_LINES))
        if self.lines is not None:
            self._fields["programme"].widget = forms.HiddenInput()

    def fields(self) -> Makers:
        """Those of the choice; with lines, the programme only comes along."""
        return {name: partial(self._fields.__getitem__, name) for name in self._fields}

    def initial(self) -> Values:
        """What the choice shows."""
        return self.values

    @property
    def _most(self) -> int:
        return max(MOST_LINES, len(self.what.held))

    def _line_forms(self, show: bool) -> Any:
        """The forms of the single lines; None while only a choice is asked for."""
        kit: Values = {"prefix": LINES, "form_kwargs": {"what": self.what}}
        if self.sent.data is not None:
            is_there = f"{LINES}-TOTAL_FORMS" in self.sent.data
            return LineFormSet(self.sent.data, **kit) if is_there else None
        first = kept_lines(self.what.held)
        if self.sent.typed is not None:
            first = typed_lines(LINES, self.sent.typed, self._most)
        if not first and show:
            first = first_lines(self._take_choice())
        return LineFormSet(initial=first, **kit) if first else None

    def _take_choice(self) -> list[LineFacts]:
        """What was chosen so far, as lines. They leave the choice, and more can be added to it."""
        chosen = dict(self.values)
        is_met = self._things(more=False, looks=True).is_met()  # before names leave the choice
        try:
            chosen["own"] = self._fields["own"].clean(chosen.get("own"))
        except forms.ValidationError:
            chosen["own"] = []  # it stays ticked, and the form says what is wrong when it is sent
        else:
            self.values["own"] = []
        if is_met:
            self.values["find"] = ""
        self.values.update(exercises=[], movements=[])
        return self.what.planned(chosen)

    # --- How it looks --------------------------------------------------------------------------

    def layout(self) -> list[LayoutPart]:
        """The choice of what was done; or of what else, once lines are there."""
        if self.lines is not None:
            return ["programme", Picker(_("Did you do something else?"), self.things, *ADDED)]
        picker = Picker(_("What did you do?"), self.things, "programme", *ADDED)
        return [picker, Kept(("adjust",), (), _adjust_button)]

    @cached_property
    def things(self) -> Things:
        """What can be chosen, as the page shows it."""
        looks = self.sent.data is not None or self.sent.asks_for(SEARCH)
        return self._things(more=self.lines is not None, looks=looks)

    def _things(self, *, more: bool, looks: bool) -> Things:
        shows_all = self.sent.asks_for(ALL)
        return Things(
            self.what, self.values, self.today, more=more, looks=looks, shows_all=shows_all
        )

    # --- What was answered ---------------------------------------------------------------------

    def clean(self, given: Given) -> Values:
        """Something was done, nothing that was typed is dropped, and all of it has room."""
        if self._fields.keys() - given.keys():
            return {}
        self._check_search(given["find"])
        count = self._count(given)
        faults: Values = {}
        if count > self._most:  # each line of a session can be corrected later, on one page
            words = _("One session holds at most %(most)d exercises. Make two of it.")
            faults["exercises"] = words % {"most": MOST_LINES}
        if full := movements_full(self.what.user, self._new_names(given)):
            faults["own" if given["own"] else NON_FIELD_ERRORS] = full
        if faults:
            raise forms.ValidationError(faults)
        return {}

    def _check_search(self, find: str) -> None:
        """What was typed to look for something is not dropped: it may be what was done."""
        if find and not self.things.is_met():
            words = _("%(typed)s is not chosen yet. Tick what you meant, or clear the line.")
            raise forms.ValidationError({"find": words % {"typed": in_quotes(find)}})

    def _count(self, given: Given) -> int:
        """How many lines it comes to: one at least."""
        if self.lines is None:
            if planned := self.what.planned(given):
                return len(planned)
            words = _("Choose a programme or an exercise, or name something of your own.")
            raise forms.ValidationError({"programme": words})
        left_out = all(line["leave_out"].value() for line in self.lines.forms)
        if left_out and not any(given[name] for name in ADDED):
            raise forms.ValidationError(_("Every exercise is left out: nothing to keep."))
        return len(self.lines.forms) + len(self._added(given))

    def _new_names(self, given: Given) -> list[str]:
        """The names of one's own that are kept with the entry: each may be a movement more."""
        lines = [] if self.lines is None else self.lines.forms
        # A name that was refused is not looked up: PostgreSQL cannot even be asked for a NUL.
        kept = [line for line in lines if "own" not in line.errors]
        names = [*given["own"], *(str(line["own"].value() or "").strip() for line in kept)]
        return [name for name in names if name]

    def _added(self, given: Given) -> list[LineFacts]:
        return self.what.planned({name: given[name] for name in ADDED})

    def answers(self, given: Given, outcome: str) -> tuple[LineFacts, ...]:
        """The lines as adjusted, then what was added to them; `outcome` is the session's."""
        if self.lines is None:
            return tuple(replace(line, outcome=outcome) for line in self.what.planned(given))
        lines = self.lines.facts(outcome)
        adjusted = {line.subject for line in lines}
        more = [line for line in self._added(given) if line.subject not in adjusted]
        return (*lines, *(replace(line, outcome=outcome) for line in more))

    def programme(self, given: Given) -> Programme | None:
        """The one that was chosen; a session that has one keeps it."""
        if given["programme"]:
            return self.what.programmes[given["programme"]]
        return self.what.session.programme if self.what.session else None


def _adjust_button(_slots: Slots) -> list[LayoutPart]:
    return [HTML('{% include "tracking/adjust_button.html" %}')]
