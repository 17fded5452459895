"""Tables and the calendar, written in Python: a template is asked a dozen things for each row."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tracking.charts.pain import CalendarDay, CalendarWeek
from tracking.progress.tables import Table, days_in_words
from tracking.records.done import SubjectDone

register = template.Library()


@register.simple_tag
def table_here(table: Table) -> SafeString:
    """The table with all its rows."""
    rows = (f"<tr><td>{'</td><td>'.join(cells)}</td></tr>" for cells in table.write())
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    page = (
        f'<div class="scroll-x" tabindex="0" role="region" aria-label="{escape(table.label)}">'
        f'<table class="numbers"><caption class="visually-hidden">{escape(table.caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
    return mark_safe(page)  # noqa: S308 (words are escaped; cells come as they stand in a page)


@register.simple_tag
def table_in_fold(table: Table, window: str) -> SafeString:
    """The table, or if it is long, the way to its own page; `later-table.js` fetches it there."""
    if not table.is_long:
        return table_here(table)
    address = reverse("tracking:progress-table", args=[table.name])
    words = _("All %(n)s rows on a page of their own") % {"n": table.count}
    which = f'<span class="visually-hidden">: {escape(table.label)}</span>'
    link = f'<a class="lone-link" href="{address}?weeks={window}">{words}{which}</a>'
    return mark_safe(f"<later-table>{link}</later-table>")  # noqa: S308 (the label is escaped)


@register.simple_tag
def calendar_heads(weeks: Sequence[CalendarWeek]) -> SafeString:
    """The days of the week, each by its first letter."""
    short, long = days_in_words("D"), days_in_words("l")
    heads = [
        f'<th scope="col"><abbr title="{long(day.day)}">{short(day.day)[:1]}</abbr></th>'
        for day in weeks[0].days
    ]
    return mark_safe("".join(heads))  # noqa: S308 (names of days)


@register.simple_tag
def calendar_rows(weeks: Iterable[CalendarWeek], today: dt.date) -> SafeString:
    """A row for each week of the calendar, a cell for each of its days."""
    said = {
        "full": f'<span class="visually-hidden">, {_("practised")}</span>',
        "some": f'<span class="visually-hidden">, {_("practised partly")}</span>',
    }
    short, rows = _ShortDays(today.year), []
    for week in weeks:
        monday = short.words_of(week.days[0].day)
        rows.append(f'<tr><th scope="row" class="nowrap">{monday}</th>')
        for day in week.days:
            words = said.get(day.state, "")
            rows.append(f'<td class="{_look_of(day, today)}">{day.day.day}{words}</td>')
        rows.append("</tr>")
    return mark_safe("".join(rows))  # noqa: S308 (dates and our own words)


@register.simple_tag
def done_rows(rows: Iterable[SubjectDone]) -> SafeString:
    """A row for each exercise or movement; its name leads to its history."""
    short, addresses = _ShortDays(timezone.localdate().year), _Addresses()
    return mark_safe("".join(_done(row, addresses, short) for row in rows))  # noqa: S308 (as above)


def _done(row: SubjectDone, addresses: "_Addresses", short: "_ShortDays") -> str:
    sides = ", ".join(_side_words(row))
    said = f'<span class="sides">{sides}</span>' if sides else ""
    minutes = "–" if row.minutes is None else row.minutes
    link = f'<a href="{addresses.of(row)}"><bdi>{escape(row.name)}</bdi></a>'
    return (
        f'<tr><th scope="row">{link}{said}</th>'
        f"<td>{row.times}</td><td>{minutes}</td>"
        f'<td><span class="day">{short.words_of(row.last)}</span></td></tr>'
    )


def _side_words(row: SubjectDone) -> Iterator[str]:
    for side, times in row.sides:
        words = _("left %(n)s") if side == "left" else _("right %(n)s")
        yield words % {"n": times}


class _Addresses:
    """Where histories are: asked of the URL conf once for all exercises of a table."""

    def __init__(self) -> None:
        self.exercises = reverse("tracking:exercise-history", args=["-"]).removesuffix("-/")

    def of(self, row: SubjectDone) -> str:
        if row.movement:
            return reverse("tracking:movement-history", args=[row.movement])
        return f"{self.exercises}{row.slug}/"


class _ShortDays:
    """Days without their year, but where that is not this one."""

    def __init__(self, this_year: int) -> None:
        self.this_year = this_year
        self.short, self.long = days_in_words("j M"), days_in_words()

    def words_of(self, day: dt.date) -> str:
        return self.short(day) if day.year == self.this_year else self.long(day)


def _look_of(day: CalendarDay, today: dt.date) -> str:
    look = "" if day.state == "none" else day.state.value
    if day.day == today:
        look += " now"
    if day.future or not day.in_range:
        look += " outside"
    return look.strip()
