"""The numbers beside a picture, as a table that is written where it is shown."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape

from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracking.charts.marks import MarkSpan
from tracking.charts.series import Dot, any_of_several

ROWS_ON_THE_PAGE = 60
"""A longer table is on a page of its own, and comes when somebody opens it. Our decision."""

Cells = Iterable[str]


@dataclass(frozen=True)
class Table:
    """A table of so many rows; `name` is what the address of its own page calls it.

    `write` gives the cells of each row, as they stand in the page: whatever could be mark-up is
    escaped in them already.
    """

    name: str
    label: str
    caption: str
    heads: tuple[str, ...]
    count: int
    write: Callable[[], Iterable[Cells]]

    @property
    def is_long(self) -> bool:
        """Whether a page that shows more than it does not hold its rows."""
        return self.count > ROWS_ON_THE_PAGE


def table_of_dots(
    name: str,
    label: str,
    dots: Sequence[Dot],
    *,
    heading: str,
    counted: str,
    size: int,
    decimals: str = "",
) -> Table:
    """A row for each dot of a chart, which stands for `size` days.

    Its day and mean; where a dot may be several answers also their range and how many they are.
    `decimals` as a template's `floatformat` takes them; without, as fine as the answers.
    """
    several = any_of_several(dots)
    more = (_("Lowest to highest"), counted) if several else ()

    def write() -> Iterable[Cells]:
        fineness, words_of = decimals or _as_fine_as(dots), days_in_words()
        for _cx, _cy, day, low, high, mean, count in dots:
            cells = [words_of(day), rounded(mean, fineness)]
            if several:
                cells += [f"{rounded(low, '-2u')} – {rounded(high, '-2u')}", str(count)]
            yield cells

    heads = (_first_head(size), heading, *more)
    return Table(name, label, _newest_last(label), heads, len(dots), write)


def table_of_marks(
    name: str, label: str, spans: Sequence[MarkSpan], answers: Sequence[str], size: int
) -> Table:
    """A row for each day with its answer; of longer spans, how often each answer was given."""
    words = [escape(answer) for answer in answers]
    heads = (_("Answer"),) if size == 1 else tuple(answers)

    def write() -> Iterable[Cells]:
        words_of = days_in_words()
        for span in spans:
            day = words_of(span.day)
            if size == 1:
                yield day, next(word for word, n in zip(words, span.counts, strict=True) if n)
            else:
                yield day, *map(str, span.counts)

    heads = (_first_head(size), *heads)
    return Table(name, label, _newest_last(label), heads, len(spans), write)


def days_in_words(form: str = "j M Y") -> Callable[[dt.date], str]:
    """How days are written in a short form; each is worked out once for each language."""
    return partial(_words_of, form, get_language())


@lru_cache(maxsize=4096)
def _words_of(form: str, _language: str | None, day: dt.date) -> str:
    return date_format(day, form)


@lru_cache(maxsize=4096)
def rounded(number: float, decimals: str) -> str:
    """A number as templates round it."""
    return floatformat(number, decimals)


def _as_fine_as(dots: Sequence[Dot]) -> str:
    answers = {dot.low for dot in dots} | {dot.high for dot in dots}
    return "-2" if any(round(answer, 1) != answer for answer in answers) else "-1"


def _first_head(size: int) -> str:
    return _("%(n)s days from") % {"n": size} if size > 1 else _("Day")


def _newest_last(label: str) -> str:
    return f"{label}, {_('newest last')}"
