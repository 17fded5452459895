"""Geometry of the pain chart and the practice calendar. Numbers and path data, no markup.

Everything is a whole pixel inside the view box, and the same input always gives the same output.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from tracking.charts.axes import Scale
from tracking.charts.paths import strokes
from tracking.charts.series import (
    Entry,
    FlareUp,
    LineChart,
    SessionMarks,
    Timed,
    line_chart,
    series_of,
)
from tracking.rules.records import PractisedDay

MARK_GAP, MARK_LENGTH = 8, 8
"""Pixels between the plot and the session marks, and the length of a mark. Our decision."""


FLARE_FROM, FLARE_GAP = 8, 2
"""From this pain on a day is part of a flare-up, and how many calmer days do not end it."""

FLARE_WIDTH, FLARE_NAME = 4, 60
"""Pixels of the narrowest band, and of its name. Our decision."""


class DayState(StrEnum):
    """How much was practised on a day of the calendar."""

    FULL = "full"
    SOME = "some"
    NONE = "none"


class CalendarDay(NamedTuple):
    """A day of the calendar; one that is in the future or out of the range carries no state."""

    day: date
    state: DayState
    rated: bool
    future: bool
    in_range: bool


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """Seven days, Monday first."""

    days: tuple[CalendarDay, ...]


def pain_charts(
    start: date,
    end: date,
    dots: Sequence[Entry],
    practised: Mapping[date, PractisedDay],
    *,
    sizes: Iterable[tuple[int, int]],
    bucket_size: int = 1,
) -> list[LineChart]:
    """Pain from `start` to `end` as `line_chart` draws it, with sessions under it.

    One chart for each of `sizes`, widths and heights: the same at each of them.
    """
    series = series_of(start, end, dots, bucket_size)
    stretches = flares(series.timed, bucket_size)
    charts = []
    for width, height in sizes:
        chart = line_chart(series, width=width, height=height)
        on = Scale(chart.plot, start, end)
        bands = tuple(_flare_ups(stretches, on))
        charts.append(replace(chart, marks=_marks(practised, on), flare_ups=bands))
    return charts


def flares(timed: Iterable[Timed], bucket_size: int = 1) -> list[tuple[date, date]]:
    """First and last day of each stretch with an answer of 8 or more, in order of time.

    A stretch goes on over up to two days without such an answer.
    """
    stretches: list[tuple[date, date]] = []
    sore = {day for _time, _low, high, _mean, _count, day in timed if high >= FLARE_FROM}
    for first in sorted(sore):
        last = first + timedelta(days=bucket_size - 1)
        if stretches and (first - stretches[-1][1]).days <= FLARE_GAP + 1:
            stretches[-1] = (stretches[-1][0], last)
        else:
            stretches.append((first, last))
    return stretches


def _flare_ups(stretches: Iterable[tuple[date, date]], on: Scale) -> Iterator[FlareUp]:
    """The bands, each at least a few pixels wide; names only where they do not touch."""
    free_from = on.box.left
    for first, last in stretches:
        left = max(on.x(first.toordinal()), on.box.left)
        right = min(max(on.x(last.toordinal() + 1), left + FLARE_WIDTH), on.box.right)
        left = min(left, right - FLARE_WIDTH)
        half = FLARE_NAME // 2
        middle = min(max((left + right) // 2, on.box.left + half), on.box.right - half)
        named = middle - half >= free_from
        if named:
            free_from = middle + half
        yield FlareUp(first, last, left, right, middle if named else None)


def calendar(
    start: date,
    end: date,
    practised: Mapping[date, PractisedDay],
    rated_days: Collection[date],
    today: date,
) -> list[CalendarWeek]:
    """The weeks that hold the days `start` to `end`, both included, filled up to whole weeks.

    `rated_days` should be a set. Raises ValueError if the range ends before it starts.
    """
    if end < start:
        raise ValueError(f"the range ends on {end}, before {start}")

    def cell(day: date) -> CalendarDay:
        in_range, future = start <= day <= end, day > today
        shown = in_range and not future
        state = DayState(practised[day]) if shown and day in practised else DayState.NONE
        return CalendarDay(day, state, shown and day in rated_days, future, in_range)

    monday = start - timedelta(days=start.weekday())
    weeks = (end - monday).days // 7 + 1
    days = [cell(monday + timedelta(days=offset)) for offset in range(7 * weeks)]
    return [CalendarWeek(tuple(days[at : at + 7])) for at in range(0, len(days), 7)]


def _marks(practised: Mapping[date, PractisedDay], on: Scale) -> tuple[SessionMarks, ...]:
    """Marks at the middle of practised days; on a crowded pixel a full day hides the others."""
    days: dict[PractisedDay, list[date]] = {kind: [] for kind in PractisedDay}
    for day, kind in practised.items():
        if on.start <= day <= on.end:
            days[kind].append(day)
    top, marks, taken = on.box.bottom + MARK_GAP, [], set[int]()
    for kind, several in days.items():
        places = [(x, top) for x in on.columns(several) if x not in taken]
        taken.update(x for x, _top in places)
        if places:
            marks.append(SessionMarks(kind, strokes(places, "v", MARK_LENGTH)))
    return tuple(marks)
