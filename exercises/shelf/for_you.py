"""What a reader's own limits make of a page, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from exercises.rules.judging import Day, cares, limits_against
from exercises.shelf.cards import Card
from exercises.shelf.catalogue import left_out_words

SEE_ALL = "all"
"""In an address: the reader wants to see all the same what their limits leave out."""


class Care(NamedTuple):
    """A caution that is true of the reader: what to do about it, and with which movements."""

    label: str
    words: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class ForYou:
    """What is left out, and what asks for care; empty where the limits say nothing of the page.

    `names` are the movements that are left out.
    """

    left_out: str = ""
    names: tuple[str, ...] = ()
    cares: tuple[Care, ...] = ()
    lifted: bool = False

    def __bool__(self) -> bool:
        return bool(self.left_out or self.cares or self.lifted)


def of_a_list(cards: Sequence[Card], day: Day) -> ForYou:
    """Of a long list: each movement says for itself what asks for care."""
    if not day.limits:
        return ForYou()
    return ForYou(left_out_words(cards, day), lifted=day.lifted)


def of_parts(cards: Sequence[Card], day: Day) -> ForYou:
    """Of what consists of a few movements."""
    if not day.limits:
        return ForYou()
    out = [card for card in cards if limits_against(card.demand, day)]
    left = [card for card in cards if card not in out]
    return ForYou(
        left_out=left_out_words(cards, day),
        names=tuple(card.exercise.name for card in out),
        cares=_cares(left, day),
        lifted=day.lifted,
    )


def of_one(cards: Sequence[Card], day: Day) -> ForYou:
    """Of one movement, which is shown whatever stands against it, with all that is to be said."""
    if not day.limits:
        return ForYou()
    return ForYou(left_out_words(cards, day), cares=_cares(cards, day, all_true=True))


def _cares(cards: Iterable[Card], day: Day, *, all_true: bool = False) -> tuple[Care, ...]:
    """What asks for care; with `all_true`, also what forbids a movement altogether."""
    names: dict[tuple[str, str], list[str]] = {}
    for card in cards:
        true = cares(card.demand, day)
        if all_true:
            true = card.demand.cautions & day.limits.cautions
        for condition in card.conditions:
            if condition.code in true:
                said = (condition.contraindication.short_label, condition.words)
                names.setdefault(said, []).append(card.exercise.name)
    return tuple(Care(label, words, tuple(about)) for (label, words), about in names.items())
