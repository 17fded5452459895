"""All drawn figures on one page, so that staff see at a glance what does not fit in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from exercises.models import Figure
from exercises.pictures.drawn import address_of, drawing_of


@dataclass(frozen=True)
class SheetEntry:
    """One figure. `drawing` is empty where this version of the engine cannot draw it."""

    figure: Figure
    drawing: SafeString
    small: str


def sheet_of(figures: Iterable[Figure]) -> list[SheetEntry]:
    """The figures with their drawings, in their order; no query beside the rows'."""
    return [
        SheetEntry(figure, drawing_of(figure, plain=True), address_of(figure)) for figure in figures
    ]
