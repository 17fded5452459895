"""The small picture that stands beside the name of an exercise.

A builtin of every template (see `TEMPLATES` in the settings): nothing has to be loaded.
"""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from exercises.models import Exercise
from exercises.thumbnails import picture_of

register = template.Library()


@register.simple_tag
def figure(exercise: Exercise | None, at_once: bool = False) -> SafeString:
    """A picture for the eye only, in a size that is known before it comes; else a quiet mark.

    It waits until it is near, unless `at_once`: what is not seen yet would be missing on paper.

    The exercise has to come with its figure (`with_figures`): lists ask no query a row.
    """
    address = picture_of(exercise) if exercise else ""
    if not address:
        return format_html(
            '<svg class="figure-thumb figure-none" viewBox="0 0 80 60" aria-hidden="true">'
            '<use href="{}#i-logo" x="26" y="16" width="28" height="28"/></svg>',
            static("img/icons.svg"),
        )
    return format_html(
        '<img class="figure-thumb" src="{}" width="160" height="120" alt="" loading="{}"'
        ' decoding="async">',
        address,
        "eager" if at_once else "lazy",
    )
