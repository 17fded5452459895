"""What somebody looks for, as every search of the site reads it: words, and phrases in quotes.

A word may stand anywhere, within another word too, and in any of its forms. What is in quotes,
whichever quotes, is meant exactly: these words, whole and in a row.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from exercises.search.words import BETWEEN_WORDS, ENDINGS, QUOTES, Words, fold, stem, words_of

QUOTED = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]")
LEAST_LETTERS = 3  # of a word that is met in its other forms
WORDS_LENGTH = 30_000  # of what is kept to be searched: some scripts fold to three letters for one

Span = tuple[int, int]


class Sought(NamedTuple):
    """A word, or the words of a phrase in quotes."""

    words: Words
    quoted: bool = False

    def is_in(self, text: str) -> bool:
        """Whether it is met in `text`, which stands between blanks (see `between_blanks`)."""
        return self._written in text or any(self._in_other_forms(text))

    def spans(self, text: str) -> Iterator[Span]:
        """Each place in `text`, between blanks, where it is met; some may overlap."""
        margin = 1 if self.quoted else 0
        start = text.find(self._written)
        while start >= 0:
            yield start + margin, start + len(self._written) - margin
            start = text.find(self._written, start + 1)
        yield from self._in_other_forms(text)

    @property
    def _written(self) -> str:
        return f" {' '.join(self.words)} " if self.quoted else self.words[0]

    def _in_other_forms(self, text: str) -> Iterator[Span]:
        """Where words stand that share their stem with this one: asked for hips, found the hip."""
        form = stem(self.words[0])
        if self.quoted or len(self.words[0]) < LEAST_LETTERS or f" {form}" not in text:
            return
        pattern = rf" ({re.escape(form)}{re.escape(form[-1])}?(?:{'|'.join(ENDINGS)})?)(?= )"
        for match in re.compile(pattern).finditer(text):
            if stem(match[1]) == form and self._written not in match[1]:
                yield match.span(1)


def sought_in(query: str) -> tuple[Sought, ...]:
    """What `query` asks for, each thing once. A quote that is not closed means nothing."""
    phrases: list[Sought] = []
    for number, piece in enumerate(QUOTED.split(query)):
        words = words_of(piece)
        if number % 2:
            phrases.append(Sought(words, quoted=True))
        else:
            phrases += [Sought((word,)) for word in words]
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase.words))


def in_quotes(query: str) -> str:
    """`query` as a sentence shows it: between quotes, but once where it has some of its own."""
    shown, phrases = QUOTED.subn(r"“\1”", query)
    return shown if phrases else f"“{query}”"


def searchable(text: str) -> str:
    """The words of `text` that are kept for searches; of what folds to very much, the beginning."""
    return " ".join(words_of(text))[:WORDS_LENGTH]


def between_blanks(words: str) -> str:
    """Searchable words, so that a blank stands on both sides of each of them."""
    return f" {words} "


def placed(text: str) -> tuple[str, list[int]]:
    """`text` between blanks, and for each letter of that its position in `text`."""
    marks, positions = [" "], [0]
    for position, letter in enumerate(text):
        for mark in _compared(letter):
            if mark != " " or marks[-1] != " ":
                marks.append(mark)
                positions.append(position)
    return between_blanks("".join(marks[1:])), [*positions, len(text) - 1]


@lru_cache(maxsize=4096)
def _compared(letter: str) -> str:
    """A letter as it is compared: what parts words is a blank."""
    return BETWEEN_WORDS.sub(" ", fold(letter))
