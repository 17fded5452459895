"""Geometry of the pain chart and the practice calendar. Numbers and path data, no markup.

Everything is a whole pixel inside the view box, and the same input always gives the same output.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .axes import PlotBox, Scale, TickUnit, XTick, YTick, date_ticks, pain_ticks, scale
from .buckets import BUCKET_LIMIT
from .history import MINUTES_A_DAY, Bucket, PractisedDay, Rating
from .paths import polyline, strokes
from .statistics import GAP_DAYS, smoothed_line

MARK_GAP, MARK_LENGTH = 8, 8
"""Pixels between the plot and the session marks, and the length of a mark. Our decision."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A check-in, or the mean of several: its pixel, and what a title or a table says of it.

    `day` is the first day of a bucket; `low`, `high` and `mean` are pain 0 to 10.
    """

    cx: int
    cy: int
    day: date
    low: int
    high: int
    mean: float
    count: int


@dataclass(frozen=True, slots=True)
class LevelEnd:
    """Where the smoothed line ends, and the level there (0.0 to 10.0)."""

    cx: int
    cy: int
    level: float


@dataclass(frozen=True, slots=True)
class SessionMarks:
    """Short upright strokes below the plot, one path for all days of a kind."""

    kind: PractisedDay
    d: str


@dataclass(frozen=True, slots=True)
class PainChart:
    """Everything a template needs to draw pain over days.

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
    marks: tuple[SessionMarks, ...]
    level: LevelEnd | None

    @property
    def last(self) -> Dot | None:
        """The newest dot, if there is any."""
        return self.dots[-1] if self.dots else None


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
    dots: Sequence[Rating | Bucket],
    practised: Mapping[date, PractisedDay],
    *,
    width: int,
    height: int,
    bucket_size: int = 1,
) -> PainChart:
    """The chart of the days `start` to `end` (both included) on `width` x `height` pixels.

    `dots` may come in any order; a bucket covers `bucket_size` days and is drawn at their middle.
    What lies outside the range is left out. Raises ValueError for more than 400 dots (group them
    into buckets first), a range that ends before it starts, or a size too small for labels.
    """
    _check(len(dots), bucket_size)
    on = scale(start, end, width, height)
    timed = _timed(dots, on, bucket_size)
    drawn = tuple(_dot(entry, time, on) for time, entry in timed)
    lines, level = _lines(timed, on, bucket_size)
    x_unit, x_ticks = date_ticks(on, width)
    return PainChart(
        width=width,
        height=height,
        plot=on.box,
        y_ticks=pain_ticks(on),
        x_ticks=x_ticks,
        x_unit=x_unit,
        dots=drawn,
        dots_path=strokes(sorted({(dot.cx, dot.cy) for dot in drawn}), "h", 0),
        lines=lines,
        marks=_marks(practised, on),
        level=level,
    )


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


def _check(dots: int, bucket_size: int) -> None:
    if dots > BUCKET_LIMIT:
        raise ValueError(f"at most {BUCKET_LIMIT} dots, not {dots}: group them into buckets")
    if bucket_size < 1:
        raise ValueError(f"a bucket covers at least one day, not {bucket_size}")


def _timed(
    dots: Iterable[Rating | Bucket], on: Scale, bucket_size: int
) -> list[tuple[float, Rating | Bucket]]:
    """The dots of the range with their times in days, in order of time."""
    first, after = on.start.toordinal(), on.end.toordinal() + 1
    timed: list[tuple[float, Rating | Bucket]] = []
    for dot in dots:
        day = dot.day.toordinal()
        if isinstance(dot, Rating):
            if first <= day < after:
                timed.append((day + dot.minute / MINUTES_A_DAY, dot))
        elif first < day + bucket_size and day < after:
            # The first and last bucket may reach over the edge, their dots must not.
            timed.append((min(max(day + bucket_size / 2, first), after), dot))
    return sorted(timed, key=lambda entry: (entry[0], _figures(entry[1])))


def _figures(entry: Rating | Bucket) -> tuple[int, int, float, int]:
    """Low, high, mean and count of a dot."""
    if isinstance(entry, Rating):
        return entry.pain, entry.pain, float(entry.pain), 1
    return entry.low, entry.high, entry.mean, entry.count


def _dot(entry: Rating | Bucket, time: float, on: Scale) -> Dot:
    low, high, mean, count = _figures(entry)
    return Dot(on.x(time), on.y(mean), entry.day, low, high, mean, count)


def _lines(
    timed: Sequence[tuple[float, Rating | Bucket]], on: Scale, bucket_size: int
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


def _marks(practised: Mapping[date, PractisedDay], on: Scale) -> tuple[SessionMarks, ...]:
    """Marks at the middle of practised days; on a crowded pixel a full day hides the others."""
    step = -(-on.box.width // BUCKET_LIMIT)
    columns: dict[int, PractisedDay] = {}
    for day, kind in practised.items():
        if on.start <= day <= on.end:
            x = on.x(day.toordinal() + 0.5)
            x -= (x - on.box.left) % step
            columns[x] = kind if columns.get(x) is not PractisedDay.FULL else PractisedDay.FULL
    top = on.box.bottom + MARK_GAP
    marks = []
    for kind in PractisedDay:
        places = [(x, top) for x in sorted(columns) if columns[x] is kind]
        if places:
            marks.append(SessionMarks(kind, strokes(places, "v", MARK_LENGTH)))
    return tuple(marks)
