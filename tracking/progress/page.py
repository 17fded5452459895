"""The progress page: pain, practice, and what may be said of both."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from accounts.models import User
from tracking.charts.pain import CalendarWeek, calendar, pain_charts
from tracking.charts.series import Dot, LineChart
from tracking.clock import moment_of
from tracking.progress.followed import FollowedChart, charts_of
from tracking.progress.tables import Table, days_in_words, table_of_dots
from tracking.records import Answers, History, followed_answers, history_for, measured_days
from tracking.records.done import SubjectDone, done_between
from tracking.records.pains import first_day
from tracking.rules.headline import WEEKS, Finding, finding_from_days
from tracking.rules.records import SessionsOfDay

WINDOWS: Mapping[str, int | None] = {"4": 4, "8": 8, "26": 26, "all": None}
DEFAULT_WINDOW = str(WEEKS)
WIDE, NARROW = (720, 300), (358, 300)
CALENDAR_WEEKS = 26
DONE_SHOWN = 8


@dataclass(frozen=True)
class PractisedRow:
    """A day of the calendar's table: when, how many sessions, how many minutes were timed."""

    day: dt.date
    sessions: int
    minutes: int


@dataclass(frozen=True)
class ProgressPage:
    """Everything the progress page shows. Nothing of it is a query any more.

    `has_older` is set if there is nothing in this time, but something before it.
    """

    window: str
    start: dt.date
    end: dt.date
    finding: Finding
    wide: LineChart
    narrow: LineChart
    bucket_size: int
    weeks: tuple[CalendarWeek, ...]
    calendar_start: dt.date
    practised: tuple[PractisedRow, ...]
    days_practised: int
    days_rated: int
    days: int  # of this time, since the person's account or first entry
    followed: tuple[FollowedChart, ...]
    done: tuple[SubjectDone, ...]
    has_older: bool = False

    @property
    def dots(self) -> tuple[Dot, ...]:
        """The rows of the table beside the chart."""
        return self.wide.dots

    @property
    def ratings(self) -> Table:
        """The numbers of the chart of pain."""
        return table_of_dots(
            "pain",
            _("Pain ratings"),
            self.dots,
            heading=_("Pain"),
            counted=_("Check-ins"),
            size=self.bucket_size,
            decimals="-1u",
        )

    @property
    def practice(self) -> Table:
        """The practised days of the calendar."""
        heads = _("Day"), _("Sessions"), _("Minutes timed")
        label, caption = _("Days practised, as a table"), _("Days practised, newest first")
        return Table("practice", label, caption, heads, len(self.practised), self._practised_cells)

    def _practised_cells(self) -> Iterator[tuple[str, ...]]:
        words_of = days_in_words()
        for row in self.practised:
            yield words_of(row.day), str(row.sessions), str(row.minutes or "–")

    def table(self, name: str) -> Table | None:
        """The table that has this name on the page."""
        charts = (chart.numbers for chart in self.answered if chart.measure.code == name)
        named = {"pain": self.ratings, "practice": self.practice}
        return named.get(name) or next(charts, None)

    @property
    def answered(self) -> tuple[FollowedChart, ...]:
        """What is followed and has an answer in this time."""
        return tuple(chart for chart in self.followed if chart.days)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The names of what is followed and has none."""
        return tuple(chart.measure.label for chart in self.followed if not chart.days)

    @property
    def done_most(self) -> tuple[SubjectDone, ...]:
        """What was done most often."""
        return self.done[:DONE_SHOWN]

    @property
    def done_rest(self) -> tuple[SubjectDone, ...]:
        """What was done less often than that."""
        return self.done[DONE_SHOWN:]

    @property
    def is_fresh(self) -> bool:
        """Whether the newest rating still stands for now: it is of today or yesterday."""
        last = self.wide.last
        shown = dt.timedelta(days=self.bucket_size)
        return last is not None and last.day + shown >= self.end

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
    measured = measured_days(user, start or dt.date.min, today)
    history = history_for(user, start, today, measured)
    nothing = not history.dots and not history.sessions
    has_older = nothing and weeks is not None and first_day(user) is not None
    answers = followed_answers(user, history.start, history.end, measured)
    done = done_between(user, history.start, history.end)
    began = _began(user, history)
    return replace(_page(history, answers, done, window, began), has_older=has_older)


def _began(user: User, history: History) -> dt.date:
    """From when on days count: nobody can have missed one before they came."""
    joined = moment_of(user.date_joined, user.zone).local_date
    entries = (entry.day for entry in (*history.dots[:1], *history.sessions[:1]))
    return max(history.start, min((joined, *entries)))


def _page(
    history: History,
    answers: tuple[Answers, ...],
    done: tuple[SubjectDone, ...],
    window: str,
    began: dt.date,
) -> ProgressPage:
    today = history.end
    practised = {day.day: state for day in history.sessions if (state := day.practised)}
    rated = set(history.values.days)
    days = (today - began).days + 1
    shown = max(began, today - dt.timedelta(weeks=CALENDAR_WEEKS) + dt.timedelta(days=1))
    wide, narrow = pain_charts(
        history.start,
        history.end,
        history.dots,
        practised,
        sizes=(WIDE, NARROW),
        bucket_size=history.bucket_size,
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
        practised=_rows(history.sessions, shown),
        days_practised=len(practised),
        days_rated=len(rated),
        days=days,
        followed=charts_of(answers, history.start, history.end, days),
        done=done,
    )


def _rows(sessions: Iterable[SessionsOfDay], since: dt.date) -> tuple[PractisedRow, ...]:
    """Practised days from `since`, newest first."""
    rows = [
        PractisedRow(day.day, day.held, day.minutes)
        for day in sessions
        if day.held and day.day >= since
    ]
    return tuple(reversed(rows))
