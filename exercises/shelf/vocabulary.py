"""The questions and the places of the library, as all readers share them."""

from collections.abc import Mapping

from exercises.models import BodyArea, Measure, kept


@kept
def known_measures() -> Mapping[int, Measure]:
    """Each measure with its choices, by its key, in the library's order."""
    return {measure.pk: measure for measure in Measure.objects.prefetch_related("choices")}


@kept
def known_areas() -> Mapping[int, BodyArea]:
    """Each area of the body, by its key, in the library's order."""
    return {area.pk: area for area in BodyArea.objects.all()}
