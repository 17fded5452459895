"""The parts of the anatomy drawing, in a fixed number of queries."""

from django.db.models import Prefetch

from exercises.models import AnatomyPart, Exercise
from exercises.shelf.cards import Reader


def parts_for(user: Reader) -> list[AnatomyPart]:
    """All parts in the order of the drawing, each with what belongs to it."""
    exercises = Prefetch("exercises", Exercise.objects.visible_to(user))
    return list(AnatomyPart.objects.prefetch_related(exercises, "claims", "sources"))


def by_layer(parts: list[AnatomyPart]) -> list[tuple[str, str, list[AnatomyPart]]]:
    """`parts` by layer: its code, its name, and what belongs to it."""
    groups = []
    for layer, label in AnatomyPart.Layer.choices:
        of_layer = [part for part in parts if part.layer == layer]
        if of_layer:
            groups.append((str(layer), str(label), of_layer))
    return groups
