"""What the library calls things, as all readers share it."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.safestring import SafeString

from exercises.models import (
    BodyArea,
    Contraindication,
    Equipment,
    Exercise,
    Measure,
    Programme,
    Status,
    kept,
)
from exercises.pictures.thumbnails import small_picture


class KnownExercise(NamedTuple):
    """What a list says of an exercise, whether it is published or not."""

    slug: str
    name: str
    published: bool
    picture: SafeString


class KnownProgramme(NamedTuple):
    """What a list says of a programme, whether it is published or not."""

    slug: str
    title: str
    published: bool


@kept
def known_measures() -> Mapping[int, Measure]:
    """Each measure with its choices, by its key, in the library's order."""
    return {measure.pk: measure for measure in Measure.objects.prefetch_related("choices")}


@kept
def known_areas() -> Mapping[int, BodyArea]:
    """Each area of the body, by its key, in the library's order."""
    return {area.pk: area for area in BodyArea.objects.all()}


@kept
def known_cautions() -> Mapping[str, Contraindication]:
    """Each contraindication by its code, in the library's order."""
    return {term.code: term for term in Contraindication.objects.all()}


@kept
def known_things() -> Mapping[str, Equipment]:
    """Each thing to have at hand by its code, in the library's order."""
    return {thing.code: thing for thing in Equipment.objects.all()}


@kept
def known_exercises() -> Mapping[int, KnownExercise]:
    """Each exercise by its key, in the order of their names."""
    rows = Exercise.objects.with_figures().order_by("name")
    return {row.pk: _known(row) for row in rows}


def _known(row: Exercise) -> KnownExercise:
    return KnownExercise(row.slug, row.name, row.status == Status.PUBLISHED, small_picture(row))


@kept
def known_programmes() -> Mapping[int, KnownProgramme]:
    """Each programme by its key, in the library's order."""
    rows = Programme.objects.order_by("order", "title").values_list("pk", "slug", "title", "status")
    return {
        pk: KnownProgramme(slug, title, status == Status.PUBLISHED)
        for pk, slug, title, status in rows
    }
