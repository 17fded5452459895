"""The marks of an exercise: its small picture, its rung, how well something is known.

A builtin of every template (see `TEMPLATES` in the settings): nothing has to be loaded.
"""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from exercises.models import Exercise
from exercises.pictures.thumbnails import small_picture
from exercises.search import in_quotes

register = template.Library()
register.filter(in_quotes)

DOTS = {"supported": 3, "plausible": 2, "expert": 1, "unsupported": 0}


@register.simple_tag
def figure(exercise: Exercise | None, at_once: bool = False) -> SafeString:
    """The small picture of an exercise, or a quiet mark; `at_once` where it may go onto paper.

    The exercise has to come with its figure (`with_figures`): lists ask no query a row.
    """
    return small_picture(exercise, at_once=at_once)


def _filled(place: int, upto: int) -> str:
    """The class of a mark: `off` for one that stands beyond the filled ones."""
    return "on" if place < upto else "off"


@lru_cache(maxsize=256)
def _bars(rung: int, total: int) -> SafeString:
    """Rising bars, filled up to `rung`."""
    rise = 12 / max(total - 1, 1)
    bars = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="6" height="{}" rx="2"/>',
        (
            (_filled(place, rung), place * 9, f"{12 - place * rise:.1f}", f"{4 + place * rise:.1f}")
            for place in range(total)
        ),
    )
    return format_html(
        '<svg viewBox="0 0 {0} 16" width="{0}" height="16" aria-hidden="true">{1}</svg>',
        total * 9 - 3,
        bars,
    )


@register.simple_tag
def rungs(rung: int, total: int) -> SafeString:
    """The signature: one bar for each rung of the ladder, and the words."""
    words = _("Rung %(rung)d of %(total)d") % {"rung": rung, "total": total}
    return format_html('<span class="rungs">{}{}</span>', _bars(int(rung), int(total)), words)


@lru_cache(maxsize=8)
def _dots(filled: int) -> SafeString:
    """Three dots, `filled` of them full."""
    dots = format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="9" r="6.5"/>',
        ((_filled(place, filled), 8 + 17 * place) for place in range(3)),
    )
    return format_html(
        '<svg viewBox="0 0 50 18" width="50" height="18" aria-hidden="true">{}</svg>', dots
    )


@register.simple_tag
def evidence_dots(level: str) -> SafeString:
    """How well something is known, in dots and in words; nothing for an unknown level."""
    if level not in DOTS:
        return SafeString("")
    words = Exercise.Evidence(level).label
    return format_html('<span class="ev">{}{}</span>', _dots(DOTS[level]), words)
