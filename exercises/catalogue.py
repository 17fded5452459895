"""The shelf of exercises: what a reader looks for, what fits today, and why something does not.

Rows become frozen cards in a fixed number of queries; every filter is then asked in Python.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from exercises import wording
from exercises.models import Exercise

NOTHING_NEEDED = "none"
QUIET_FROM = 8  # from this pain on, only rest and breathing are offered


def fold(text: str) -> str:
    """`text` as a search compares it: without letter case, accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(
        mark for mark in plain if not unicodedata.combining(mark) and mark not in "'’"
    )


@dataclass(frozen=True)
class Card:
    """One exercise as a list shows it, with all that the filters ask of it."""

    exercise: Exercise
    ladder_length: int
    minutes: int
    minutes_words: str
    range_words: str
    areas: frozenset[str]
    needs: dict[str, str]  # code and label of what must be at hand
    cautions: dict[str, str]  # code and short label of what it is not for

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


def cards_for(user) -> list[Card]:
    """A card for each exercise that `user` may see, in order of phase, ladder and rung."""
    rows = list(
        Exercise.objects.visible_to(user)
        .select_related("phase", "ladder", "position")
        .prefetch_related("doses", "targets", "equipment", "contraindications")
        .order_by("phase__order", "ladder__order", "ladder_id", "rung")
    )
    lengths = ladder_lengths(rows)
    return [_card(row, lengths[row.ladder_id]) for row in rows]


def ladder_lengths(rows: Iterable[Exercise]) -> dict[int, int]:
    """How many rungs each ladder has, by its key, as far as `rows` show it."""
    lengths: dict[int, int] = {}
    for row in rows:
        lengths[row.ladder_id] = max(row.rung, lengths.get(row.ladder_id, 0))
    return lengths


def _card(exercise: Exercise, ladder_length: int) -> Card:
    minutes = exercise.minutes()
    return Card(
        exercise=exercise,
        ladder_length=ladder_length,
        minutes=minutes,
        minutes_words=wording.minutes_words(minutes),
        range_words=wording.pain_range_words(exercise.pain_now_max),
        areas=frozenset(area.code for area in exercise.targets.all()),
        needs={
            thing.code: thing.label
            for thing in exercise.equipment.all()
            if not thing.optional and thing.code != NOTHING_NEEDED
        },
        cautions={
            caution.code: caution.short_label for caution in exercise.contraindications.all()
        },
    )


# What narrows the list: each by the name of its wish, true for a card that may stay.
NARROWERS: dict[str, Callable[[Card, Wishes], bool]] = {
    "q": lambda card, wishes: all(word in card.searched for word in wishes.words),
    "area": lambda card, wishes: not wishes.area or wishes.area in card.areas,
    "phase": lambda card, wishes: (
        not wishes.phase or card.exercise.phase.code in wishes.phase
    ),
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
        lacking = [label for code, label in card.needs.items() if code not in wishes.equipment]
        if lacking:
            reasons.append(wording.needs_words(lacking))
    avoided = [label for code, label in card.cautions.items() if code in wishes.avoid]
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
