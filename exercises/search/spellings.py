"""The words by which a page's own script finds a thing while its name is typed."""

from collections import defaultdict
from functools import lru_cache

from exercises.search.index import INSIDE, Texts, index_of
from exercises.search.words import ways_to_say, words_of


@lru_cache(maxsize=8)
def typed_words(
    things: tuple[Texts, ...], synonyms: tuple[tuple[str, str], ...] = ()
) -> tuple[str, ...]:
    """For each of `things` its folded words, between blanks: names, and what else it is called.

    `synonyms`: what is typed, and what it means; those that mean a thing are among its words.
    Slips are not forgiven by them, that is left to `search`.
    """
    names: dict[int, list[str]] = defaultdict(list)
    for number, thing in enumerate(things):
        names[number] += [thing.name, *thing.others]
    index = index_of(things, tuple(label for label, _means in synonyms))
    for label, means in synonyms:
        for way in ways_to_say(means):
            for number in index.met_phrase(way, INSIDE):
                names[number].append(label)
    return tuple(_each_once(names[number]) for number in range(len(things)))


def _each_once(names: list[str]) -> str:
    words = [word for name in names for word in words_of(name)]
    return " ".join(dict.fromkeys(words))
