"""The page of a plan, and what could be added to it or stand instead of something."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from exercises.models import Exercise
from exercises.shelf.cards import Card, all_cards
from exercises.shelf.vocabulary import known_exercises
from tracking.planning.plan import LENGTHS, Item, PlanToday, Wanted, cards_by_key
from tracking.recall import Planned


@dataclass(frozen=True)
class Way:
    """One way to have it otherwise today, as a link that turns it on or off."""

    label: str
    query: str
    chosen: bool


@dataclass(frozen=True)
class Entry:
    """An exercise of the plan with its rows: one, or one for each side; `place` counts from 1."""

    items: tuple[Item, ...]
    slug: str  # of what is in the plan; empty where it is not offered any more
    liking: str
    place: int
    of: int

    @property
    def first(self) -> Item:
        """The row that stands for it."""
        return self.items[0]

    @property
    def key(self) -> int:
        """The key of the exercise of the plan, whatever stands in for it today."""
        return self.first.row.exercise

    @property
    def is_apart(self) -> bool:
        """Whether left and right are told apart."""
        return bool(self.first.row.side)

    @property
    def can_part(self) -> bool:
        """Whether it has sides that could be told apart."""
        return (
            not self.is_apart and self.first.exercise is not None and self.first.exercise.per_side
        )


@dataclass(frozen=True)
class PlanPage:
    """All that the page of a plan shows."""

    today: PlanToday
    entries: tuple[Entry, ...]
    removed: tuple[tuple[int, str], ...]  # taken out lately, by key and name

    @property
    def ways(self) -> tuple[Way, ...]:
        """The minutes, the gentler way and the standing one, as links."""
        wanted = self.today.wanted
        lengths = [
            Way(_("%(minutes)d min") % {"minutes": minutes}, *_turned(wanted, "minutes", minutes))
            for minutes in LENGTHS
        ]
        return (
            *lengths,
            Way(_("Gentler"), *_turned(wanted, "gentler", True)),
            Way(_("Standing or seated"), *_turned(wanted, "standing", True)),
        )


def _turned(wanted: Wanted, name: str, value: object) -> tuple[str, bool]:
    """The address with this turned on, or off where it is on; and whether it is on."""
    is_on = getattr(wanted, name) == value
    turned = replace(wanted, **{name: type(value)() if is_on else value})  # type: ignore[arg-type]
    return turned.query or "?", is_on


def plan_page(today: PlanToday, likings: Mapping[int, str]) -> PlanPage:
    """The page of a plan as it is done today."""
    rows: dict[int, list[Item]] = {}
    for item in today.items:
        rows.setdefault(item.row.exercise, []).append(item)
    names, offered = known_exercises(), cards_by_key()
    slugs = {key: names[key].slug if key in offered else "" for key in rows}
    entries = tuple(
        Entry(tuple(items), slugs[key], likings.get(key, ""), place, len(rows))
        for place, (key, items) in enumerate(rows.items(), start=1)
    )
    gone = dict.fromkeys(row.exercise for row in today.plan.removed if row.exercise not in rows)
    return PlanPage(today, entries, tuple((key, names[key].name) for key in gone))


@dataclass(frozen=True)
class Shelf:
    """Exercises to choose from, under a heading."""

    heading: str
    cards: tuple[Card, ...]


def to_add(planned: Planned) -> tuple[Shelf, ...]:
    """All that is not in the plan yet and not unwanted: favourites first, then by phase."""
    there = {row.exercise for row in planned.plan.items} if planned.plan else set()
    closed = there | planned.unwanted
    cards = [card for card in all_cards(False) if card.exercise.pk not in closed]
    liked = tuple(card for card in cards if card.exercise.pk in planned.likings)
    phases: dict[str, list[Card]] = {}
    for card in cards:
        phases.setdefault(card.exercise.phase.label, []).append(card)
    shelves = [Shelf(heading, tuple(found)) for heading, found in phases.items()]
    return (Shelf(_("Your favourites"), liked), *shelves) if liked else tuple(shelves)


def to_swap(planned: Planned, exercise: Exercise) -> tuple[Shelf, ...]:
    """What could stand instead: the same ladder first, then the rest of its phase."""
    shelves = to_add(replace(planned, likings=_unwanted_alone(planned)))
    cards = [card for shelf in shelves for card in shelf.cards]
    ladder = tuple(card for card in cards if card.exercise.ladder_id == exercise.ladder_id)
    family = tuple(
        card for card in cards if card.exercise.phase_id == exercise.phase_id and card not in ladder
    )
    found = (Shelf(_("On the same ladder"), ladder), Shelf(_("Of the same kind"), family))
    return tuple(shelf for shelf in found if shelf.cards)


def _unwanted_alone(planned: Planned) -> dict[int, str]:
    return {key: kind for key, kind in planned.likings.items() if key in planned.unwanted}
