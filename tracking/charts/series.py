"""Geometry of numbers over days: dots, the smoothed line through them, the axes. No markup.

Everything is a whole pixel inside the view box, and the same input always gives the same output.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tracking.charts.axes import (
    BOTTOM,
    DATES_ONLY,
    PlotBox,
    Scale,
    TickUnit,
    XTick,
    YTick,
    date_ticks,
    scale,
    value_ticks,
)
from tracking.charts.paths import polyline, strokes
from tracking.charts.value_axis import ZERO_TO_TEN, ValueAxis, nice_axis
from tracking.rules.buckets import BUCKET_LIMIT
from tracking.rules.records import MINUTES_A_DAY, DayValue, PractisedDay, Rating
from tracking.rules.statistics import GAP_DAYS, smoothed_line

Entry = Rating | DayValue
Timed = tuple[float, float, float, float, int, date]
"""A time in days, then low, high, mean and count of what was answered, and its day."""


class Dot(NamedTuple):
    """An answer, or the mean of several: its pixel, and what a table says of it.

    `day` is the first day of a span; `low`, `high` and `mean` are on the chart's own scale.
    """

    cx: int
    cy: int
    day: date
    low: float
    high: float
    mean: float
    count: int  # type: ignore[assignment]  # nobody counts in a dot as in a tuple


@dataclass(frozen=True, slots=True)
class LevelEnd:
    """Where the smoothed line ends, and the level there."""

    cx: int
    cy: int
    level: float


@dataclass(frozen=True, slots=True)
class SessionMarks:
    """Short upright strokes below the plot, one path for all days of a kind."""

    kind: PractisedDay
    d: str


@dataclass(frozen=True, slots=True)
class FlareUp:
    """A stretch of days with very high answers, as a band from `left` to `right`.

    `label_x` is the middle of its name; None where a neighbour's name leaves no room.
    """

    start: date
    end: date
    left: int
    right: int
    label_x: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of the days `start` to `end` in order of time, and the smoothed line through them.

    Nothing of it has a size yet: it can be drawn several times. `segments` are times and levels.
    """

    start: date
    end: date
    timed: Sequence[Timed]
    segments: Sequence[Sequence[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Everything a template needs to draw numbers over days.

    Dots and ticks come in order of time. `lines` holds one path per unbroken stretch; `dots_path`
    draws all dots at once if stroked with round caps; `level` is set if the line reaches the
    `last` dot.
    """

    width: int
    height: int
    plot: PlotBox
    y_ticks: tuple[YTick, ...]
    x_ticks: tuple[XTick, ...]
    x_unit: TickUnit
    dots: tuple[Dot, ...]
    dots_path: str
    lines: tuple[str, ...]
    level: LevelEnd | None
    marks: tuple[SessionMarks, ...] = ()
    flare_ups: tuple[FlareUp, ...] = ()

    @property
    def newest(self) -> LevelEnd | None:
        """Where things stand: the end of the line, or the last dot where the line ends before."""
        last = self.last
        if self.level or last is None:
            return self.level
        return LevelEnd(last.cx, last.cy, last.mean)

    @property
    def last(self) -> Dot | None:
        """The newest dot, if there is any."""
        return self.dots[-1] if self.dots else None

    @property
    def several(self) -> bool:
        """Whether any dot stands for more than one answer."""
        return any_of_several(self.dots)


def any_of_several(dots: Iterable[Dot]) -> bool:
    """Whether any dot stands for more than one answer."""
    return max((dot.count for dot in dots), default=1) > 1


def series_chart(
    start: date,
    end: date,
    values: Sequence[DayValue],
    *,
    width: int,
    height: int,
    zero_to_ten: bool,
    bucket_size: int = 1,
) -> LineChart:
    """The chart of one measure, as `line_chart` draws it.

    A measure from 0 to 10 has that axis whatever the data; any other begins at 0 and ends at a
    round number past the highest value.
    """
    low = min((value.low for value in values), default=0.0)
    high = max((value.high for value in values), default=0.0)
    # Answers may be older than the scale: staff can make a scale of what was a number before.
    fixed = zero_to_ten and ZERO_TO_TEN.low <= low and high <= ZERO_TO_TEN.high
    axis = ZERO_TO_TEN if fixed else nice_axis(low, high)
    series = series_of(start, end, values, bucket_size)
    return line_chart(series, width=width, height=height, axis=axis, bottom=DATES_ONLY)


def series_of(start: date, end: date, entries: Sequence[Entry], bucket_size: int = 1) -> Series:
    """What a chart of the days `start` to `end` (both included) draws, whatever its size.

    `entries` may come in any order; one of a day or more covers `bucket_size` days and is drawn
    at their middle. What lies outside the range is left out. Raises ValueError for more than 400
    entries (group them first) or a bucket below a day.
    """
    if len(entries) > BUCKET_LIMIT:
        raise ValueError(
            f"at most {BUCKET_LIMIT} dots, not {len(entries)}: group them into buckets"
        )
    if bucket_size < 1:
        raise ValueError(f"a bucket covers at least one day, not {bucket_size}")
    timed = sorted(_timed(entries, start, end, bucket_size))
    points = [(time, mean) for time, _low, _high, mean, _count, _day in timed]
    # Neighbouring buckets of four weeks are no gap, although their middles are 28 days apart.
    segments = smoothed_line(points, gap_days=max(GAP_DAYS, bucket_size))
    return Series(start, end, timed, segments)


def line_chart(
    series: Series,
    *,
    width: int,
    height: int,
    axis: ValueAxis = ZERO_TO_TEN,
    bottom: int = BOTTOM,
) -> LineChart:
    """The chart of a series on `width` x `height` pixels.

    Raises ValueError for a range that ends before it starts, or a size too small for labels.
    """
    on = scale(series.start, series.end, width, height, axis, bottom)
    dots = _dots(series.timed, on)
    lines, level = _lines(series, on)
    x_unit, x_ticks = date_ticks(on, width)
    return LineChart(
        width=width,
        height=height,
        plot=on.box,
        y_ticks=value_ticks(on),
        x_ticks=x_ticks,
        x_unit=x_unit,
        dots=dots,
        dots_path=strokes(sorted({dot[:2] for dot in dots}), "h", 0),
        lines=lines,
        level=level,
    )


def _timed(entries: Iterable[Entry], start: date, end: date, bucket_size: int) -> Iterator[Timed]:
    """The entries of the range with their times."""
    first, after = start.toordinal(), end.toordinal() + 1
    for entry in entries:
        day = entry.day.toordinal()
        if isinstance(entry, Rating):
            if first <= day < after:
                pain = entry.pain
                yield day + entry.minute / MINUTES_A_DAY, pain, pain, float(pain), 1, entry.day
        elif first < day + bucket_size and day < after:
            # The first and last bucket may reach over the edge, their dots must not.
            time = min(max(day + bucket_size / 2, first), after)
            yield time, entry.low, entry.high, entry.mean, entry.count, entry.day


def _dots(timed: Sequence[Timed], on: Scale) -> tuple[Dot, ...]:
    if not timed:
        return ()
    times, lows, highs, means, counts, days = zip(*timed, strict=True)
    places = on.xs(times), on.ys(means)
    return tuple(map(Dot, *places, days, lows, highs, means, counts))


def _lines(series: Series, on: Scale) -> tuple[tuple[str, ...], LevelEnd | None]:
    """Paths of the smoothed line, and its end if it reaches the last dot."""
    paths, pixels = [], [(0, 0)]
    for segment in series.segments:
        times, levels = zip(*segment, strict=True)
        pixels = list(zip(on.xs(times), on.ys(levels), strict=True))
        paths.append(polyline(pixels))
    level = None
    if series.segments and series.segments[-1][-1][0] == series.timed[-1][0]:
        level = LevelEnd(*pixels[-1], series.segments[-1][-1][1])
    return tuple(path for path in paths if path), level
