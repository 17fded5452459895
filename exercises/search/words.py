"""Texts -> words that can be compared: blind to letter case, accents, hyphens, apostrophes."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´′"))
QUOTES = '"“”„‟«»″〝〞〟❝❞'
BETWEEN_WORDS = re.compile(rf"[\s\-‐‑‒–—/\\.,;:!?¡¿()\[\]{{}}<>{QUOTES}&+*·|]+")
# Words that ask. Who begins with one wants an answer, see `ranking`.
QUESTION_WORDS = frozenset(
    (
        "am", "are", "can", "could", "do", "does", "how", "is", "may", "should", "what", "whats",
        "when", "where", "which", "who", "why", "will", "would",
    )
)  # fmt: skip
# Words that say nothing: alone they only begin a title.
EMPTY_WORDS = QUESTION_WORDS | frozenset(
    (
        "a", "about", "an", "and", "as", "at", "be", "but", "by", "for", "from", "i", "if", "in",
        "it", "me", "mine", "my", "not", "of", "on", "or", "so", "that", "the", "there", "this",
        "to", "with", "you",
    )
)  # fmt: skip
# Words that say nothing of what is looked for: those of any question, and those of all that is
# here, for most of it is exercises, meant for pain, and done on both sides.
SMALL_WORDS = EMPTY_WORDS | frozenset(
    ("ache", "aches", "exercise", "exercises", "left", "pain", "problem", "problems", "right")
)
LONGEST_RUN = 30
ENDINGS = ("ing", "es", "ed", "s", "e")

Words = tuple[str, ...]


def fold(text: str) -> str:
    """`text` as a search compares it: without letter case, accents and apostrophes.

    Letter by letter: to normalise a whole text sorts each run of accents, which costs the length
    of the run squared; and as no accent stays, there is nothing to sort.
    """
    text = text.translate(APOSTROPHES).casefold()
    return text if text.isascii() else "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    return "".join(
        mark
        for mark in unicodedata.normalize("NFKD", letter).casefold()
        if not unicodedata.combining(mark) and unicodedata.category(mark) != "Cf"  # not seen
    )


def normalised(text: str) -> str:
    """`text` in the one form (NFC) of all that look alike; of a run of accents, 30 are kept.

    So Unicode's Stream-Safe Text Format caps it, beyond what any language writes: without a
    cap a run costs its length squared.
    """
    if text.isascii():
        return text
    run, kept = 0, []
    for letter in text:
        accents = _accents(letter)
        run = 0 if accents is None else run + accents
        if run <= LONGEST_RUN:
            kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept))


@lru_cache(maxsize=4096)
def _accents(letter: str) -> int | None:
    """How many accents `letter` is; None if it is, or begins with, more than accents."""
    marks = unicodedata.normalize("NFKD", letter)
    return len(marks) if all(map(unicodedata.combining, marks)) else None


def words_of(text: str) -> Words:
    """The folded words of `text`: hyphens and blanks part them alike."""
    return tuple(word for word in BETWEEN_WORDS.split(fold(text)) if word)


def telling(words: Words) -> Words:
    """`words` without those that say nothing; all of them if none says anything."""
    return tuple(word for word in words if word not in SMALL_WORDS) or words


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """What the forms of an English word share: "lunge", "lunges" and "lunging" are one."""
    if not word.isalpha():  # numbers are what they are
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if word[-2:-1] == word[-1:] else word


def search_form(words: Iterable[str]) -> str:
    """Folded `words` as one: written apart, together, with hyphens, as one or many is the same."""
    return "".join(stem(word) for word in words)


def ways_to_say(means: str) -> tuple[Words, ...]:
    """What a synonym stands for: commas part what it may mean, each in its telling words."""
    return tuple(filter(None, (telling(words_of(way)) for way in means.split(","))))


def names_itself(label: str, means: str) -> bool:
    """Whether a synonym stands for its own words."""
    named = search_form(telling(words_of(label)))
    return any(search_form(way) == named for way in ways_to_say(means))
