"""The rows of long tables, written in Python: a template is asked a dozen things for each."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from psoas_site.ui.texts import write_date
from tracking.charts.pain import CalendarDay, CalendarWeek
from tracking.charts.series import Dot
from tracking.progress.page import PractisedRow

register = template.Library()


@register.simple_tag
def number_rows(dots: Iterable[Dot], decimals: str, several: bool) -> SafeString:
    """A row for each dot: its day and mean; with `several` also its range and how many they are."""
    rows = []
    for dot in dots:
        cells = [_day_words(dot.day), _rounded(dot.mean, decimals)]
        if several:
            cells.append(f"{_rounded(dot.low, '-2u')} – {_rounded(dot.high, '-2u')}")
            cells.append(str(dot.count))
        rows.append(_row(cells))
    return mark_safe("".join(rows))  # noqa: S308 (dates and numbers)


@register.simple_tag
def practised_rows(days: Iterable[PractisedRow]) -> SafeString:
    """A row for each practised day: how many sessions, and how many minutes were timed."""
    rows = [[_day_words(row.day), str(row.sessions), str(row.minutes or "–")] for row in days]
    return mark_safe("".join(map(_row, rows)))  # noqa: S308 (dates and numbers)


@register.simple_tag
def calendar_rows(weeks: Iterable[CalendarWeek], today: dt.date) -> SafeString:
    """A row for each week of the calendar, a cell for each of its days."""
    said = {
        "full": f'<span class="visually-hidden">, {_("practised")}</span>',
        "some": f'<span class="visually-hidden">, {_("practised partly")}</span>',
    }
    rows = []
    for week in weeks:
        monday = write_date(week.days[0].day, "j M")
        rows.append(f'<tr><th scope="row" class="nowrap">{monday}</th>')
        for day in week.days:
            words = said.get(day.state, "")
            rows.append(f'<td class="{_look_of(day, today)}">{day.day.day}{words}</td>')
        rows.append("</tr>")
    return mark_safe("".join(rows))  # noqa: S308 (dates and our own words)


def _look_of(day: CalendarDay, today: dt.date) -> str:
    looks = {
        day.state.value: day.state != "none",
        "now": day.day == today,
        "outside": day.future or not day.in_range,
    }
    return " ".join(look for look, holds in looks.items() if holds)


def _row(cells: Iterable[str]) -> str:
    return f"<tr><td>{'</td><td>'.join(cells)}</td></tr>"


def _day_words(day: dt.date) -> str:
    return _words_of(day, get_language())


@lru_cache(maxsize=4096)
def _words_of(day: dt.date, _language: str | None) -> str:
    return date_format(day, "j M Y")


@lru_cache(maxsize=4096)
def _rounded(number: float, decimals: str) -> str:
    return floatformat(number, decimals)
