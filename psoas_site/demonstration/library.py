"""What the diary of the demonstration refers to, read once."""

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.models import BodyArea, Contraindication, Measure, Programme
from tracking.models import OwnMovement


@dataclass(frozen=True)
class Library:
    """Ids of areas, measures and cautions by code, programmes by slug, movements by name."""

    areas: dict[str, int]
    measures: dict[str, int]
    programmes: dict[str, Programme]
    movements: Mapping[str, OwnMovement]
    cautions: dict[str, int]


def read_library(movements: Mapping[str, OwnMovement]) -> Library:
    """The library as it is now."""
    programmes = Programme.objects.prefetch_related("items__exercise__doses")
    return Library(
        areas=dict(BodyArea.objects.values_list("code", "pk")),
        measures=dict(Measure.objects.values_list("code", "pk")),
        programmes={programme.slug: programme for programme in programmes},
        movements=movements,
        cautions=dict(Contraindication.objects.values_list("code", "pk")),
    )
