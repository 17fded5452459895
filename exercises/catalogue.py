"""The shelf of exercises: what a reader looks for, what can be offered, and what stands against.

Rows become frozen cards in a fixed number of queries; every filter is then asked in Python.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Manager, QuerySet, Value
from django.utils.translation import gettext as _

from exercises import wording
from exercises.models import Exercise, ExerciseCondition, Programme
from exercises.thumbnails import add_stand_ins

Reader = AbstractBaseUser | AnonymousUser

NOTHING_NEEDED = "none"
IN_ANY_HOME = {
    NOTHING_NEEDED, "mat", "pillow", "cushion", "small_towel", "chair_or_stool", "chair_or_wall",
    "wall", "bed_or_bench",
}  # fmt: skip
FEW_MORE = 2  # so many cautions more than the least are still few
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

    def allows(self, pain: int) -> bool:
        """Whether `pain` is within its limit: the exercise alone says so."""
        return self.exercise.allows(pain)


@dataclass(frozen=True)
class Wishes:
    """What somebody looks for (narrows the list) and how their day is (orders it)."""

    q: str = ""
    area: str = ""
    phase: frozenset[str] = frozenset()
    position: frozenset[str] = frozenset()
    pain: int | None = None
    minutes: int | None = None
    equipment: frozenset[str] | None = None  # None: not asked, so not judged
    avoid: frozenset[str] = frozenset()
    ranks: Mapping[int, int] | None = None  # of what `q` finds, by key; None: nothing was searched
    paused: str = ""  # why nothing is offered at all, in words; empty: nothing stands before

    @property
    def judges(self) -> bool:
        """Whether anything here can stand against an exercise."""
        asked = self.avoid or self.minutes or self.equipment is not None
        return bool(self.paused or asked or self.pain is not None)

    @property
    def passed_words(self) -> str:
        """What is true of an exercise that nothing stands against; a number alone is no more."""
        return _("As you asked") if self.pain is None else _("Within today’s pain number")


@dataclass(frozen=True)
class Entry:
    """A card on the shelf. Without reasons it is offered; `other` is the name that found it."""

    card: Card
    reasons: tuple[str, ...]
    other: str = ""


@dataclass(frozen=True)
class Way:
    """One thing that was asked and could be dropped, and how many exercises would then be left."""

    name: str
    count: int


@dataclass(frozen=True)
class Shelf:
    """What a library page shows: what is offered first, each group by rank or in ladder order."""

    entries: tuple[Entry, ...]
    offered: int
    ways_out: tuple[Way, ...]  # only when nothing is offered
    held_back: tuple[Way, ...] = ()  # as well: by what nobody should be asked to drop

    @property
    def offers(self) -> tuple[Entry, ...]:
        """What nothing stands against."""
        return self.entries[: self.offered]

    @property
    def others(self) -> tuple[Entry, ...]:
        """What something stands against."""
        return self.entries[self.offered :]


def cards_for(user: Reader) -> list[Card]:
    """A card for each exercise that `user` may see, in order of phase, ladder and rung."""
    rows = list(
        Exercise.objects.visible_to(user)
        .with_figures()
        .select_related("phase", "ladder", "position")
        .prefetch_related("doses")
        .order_by("phase__order", "ladder__order", "ladder_id", "rung")
    )
    add_stand_ins(rows)
    lengths = ladder_lengths(rows)
    words = _words()
    return [_card(row, lengths[row.ladder_id], words) for row in rows]


def _words() -> dict[tuple[int, str], list[Word]]:
    """The words of each exercise, by its key and their kind, in one question for all kinds.

    Plain tuples: hundreds of rows would cost more.
    """
    links: dict[str, tuple[QuerySet | Manager, str]] = {
        "bodyarea": (Exercise.targets.through.objects, "label"),
        "equipment": (
            Exercise.equipment.through.objects.filter(equipment__optional=False),
            "label",
        ),
        "contraindication": (ExerciseCondition.objects.order_by(), "short_label"),
    }
    asked = [
        rows.values_list(
            "exercise_id", Value(term), f"{term}__order", f"{term}__{label}", f"{term}__code"
        )
        for term, (rows, label) in links.items()
    ]
    found: dict[tuple[int, str], list[Word]] = defaultdict(list)
    for key, term, *word in asked[0].union(*asked[1:], all=True):
        found[key, term].append(Word(*word))
    return found


def ladder_lengths(rows: Iterable[Exercise]) -> dict[int, int]:
    """How many rungs each ladder has, by its key, as far as `rows` show it."""
    lengths: dict[int, int] = {}
    for row in rows:
        lengths[row.ladder_id] = max(row.rung, lengths.get(row.ladder_id, 0))
    return lengths


def _card(exercise: Exercise, ladder_length: int, words: dict[tuple[int, str], list[Word]]) -> Card:
    minutes = exercise.minutes()
    return Card(
        exercise=exercise,
        url=exercise.get_absolute_url(),
        ladder_length=ladder_length,
        minutes=minutes,
        minutes_words=wording.minutes_words(minutes),
        range_words=wording.pain_range_words(exercise.pain_now_max),
        areas=tuple(sorted(words[exercise.pk, "bodyarea"])),
        equipment=tuple(sorted(words[exercise.pk, "equipment"])),
        cautions=tuple(sorted(words[exercise.pk, "contraindication"])),
    )


# What narrows the list: each by the name of its wish, true for a card that may stay.
NARROWERS: dict[str, Callable[[Card, Wishes], bool]] = {
    "q": lambda card, wishes: wishes.ranks is None or card.exercise.pk in wishes.ranks,
    "area": lambda card, wishes: (
        not wishes.area or any(word.code == wishes.area for word in card.areas)
    ),
    "phase": lambda card, wishes: not wishes.phase or card.exercise.phase.code in wishes.phase,
    "position": lambda card, wishes: (
        not wishes.position or card.exercise.position.code in wishes.position
    ),
}

# What may be dropped when nothing is offered, and the wish that stands for having dropped it.
DROPPED: dict[str, dict[str, Any]] = {
    "q": {"q": "", "ranks": None},
    "area": {"area": ""},
    "phase": {"phase": frozenset()},
    "position": {"position": frozenset()},
    "minutes": {"minutes": None},
    "equipment": {"equipment": None},
}
# What is said for one's own good: its effect is told, and nobody is asked to drop it.
HELD_BACK: dict[str, dict[str, Any]] = {"avoid": {"avoid": frozenset()}, "pain": {"pain": None}}


def reasons_against(card: Card, wishes: Wishes) -> tuple[str, ...]:
    """What stands against `card`, in words; empty when it can be offered."""
    if wishes.paused:
        return (wishes.paused,)
    reasons = []
    if wishes.pain is not None and not card.allows(wishes.pain):
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


def judged(thing: Exercise | Programme, pain: int | None, paused: str) -> tuple[bool | None, str]:
    """Whether `thing` is within `pain` (None: nothing is known of it), and what stands against."""
    if paused:
        return False, paused
    if pain is None:
        return None, ""
    allowed = thing.allows(pain)
    return allowed, "" if allowed else wording.too_much_words(thing.pain_now_max)


def is_quiet(pain: int | None) -> bool:
    """Whether there is so much pain that only rest and breathing are offered."""
    return pain is not None and pain >= QUIET_FROM


def shelf(cards: Iterable[Card], wishes: Wishes) -> Shelf:
    """The cards that `wishes` leaves, judged and in order."""
    cards = list(cards)
    ranks = wishes.ranks or {}
    entries = sorted(
        (Entry(card, reasons_against(card, wishes)) for card in left(cards, wishes)),
        # Stable: without a search, the ladder order stays within each group.
        key=lambda entry: (bool(entry.reasons), ranks.get(entry.card.exercise.pk, 0)),
    )
    offered = sum(not entry.reasons for entry in entries)
    return Shelf(
        entries=tuple(entries),
        offered=offered,
        ways_out=() if offered else ways_out(cards, wishes, DROPPED),
        held_back=() if offered else ways_out(cards, wishes, HELD_BACK),
    )


def left(cards: Iterable[Card], wishes: Wishes) -> list[Card]:
    """The cards that nothing in `wishes` narrows away."""
    return [card for card in cards if all(asked(card, wishes) for asked in NARROWERS.values())]


def ways_out(
    cards: list[Card], wishes: Wishes, droppable: Mapping[str, dict[str, Any]]
) -> tuple[Way, ...]:
    """Each single wish without which something would be offered; the most generous first."""
    found = []
    for name, dropped in droppable.items():
        fewer = replace(wishes, **dropped)
        if fewer != wishes:
            count = sum(not reasons_against(card, fewer) for card in left(cards, fewer))
            if count:
                found.append(Way(name, count))
    return tuple(sorted(found, key=lambda way: -way.count))


def first_step(cards: Iterable[Card], pain: int) -> Card | None:
    """One gentle exercise to begin with at `pain`, for nothing is known yet of who asks.

    It is the first of its ladder, needs what any home has, and few have more to ask before it;
    of those, the one that is nearest to what such a day allows.
    """
    firsts = [card for card in cards if _is_a_start(card) and card.allows(pain)]
    least = min((len(card.cautions) for card in firsts), default=0)
    return min(
        (card for card in firsts if len(card.cautions) <= least + FEW_MORE),
        key=lambda card: (card.exercise.pain_now_max, len(card.cautions)),
        default=None,
    )


def _is_a_start(card: Card) -> bool:
    """Whether anybody may be shown it first."""
    at_hand = all(word.code in IN_ANY_HOME for word in card.equipment)
    return card.exercise.rung == 1 and card.exercise.phase.gentle and at_hand
