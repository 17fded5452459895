"""Charts as SVG, written in Python: a template is asked a dozen things for each of their marks."""

from collections.abc import Iterator
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracking.charts.axes import TickUnit, XTick
from tracking.charts.marks import MarkChart, MarkRow
from tracking.charts.series import FlareUp, LineChart
from tracking.progress.followed import FollowedChart
from tracking.progress.tables import days_in_words, rounded

register = template.Library()


@register.simple_tag
def pain_drawing(chart: LineChart, look: str, fresh: bool) -> SafeString:
    """Pain 0 to 10 over days, flare-ups behind it and sessions under it.

    `fresh`: whether the newest rating stands for now.
    """
    said = _("Pain from 0 to 10 over time, %(n)s marks. The numbers stand in the table below.") % {
        "n": len(chart.dots)
    }
    marks = [f'<path class="session session-{mark.kind}" d="{mark.d}"/>' for mark in chart.marks]
    parts = [
        _opening(chart, said, f" {look}"),
        *(part for flare in chart.flare_ups for part in _flare(flare, chart)),
        *_plot(chart),
        *marks,
    ]
    if chart.level:
        parts.append(f'<circle class="pt" cx="{chart.level.cx}" cy="{chart.level.cy}" r="6"/>')
    if fresh:
        parts.append(_now(chart))
    parts.append("</svg>")
    return mark_safe("".join(parts))  # noqa: S308 (numbers and our own words)


@register.simple_tag
def line_drawing(chart: LineChart, label: str) -> SafeString:
    """Numbers over days: axes, dots and the smoothed line."""
    said = _("%(what)s over time, %(n)s marks. The numbers stand in the table below.") % {
        "what": label,
        "n": len(chart.dots),
    }
    parts = [_opening(chart, said), *_plot(chart), "</svg>"]
    return mark_safe("".join(parts))  # noqa: S308 (numbers; the label is escaped)


@register.simple_tag
def mark_drawings(chart: FollowedChart) -> SafeString:
    """A row of marks for each answer that can be given, and the dates below them."""
    marks = chart.marks
    assert marks is not None  # noqa: S101 (the template asks)
    rows = [_mark_row(label, row, marks) for label, row in chart.rows]
    dates = "".join(_dates(marks.x_ticks, marks.x_unit, 13))
    below = f'<svg class="chart" viewBox="0 0 {marks.width} 18" aria-hidden="true">{dates}</svg>'
    page = f'<ul class="mark-rows">{"".join(rows)}</ul>{below}'
    return mark_safe(page)  # noqa: S308 (numbers; the labels are escaped)


def _mark_row(label: str, row: MarkRow, marks: MarkChart) -> str:
    days = ngettext("%(n)s day", "%(n)s days", row.days) % {"n": row.days}
    path = f'<path class="mark" d="{row.d}"/>' if row.d else ""
    return (
        f'<li><p><span>{escape(label)}</span> <span class="muted">{days}</span></p>'
        f'<svg class="chart" viewBox="0 0 {marks.width} {marks.height}" aria-hidden="true">'
        f'<path class="axis" d="M{marks.left} 10H{marks.right}"/>{path}</svg></li>'
    )


def _opening(chart: LineChart, said: str, look: str = "") -> str:
    return (
        f'<svg class="chart{look}" viewBox="0 0 {chart.width} {chart.height}" role="img"'
        f' aria-label="{escape(said)}">'
    )


def _plot(chart: LineChart) -> Iterator[str]:
    """Axes, dots and the smoothed line."""
    left, right = chart.plot.left, chart.plot.right
    for tick in chart.y_ticks:
        yield f'<path class="axis" d="M{left} {tick.y}H{right}"/>'
        yield f'<text x="{left - 8}" y="{tick.y + 4}" text-anchor="end">{tick.label}</text>'
    yield from _dates(chart.x_ticks, chart.x_unit, chart.height - 6)
    if chart.dots_path:
        yield f'<path class="dots" d="{chart.dots_path}"/>'
    for line in chart.lines:
        yield f'<path class="trend" d="{line}"/>'


def _dates(ticks: tuple[XTick, ...], unit: TickUnit, y: int) -> Iterator[str]:
    """The dates under a chart."""
    for tick in ticks:
        form = "j M"
        if unit is TickUnit.YEAR or (unit is TickUnit.MONTH and tick.day.month == 1):
            form = "Y"
        elif unit is TickUnit.MONTH:
            form = "M"
        yield f'<text x="{tick.x}" y="{y}">{days_in_words(form)(tick.day)}</text>'


def _flare(flare: FlareUp, chart: LineChart) -> Iterator[str]:
    """A stretch of very sore days: its band, and its name where there is room."""
    top, bottom = chart.plot.top, chart.plot.bottom
    left, right = flare.left, flare.right
    yield f'<path class="flare" d="M{left} {top}H{right}V{bottom}H{left}z"/>'
    yield f'<path class="flare-top" d="M{left} {top}H{right}"/>'
    if flare.label_x:
        yield f'<text x="{flare.label_x}" y="6" text-anchor="middle">{_("flare-up")}</text>'


def _now(chart: LineChart) -> str:
    """Where things stand, beside the newest dot."""
    newest = chart.newest
    assert newest is not None  # noqa: S101 (what is fresh has a dot)
    x, y = newest.cx + 10, newest.cy - 1
    return (
        f'<text class="now" x="{x}" y="{y}"><tspan class="now-value">'
        f'{rounded(newest.level, "-1u")}</tspan><tspan x="{x}" dy="14">{_("now")}</tspan></text>'
    )
