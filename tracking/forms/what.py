"""What was done: a programme, exercises of the library, movements of the person's own."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

from crispy_forms.layout import Field
from django import forms
from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exercises.models import Exercise, Level, Programme, Status
from tracking.forms.fields import NOT_OFFERED
from tracking.forms.own_movements import movement_name
from tracking.logbook import LineFacts, planned_line
from tracking.models import OwnMovement, Session, SessionLine, Side, folded
from tracking.records import Used, used_programmes, used_things

MOST_USED = 8  # so many come first, apart from the rest
MOST_SHOWN = 60  # movements of one's own; the others are found by their names
USED_MOST = _("You use most")

Choices = list[tuple[str, str]]


class WhatMixin(forms.Form):
    """A choice of what was done. Rows are read when they are needed: a short form asks little.

    What the session already holds can be chosen too, though the library withdrew it.
    """

    def add_what(self, user: User, session: Session | None) -> None:
        """Give the form its fields: one programme, any exercises, any movements of one's own."""
        self.user, self.session = user, session
        self.held: list[SessionLine] = list(session.lines.all()) if session else []
        self.fields["programme"] = forms.TypedChoiceField(
            label=_("What did you do?"),
            choices=lambda: [(slug, one.title) for slug, one in self.programmes.items()],
            required=False,
            widget=forms.RadioSelect,
            error_messages=NOT_OFFERED,
        )
        self.fields["exercises"] = forms.MultipleChoiceField(
            label=_("Single exercises"),
            choices=lambda: [(slug, one.name) for slug, one in self.exercises.items()],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages=NOT_OFFERED,
        )
        self.fields["movements"] = forms.MultipleChoiceField(
            label=_("Your own movements"),
            choices=lambda: [(pk, one.name) for pk, one in self.movements.items()],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages=NOT_OFFERED,
        )
        self.fields["own"] = movement_name(
            _("Something of your own"), help_text=_("A swim, a class, whatever you call it.")
        )

    # --- What there is to choose from ----------------------------------------------------------

    @cached_property
    def programmes(self) -> dict[str, Programme]:
        """Published programmes, and the session's own."""
        held = Q(pk=self.session.programme_id) if self.session else Q(pk=None)
        rows = Programme.objects.published() | Programme.objects.filter(held)
        return {one.slug: one for one in rows}

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """Published exercises, and those that the session holds."""
        rows = Exercise.objects.published() | Exercise.objects.filter(pk__in=self._held_exercises)
        return {one.slug: one for one in rows.with_figures().select_related("phase")}

    @cached_property
    def movements(self) -> dict[str, OwnMovement]:
        """All movements of the person's own, by id, also those put away."""
        return {str(one.pk): one for one in OwnMovement.objects.owned_by(self.user)}

    @property
    def _held_exercises(self) -> set[int]:
        return {line.exercise_id for line in self.held if line.exercise_id is not None}

    def has_sides(self, exercise: Exercise) -> bool:
        """Whether its sides are told apart: as the session has it, else as the library says now."""
        kept = [line.side for line in self.held if line.exercise_id == exercise.pk]
        return any(kept) if kept else exercise.per_side

    # --- In which order they are shown ---------------------------------------------------------

    def order_choices(self, today: dt.date) -> None:
        """Put first what the person used most of late; only a page that is drawn needs it."""
        used = used_things(self.user, today)
        if not self.fields["programme"].widget.is_hidden:
            self._order_programmes(today)
        self._order_exercises(used)
        self._order_movements(used)

    def _order_programmes(self, today: dt.date) -> None:
        used = _places(used_programmes(self.user, today))
        rows = sorted(self.programmes.values(), key=lambda one: used.get(one.pk, MOST_USED))
        groups = {one.slug: USED_MOST if one.pk in used else _("The others") for one in rows}
        _show(
            self.fields["programme"],
            [(one.slug, one.title) for one in rows],
            groups if used else {},
        )

    def _order_exercises(self, used: Used) -> None:
        places = _places(used.exercises)
        rows = sorted(self.exercises.values(), key=lambda one: places.get(one.pk, MOST_USED))
        groups = {one.slug: USED_MOST if one.pk in places else str(one.phase) for one in rows}
        _show(self.fields["exercises"], [(one.slug, one.name) for one in rows], groups)
        self.fields["exercises"].pictures = self.exercises  # type: ignore[attr-defined]

    def _order_movements(self, used: Used) -> None:
        """Those that are offered, and any that was chosen before it was put away."""
        chosen = set(self["movements"].value() or [])
        shown = [one for pk, one in self.movements.items() if one.offered or pk in chosen]
        places = {pk: place for place, pk in enumerate(used.movements)}
        rows = sorted(shown, key=lambda one: (places.get(one.pk, len(places)), one.folded))
        rest = [one for one in rows[MOST_SHOWN:] if str(one.pk) not in chosen]
        if rest:
            more = _("And %(count)d more: write the name below, and it is found.")
            self.fields["movements"].help_text = more % {"count": len(rest)}
        left_out = {one.pk for one in rest}
        named = [(str(one.pk), one.name) for one in rows if one.pk not in left_out]
        _show(self.fields["movements"], named, {})

    # --- What was chosen -----------------------------------------------------------------------

    def planned(self, what: Mapping[str, Any]) -> list[LineFacts]:
        """The programme's items as planned, then what was chosen and is not among them.

        `what` has answers to the fields, whether they are judged yet or not.
        """
        wanted: dict[str, tuple[Exercise, str]] = {}
        programme = self.programmes.get(what["programme"]) if what.get("programme") else None
        if programme is not None:
            items = items_of(programme, self._held_exercises)
            wanted |= {exercise.slug: (exercise, level) for exercise, level in items}
        for slug in what.get("exercises") or []:
            if slug in self.exercises:
                wanted.setdefault(slug, (self.exercises[slug], Level.TYPICAL))
        return lines_of(wanted.values()) + [own_line(one) for one in self._own_chosen(what)]

    def _own_chosen(self, what: Mapping[str, Any]) -> list[OwnMovement]:
        ticked = what.get("movements") or []
        rows = [self.movements[pk] for pk in ticked if pk in self.movements]
        chosen = {folded(one.name): one for one in rows}
        name = what.get("own")
        if name:
            chosen.setdefault(folded(name), OwnMovement(user=self.user, name=name))
        return list(chosen.values())


