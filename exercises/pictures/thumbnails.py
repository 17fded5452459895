"""The small picture of an exercise in lists: drawn, else photographed, else none."""

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from exercises.models import Exercise, Photograph
from exercises.pictures.drawn import address_of, figure_of
from exercises.pictures.photographs import to_show

STAND_INS = "stand_ins"


def add_stand_ins(exercises: Iterable[Exercise]) -> None:
    """Read the photographs of those that are not drawn: one query, or none if all are.

    Their figures have to be there already (`with_figures`).
    """
    undrawn = [exercise for exercise in exercises if figure_of(exercise) is None]
    photographs = Prefetch("photographs", Photograph.objects.all(), to_attr=STAND_INS)
    prefetch_related_objects(undrawn, photographs)


def picture_of(exercise: Exercise) -> str:
    """The address of its picture, empty if there is none. Asks no query of its own."""
    figure = figure_of(exercise)
    if figure is not None:
        return address_of(figure)
    photographs = to_show(getattr(exercise, STAND_INS, ()))
    # The smallest size that there is: each comes as "address 480w".
    return photographs[0].srcset.split(" ")[0] if photographs else ""


def small_picture(exercise: Exercise | None, *, at_once: bool = False) -> SafeString:
    """A picture for the eye only, in a size that is known before it comes; else a quiet mark.

    It waits until it is near, unless `at_once`: what is not seen yet would be missing on paper.
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
