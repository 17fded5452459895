"""Search that forgives: slips of the fingers, lost blanks, other words for the same thing.

It is asked of things already read, so it answers alike on every database. Each word of a query
must be met somewhere in a thing's texts: as it stands, as the start or another form of a word,
or within one. A word that nothing holds is taken for the words nearest to it, and no other word
is: so a slip never adds to, or moves, what a well-spelt search finds. A phrase in quotes is met
where its words stand as they are, and in nothing else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product
from typing import Generic, TypeVar

from exercises.search.asking import Sought, sought_in
from exercises.search.index import EXACT, INSIDE, Index, Scores, Texts, index_of
from exercises.search.ranking import Item, Matches, begins, rank, says
from exercises.search.terms import Met, Part, Reading, Term, Way
from exercises.search.words import (
    EMPTY_WORDS,
    SMALL_WORDS,
    Words,
    fold,
    search_form,
    telling,
    words_of,
)

__all__ = ["Found", "Hit", "Item", "Searched", "Texts", "fold", "search"]

T = TypeVar("T")
Labels = Mapping[str, tuple[str, str]]  # of a form: the synonym, and what it means

MOST_WORDS = 16  # of a query; whatever comes later is left out
LONGEST_LABEL = 4  # words of a query that a synonym may stand for
MOST_NEAREST = 3


@dataclass(frozen=True)
class Hit(Generic[T]):
    """A thing that was found; `other` is the other name that did it, if the name did not."""

    thing: T
    other: str = ""


@dataclass(frozen=True)
class Found(Generic[T]):
    """What a search found, best first, and how the query was understood."""

    hits: tuple[Hit[T], ...] = ()
    respelt: tuple[Words, ...] = ()  # its parts as they were taken, if a slip was forgiven
    also: Words = ()  # what synonyms added
    nearest: tuple[T, ...] = ()  # without hits: what may have been meant


def search(items: Sequence[Item[T]], query: str, synonyms: Mapping[str, str]) -> Found[T]:
    """What of `items` meets each word of `query`. `synonyms`: what is typed -> what it means."""
    return Searched(items, synonyms).find(query)


class Searched(Generic[T]):
    """Things to be found and synonyms, made ready: whoever is asked often is kept."""

    def __init__(self, items: Sequence[Item[T]], synonyms: Mapping[str, str]) -> None:
        self.items, self.synonyms = items, synonyms

    @cached_property
    def _labels(self) -> Labels:
        forms = {label: search_form(words_of(label)) for label in self.synonyms}
        return {forms[label]: (label, means) for label, means in self.synonyms.items()}

    @cached_property
    def _index(self) -> Index:
        return index_of(tuple(item.texts for item in self.items), tuple(self.synonyms))

    def find(self, query: str) -> Found[T]:
        """What meets each word of `query`."""
        sought = sought_in(query)
        if not sought:
            return Found()
        words, quoted = _split(sought)
        if not quoted and _says_nothing(words, self._labels):
            return _find_begun(self.items, words)
        for parts in _readings(words, self._index):
            terms = [*_terms(parts, self._labels), *quoted]
            results = _find(terms, self.items, words, self._index)
            if results.hits:
                return results
        return Found(nearest=_nearest(words, self._index, self.items))


def _find_begun(items: Iterable[Item[T]], words: Words) -> Found[T]:
    """What bears a name that begins with `words`, for they say nothing else."""
    begun = [item.thing for item in items if begins(item.texts.name, words)]
    return Found(hits=tuple(map(Hit, begun)))


def _find(terms: Sequence[Term], items: Sequence[Item[T]], words: Words, index: Index) -> Found[T]:
    """What meets every one of `terms`; `words` are those that were typed."""
    matches = [_meet(term, index) for term in terms]
    numbers = rank(matches, items, words)
    if not numbers:
        return Found()
    return Found(
        hits=tuple(_hit(number, matches, items) for number in numbers),
        respelt=_respelt(terms, matches, numbers),
        also=_also(terms, matches, numbers),
    )


# --- How a query is read -------------------------------------------------------------------------


def _split(sought: Iterable[Sought]) -> tuple[Words, list[Term]]:
    """The single words of a query, and the terms that its phrases in quotes make."""
    words = tuple(phrase.words[0] for phrase in sought if not phrase.quoted)
    quoted = [_exactly(phrase) for phrase in sought if phrase.quoted]
    return words[:MOST_WORDS], quoted[:MOST_WORDS]


def _says_nothing(words: Words, labels: Labels) -> bool:
    """Whether `words` only ask, and not for what a synonym names."""
    return EMPTY_WORDS.issuperset(words) and search_form(words) not in labels


def _readings(words: Words, index: Index) -> Iterator[list[Part]]:
    """The query with unknown words respelt; and if that finds nothing, with all words doubted."""
    yield [Part(typed, _known_or_nearest("".join(typed), index)) for typed in _joined(words, index)]
    yield [Part((word,), _doubted(word, index)) for word in words]


def _doubted(word: str, index: Index) -> tuple[Reading, ...]:
    """`word` as typed, and all that it may be a slip of."""
    slips = (Reading(near.words, slip=True) for near in index.near(word))
    return Reading((word,)), *slips


def _joined(words: Words, index: Index) -> Iterator[Words]:
    """The words one by one; two that make sense only together, together."""
    i = 0
    while i < len(words):
        pair = words[i : i + 2]
        lost = [word for word in pair if not index.knows(word) and not index.near(word)]
        together = "".join(pair)
        if len(pair) > 1 and lost and (index.knows(together) or index.near(together)):
            yield pair
            i += 2
        else:
            yield words[i : i + 1]
            i += 1


def _known_or_nearest(word: str, index: Index) -> tuple[Reading, ...]:
    """`word` as typed if it is a word here; if not, what it may be a slip of, with fewest slips."""
    as_typed = (Reading(index.spelt.get(word, (word,))),)
    if index.holds(word):
        return as_typed
    spellings = index.near(word)
    fewest = min((near.slips for near in spellings), default=0)
    respelt = tuple(Reading(near.words, slip=True) for near in spellings if near.slips == fewest)
    return (*as_typed, *respelt) if index.met(word) else respelt or as_typed


def _terms(parts: Sequence[Part], labels: Labels) -> list[Term]:
    """The parts as terms; the longest row of parts that a synonym names is one term."""
    terms: list[Term] = []
    i = 0
    while i < len(parts):
        for width in range(min(LONGEST_LABEL, len(parts) - i), 0, -1):
            term = _term(parts[i : i + width], labels)
            if term:
                terms.append(term)
                i += width
                break
    return _telling_terms(terms, SMALL_WORDS) or _telling_terms(terms, EMPTY_WORDS) or terms


def _telling_terms(terms: Iterable[Term], small: frozenset[str]) -> list[Term]:
    """Those of `terms` that say more than `small` words; a synonym of several words does."""
    return [term for term in terms if len(term.typed) > 1 or not small.issuperset(term.typed)]


def _exactly(phrase: Sought) -> Term:
    """The term that a phrase in quotes makes, whatever its words say elsewhere."""
    read = f"“{' '.join(phrase.words)}”"
    return Term((read,), (Way(phrase.words, read, quoted=True),))


def _term(row: Sequence[Part], labels: Labels) -> Term | None:
    """The term that a row of parts makes; None for a longer row that no synonym names."""
    ways: list[Way] = []
    is_term = len(row) == 1
    for readings in product(*(part.readings for part in row)):
        reading = _read_together(readings)
        label, means = labels.get(search_form(reading.words), ("", ""))
        if label or len(row) == 1:
            is_term = True
            ways += _ways(reading, label, means)
    if not is_term:
        return None
    return Term(tuple(chain.from_iterable(part.typed for part in row)), tuple(ways))


def _read_together(readings: Iterable[Reading]) -> Reading:
    words, slips = zip(*readings, strict=True)
    return Reading(tuple(chain.from_iterable(words)), any(slips))


def _ways(reading: Reading, label: str, means: str) -> Iterator[Way]:
    """What meets `reading`: its own words, and what the synonym `label`, if it is one, means."""
    words, slip = reading
    if not label or _speaks(words):
        yield Way(telling(words), label or " ".join(words), slip, named=bool(label))
    for meaning in means.split(","):
        meant = telling(words_of(meaning))
        if meant:
            yield Way(meant, label, slip, meant=meaning.strip())


def _speaks(words: Words) -> bool:
    """Whether a label still says something without its empty words: "IT band" is no band."""
    return len(words) == 1 or len(set(words) - EMPTY_WORDS) > 1 or not EMPTY_WORDS & set(words)


# --- What is found -------------------------------------------------------------------------------


def _meet(term: Term, index: Index) -> dict[int, Met]:
    """How well each thing meets `term`, by its number."""
    best: dict[int, Met] = {}
    for way in term.ways:
        for number, points in _points(way, index).items():
            met = Met(not way.slip, points, way)
            if number not in best or met[:2] > best[number][:2]:
                best[number] = met
    return best


def _points(way: Way, index: Index) -> Scores:
    """Where `way` is met: what was only meant counts least."""
    if way.quoted:
        return index.met_exactly(Sought(way.words, quoted=True))
    if way.meant:
        return index.met_phrase(way.words, INSIDE)
    if way.named and len(way.words) > 1:
        return index.met_phrase(way.words, EXACT)
    return index.met_all(way.words)


def _hit(number: int, matches: Sequence[Matches], items: Sequence[Item[T]]) -> Hit[T]:
    item = items[number]
    if not item.texts.others:
        return Hit(item.thing)
    ways = [match[number].way for match in matches]
    unnamed = [way for way in ways if not says(item.texts.name, way)]
    named = (other for way in unnamed for other in item.texts.others if says(other, way))
    return Hit(item.thing, next(named, ""))


def _respelt(
    terms: Sequence[Term], matches: Sequence[Matches], numbers: Sequence[int]
) -> tuple[Words, ...]:
    """Each part of the query as it was taken, or nothing if all was taken as typed."""
    taken: list[Words] = []
    is_respelt = False
    for term, match in zip(terms, matches, strict=True):
        if _all_slipped(match, numbers):
            is_respelt = True
            taken.append(tuple(dict.fromkeys(match[number].way.read for number in numbers)))
        else:
            taken.append((" ".join(term.typed),))
    return tuple(taken) if is_respelt else ()


def _all_slipped(match: Matches, numbers: Sequence[int]) -> bool:
    return not any(match[number].as_typed for number in numbers)


def _also(terms: Sequence[Term], matches: Sequence[Matches], numbers: Sequence[int]) -> Words:
    """What was looked for beyond the words of the query, where that found something."""
    added: list[str] = []
    for term, match in zip(terms, matches, strict=True):
        added += _added(term, match, numbers)
    return tuple(dict.fromkeys(added))


def _added(term: Term, match: Matches, numbers: Sequence[int]) -> Iterator[str]:
    used = dict.fromkeys(match[number].way for number in numbers)
    if any(way.meant for way in used):
        yield from (way.meant for way in term.ways if way.meant)
    if not _all_slipped(match, numbers):
        yield from (way.read for way in used if way.slip and not way.meant)


def _nearest(words: Words, index: Index, items: Sequence[Item[T]]) -> tuple[T, ...]:
    """Things that meet some of the words, or words that are near to them; the best few."""
    points: dict[int, list[int]] = defaultdict(list)
    for word in telling(words):
        loose = index.near(word, more=len(word) > 8)
        for scores in (index.met(word), *(index.met_all(near.words) for near in loose[:1])):
            for number, score in scores.items():
                points[number].append(score)
    best = sorted(points, key=lambda number: (-len(points[number]), -sum(points[number]), number))
    return tuple(items[number].thing for number in best[:MOST_NEAREST])
