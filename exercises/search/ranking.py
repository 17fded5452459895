"""In which order things stand that meet a query.

First what bears its words as a name, then, for a question, what answers one, then what holds them
in the weightier texts. A slip is worse than any of that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from exercises.search.index import Texts, in_a_row
from exercises.search.terms import Met, Way
from exercises.search.words import QUESTION_WORDS, Words, stem, telling, words_of

T = TypeVar("T")
Matches = Mapping[int, Met]  # of one term, by the number of the thing that meets it
Ways = tuple[Way, ...]  # those in which one thing meets all terms: a few for all things

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
        ways = tuple([term.way for term in met])
        slips = [term for term in met if not term.as_typed]
        item = items[number]
        unsaid = _unsaid(item.texts.name, ways)
        return (
            len(slips),
            _standing(item, ways, words, unsaid, asks=asks),
            -sum([term.points for term in met]),
            unsaid,
            number,
        )

    return sorted(set.intersection(*map(set, matches)), key=standing)


def is_question(words: Words) -> bool:
    """Whether `words` ask something, other than for a movement."""
    return not QUESTION_WORDS.isdisjoint(words) and MOVEMENT_WORDS.isdisjoint(words)


class Name(NamedTuple):
    """A name in words: all, those that say something, and the stems of these."""

    words: Words
    telling: Words
    stems: Words


@lru_cache(maxsize=2048)
def name_in_words(name: str) -> Name:
    """`name` in words; a search asks about the names of all that it finds, again and again."""
    words = words_of(name)
    says_something = telling(words)
    return Name(words, says_something, tuple(map(stem, says_something)))


def begins(name: str, words: Words) -> bool:
    """Whether `name` begins with `words`, the last of which may be half typed."""
    return " ".join(name_in_words(name).words).startswith(" ".join(words))


def says(name: str, way: Way) -> bool:
    """Whether `name` alone meets `way`."""
    held = name_in_words(name)
    if way.meant:
        return in_a_row(map(stem, way.words)) in in_a_row(held.stems)
    return all(_is_said(word, held) for word in way.words)


def _is_said(word: str, held: Name) -> bool:
    """Whether `word`, in any of its forms or half typed, is among those that are `held`."""
    return stem(word) in held.stems or any(other.startswith(word) for other in held.telling)


def _standing(item: Item[Any], ways: Ways, words: Words, unsaid: int, *, asks: bool) -> int:
    name = item.texts.name
    if set(name_in_words(name).telling) == _typed(ways):
        return NAMED
    if not item.answers:
        return HOLDS
    if len(words) > 1 and begins(name, words):
        return NAMED
    return ANSWERS if asks or _is_meant(item.texts, ways, unsaid) else HOLDS


@lru_cache(maxsize=256)
def _typed(ways: Ways) -> frozenset[str]:
    """The words of the query, without what a synonym meant by them."""
    return frozenset(word for way in ways for word in way.words if not way.meant)


@lru_cache(maxsize=256)
def _stems_sought(ways: Ways) -> frozenset[str]:
    return frozenset(stem(word) for way in ways for word in way.words)


def _is_meant(texts: Texts, ways: Ways, unsaid: int) -> bool:
    """Whether one of its names is what was typed, or nearly."""
    called = any(_is_called(other, ways) for other in texts.others)
    return called or _is_nearly_called(texts.name, ways, unsaid)


def _is_called(name: str, ways: Ways) -> bool:
    """Whether `name` is what was typed, in any of its forms."""
    return set(name_in_words(name).stems) == set(map(stem, _typed(ways)))


def _is_nearly_called(name: str, ways: Ways, unsaid: int) -> bool:
    """Whether `name` says all that was typed, if that is two words or half of the name."""
    is_enough = len(_typed(ways)) > 1 or unsaid <= len(name_in_words(name).telling) / 2
    return is_enough and all(says(name, way) for way in ways)


def _unsaid(name: str, ways: Ways) -> int:
    """How many words of `name` were not looked for; as good as endless if none was."""
    sought = _stems_sought(ways)
    stems = name_in_words(name).stems
    unsaid = len([word for word in stems if word not in sought])
    return unsaid if unsaid < len(stems) else MOST_UNSAID
