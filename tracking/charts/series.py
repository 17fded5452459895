"""Geometry of numbers over days: dots, the smoothed line through them, the axes. No markup.

Everything is a whole pixel inside the view box, and the same input always gives the same output.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Dot:
    """An answer, or the mean of several: its pixel, and what a table says of it.

    `day` is the first day of a span; `low`, `high` and `mean` are on the chart's own scale.
    """

    cx: int
    cy: int
    day: date
    low: float
    high: float
    mean: float
    count: int


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
        return any(dot.count > 1 for dot in self.dots)


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
    return line_chart(
        start,
        end,
        values,
        width=width,
        height=height,
        axis=axis,
        bottom=DATES_ONLY,
        bucket_size=bucket_size,
    )


def line_chart(
    start: date,
    end: date,
    entries: Sequence[Entry],
    *,
    width: int,
    height: int,
    axis: ValueAxis = ZERO_TO_TEN,
    bottom: int = BOTTOM,
    bucket_size: int = 1,
) -> LineChart:
    """The chart of the days `start` to `end` (both included) on `width` x `height` pixels.

    `entries` may come in any order; one of a day or more covers `bucket_size` days and is drawn
    at their middle. What lies outside the range is left out. Raises ValueError for more than 400
    entries (group them first), a range that ends before it starts, or a size too small for
    labels.
    """
    _check(len(entries), bucket_size)
    on = scale(start, end, width, height, axis, bottom)
    timed = _timed(entries, on, bucket_size)
    drawn = tuple(_dot(entry, time, on) for time, entry in timed)
    lines, level = _lines(timed, on, bucket_size)
    x_unit, x_ticks = date_ticks(on, width)
    return LineChart(
        width=width,
        height=height,
        plot=on.box,
        y_ticks=value_ticks(on),
        x_ticks=x_ticks,
        x_unit=x_unit,
        dots=drawn,
        dots_path=strokes(sorted({(dot.cx, dot.cy) for dot in drawn}), "h", 0),
        lines=lines,
        level=level,
    )


def _check(entries: int, bucket_size: int) -> None:
    if entries > BUCKET_LIMIT:
        raise ValueError(f"at most {BUCKET_LIMIT} dots, not {entries}: group them into buckets")
    if bucket_size < 1:
        raise ValueError(f"a bucket covers at least one day, not {bucket_size}")


def _timed(entries: Iterable[Entry], on: Scale, bucket_size: int) -> list[tuple[float, Entry]]:
    """The entries of the range with their times in days, in order of time."""
    first, after = on.start.toordinal(), on.end.toordinal() + 1
    timed: list[tuple[float, Entry]] = []
    for entry in entries:
        day = entry.day.toordinal()
        if isinstance(entry, Rating):
            if first <= day < after:
                timed.append((day + entry.minute / MINUTES_A_DAY, entry))
        elif first < day + bucket_size and day < after:
            # The first and last bucket may reach over the edge, their dots must not.
            timed.append((min(max(day + bucket_size / 2, first), after), entry))
    return sorted(timed, key=lambda dated: (dated[0], _figures(dated[1])))


def _figures(entry: Entry) -> tuple[float, float, float, int]:
    """Low, high, mean and count of an entry."""
    if isinstance(entry, Rating):
        return entry.pain, entry.pain, float(entry.pain), 1
    return entry.low, entry.high, entry.mean, entry.count


def _dot(entry: Entry, time: float, on: Scale) -> Dot:
    low, high, mean, count = _figures(entry)
    return Dot(on.x(time), on.y(mean), entry.day, low, high, mean, count)


def _lines(
    timed: Sequence[tuple[float, Entry]], on: Scale, bucket_size: int
) -> tuple[tuple[str, ...], LevelEnd | None]:
    """Paths of the smoothed line, and its end if it reaches the last dot."""
    points = [(time, _figures(entry)[2]) for time, entry in timed]
    # Neighbouring buckets of four weeks are no gap, although their middles are 28 days apart.
    segments = smoothed_line(points, gap_days=max(GAP_DAYS, bucket_size))
    paths = (polyline([(on.x(time), on.y(value)) for time, value in line]) for line in segments)
    level = None
    if segments and segments[-1][-1][0] == points[-1][0]:
        time, value = segments[-1][-1]
        level = LevelEnd(on.x(time), on.y(value), value)
    return tuple(path for path in paths if path), level
