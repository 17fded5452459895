"""The shelf of exercises: what a reader looks for, what fits today, and why something does not.

Rows become frozen cards in a fixed number of queries; every filter is then asked in Python.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Manager, QuerySet

from exercises import wording
from exercises.models import Exercise
from exercises.search import fold

Reader = AbstractBaseUser | AnonymousUser

NOTHING_NEEDED = "none"
QUIET_FROM = 8  # from this pain on, only rest and breathing are offered


class Word(NamedTuple):
    """One word of a vocabulary, in the order in which it is offered."""

    order: int
    label: str
    code: str


@dataclass(frozen=True)
class Card:
    """One exercise as a list shows it, with all that the filters ask of it."""

    exercise: Exercise
    url: str
    ladder_length: int
    minutes: int
    minutes_words: str
    range_words: str
    areas: tuple[Word, ...]
    equipment: tuple[Word, ...]  # what must be at hand; optional things are left out
    cautions: tuple[Word, ...]  # what it is not for, in short

    @cached_property
    def searched(self) -> str:
        """The folded text that a search looks through."""
        shown = self.exercise
        return fold(f"{shown.name}\n{shown.also_known_as}\n{shown.purpose}")

    def fits(self, pain: int) -> bool:
        """Whether it is offered at `pain`: the exercise alone says so."""
        return self.exercise.fits(pain)


@dataclass(frozen=True)
class Wishes:
    """What somebody looks for (narrows the list) and what fits them today (orders it)."""

    q: str = ""
    area: str = ""
    phase: frozenset[str] = frozenset()
    position: frozenset[str] = frozenset()
    pain: int | None = None
    minutes: int | None = None
    equipment: frozenset[str] | None = None  # None: not asked, so not judged
    avoid: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> list[str]:
        """The folded words of the search; each of them must occur."""
        return fold(self.q).split()

    @property
    def judges(self) -> bool:
        """Whether anything here can keep an exercise from fitting."""
        return bool(
            self.avoid or self.minutes or self.pain is not None or self.equipment is not None
        )


@dataclass(frozen=True)
class Entry:
    """A card on the shelf. Without reasons it fits."""

    card: Card
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """One filter that could be dropped, and how many exercises would then be left."""

    name: str
    count: int


@dataclass(frozen=True)
class Shelf:
    """What a library page shows: those that fit first, each group in ladder order."""

    entries: tuple[Entry, ...]
    fitting: int
    ways_out: tuple[Way, ...]  # only when there is no entry


def cards_for(user: Reader) -> list[Card]:
    """A card for each exercise that `user` may see, in order of phase, ladder and rung."""
    rows = list(
        Exercise.objects.visible_to(user)
        .select_related("phase", "ladder", "position")
        .prefetch_related("doses")
        .order_by("phase__order", "ladder__order", "ladder_id", "rung")
    )
    lengths = ladder_lengths(rows)
    areas = _words(Exercise.targets.through.objects, "bodyarea")
    things = _words(
        Exercise.equipment.through.objects.filter(equipment__optional=False), "equipment"
    )
    cautions = _words(
        Exercise.contraindications.through.objects, "contraindication", label="short_label"
    )
    return [
        _card(row, lengths[row.ladder_id], areas[row.pk], things[row.pk], cautions[row.pk])
        for row in rows
    ]


def _words(links: QuerySet | Manager, term: str, label: str = "label") -> dict[int, list[Word]]:
    """The words of each exercise, by its key. Plain tuples: hundreds of rows would cost more."""
    found: dict[int, list[Word]] = defaultdict(list)
    columns = (f"{term}__order", f"{term}__{label}", f"{term}__code")
    for key, *word in links.order_by(*columns).values_list("exercise_id", *columns):
        found[key].append(Word(*word))
    return found


def ladder_lengths(rows: Iterable[Exercise]) -> dict[int, int]:
    """How many rungs each ladder has, by its key, as far as `rows` show it."""
    lengths: dict[int, int] = {}
    for row in rows:
        lengths[row.ladder_id] = max(row.rung, lengths.get(row.ladder_id, 0))
    return lengths


def _card(
    exercise: Exercise,
    ladder_length: int,
    areas: list[Word],
    equipment: list[Word],
    cautions: list[Word],
) -> Card:
    minutes = exercise.minutes()
    return Card(
        exercise=exercise,
        url=exercise.get_absolute_url(),
        ladder_length=ladder_length,
        minutes=minutes,
        minutes_words=wording.minutes_words(minutes),
        range_words=wording.pain_range_words(exercise.pain_now_max),
        areas=tuple(areas),
        equipment=tuple(equipment),
        cautions=tuple(cautions),
    )


# What narrows the list: each by the name of its wish, true for a card that may stay.
NARROWERS: dict[str, Callable[[Card, Wishes], bool]] = {
    "q": lambda card, wishes: all(word in card.searched for word in wishes.words),
    "area": lambda card, wishes: (
        not wishes.area or any(word.code == wishes.area for word in card.areas)
    ),
    "phase": lambda card, wishes: not wishes.phase or card.exercise.phase.code in wishes.phase,
    "position": lambda card, wishes: (
        not wishes.position or card.exercise.position.code in wishes.position
    ),
}


def reasons_against(card: Card, wishes: Wishes) -> tuple[str, ...]:
    """Why `card` does not fit, in words; empty when it fits."""
    reasons = []
    if wishes.pain is not None and not card.fits(wishes.pain):
        reasons.append(wording.too_much_words(card.exercise.pain_now_max))
    if wishes.minutes and card.minutes > wishes.minutes:
        reasons.append(wording.too_long_words(card.minutes))
    if wishes.equipment is not None:
        at_hand = {*wishes.equipment, NOTHING_NEEDED}
        lacking = [word.label for word in card.equipment if word.code not in at_hand]
        if lacking:
            reasons.append(wording.needs_words(lacking))
    avoided = [word.label for word in card.cautions if word.code in wishes.avoid]
    if avoided:
        reasons.append(wording.avoided_words(avoided))
    return tuple(reasons)


def shelf(cards: Iterable[Card], wishes: Wishes) -> Shelf:
    """The cards that `wishes` leaves, judged and in order."""
    cards = list(cards)
    entries = sorted(
        (
            Entry(card, reasons_against(card, wishes))
            for card in cards
            if all(asked(card, wishes) for asked in NARROWERS.values())
        ),
        key=lambda entry: bool(entry.reasons),  # stable: the ladder order stays within each group
    )
    return Shelf(
        entries=tuple(entries),
        fitting=sum(not entry.reasons for entry in entries),
        ways_out=() if entries else ways_out(cards, wishes),
    )


def ways_out(cards: list[Card], wishes: Wishes) -> tuple[Way, ...]:
    """Each single filter whose dropping would leave something; the most generous first."""
    found = []
    for dropped in NARROWERS:
        if not getattr(wishes, dropped):
            continue
        kept = [asked for name, asked in NARROWERS.items() if name != dropped]
        count = sum(all(asked(card, wishes) for asked in kept) for card in cards)
        if count:
            found.append(Way(dropped, count))
    return tuple(sorted(found, key=lambda way: -way.count))


def first_step(cards: Iterable[Card], pain: int) -> Card | None:
    """One gentle exercise to begin with at `pain`: made for such a day, low on its ladder, and
    with few cautions, for nothing is known yet of who asks."""
    fitting = [card for card in cards if card.exercise.phase.gentle and card.fits(pain)]
    return min(
        fitting,
        key=lambda card: (card.exercise.pain_now_max, card.exercise.rung, len(card.cautions)),
        default=None,
    )
