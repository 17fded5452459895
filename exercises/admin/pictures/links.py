"""From the page of an exercise to that of its drawn figure."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from exercises.models import Exercise, Figure


@dataclass(frozen=True)
class FigureLink:
    """A link in words."""

    address: str
    words: str


def figure_link(request: HttpRequest, exercise: Exercise | None) -> FigureLink | None:
    """To its figure, or to drawing one; None for those who may do neither. One query."""
    if exercise is None or exercise.pk is None:
        return None
    key = Figure.objects.filter(exercise=exercise).values_list("pk", flat=True).first()
    if key is not None:
        may = request.user.has_perm("exercises.view_figure")
        page = reverse("admin:exercises_figure_change", args=[key])
        return FigureLink(page, _("Drawn figure")) if may else None
    if request.user.has_perm("exercises.add_figure"):
        page = reverse("admin:exercises_figure_add")
        return FigureLink(f"{page}?exercise={exercise.pk}", _("Draw a figure"))
    return None
