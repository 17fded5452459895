"""How is it going: the figures and pictures of one page, as one frozen object."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from tracking.records import History, history_for
from tracking.rules.charts import CalendarWeek, Dot, PainChart, calendar, pain_chart
from tracking.rules.headline import Finding, finding_from_days
from tracking.rules.history import PractisedDay, practised_days

WINDOWS: Mapping[str, int | None] = {"4": 4, "8": 8, "26": 26, "all": None}
DEFAULT_WINDOW = "8"
WIDE, NARROW = (720, 300), (358, 300)
CALENDAR_WEEKS = 26


@dataclass(frozen=True)
class PractisedRow:
    """A day of the calendar's table: when, how much, how many minutes were timed."""

    day: dt.date
    state: PractisedDay
    sessions: int
    minutes: int


@dataclass(frozen=True)
class ProgressPage:
    """Everything the progress page shows. Nothing of it is a query any more."""

    window: str
    start: dt.date
    end: dt.date
    finding: Finding
    wide: PainChart
    narrow: PainChart
    bucket_size: int
    weeks: tuple[CalendarWeek, ...]
    calendar_start: dt.date
    practised: tuple[PractisedRow, ...]
    days_practised: int
    days_rated: int
    days: int

    @property
    def dots(self) -> tuple[Dot, ...]:
        """The rows of the table beside the chart."""
        return self.wide.dots

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to draw."""
        return not self.dots and not self.days_practised


def page_for(user: User, window: str, today: dt.date) -> ProgressPage:
    """The page over `window` (a key of WINDOWS; anything else is the default) up to `today`."""
    if window not in WINDOWS:
        window = DEFAULT_WINDOW
    weeks = WINDOWS[window]
    start = None if weeks is None else today - dt.timedelta(weeks=weeks) + dt.timedelta(days=1)
    history = history_for(user, start, today)
    return _page(history, window, today)


def _page(history: History, window: str, today: dt.date) -> ProgressPage:
    practised = practised_days(history.practices)
    rated = set(history.values.days)
    shown = max(history.start, today - dt.timedelta(weeks=CALENDAR_WEEKS) + dt.timedelta(days=1))
    wide, narrow = (
        pain_chart(
            history.start,
            history.end,
            history.dots,
            practised,
            width=width,
            height=height,
            bucket_size=history.bucket_size,
        )
        for width, height in (WIDE, NARROW)
    )
    return ProgressPage(
        window=window,
        start=history.start,
        end=history.end,
        finding=finding_from_days(history.values, today, history.start),
        wide=wide,
        narrow=narrow,
        bucket_size=history.bucket_size,
        weeks=tuple(calendar(shown, history.end, practised, rated, today)),
        calendar_start=shown,
        practised=_rows(history, practised, shown),
        days_practised=len(practised),
        days_rated=len(rated),
        days=(history.end - history.start).days + 1,
    )


def _rows(
    history: History, practised: Mapping[dt.date, PractisedDay], since: dt.date
) -> tuple[PractisedRow, ...]:
    """Practised days from `since`, newest first."""
    there: dict[dt.date, list[int]] = defaultdict(list)
    for one in history.practices:
        if one.day >= since and one.outcome != "skipped":
            there[one.day].append(one.minutes or 0)
    return tuple(
        PractisedRow(day, practised[day], len(minutes), sum(minutes))
        for day, minutes in sorted(there.items(), reverse=True)
    )
