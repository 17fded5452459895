"""Rows -> what the rules of offering read, and their choices as rows again.

Only what is published is offered, whoever asks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import F

from exercises.models import (
    Exercise,
    Level,
    Programme,
    ProgrammeItem,
    Status,
    kept,
    minutes_together,
)
from exercises.rules.bands import PAIN_MAX
from exercises.rules.first_steps import Movement, first_step, short_step
from exercises.rules.judging import Day, limits_against
from exercises.rules.offering import Choice, Occasion, Person, Routine, Why, routines_for
from exercises.shelf.cards import Card, all_cards
from exercises.shelf.catalogue import care_words, left_out_words

MOST_OFFERED = 3


@dataclass(frozen=True)
class OfferedRoutine:
    """A programme that may be offered: why, how long it takes, and the exercise that draws it."""

    programme: Programme
    why: Why
    minutes: int
    drawn: Exercise
    left_out: str = ""  # what the person's limits leave out of it
    care: str = ""  # what in the rest of it asks for care


@dataclass(frozen=True)
class Offers:
    """What somebody is offered today; `rest` and `short` are single exercises, or None.

    `rest_care` says which cautions of the first are true of the person.
    """

    routines: tuple[OfferedRoutine, ...] = ()
    rest: Exercise | None = None
    short: Exercise | None = None
    rest_care: str = ""


class Programmes:
    """All published programmes with their items, read in one question."""

    def __init__(self, cards: Mapping[int, Card]) -> None:
        self.cards = cards
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
            item.exercise = cards[item.exercise_id].exercise
            self.by_key.setdefault(item.programme_id, item.programme)
            self.items.setdefault(item.programme_id, []).append(item)

    @cached_property
    def minutes(self) -> dict[int, int]:
        """How long each programme takes, by its key."""
        return {key: minutes_together(items) for key, items in self.items.items()}

    @cached_property
    def routines(self) -> tuple[Routine, ...]:
        """The programmes as the rule reads them."""
        return tuple(self._routine(programme) for programme in self.by_key.values())

    def _routine(self, programme: Programme) -> Routine:
        key = programme.pk
        lands = any(item.lands for item in self.items[key])  # type: ignore[attr-defined]
        parts = [card.demand for card in self.cards_in(key)]
        return Routine(
            key=key,
            limit=programme.pain_now_max,
            order=programme.order,
            days=programme.days_per_week,
            occasion=Occasion(programme.occasion),
            lands=lands,
            parts=tuple(parts),
        )

    def cards_in(self, key: int) -> list[Card]:
        """The exercises of the programme with this key, in their order."""
        return [self.cards[item.exercise_id] for item in self.items[key]]

    def items_for(self, key: int, day: Day) -> list[ProgrammeItem]:
        """Its items, without what the limits of `day` leave out."""
        return [
            item
            for item in self.items[key]
            if not limits_against(self.cards[item.exercise_id].demand, day)
        ]

    def minutes_for(self, key: int, day: Day) -> int:
        """How long these take."""
        return minutes_together(self.items_for(key, day)) if day.limits else self.minutes[key]


class Movements:
    """All published exercises as far as they can be somebody's first."""

    def __init__(self) -> None:
        self.cards = {card.exercise.pk: card for card in all_cards(False)}
        self.records = tuple(map(_movement, self.cards.values()))

    def first_at(self, day: Day, unwanted: frozenset[int] = frozenset()) -> Card | None:
        """One gentle exercise to begin with on `day`, none of the `unwanted`; or None."""
        return self._card_of(first_step(self._without(unwanted), day))

    def short_at(self, day: Day, unwanted: frozenset[int] = frozenset()) -> Card | None:
        """One gentle exercise for two minutes on `day`, none of the `unwanted`; or None."""
        return self._card_of(short_step(self._without(unwanted), day))

    def _without(self, unwanted: frozenset[int]) -> Iterable[Movement]:
        return [record for record in self.records if record.key not in unwanted]

    def _card_of(self, movement: Movement | None) -> Card | None:
        return self.cards[movement.key] if movement else None


@kept
def programmes_offered() -> Programmes:
    """The programmes as all readers share them, each item with its exercise."""
    return Programmes(movements_offered().cards)


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
    routines = tuple(_routine(choice, programmes, person.day) for choice in chosen)
    day = replace(person.day, pain=pain)
    is_own = day.limits or unwanted
    rest, short = _positions(day, unwanted) if is_own else _positions_of_everybody(pain)
    care = care_words((rest,), day) if rest else ""
    return Offers(routines, _exercise_of(rest), _exercise_of(short), care)


def _exercise_of(card: Card | None) -> Exercise | None:
    return card.exercise if card else None


def _positions(day: Day, unwanted: frozenset[int]) -> tuple[Card | None, Card | None]:
    """The position to rest in, whatever the pain, and something for two minutes on `day`."""
    movements = movements_offered()
    rest = movements.first_at(replace(day, pain=PAIN_MAX), unwanted)
    return rest, movements.short_at(day, unwanted)


@kept
def _positions_of_everybody(pain: int) -> tuple[Card | None, Card | None]:
    """The same for whoever said nothing of themselves, and of nothing that it is not for them."""
    return _positions(Day(pain=pain), frozenset())


def _movement(card: Card) -> Movement:
    exercise = card.exercise
    dose = exercise.doses_by_level.get(Level.START)
    return Movement(
        key=exercise.pk,
        demand=card.demand,
        rung=exercise.rung,
        gentle=exercise.phase.gentle,
        seconds=exercise.seconds_of(dose) if dose else 0,
    )


def _routine(choice: Choice, programmes: Programmes, day: Day) -> OfferedRoutine:
    cards = programmes.cards_in(choice.key)
    left = [card for card in cards if not limits_against(card.demand, day)]
    return OfferedRoutine(
        programme=programmes.by_key[choice.key],
        why=choice.why,
        minutes=programmes.minutes_for(choice.key, day),
        drawn=left[0].exercise,
        left_out=left_out_words(cards, day),
        care=care_words(left, day),
    )
