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
from itertools import product
from typing import Generic, TypeVar

from exercises.search.asking import Sought, sought_in
from exercises.search.index import EXACT, INSIDE, Index, Scores, Texts, index_of
from exercises.search.ranking import Item, begins, ranked, says
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

__all__ = ["Found", "Hit", "Item", "Texts", "fold", "search"]

T = TypeVar("T")

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
    sought = sought_in(query)
    words = tuple(one.words[0] for one in sought if not one.quoted)[:MOST_WORDS]
    quoted = [_exactly(one) for one in sought if one.quoted][:MOST_WORDS]
    if not sought:
        return Found()
    labels = {search_form(words_of(label)): (label, synonyms[label]) for label in synonyms}
    if not quoted and EMPTY_WORDS.issuperset(words) and search_form(words) not in labels:
        begun = (item for item in items if begins(item.texts.name, words))
        return Found(hits=tuple(Hit(item.thing) for item in begun))
    index = index_of(tuple(item.texts for item in items), tuple(synonyms))
    for parts in _readings(words, index):
        terms = [*_terms(parts, labels), *quoted]
        met = [_met(term, index) for term in terms]
        places = ranked(met, items, words)
        if places:
            return Found(
                hits=tuple(_hit(place, met, items) for place in places),
                respelt=_respelt(terms, met, places),
                also=_also(terms, met, places),
            )
    return Found(nearest=tuple(items[place].thing for place in _nearest(words, index)))


# --- How a query is read -------------------------------------------------------------------------


def _readings(words: Words, index: Index) -> Iterator[list[Part]]:
    """The query with unknown words respelt; and if that finds nothing, with all words doubted."""
    yield [Part(typed, _known_or_nearest("".join(typed), index)) for typed in _joined(words, index)]
    yield [
        Part((word,), (Reading((word,)), *(Reading(one.words, True) for one in index.near(word))))
        for word in words
    ]


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
    near = index.near(word)
    fewest = min((one.slips for one in near), default=0)
    respelt = tuple(Reading(one.words, slip=True) for one in near if one.slips == fewest)
    return (*as_typed, *respelt) if index.met(word) else respelt or as_typed


def _terms(parts: Sequence[Part], labels: Mapping[str, tuple[str, str]]) -> list[Term]:
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
    said = f"“{' '.join(phrase.words)}”"
    return Term((said,), (Way(phrase.words, said, quoted=True),))


def _term(row: Sequence[Part], labels: Mapping[str, tuple[str, str]]) -> Term | None:
    """The term that a row of parts makes; None for a longer row that no synonym names."""
    ways: list[Way] = []
    named = False
    for readings in product(*(part.readings for part in row)):
        words = tuple(word for reading in readings for word in reading.words)
        slip = any(reading.slip for reading in readings)
        label, means = labels.get(search_form(words), ("", ""))
        named = named or bool(label)
        if label or len(row) == 1:
            if not label or _speaks(words):
                ways.append(Way(telling(words), label or " ".join(words), slip, named=bool(label)))
            for said in means.split(",") if means else ():
                meant = telling(words_of(said))
                if meant:
                    ways.append(Way(meant, label, slip, meant=said.strip()))
    if not named and len(row) > 1:
        return None
    return Term(tuple(word for part in row for word in part.typed), tuple(ways))


def _speaks(words: Words) -> bool:
    """Whether a label still says something without its empty words: "IT band" is no band."""
    return len(words) == 1 or len(set(words) - EMPTY_WORDS) > 1 or not EMPTY_WORDS & set(words)


# --- What is found -------------------------------------------------------------------------------


def _met(term: Term, index: Index) -> dict[int, Met]:
    """How well each thing meets `term`, by its place."""
    best: dict[int, Met] = {}
    for way in term.ways:
        for place, points in _points(way, index).items():
            met = Met(not way.slip, points, way)
            if place not in best or met[:2] > best[place][:2]:
                best[place] = met
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


def _hit(place: int, met: Sequence[Mapping[int, Met]], items: Sequence[Item[T]]) -> Hit[T]:
    item, ways = items[place], [one[place].way for one in met]
    named = (
        other
        for way in ways
        for other in item.texts.others
        if says(other, way) and not says(item.texts.name, way)
    )
    return Hit(item.thing, next(named, ""))


def _respelt(
    terms: Sequence[Term], met: Sequence[Mapping[int, Met]], places: Sequence[int]
) -> tuple[Words, ...]:
    """Each part of the query as it was taken, or nothing if all was taken as typed."""
    taken: list[Words] = []
    for term, one in zip(terms, met, strict=True):
        as_typed = any(one[place].as_typed for place in places)
        read = dict.fromkeys(one[place].way.read for place in places)
        taken.append((" ".join(term.typed),) if as_typed else tuple(read))
    return tuple(taken) if any(_all_slipped(one, places) for one in met) else ()


def _all_slipped(met: Mapping[int, Met], places: Sequence[int]) -> bool:
    return not any(met[place].as_typed for place in places)


def _also(terms: Sequence[Term], met: Sequence[Mapping[int, Met]], places: Sequence[int]) -> Words:
    """What was looked for beyond the words of the query, where that found something."""
    found: list[str] = []
    for term, one in zip(terms, met, strict=True):
        used = {one[place].way for place in places}
        slipped = _all_slipped(one, places)
        if any(way.meant for way in used):
            found += [way.meant for way in term.ways if way.meant]
        found += [way.read for way in used if way.slip and not way.meant and not slipped]
    return tuple(dict.fromkeys(found))


def _nearest(words: Words, index: Index) -> list[int]:
    """Things that meet some of the words, or words that are near to them; the best few."""
    points: dict[int, list[int]] = defaultdict(list)
    for word in telling(words):
        loose = index.near(word, more=len(word) > 8)
        for scores in (index.met(word), *(index.met_all(one.words) for one in loose[:1])):
            for place, score in scores.items():
                points[place].append(score)
    best = sorted(points, key=lambda place: (-len(points[place]), -sum(points[place]), place))
    return best[:MOST_NEAREST]
