"""Rows -> what the rules of offering read, and their choices as rows again.

Only what is published is offered, whoever asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from exercises.models import (
    Exercise,
    ExerciseCondition,
    Level,
    Programme,
    ProgrammeItem,
    Status,
    kept,
    minutes_together,
)
from exercises.pictures.thumbnails import add_stand_ins
from exercises.rules.bands import PAIN_MAX
from exercises.rules.first_steps import IN_ANY_HOME, Movement, first_step, short_step
from exercises.rules.offering import Choice, Occasion, Person, Routine, Why, routines_for

MOST_OFFERED = 3


@dataclass(frozen=True)
class OfferedRoutine:
    """A programme that may be offered: why, how long it takes, and the exercise that draws it."""

    programme: Programme
    why: Why
    minutes: int
    drawn: Exercise


@dataclass(frozen=True)
class Offers:
    """What somebody is offered today; `rest` and `short` are single exercises, or None."""

    routines: tuple[OfferedRoutine, ...] = ()
    rest: Exercise | None = None
    short: Exercise | None = None


class Programmes:
    """All published programmes with their items, read in one question."""

    def __init__(self) -> None:
        rows = (
            ProgrammeItem.objects.filter(
                programme__status=Status.PUBLISHED, exercise__status=Status.PUBLISHED
            )
            .select_related("programme")
            .annotate(lands=F("exercise__impact"))
            .order_by("programme__order", "programme_id", "order")
        )
        self.by_key: dict[int, Programme] = {}
        self.items: dict[int, list[ProgrammeItem]] = {}
        for item in rows:
            self.by_key.setdefault(item.programme_id, item.programme)
            self.items.setdefault(item.programme_id, []).append(item)

    @cached_property
    def minutes(self) -> dict[int, int]:
        """How long each programme takes, by its key."""
        return {key: minutes_together(items) for key, items in self.items.items()}

    @cached_property
    def routines(self) -> tuple[Routine, ...]:
        """The programmes as the rule reads them."""
        return tuple(
            Routine(
                key=key,
                limit=programme.pain_now_max,
                order=programme.order,
                days=programme.days_per_week,
                occasion=Occasion(programme.occasion),
                lands=any(item.lands for item in self.items[key]),  # type: ignore[attr-defined]
            )
            for key, programme in self.by_key.items()
        )


class Movements:
    """All published exercises as far as they can be somebody's first, read in two questions."""

    def __init__(self) -> None:
        here = OuterRef("pk")
        conditions = ExerciseCondition.objects.filter(exercise=here).order_by().values("exercise")
        things = Exercise.equipment.through.objects.filter(exercise=here, equipment__optional=False)
        rows = (
            Exercise.objects.published()
            .with_figures()
            .select_related("phase", "ladder", "position")
            .prefetch_related("doses")
            .annotate(
                cautions=Coalesce(Subquery(conditions.values(number=Count("pk"))), 0),
                needs_more=Exists(things.exclude(equipment__code__in=IN_ANY_HOME)),
            )
            .order_by("phase__order", "ladder__order", "ladder_id", "rung")
        )
        self.by_key: dict[int, Exercise] = {row.pk: row for row in rows}
        add_stand_ins(self.by_key.values())

    @cached_property
    def records(self) -> tuple[Movement, ...]:
        """The exercises as the rule reads them."""
        return tuple(_movement(exercise) for exercise in self.by_key.values())

    def first_at(self, pain: int, unwanted: frozenset[int] = frozenset()) -> Exercise | None:
        """One gentle exercise to begin with at `pain`, none of the `unwanted`; or None."""
        return self._exercise_of(first_step(self._without(unwanted), pain))

    def short_at(self, pain: int, unwanted: frozenset[int] = frozenset()) -> Exercise | None:
        """One gentle exercise for two minutes at `pain`, none of the `unwanted`; or None."""
        return self._exercise_of(short_step(self._without(unwanted), pain))

    def _without(self, unwanted: frozenset[int]) -> Iterable[Movement]:
        return [record for record in self.records if record.key not in unwanted]

    def _exercise_of(self, movement: Movement | None) -> Exercise | None:
        return self.by_key[movement.key] if movement else None


@kept
def programmes_offered() -> Programmes:
    """The programmes as all readers share them, each item with its exercise."""
    programmes, movements = Programmes(), movements_offered()
    for items in programmes.items.values():
        for item in items:
            item.exercise = movements.by_key[item.exercise_id]
    return programmes


@kept
def movements_offered() -> Movements:
    """The exercises as all readers share them."""
    return Movements()


def offers_for(person: Person, unwanted: frozenset[int] = frozenset()) -> Offers:
    """What `person` is offered; nothing in a pause. `unwanted` exercises are not, by their keys.

    While nobody said how the pain is: one calm routine, and positions that are for any pain.
    """
    if person.paused:
        return Offers()
    is_known = person.pain is not None
    pain = PAIN_MAX if person.pain is None else person.pain
    programmes = programmes_offered()
    chosen = routines_for(person, programmes.routines)[: MOST_OFFERED if is_known else 1]
    routines = tuple(_routine(choice, programmes) for choice in chosen)
    rest, short = _positions(pain, unwanted)
    return Offers(routines, rest, short)


def _positions(pain: int, unwanted: frozenset[int]) -> tuple[Exercise | None, Exercise | None]:
    """The position to rest in, and something for two minutes at `pain`."""
    return _known_positions(pain) if not unwanted else _sought_positions(pain, unwanted)


def _sought_positions(
    pain: int, unwanted: frozenset[int]
) -> tuple[Exercise | None, Exercise | None]:
    movements = movements_offered()
    return movements.first_at(PAIN_MAX, unwanted), movements.short_at(pain, unwanted)


@kept
def _known_positions(pain: int) -> tuple[Exercise | None, Exercise | None]:
    """The same, for all who said of nothing that it is not for them."""
    return _sought_positions(pain, frozenset())


def _movement(exercise: Exercise) -> Movement:
    dose = exercise.doses_by_level.get(Level.START)
    return Movement(
        key=exercise.pk,
        limit=exercise.pain_now_max,
        rung=exercise.rung,
        gentle=exercise.phase.gentle,
        at_home=not exercise.needs_more,  # type: ignore[attr-defined]
        cautions=exercise.cautions,  # type: ignore[attr-defined]
        seconds=exercise.seconds_of(dose) if dose else 0,
    )


def _routine(choice: Choice, programmes: Programmes) -> OfferedRoutine:
    return OfferedRoutine(
        programme=programmes.by_key[choice.key],
        why=choice.why,
        minutes=programmes.minutes[choice.key],
        drawn=programmes.items[choice.key][0].exercise,
    )
