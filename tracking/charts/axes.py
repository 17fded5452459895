"""Axes of a chart over days: where a day and a value go in pixels, and which are labelled.

Pixels count from the top left of the view box, as in SVG.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import floor

from tracking.charts.value_axis import ZERO_TO_TEN, ValueAxis
from tracking.rules.buckets import BUCKET_LIMIT

# Room around the plot for 13 px labels: numbers left, the last value right, below it a row of
# session marks and a row of dates. Our decision.
LEFT, TOP, RIGHT, BOTTOM = 28, 12, 44, 48

DATES_ONLY = 28
"""Room below a plot that has dates under it and no marks. Our decision."""

SMALLEST_WIDTH, SMALLEST_HEIGHT = 160, 120
"""Below this the labels leave no plot. Our decision."""

WIDE = 480
"""Pixels from which a chart is wide, as for text labels in the figures."""

WEEKLY_FROM = 14
"""Days from which ticks are Mondays or rarer: any shorter range may hold only one Monday."""


class TickUnit(StrEnum):
    """How far apart the dates of an axis are, so that the page can pick a date format."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


# Finest first. Weeks begin on Mondays, months on their first, years in January.
_SIZES: dict[TickUnit, tuple[int, ...]] = {
    TickUnit.DAY: (1, 2, 4),
    TickUnit.WEEK: (1, 2),
    TickUnit.MONTH: (1, 2, 3, 6),
    TickUnit.YEAR: (1, 2, 5, 10, 20, 50, 100, 500, 2500),
}
_STEPS = tuple((unit, size) for unit, sizes in _SIZES.items() for size in sizes)


@dataclass(frozen=True, slots=True)
class PlotBox:
    """The rectangle that data is drawn in, pixels of the view box."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class YTick:
    """A value of the axis, its pixel from the top and its digits."""

    value: float
    y: int
    label: str


@dataclass(frozen=True, slots=True)
class XTick:
    """A day of the axis and the pixel at which it begins."""

    day: date
    x: int


@dataclass(frozen=True, slots=True)
class Scale:
    """From days and values to whole pixels.

    The plot begins at 00:00 of `start` and ends at 24:00 of `end`; the lowest value of the axis
    is its lower edge and the highest its upper one.
    """

    box: PlotBox
    start: date
    end: date
    values: ValueAxis = ZERO_TO_TEN

    def x(self, time: float) -> int:
        """Pixel of a time in days: `date.toordinal()` plus the fraction of that day."""
        return self.xs((time,))[0]

    def xs(self, times: Iterable[float]) -> list[int]:
        """Pixels of times, in their order; to nearest whole ones, halves up.

        `round` would send halves to the even one, which wobbles.
        """
        left, width, start = self.box.left, self.box.width, self.start.toordinal()
        days = self.end.toordinal() + 1 - start
        return [left + floor((time - start) / days * width + 0.5) for time in times]

    def ys(self, values: Iterable[float]) -> list[int]:
        """Pixels of values of the axis, in their order."""
        bottom, height, low = self.box.bottom, self.box.height, self.values.low
        reach = self.values.high - low
        return [bottom - floor((value - low) / reach * height + 0.5) for value in values]

    def columns(self, days: Iterable[date]) -> list[int]:
        """Pixels of the marks of days, each once and rising.

        They are the middles of days, or where there are more than 400 columns those beside.
        """
        width, start = self.box.width, self.start.toordinal()
        step, span = -(-width // BUCKET_LIMIT), self.end.toordinal() + 1 - start
        middles = {floor((day.toordinal() + 0.5 - start) / span * width + 0.5) for day in days}
        return sorted({self.box.left + middle - middle % step for middle in middles})


def scale(
    start: date,
    end: date,
    width: int,
    height: int,
    values: ValueAxis = ZERO_TO_TEN,
    bottom: int = BOTTOM,
) -> Scale:
    """The scale of a chart of `width` x `height` pixels for the days `start` to `end`, inclusive.

    `bottom` pixels stay free below the plot. Raises ValueError if the range ends before it starts
    or the chart has no room for a plot.
    """
    if end < start:
        raise ValueError(f"the range ends on {end}, before {start}")
    if width < SMALLEST_WIDTH or height < SMALLEST_HEIGHT:
        raise ValueError(
            f"a chart needs {SMALLEST_WIDTH} x {SMALLEST_HEIGHT} px, not {width} x {height}"
        )
    # Rarely, numbers are so long that a narrow chart has to cut them to keep its plot.
    left = min(max(LEFT, values.room), width // 3)
    return Scale(PlotBox(left, TOP, width - RIGHT, height - bottom), start, end, values)


def value_ticks(on: Scale) -> tuple[YTick, ...]:
    """The labels of the value axis, lowest first."""
    labels = on.values.labels
    places = on.ys(value for value, _digits in labels)
    return tuple(YTick(value, y, digits) for (value, digits), y in zip(labels, places, strict=True))


def date_ticks(on: Scale, chart_width: int) -> tuple[TickUnit, tuple[XTick, ...]]:
    """The finest calendar step that leaves at most 6 labels (4 if the chart is narrow)."""
    most = 6 if chart_width >= WIDE else 4
    span = on.end.toordinal() - on.start.toordinal() + 1
    unit, days = TickUnit.YEAR, list[date]()
    for unit, step in _STEPS:
        if (unit is TickUnit.DAY) != (span < WEEKLY_FROM):
            continue
        positions = _positions(on.start, on.end, unit, step)
        if len(positions) <= most:
            days = list(_dates(positions, unit))
            break
    places = on.xs(day.toordinal() for day in days)
    return unit, tuple(XTick(day, x) for day, x in zip(days, places, strict=True))


def _positions(start: date, end: date, unit: TickUnit, step: int) -> range:
    """Day ordinals, or months counted from year 0, on the calendar's grid within the range."""
    if unit in (TickUnit.DAY, TickUnit.WEEK):
        # Day 1 of the calendar, and so every day 7n + 1, is a Monday.
        size = step if unit is TickUnit.DAY else 7 * step
        return range(_at_least(start.toordinal() - 1, size) + 1, end.toordinal() + 1, size)
    size = step if unit is TickUnit.MONTH else 12 * step
    first = start.year * 12 + start.month - 1 + (start.day > 1)
    return range(_at_least(first, size), end.year * 12 + end.month, size)


def _dates(positions: range, unit: TickUnit) -> Iterator[date]:
    for position in positions:
        if unit in (TickUnit.DAY, TickUnit.WEEK):
            yield date.fromordinal(position)
        else:
            yield date(position // 12, position % 12 + 1, 1)


def _at_least(value: int, size: int) -> int:
    """The first multiple of `size` that is not below `value`."""
    return -(-value // size) * size
