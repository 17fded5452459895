"""The charts of what a person follows: a line, rows of marks, or dated notes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.models import Measure
from psoas_site.ui.texts import trimmed
from tracking.charts.marks import MarkChart, MarkRow, mark_chart
from tracking.charts.series import LineChart, series_chart
from tracking.progress.tables import Table, table_of_dots, table_of_marks
from tracking.records import Answers
from tracking.records.followed import NO, YES
from tracking.rules.buckets import bucket_days, merged

WIDTH, HEIGHT = 358, 168
MOST_SPANS = 100  # three months day by day; beyond, a dot and a row of the table stand for more
FEWEST_SPANS = 28
SPANS_IN_ALL = 8 * MOST_SPANS  # more charts share these, so that the page stays light
NOTES_SHOWN, NOTES_FOLDED = 3, 27


@dataclass(frozen=True)
class Note:
    """What was written on a day."""

    day: dt.date
    text: str


@dataclass(frozen=True)
class FollowedChart:
    """One measure with its picture and its numbers. Of `line`, `marks`, `notes` one is filled.

    `of_days` is on how many days there could be an answer, `span_days` how many a dot or a row of
    the table stands for. `labels` name the rows of
    `marks`. Notes come newest first; `older` is how many more there are than the page holds.
    """

    measure: Measure
    chosen: bool
    days: int
    of_days: int
    span_days: int
    line: LineChart | None = None
    marks: MarkChart | None = None
    labels: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    older: int = 0

    @property
    def answered(self) -> str:
        """On how many days there is an answer, and between what they lie."""
        words = ngettext(
            "Answered on %(n)s of %(days)s day",
            "Answered on %(n)s of %(days)s days",
            self.of_days,
        )
        said = words % {"n": self.days, "days": self.of_days}
        return ", ".join(filter(None, (said, self.range_words)))

    @property
    def range_words(self) -> str:
        """The lowest and the highest answer of a line, with the unit."""
        if self.line is None:
            return ""
        _cx, _cy, _days, lows, highs, *_rest = zip(*self.line.dots, strict=True)
        low, high = number_format(trimmed(min(lows))), number_format(trimmed(max(highs)))
        words = _("from %(low)s to %(high)s") % {"low": low, "high": high}
        if low == high:
            words = low if self.days == 1 else _("always %(number)s") % {"number": low}
        return f"{words} {self.measure.unit}".strip()

    @property
    def rows(self) -> tuple[tuple[str, MarkRow], ...]:
        """The rows of marks with their labels."""
        return tuple(zip(self.labels, self.marks.rows, strict=True)) if self.marks else ()

    @property
    def numbers(self) -> Table | None:
        """The table beside the picture; notes are their own."""
        name, label = self.measure.code, self.measure.label
        if self.marks:
            return table_of_marks(name, label, self.marks.spans, self.labels, self.span_days)
        if self.line:
            heading = self.measure.unit or _("Answer")
            counted = _("Answers")
            return table_of_dots(
                name, label, self.line.dots, heading=heading, counted=counted, size=self.span_days
            )
        return None

    @property
    def shown(self) -> tuple[Note, ...]:
        """The newest notes."""
        return self.notes[:NOTES_SHOWN]

    @property
    def folded(self) -> tuple[Note, ...]:
        """The notes before those."""
        return self.notes[NOTES_SHOWN:]


def charts_of(
    followed: Sequence[Answers], start: dt.date, end: dt.date, days: int
) -> tuple[FollowedChart, ...]:
    """A chart for each, in their order; the more there are, the coarser all of them.

    `days` is how many could have been answered.
    """
    drawn = sum(1 for answers in followed if answers.values.days)
    most = min(MOST_SPANS, SPANS_IN_ALL // max(drawn, 1))
    size = bucket_days((end - start).days + 1, max(most, FEWEST_SPANS))
    return tuple(_chart_of(answers, start, end, size, days) for answers in followed)


def _chart_of(
    answers: Answers, start: dt.date, end: dt.date, size: int, days: int
) -> FollowedChart:
    """The picture that goes with the kind of the measure; none where nothing was answered."""
    measure, values = answers.measure, answers.values
    line = marks = None
    labels: tuple[str, ...] = ()
    if values.numbers.days:
        line = series_chart(
            start,
            end,
            merged(values.numbers, start, size),
            width=WIDTH,
            height=HEIGHT,
            zero_to_ten=measure.answer == Measure.Answer.SCALE,
            bucket_size=size,
        )
    elif values.given:
        words = dict(_choices(answers))
        marks = mark_chart(start, end, list(words), values.given, width=WIDTH, span_days=size)
        labels = tuple(words.get(row.answer, row.answer) for row in marks.rows)
    most = NOTES_SHOWN + NOTES_FOLDED
    newest = tuple(Note(day, text) for day, text in values.words[: -most - 1 : -1])
    return FollowedChart(
        measure=measure,
        chosen=answers.chosen,
        days=values.days,
        of_days=days,
        span_days=size,
        line=line,
        marks=marks,
        labels=labels,
        notes=newest,
        older=len(values.words) - len(newest),
    )


def _choices(answers: Answers) -> tuple[tuple[str, str], ...]:
    """The codes that can be given, with their words."""
    if answers.measure.answer == Measure.Answer.YES_NO:
        return (YES, _("Yes")), (NO, _("No"))
    return answers.choices
