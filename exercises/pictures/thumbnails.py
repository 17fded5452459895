"""The small picture of an exercise in lists: drawn, else photographed, else none."""

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects

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
