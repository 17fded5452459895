"""What was done: a programme, exercises of the library, movements of the person's own."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, partial
from typing import Any

from django import forms
from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exercises.models import Exercise, Level, Programme, Status, kept
from psoas_site.ui.shapes import Files, Given, Values, Wording
from psoas_site.ui.typed import PlainText
from tracking.forms.fields import KEPT_TEXT, NOT_OFFERED
from tracking.forms.own_movements import Boxes, Names
from tracking.forms.questions.group import Group, Makers
from tracking.logbook import LineFacts, planned_line
from tracking.models import OwnMovement, Session, SessionLine, Side, folded
from tracking.models.following import NAME_LENGTH
from tracking.recall import movements_of

ONE_PROGRAMME = _("A session holds one programme. Take the others out, or log them by themselves.")


class OneBox(Boxes):
    """Boxes of which one is ticked at most. The value is a list only if several were sent."""

    def value_from_datadict(self, data: Given, files: Files, name: str) -> object:
        sent = super().value_from_datadict(data, files, name) or []
        values = list(dict.fromkeys(filter(None, [sent] if isinstance(sent, str) else sent)))
        return values if len(values) > 1 else "".join(values)


class AmongRows:
    """A choice among `rows`, which are read when they are needed, by their keys."""

    def __init__(self, label: Wording, rows: Callable[[], Collection[str]]) -> None:
        super().__init__(label=label, required=False, error_messages=NOT_OFFERED)  # type: ignore[call-arg]
        self.rows = rows

    def valid_value(self, value: object) -> bool:
        """Whether there is such a row. Django would go through all of them, for each value."""
        return str(value) in self.rows()


class Several(AmongRows, forms.MultipleChoiceField):
    """Any number of the rows."""

    widget = Boxes


class OneProgramme(AmongRows, forms.ChoiceField):
    """One programme or none; several are refused, not passed over."""

    widget = OneBox

    def to_python(self, value: object) -> str:
        if isinstance(value, list):
            raise forms.ValidationError(ONE_PROGRAMME)
        return super().to_python(value)


class What(Group):
    """A choice of what was done. Rows are read when they are needed: a short form asks little.

    What the session already holds can be chosen too, though the library withdrew it.
    """

    def __init__(self, user: User, session: Session | None) -> None:
        self.user, self.session = user, session
        self.held: list[SessionLine] = list(session.lines.all()) if session else []

    def fields(self) -> Makers:
        """A programme, exercises, movements and names of one's own; what was typed to find one."""
        exercises = partial(Several, _("Exercises"), lambda: self.exercises)
        movements = partial(Several, _("Your own movements"), lambda: self.movements)
        return {
            "programme": partial(OneProgramme, _("What did you do?"), lambda: self.programmes),
            "exercises": exercises,
            "movements": movements,
            "own": partial(Names, _("Something of your own")),
            "find": _find,
        }

    def initial(self) -> Values:
        """The programme of the session that is being corrected; its lines are shown as lines."""
        if self.session is None:
            return {}
        kept = self.session.programme
        return {"programme": kept.slug if kept else ""}

    # --- What there is to choose from ----------------------------------------------------------

    @cached_property
    def programmes(self) -> Mapping[str, Programme]:
        """Published programmes, and the session's own."""
        published = programmes_to_log()
        held = self.session.programme_id if self.session else None
        if held is None or held in {programme.pk for programme in published.values()}:
            return published
        return _programmes(Programme.objects.published() | Programme.objects.filter(pk=held))

    @cached_property
    def exercises(self) -> Mapping[str, Exercise]:
        """Published exercises, and those that the session holds."""
        published = exercises_to_log()
        held = self._held_exercises
        if held <= {exercise.pk for exercise in published.values()}:
            return published
        return _exercises(Exercise.objects.published() | Exercise.objects.filter(pk__in=held))

    @property
    def is_as_published(self) -> bool:
        """Whether the session holds nothing that the library withdrew."""
        same_programmes = self.programmes is programmes_to_log()
        return same_programmes and self.exercises is exercises_to_log()

    @cached_property
    def movements(self) -> dict[str, OwnMovement]:
        """All movements of the person's own, by id, also those put away."""
        return {str(movement.pk): movement for movement in movements_of(self.user)}

    @property
    def _held_exercises(self) -> set[int]:
        return {line.exercise_id for line in self.held if line.exercise_id is not None}

    def has_sides(self, exercise: Exercise) -> bool:
        """Whether its sides are told apart: as the session has it, else as the library says now."""
        kept = [line.side for line in self.held if line.exercise_id == exercise.pk]
        return any(kept) if kept else exercise.per_side

    # --- What was chosen -----------------------------------------------------------------------

    def planned(self, what: Given) -> list[LineFacts]:
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
        return lines_of(wanted.values()) + [
            own_line(movement) for movement in self._own_chosen(what)
        ]

    def _own_chosen(self, what: Given) -> list[OwnMovement]:
        ticked = what.get("movements") or []
        rows = [self.movements[pk] for pk in ticked if pk in self.movements]
        chosen = {folded(movement.name): movement for movement in rows}
        for name in what.get("own") or []:
            chosen.setdefault(folded(name), OwnMovement(user=self.user, name=name))
        return list(chosen.values())


def _find() -> PlainText:
    return PlainText(
        label=_("Find it by its name, or name something of your own"),
        required=False,
        max_length=NAME_LENGTH,
        error_messages=KEPT_TEXT,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto", "autocomplete": "off"}),
    )


@kept
def exercises_to_log() -> Mapping[str, Exercise]:
    """Published exercises by their slugs, as all readers share them."""
    return _exercises(Exercise.objects.published())


def _exercises(rows: Any) -> Mapping[str, Exercise]:
    """The exercises with all that a form asks of them."""
    read = rows.with_figures().select_related("phase").prefetch_related("doses")
    return {exercise.slug: exercise for exercise in read}


@kept
def programmes_to_log() -> Mapping[str, Programme]:
    """Published programmes by their slugs, as all readers share them."""
    return _programmes(Programme.objects.published())


def _programmes(rows: QuerySet[Programme]) -> Mapping[str, Programme]:
    """The programmes with their items."""
    read = rows.prefetch_related("items__exercise__doses")
    return {programme.slug: programme for programme in read}


def items_of(programme: Programme, held: Collection[int] = ()) -> list[tuple[Exercise, str]]:
    """A programme's exercises, each with its level; without those withdrawn, unless `held`."""
    return [
        (item.exercise, item.level)
        for item in programme.items.all()
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
