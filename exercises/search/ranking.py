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
Ways = tuple[Way, ...]

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


class Wanted(NamedTuple):
    """The ways in which a thing meets the query, the words that were typed, and all stems."""

    ways: Ways
    typed: frozenset[str]
    stems: frozenset[str]


def rank(matches: Sequence[Matches], items: Sequence[Item[Any]], words: Words) -> list[int]:
    """The numbers of what meets every term, best first; `words` are those that were typed."""
    asks = is_question(words)

    wanted_by: dict[Ways, Wanted] = {}  # a few for all things

    def standing(number: int) -> tuple[int, ...]:
        met = [match[number] for match in matches]
        ways = tuple([term.way for term in met])
        wanted = wanted_by.get(ways) or wanted_by.setdefault(ways, _wanted_by(ways))
        slips = [term for term in met if not term.as_typed]
        item = items[number]
        unsaid = _unsaid(item.texts.name, wanted)
        return (
            len(slips),
            _standing(item, wanted, words, unsaid, asks=asks),
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


def _standing(item: Item[Any], wanted: Wanted, words: Words, unsaid: int, *, asks: bool) -> int:
    name = item.texts.name
    if set(name_in_words(name).telling) == wanted.typed:
        return NAMED
    if not item.answers:
        return HOLDS
    if len(words) > 1 and begins(name, words):
        return NAMED
    return ANSWERS if asks or _is_meant(item.texts, wanted, unsaid) else HOLDS


def _wanted_by(ways: Ways) -> Wanted:
    """What synonyms meant is not typed, but is looked for."""
    typed = frozenset(word for way in ways for word in way.words if not way.meant)
    stems = frozenset(stem(word) for way in ways for word in way.words)
    return Wanted(ways, typed, stems)


def _is_meant(texts: Texts, wanted: Wanted, unsaid: int) -> bool:
    """Whether one of its names is what was typed, or nearly."""
    called = any(_is_called(other, wanted) for other in texts.others)
    return called or _is_nearly_called(texts.name, wanted, unsaid)


def _is_called(name: str, wanted: Wanted) -> bool:
    """Whether `name` is what was typed, in any of its forms."""
    return set(name_in_words(name).stems) == set(map(stem, wanted.typed))


def _is_nearly_called(name: str, wanted: Wanted, unsaid: int) -> bool:
    """Whether `name` says all that was typed, if that is two words or half of the name."""
    is_enough = len(wanted.typed) > 1 or unsaid <= len(name_in_words(name).telling) / 2
    return is_enough and all(says(name, way) for way in wanted.ways)


def _unsaid(name: str, wanted: Wanted) -> int:
    """How many words of `name` were not looked for; as good as endless if none was."""
    stems = name_in_words(name).stems
    unsaid = len([word for word in stems if word not in wanted.stems])
    return unsaid if unsaid < len(stems) else MOST_UNSAID
