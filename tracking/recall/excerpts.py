"""A note in a list: all of a short one; of a long one where it was met, or how it begins.

A list costs the same whatever its notes hold: so many letters of each, and so many marks.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from exercises.search import Sought, placed

MOST_LETTERS = 400
MOST_MARKS = 20
MOST_PLACES = 4  # of one note, shown apart
EDGE = 20  # letters that a cut may move, to stand between words

Span = tuple[int, int]


@dataclass(frozen=True)
class Excerpt:
    """What a list shows of a note, and whether there is more of it."""

    text: SafeString
    cut: bool


def excerpt_of(note: str, sought: tuple[Sought, ...]) -> Excerpt:
    """At most about MOST_LETTERS of `note`, with MOST_MARKS marks, and "…" at each cut."""
    if len(note) <= MOST_LETTERS:
        return Excerpt(marked(note, sought), cut=False)
    spans = [_between_words(note, span) for span in _spans(note, sought)]
    most = MOST_MARKS // len(spans)
    pieces = [marked(note[start:end], sought, most) for start, end in spans]
    before = "…" if spans[0][0] else ""
    behind = "…" if spans[-1][1] < len(note) else ""
    between = format_html_join(" … ", "{}", ((piece,) for piece in pieces))
    return Excerpt(format_html("{}{}{}", before, between, behind), cut=True)


def marked(text: str, sought: tuple[Sought, ...], most: int = MOST_MARKS) -> SafeString:
    """`text`, escaped, with what of `sought` was found in it marked: the first so many times."""
    if not sought:
        return conditional_escape(text)
    pieces: list[SafeString] = []
    left = most
    for on, places in groupby(range(len(text)), _hits(text, sought).__getitem__):
        piece = "".join(text[place] for place in places)
        shown = on and left > 0
        pieces.append(format_html("<mark>{}</mark>", piece) if shown else conditional_escape(piece))
        left -= shown
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _hits(text: str, sought: tuple[Sought, ...]) -> list[bool]:
    """For each letter of `text`, whether it belongs to what was looked for."""
    letters, places = placed(text)
    hit = [False] * len(text)
    for first, behind in (span for wanted in sought for span in wanted.spans(letters)):
        start, end = places[first], places[behind - 1] + 1
        hit[start:end] = [True] * (end - start)
    for place, letter in enumerate(text):  # an accent of its own goes with its letter
        if place and unicodedata.combining(letter):
            hit[place] = hit[place - 1]
    return hit


def _spans(note: str, sought: tuple[Sought, ...]) -> list[Span]:
    """What to show of a long note: around the first place of each thing that it holds."""
    first = sorted(set(_first_places(note, sought)))[:MOST_PLACES] or [0]
    wide = MOST_LETTERS // len(first)
    spans: list[Span] = []
    for place in first:
        start = max(0, place - wide // 4)
        end = min(len(note), start + wide)
        if spans and start <= spans[-1][1]:
            start, _end = spans.pop()
        spans.append((start, end))
    return spans


def _first_places(note: str, sought: tuple[Sought, ...]) -> Iterator[int]:
    if not sought:
        return
    letters, places = placed(note)
    for wanted in sought:
        for first, _behind in islice(wanted.spans(letters), 1):
            yield places[first]


def _between_words(note: str, span: Span) -> Span:
    """`span` a little smaller, so that it cuts no word; as it is where no blank is near."""
    start, end = span
    if start:
        start = next(_blanks(note, range(start, start + EDGE)), start - 1) + 1
    if end < len(note):
        end = next(_blanks(note, range(end - 1, end - EDGE, -1)), end)
    return start, end


def _blanks(note: str, places: Iterable[int]) -> Iterator[int]:
    return (place for place in places if note[place].isspace())
