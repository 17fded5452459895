"""Geometry of the pain chart and the practice calendar. Numbers and path data, no markup.

Everything is a whole pixel inside the view box, and the same input always gives the same output.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from .axes import Scale
from .history import PractisedDay
from .paths import strokes
from .series import Entry, LineChart, SessionMarks, line_chart

MARK_GAP, MARK_LENGTH = 8, 8
"""Pixels between the plot and the session marks, and the length of a mark. Our decision."""


class DayState(StrEnum):
    """How much was practised on a day of the calendar."""

    FULL = "full"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CalendarDay:
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


def pain_chart(
    start: date,
    end: date,
    dots: Sequence[Entry],
    practised: Mapping[date, PractisedDay],
    *,
    width: int,
    height: int,
    bucket_size: int = 1,
) -> LineChart:
    """The chart of pain from `start` to `end`, as `line_chart` draws it, with sessions under it."""
    chart = line_chart(start, end, dots, width=width, height=height, bucket_size=bucket_size)
    return replace(chart, marks=_marks(practised, Scale(chart.plot, start, end)))


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
    columns: dict[int, PractisedDay] = {}
    for day, kind in practised.items():
        if on.start <= day <= on.end:
            x = on.column(day)
            columns[x] = kind if columns.get(x) is not PractisedDay.FULL else PractisedDay.FULL
    top = on.box.bottom + MARK_GAP
    marks = []
    for kind in PractisedDay:
        places = [(x, top) for x in sorted(columns) if columns[x] is kind]
        if places:
            marks.append(SessionMarks(kind, strokes(places, "v", MARK_LENGTH)))
    return tuple(marks)
