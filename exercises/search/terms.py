"""What a query is taken for: its words, the ways to read them, and how well a thing meets one."""

from typing import NamedTuple

from exercises.search.words import Words


class Reading(NamedTuple):
    """How a part of the query is read."""

    words: Words
    slip: bool = False


class Part(NamedTuple):
    """A word of the query, or two that belong together."""

    typed: Words
    readings: tuple[Reading, ...]


class Way(NamedTuple):
    """What meets a term: all of `words`; in a row in one text if a synonym `meant` them."""

    words: Words
    read: str  # what the part of the query was taken for
    slip: bool = False
    named: bool = False  # it is the label of a synonym
    meant: str = ""
    quoted: bool = False  # a phrase that is meant exactly


class Term(NamedTuple):
    """A part of the query that a thing must meet, in any of these ways."""

    typed: Words
    ways: tuple[Way, ...]


class Met(NamedTuple):
    """How well a thing meets a term: what is spelt as typed is better than any slip."""

    as_typed: bool
    points: int
    way: Way
