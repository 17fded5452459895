"""What is followed, a part for each thing, written in Python: a page may have forty of them."""

from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tracking.progress.followed import FollowedChart
from tracking.templatetags.drawings import line_drawing, mark_drawings
from tracking.templatetags.tables import table_in_fold

register = template.Library()


@register.simple_tag
def followed_chart(chart: FollowedChart, window: str) -> SafeString:
    """Its name, how often it was answered, and its picture with the numbers, or its notes."""
    measure = chart.measure
    unit = f' <span class="muted">({escape(measure.unit)})</span>' if measure.unit else ""
    contested = render_to_string("tracking/contested.html") if measure.contested else ""
    page = (
        f'<article class="measure-chart of-{measure.family}">'
        f"<h3>{escape(measure.label)}{unit}</h3>"
        f'<p class="small muted">{escape(chart.answered)}.</p>{contested}'
        f"{_pictured(chart, window)}</article>"
    )
    return mark_safe(page)  # noqa: S308 (words are escaped; parts come as they stand in a page)


def _pictured(chart: FollowedChart, window: str) -> str:
    if not chart.numbers:
        context = {"chart": chart, "measure": chart.measure}
        return render_to_string("tracking/charts/notes.html", context)
    label = chart.measure.label
    drawing = line_drawing(chart.line, label) if chart.line else mark_drawings(chart)
    return (
        f'<figure class="chart-box">{drawing}</figure>'
        f'<details class="tbl"><summary>{_("Show as a table")}'
        f'<span class="visually-hidden">: {escape(label)}</span></summary>'
        f"{table_in_fold(chart.numbers, window)}</details>"
    )
