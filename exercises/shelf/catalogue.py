"""The shelf of exercises: what a reader looks for, what can be offered, and what stands against.

Rows become frozen cards in a fixed number of queries; every filter is then asked in Python.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Manager, QuerySet, Value
from django.utils.translation import gettext as _

from exercises.models import Exercise, ExerciseCondition, kept
from exercises.pictures.thumbnails import add_stand_ins
from exercises.rules import judging
from exercises.rules.judging import Against, Day, Demand, Reason
from exercises.shelf import wording
from psoas_site.ui.shapes import Values

Reader = AbstractBaseUser | AnonymousUser


class Limited(Protocol):
    """Whatever is offered up to a pain number."""

    @property
    def pain_now_max(self) -> int:
        """The highest pain, 0 to 10."""


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

    def acts_on(self, area: str) -> bool:
        """Whether it is for the place on the body with this code."""
        return any(word.code == area for word in self.areas)

    @property
    def demand(self) -> Demand:
        """What it asks, as the rule of what may be offered reads it."""
        return Demand(
            limit=self.exercise.pain_now_max,
            minutes=self.minutes,
            things=frozenset(word.code for word in self.equipment),
            cautions=frozenset(word.code for word in self.cautions),
        )


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
    unwanted: frozenset[int] = frozenset()  # exercises that the reader called "not for me"

    @property
    def day(self) -> Day:
        """What is said of the day, as the rule of what may be offered reads it."""
        return Day(self.pain, bool(self.paused), self.minutes, self.equipment, self.avoid)

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
    ways_out: tuple[Way, ...] = ()  # only when nothing is offered
    held_back: tuple[Way, ...] = ()  # as well: by what nobody should be asked to drop

    @property
    def offers(self) -> tuple[Entry, ...]:
        """What nothing stands against."""
        return self.entries[: self.offered]

    @property
    def others(self) -> tuple[Entry, ...]:
        """What something stands against."""
        return self.entries[self.offered :]


def cards_for(user: Reader) -> tuple[Card, ...]:
    """A card for each exercise that `user` may see, in order of phase, ladder and rung."""
    return all_cards(sees_drafts(user))


def sees_drafts(user: Reader) -> bool:
    """Whether `user` is shown exercises that are not published."""
    return Exercise.objects.all().drafts_are_shown_to(user)


@kept
def all_cards(drafts: bool) -> tuple[Card, ...]:
    """A card for each exercise, or for each that is published."""
    seen = Exercise.objects.all() if drafts else Exercise.objects.published()
    rows = list(
        seen.with_figures()
        .select_related("phase", "ladder", "position")
        .prefetch_related("doses")
        .order_by("phase__order", "ladder__order", "ladder_id", "rung")
    )
    add_stand_ins(rows)
    lengths = ladder_lengths(rows)
    words = _words()
    return tuple(_card(row, lengths[row.ladder_id], words) for row in rows)


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
    words: dict[tuple[int, str], list[Word]] = defaultdict(list)
    for key, term, *word in asked[0].union(*asked[1:], all=True):
        words[key, term].append(Word(*word))
    return words


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


# What may be dropped when nothing is offered, and the wish that stands for having dropped it.
DROPPED: dict[str, Values] = {
    "q": {"q": "", "ranks": None},
    "area": {"area": ""},
    "phase": {"phase": frozenset()},
    "position": {"position": frozenset()},
    "minutes": {"minutes": None},
    "equipment": {"equipment": None},
}
# What is said for one's own good: its effect is told, and nobody is asked to drop it.
HELD_BACK: dict[str, Values] = {"avoid": {"avoid": frozenset()}, "pain": {"pain": None}}


def reasons_against(card: Card, wishes: Wishes) -> tuple[str, ...]:
    """What stands against `card`, in words; empty when it can be offered."""
    if card.exercise.pk in wishes.unwanted and not wishes.paused:
        return (_("You said: not for me."),)
    reasons = judging.reasons_against(card.demand, wishes.day)
    return tuple(_reason_words(reason, card, wishes) for reason in reasons)


def _reason_words(reason: Reason, card: Card, wishes: Wishes) -> str:
    match reason.against:
        case Against.PAUSE:
            return wishes.paused
        case Against.PAIN:
            return wording.too_much_words(card.demand.limit)
        case Against.TIME:
            return wording.too_long_words(card.minutes)
        case Against.THINGS:
            return wording.needs_words(_labels(card.equipment, reason))
        case Against.CAUTIONS:
            return wording.avoided_words(_labels(card.cautions, reason))


def _labels(words: Iterable[Word], reason: Reason) -> list[str]:
    """The labels of those `words` that `reason` is about."""
    return [word.label for word in words if word.code in reason.codes]


def judge(thing: Limited, pain: int | None, paused: str) -> tuple[bool | None, str]:
    """Whether `thing` is within `pain` (None: nothing is known of it), and what stands against."""
    day = Day(pain=pain, paused=bool(paused))
    reasons = judging.reasons_against(Demand(thing.pain_now_max), day)
    if reasons:
        return False, paused or wording.too_much_words(thing.pain_now_max)
    return None if pain is None else True, ""


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
    if offered:
        return Shelf(tuple(entries), offered)
    ways, held_back = ways_out(cards, wishes, DROPPED), ways_out(cards, wishes, HELD_BACK)
    return Shelf(tuple(entries), offered, ways, held_back)


def left(cards: Iterable[Card], wishes: Wishes) -> list[Card]:
    """The cards that nothing in `wishes` narrows away."""
    return [card for card in cards if _stays(card, wishes)]


def _stays(card: Card, wishes: Wishes) -> bool:
    exercise = card.exercise
    if wishes.ranks is not None and exercise.pk not in wishes.ranks:
        return False
    if wishes.area and not card.acts_on(wishes.area):
        return False
    if wishes.phase and exercise.phase.code not in wishes.phase:
        return False
    return not wishes.position or exercise.position.code in wishes.position


def ways_out(
    cards: Sequence[Card], wishes: Wishes, droppable: Mapping[str, Values]
) -> tuple[Way, ...]:
    """Each single wish without which something would be offered; the most generous first."""
    ways = []
    for name, dropped in droppable.items():
        fewer = replace(wishes, **dropped)
        if fewer != wishes:
            count = sum(not reasons_against(card, fewer) for card in left(cards, fewer))
            if count:
                ways.append(Way(name, count))
    return tuple(sorted(ways, key=lambda way: -way.count))