def items_of(programme: Programme, held: Collection[int] = ()) -> list[tuple[Exercise, str]]:
    """A programme's exercises, each with its level; without those withdrawn, unless `held`."""
    return [
        (item.exercise, item.level)
        for item in programme.items.select_related("exercise")
        if item.exercise.status == Status.PUBLISHED or item.exercise_id in held
    ]


def lines_of(chosen: Iterable[tuple[Exercise, str]]) -> list[LineFacts]:
    """Exercises with their levels as planned lines, in one query; without a dose, no line."""
    pairs = list(chosen)
    prefetch_related_objects([exercise for exercise, _level in pairs], "doses")
    planned = [planned_line(exercise, level) for exercise, level in pairs]
    return [line for line in planned if line is not None]


def own_line(movement: OwnMovement) -> LineFacts:
    """A movement of one's own, done; nothing about it is counted."""
    return LineFacts(None, (Side.NONE,), "", 0, 0, 0, movement=movement)


def thing_of(subject: Exercise | OwnMovement | None) -> tuple[str, str]:
    """The same for every line about this exercise, or this name of a movement of one's own."""
    if isinstance(subject, Exercise):
        return ("exercise", subject.slug)
    return ("movement", folded(subject.name) if subject else "")


def _places(ids: Iterable[Any]) -> dict[Any, int]:
    """The place of each of the most used."""
    return {pk: place for place, pk in enumerate(list(ids)[:MOST_USED])}


def _show(field: forms.Field, choices: Choices, groups: Mapping[str, Any]) -> None:
    field.choices = choices  # type: ignore[attr-defined]
    field.groups = {value: str(words) for value, words in groups.items()}  # type: ignore[attr-defined]


class Picker(Field):
    """Many options in folds, one for each group. Open are the most used, and what was chosen."""

    template = "rung/fields/picker.html"

    def render(self, form: Any, context: Any, *args: Any, **kwargs: Any) -> str:
        bound = form[self.fields[0]]
        chosen = {bound.field.groups.get(value) for value in bound.value() or []}
        extra = {"unfolded": {str(USED_MOST), *chosen}}
        return super().render(form, context, *args, **kwargs | {"extra_context": extra})
