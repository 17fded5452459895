"""In which order things stand that meet a query.

First what bears its words as a name, then, for a question, what answers one, then what holds them
in the weightier texts. A slip is worse than any of that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from exercises.search.index import Texts, stands_in
from exercises.search.terms import Met, Way
from exercises.search.words import QUESTION_WORDS, Words, stem, telling, words_of

T = TypeVar("T")
Matches = Mapping[int, Met]  # of one term, by the number of the thing that meets it

MOST_UNSAID = 99
NAMED, ANSWERS, HOLDS = range(3)  # how a thing stands to the query, best first
# Whoever asks for these in a question wants to move, not to read.
MOVEMENT_WORDS = frozenset(("exercise", "exercises", "move", "movement", "movements", "moves"))


@dataclass(frozen=True)
class Item(Generic[T]):
    """A thing to be found, and its texts. `answers`: it is a text, of which one asks questions."""

    thing: T
    texts: Texts
    answers: bool = False


def rank(matches: Sequence[Matches], items: Sequence[Item[Any]], words: Words) -> list[int]:
    """The numbers of what meets every term, best first; `words` are those that were typed."""
    asks = is_question(words)

    def standing(number: int) -> tuple[int, ...]:
        met = [match[number] for match in matches]
        ways = [term.way for term in met]
        item = items[number]
        return (
            sum(not term.as_typed for term in met),
            _standing(item, ways, words, asks=asks),
            -sum(term.points for term in met),
            _unsaid(item.texts.name, ways),
            number,
        )

    return sorted(set.intersection(*map(set, matches)), key=standing)


def is_question(words: Words) -> bool:
    """Whether `words` ask something, other than for a movement."""
    return not QUESTION_WORDS.isdisjoint(words) and MOVEMENT_WORDS.isdisjoint(words)


def begins(name: str, words: Words) -> bool:
    """Whether `name` begins with `words`, the last of which may be half typed."""
    return " ".join(words_of(name)).startswith(" ".join(words))


def says(name: str, way: Way) -> bool:
    """Whether `name` alone meets `way`."""
    held = telling(words_of(name))
    if way.meant:
        return stands_in(tuple(map(stem, way.words)), tuple(map(stem, held)))
    return all(_is_said(word, held) for word in way.words)


def _is_said(word: str, held: Words) -> bool:
    """Whether `word`, in any of its forms or half typed, is among those that are `held`."""
    return any(other.startswith(word) or stem(other) == stem(word) for other in held)


def _standing(item: Item[Any], ways: Sequence[Way], words: Words, *, asks: bool) -> int:
    name = item.texts.name
    if set(telling(words_of(name))) == _typed(ways):
        return NAMED
    if not item.answers:
        return HOLDS
    if len(words) > 1 and begins(name, words):
        return NAMED
    return ANSWERS if asks or _is_meant(item.texts, ways) else HOLDS


def _typed(ways: Iterable[Way]) -> set[str]:
    """The words of the query, without what a synonym meant by them."""
    return {word for way in ways for word in way.words if not way.meant}


def _is_meant(texts: Texts, ways: Sequence[Way]) -> bool:
    """Whether one of its names is what was typed, or nearly."""
    called = any(_is_called(other, ways) for other in texts.others)
    return called or _is_nearly_called(texts.name, ways)


def _is_called(name: str, ways: Iterable[Way]) -> bool:
    """Whether `name` is what was typed, in any of its forms."""
    return set(map(stem, telling(words_of(name)))) == set(map(stem, _typed(ways)))


def _is_nearly_called(name: str, ways: Sequence[Way]) -> bool:
    """Whether `name` says all that was typed, if that is two words or half of the name."""
    if not all(says(name, way) for way in ways):
        return False
    return len(_typed(ways)) > 1 or _unsaid(name, ways) <= len(telling(words_of(name))) / 2


def _unsaid(name: str, ways: Iterable[Way]) -> int:
    """How many words of `name` were not looked for; as good as endless if none was."""
    sought = {stem(word) for way in ways for word in way.words}
    stems = [stem(word) for word in telling(words_of(name))]
    unsaid = sum(word not in sought for word in stems)
    return unsaid if unsaid < len(stems) else MOST_UNSAID
