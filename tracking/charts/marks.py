"""Geometry of answers that are no numbers: a row of marks for each answer that can be given."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracking.charts.axes import PlotBox, Scale, TickUnit, XTick, date_ticks
from tracking.charts.paths import strokes
from tracking.rules.buckets import by_span

ROW_HEIGHT, MARK_TOP, MARK_LENGTH = 20, 4, 12
"""Pixels of a row, and where in it the marks begin and how long they are. Our decision."""

SIDE_ROOM, DATE_ROOM = 4, 44
"""Pixels left of the first mark, and right of the last day for the words of its date."""

SMALLEST_WIDTH = 160
"""Below this the dates leave no room for marks. Our decision."""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """The days of one answer as one path of upright strokes; no path if it was never given."""

    answer: str
    days: int
    d: str


@dataclass(frozen=True, slots=True)
class MarkSpan:
    """How many days of a span, which starts on `day`, had each answer, in the order of the rows."""

    day: date
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MarkChart:
    """Everything a template needs: each row is drawn on its own, all with the same dates below.

    A row is `width` x `height` pixels, and `left` to `right` the time in it. `spans` are for the
    table: days, or spans of days, that have an answer.
    """

    width: int
    height: int
    left: int
    right: int
    rows: tuple[MarkRow, ...]
    spans: tuple[MarkSpan, ...]
    x_ticks: tuple[XTick, ...]
    x_unit: TickUnit


def mark_chart(
    start: date,
    end: date,
    answers: Sequence[str],
    given: Mapping[date, str],
    *,
    width: int,
    span_days: int = 1,
) -> MarkChart:
    """The chart of the answer `given` on each day from `start` to `end`, both included.

    There is a row for each of `answers`, in their order, and after them one for each answer that
    was given all the same: it may have been taken out of the library since. What lies outside the
    range is left out. Raises ValueError for a range that ends before it starts, a chart too
    narrow for dates, or spans below a day.
    """
    if end < start:
        raise ValueError(f"the range ends on {end}, before {start}")
    if width < SMALLEST_WIDTH:
        raise ValueError(f"a chart needs {SMALLEST_WIDTH} px, not {width}")
    if span_days < 1:
        raise ValueError(f"a span covers at least one day, not {span_days}")
    inside = {day: answer for day, answer in sorted(given.items()) if start <= day <= end}
    kinds = list(dict.fromkeys([*answers, *sorted(inside.values())]))
    on = Scale(PlotBox(SIDE_ROOM, 0, width - DATE_ROOM, ROW_HEIGHT), start, end)
    x_unit, x_ticks = date_ticks(on, width)
    return MarkChart(
        width=width,
        height=ROW_HEIGHT,
        left=on.box.left,
        right=on.box.right,
        rows=tuple(_row(kind, inside, on) for kind in kinds),
        spans=tuple(_spans(kinds, inside, start, span_days)),
        x_ticks=x_ticks,
        x_unit=x_unit,
    )


def _row(kind: str, given: Mapping[date, str], on: Scale) -> MarkRow:
    days = [day for day, answer in given.items() if answer == kind]
    places = [(x, MARK_TOP) for x in on.columns(days)]
    return MarkRow(kind, len(days), strokes(places, "v", MARK_LENGTH))


def _spans(
    kinds: Sequence[str], given: Mapping[date, str], start: date, size: int
) -> list[MarkSpan]:
    counted = {day: Counter(parts) for day, parts in by_span(given.items(), start, size).items()}
    return [MarkSpan(day, tuple(counts[kind] for kind in kinds)) for day, counts in counted.items()]
