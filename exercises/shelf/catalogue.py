"""The shelf of exercises: what a reader looks for, what can be offered, and what stands against.

Rows become frozen cards in a fixed number of queries; every filter is then asked in Python.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from exercises.models import ALONE
from exercises.rules import judging
from exercises.rules.judging import NO_LIMITS, Against, Day, Demand, Limits, Posture, Reason
from exercises.rules.offering import is_enough_left
from exercises.shelf import wording
from exercises.shelf.cards import Card, Word
from psoas_site.ui.shapes import Values


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
    limits: Limits = NO_LIMITS  # what holds of the reader on any day
    lifted: bool = False  # to see all the same what they leave out

    @property
    def day(self) -> Day:
        """What is said of the day, as the rule of what may be offered reads it."""
        return Day(
            pain=self.pain,
            paused=bool(self.paused),
            minutes=self.minutes,
            at_hand=self.equipment,
            avoided=self.avoid,
            limits=self.limits,
            lifted=self.lifted,
        )

    @property
    def judges(self) -> bool:
        """Whether anything here can stand against an exercise."""
        asked = self.avoid or self.minutes or self.equipment is not None or self.limits
        return bool(self.paused or asked or self.pain is not None)

    @property
    def passed_words(self) -> str:
        """What is true of an exercise that nothing stands against; a number alone is no more."""
        return _("As you asked") if self.pain is None else _("Within today’s pain number")


@dataclass(frozen=True)
class Entry:
    """A card on the shelf. Without reasons it is offered; `other` is the name that found it.

    `care` says in few words which cautions are true of the reader.
    """

    card: Card
    reasons: tuple[str, ...]
    other: str = ""
    care: str = ""
    told: object = ""  # what tells it from the same card for others: their limits are one reader's


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
HELD_BACK: dict[str, Values] = {
    "avoid": {"avoid": frozenset()},
    "pain": {"pain": None},
    "limits": {"lifted": True},
}


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
        case Against.POSTURES | Against.LIMITS:
            return wording.not_for_you_words(limit_names(reason, card))


def limit_names(reason: Reason, card: Card) -> list[str]:
    """What leaves `card` out for a reader, in few words."""
    match reason.against:
        case Against.POSTURES:
            return [wording.posture_words(Posture(code)) for code in sorted(reason.codes)]
        case Against.THINGS:
            return _labels(card.equipment, reason)
        case _:
            return _labels(card.cautions, reason)


def care_words(cards: Iterable[Card], day: Day) -> str:
    """Which cautions of `cards` are true of the reader, who is to take care; empty if none is."""
    if not day.limits:
        return ""
    labels = [
        word.label
        for card in cards
        for word in card.cautions
        if word.code in judging.cares(card.demand, day)
    ]
    return wording.care_words(dict.fromkeys(labels)) if labels else ""


def _labels(words: Iterable[Word], reason: Reason) -> list[str]:
    """The labels of those `words` that `reason` is about."""
    return [word.label for word in words if word.code in reason.codes]


def judge(limit: int, parts: Sequence[Card], wishes: Wishes) -> tuple[bool | None, str]:
    """Whether what is for pain up to `limit` may be offered, and what stands against it.

    It consists of `parts`; they count for a reader with limits alone. None: nothing is known of
    the pain.
    """
    day = wishes.day
    if judging.reasons_against(Demand(limit), day):
        return False, wishes.paused or wording.too_much_words(limit)
    if not is_enough_left([card.demand for card in parts], day):
        return False, left_out_words(parts, day)
    return None if wishes.pain is None else True, ""


def left_out_words(cards: Sequence[Card], day: Day) -> str:
    """How many of `cards` the reader's limits leave out, and why; empty if none."""
    if not day.limits:
        return ""
    count, names = 0, dict[str, None]()
    for card in cards:
        reasons = judging.limits_against(card.demand, day)
        count += bool(reasons)
        for reason in reasons:
            names |= dict.fromkeys(limit_names(reason, card))
    if len(cards) == 1:
        return wording.not_for_you_words(names) if count else ""
    return wording.left_out_words(count, names) if count else ""


def shelf(cards: Iterable[Card], wishes: Wishes) -> Shelf:
    """The cards that `wishes` leaves, judged and in order."""
    cards = list(cards)
    ranks = wishes.ranks or {}
    entries = sorted(
        (entry_of(card, wishes) for card in left(cards, wishes)),
        # Stable: without a search, the ladder order stays within each group.
        key=lambda entry: (bool(entry.reasons), ranks.get(entry.card.exercise.pk, 0)),
    )
    offered = sum(not entry.reasons for entry in entries)
    if offered:
        return Shelf(tuple(entries), offered)
    ways, held_back = ways_out(cards, wishes, DROPPED), ways_out(cards, wishes, HELD_BACK)
    return Shelf(tuple(entries), offered, ways, held_back)


def entry_of(card: Card, wishes: Wishes, other: str = "") -> Entry:
    """`card` with what stands against it, and what asks for care."""
    reasons, care = reasons_against(card, wishes), care_words((card,), wishes.day)
    is_personal = bool(wishes.limits) and bool(reasons or care)
    return Entry(card, reasons, other, care, ALONE if is_personal else "")


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
