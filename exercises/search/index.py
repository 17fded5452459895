"""Which words stand where in the library's texts, and which of them are near to a slip."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from exercises.search.asking import Sought, between_blanks
from exercises.search.words import Words, search_form, stem, telling, words_of

# How much a text counts, and how well a word is met there. Points are the product.
NAME, OTHER, HEADING, ABOUT = 4, 3, 2, 1
EXACT, START, INSIDE = 4, 3, 1

MOST_NEAR = 6  # spellings that are tried for one word
MOST_KEPT = 500  # words whose places are remembered from one search to the next

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Scores = dict[int, int]  # points by the number of a thing


class Texts(NamedTuple):
    """The texts of a thing to be found. Slips are forgiven in names and areas."""

    name: str
    others: Words = ()
    areas: Words = ()
    headings: Words = ()
    purpose: str = ""


class Text(NamedTuple):
    """One text of a thing: the number of the thing, and what the text counts.

    `stems` has the stems of its telling words, `line` all its words as they are spelt; each of
    them between blanks.
    """

    number: int
    weight: int
    stems: str
    line: str


class Near(NamedTuple):
    """A right spelling, and how many slips away it is."""

    slips: int
    words: Words


def _kept(memory: dict[K, V], key: K, value: V) -> V:
    """`value`, kept in `memory`, which begins anew when it is full."""
    if len(memory) >= MOST_KEPT:
        memory.clear()
    memory[key] = value
    return value


def slips_forgiven(word: str) -> int:
    """How many slips a word may hold: a letter more, less or wrong, or two that changed places."""
    if len(word) < 4:
        return 0
    return 1 if len(word) < 7 else 2


def begins_alike(word: str, other: str) -> bool:
    """Whether both have one first letter, or it changed places with the second."""
    return word[0] == other[0] or word[:2] == other[1::-1]


def in_a_row(words: Iterable[str]) -> str:
    """`words` as one text, which is within that of others if they stand somewhere among these."""
    return between_blanks(" ".join(words))


@lru_cache(maxsize=8)
def index_of(things: tuple[Texts, ...], labels: tuple[str, ...]) -> "Index":
    """The index of `things`, built once for as long as their texts stay the same."""
    return Index(things, labels)


class Index:
    """The words of `things`, and of the `labels` of synonyms, which are known by their form."""

    def __init__(self, things: Iterable[Texts], labels: Iterable[str]) -> None:
        self.texts: list[Text] = []
        self.weights: dict[str, Scores] = defaultdict(dict)  # of each word in each thing
        self.spelt: dict[str, Words] = {}  # what a slip may have meant, as words
        self.stems: dict[str, str] = {}
        self.forms: set[str] = set()  # of labels
        for number, item in enumerate(things):
            for name in (item.name, *item.others):
                self._keep(number, NAME if name is item.name else OTHER, name)
                self._remember(words_of(name))
            for area in item.areas:
                self._keep(number, ABOUT, area)
                self._remember(words_of(area))
            for heading in item.headings:
                self._keep(number, HEADING, heading)
            self._keep(number, ABOUT, item.purpose)
        for label in labels:
            self._remember(words_of(label))
            self.forms.add(search_form(words_of(label)))
        self._met: dict[str, Scores] = {}
        self._near: dict[tuple[str, int], tuple[Near, ...]] = {}

    def _keep(self, number: int, weight: int, text: str) -> None:
        words = words_of(text)
        stems = in_a_row(map(self._stem, telling(words)))
        self.texts.append(Text(number, weight, stems, in_a_row(words)))
        for word in words:
            self.weights[word][number] = max(weight, self.weights[word].get(number, 0))

    def _stem(self, word: str) -> str:
        if word not in self.stems:
            self.stems[word] = stem(word)
        return self.stems[word]

    def _remember(self, words: Words) -> None:
        """Keep `words` as right spellings, alone and for when the blank between two is lost."""
        for word in telling(words):
            if len(word) > 2:
                self.spelt[word] = (word,)
        for pair in pairwise(telling(words)):
            self.spelt.setdefault("".join(pair), pair)

    def knows(self, word: str) -> bool:
        """Whether `word` makes sense somewhere as it is spelt."""
        return self.holds(word) or bool(self.met(word))

    def holds(self, word: str) -> bool:
        """Whether `word` is a word here, or short and the start of one: then it needs no doubt."""
        return (
            word in self.spelt
            or word in self.weights
            or search_form((word,)) in self.forms
            or (2 < len(word) < 6 and any(known.startswith(word) for known in self.weights))
        )

    def met(self, word: str) -> Scores:
        """Where `word` is met, and how well."""
        scores = self._met.get(word)
        if scores is None:
            scores = _kept(self._met, word, self._meet(word))
        return scores

    def _meet(self, word: str) -> Scores:
        scores: Scores = {}
        form = stem(word)
        for known, weights in self.weights.items():
            points = self._points(known, word, form)
            if points:
                for number, weight in weights.items():
                    scores[number] = max(points * weight, scores.get(number, 0))
        return scores

    def _points(self, known: str, word: str, form: str) -> int:
        """How well a word that is `known` meets `word`, whose stem is `form`."""
        if known == word:
            return EXACT
        if (len(word) > 1 and known.startswith(word)) or self._stem(known) == form:
            return START
        return INSIDE if len(word) > 2 and word in known else 0

    def met_all(self, words: Words) -> Scores:
        """Where all of `words` are met, as well as the worst of them."""
        scores = [self.met(word) for word in words]
        in_all = set.intersection(*map(set, scores))
        return {number: min(of_word[number] for of_word in scores) for number in in_all}

    def met_phrase(self, words: Words, points: int) -> Scores:
        """Where `words` stand in a row in one text, in any of their forms."""
        wanted = in_a_row(map(stem, words))
        scores: Scores = {}
        for number, weight, stems, _line in self.texts:
            if wanted in stems:
                scores[number] = max(points * weight, scores.get(number, 0))
        return scores

    def met_exactly(self, quoted: Sought) -> Scores:
        """Where the words of a phrase in quotes stand in one text as they are."""
        scores: Scores = {}
        for number, weight, _stems, line in self.texts:
            if quoted.is_in(line):
                scores[number] = max(EXACT * weight, scores.get(number, 0))
        return scores

    def near(self, word: str, more: int = 0) -> tuple[Near, ...]:
        """What `word` may be a slip of, fewest slips first; `more` than a search forgives."""
        spellings = self._near.get((word, more))
        if spellings is None:
            nearest = tuple(self._nearest(word, more)) or tuple(self._nearest(stem(word), more))
            spellings = _kept(self._near, (word, more), nearest)
        return spellings

    def _nearest(self, word: str, more: int) -> Iterator[Near]:
        most = slips_forgiven(word)
        if not most:
            return
        close = process.extract(
            word, list(self.spelt), scorer=OSA.distance, score_cutoff=most + more, limit=None
        )
        alike = sorted(
            (int(slips), other)
            for other, slips, _position in close
            if (slips < 2 and len(word) > 4) or begins_alike(word, other)
        )
        for slips, other in alike[:MOST_NEAR]:
            yield Near(slips, self.spelt[other])
