"""The bibliography, and where each text of it is used, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from exercises.models import Article, Exercise, Position, Programme, Source
from exercises.shelf.cards import Reader

Kind = Source.Kind
FOUNDING = (Kind.TEACHER, Kind.CLINIC, Kind.THERAPIST, Kind.ARTICLE, Kind.COMMENT)
STUDIES = (Kind.REVIEW, Kind.TRIAL, Kind.STUDY)
REFERENCES = (Kind.REFERENCE, Kind.GENERAL, Kind.OWN)


@dataclass(frozen=True)
class SourcePage:
    """One source, what it says to which claim, and what rests on it."""

    source: Source
    positions: tuple[Position, ...]
    articles: tuple[Article, ...]
    exercises: tuple[Exercise, ...]
    evidence_of: tuple[Exercise, ...]
    programmes: tuple[Programme, ...]
    parts: tuple[Source, ...]
    cites: tuple[Source, ...]


def grouped_sources() -> list[tuple[str, list[Source]]]:
    """All sources, under what kind of text they are."""
    sources = list(Source.objects.select_related("part_of", "cited_by"))
    founding = [source for source in sources if source.kind in FOUNDING and not source.cited_by]
    named = [source for source in sources if source.cited_by]
    others = [source for source in sources if source not in founding and source not in named]
    return [
        (_("The five texts this library began with, and who comments on them"), founding),
        (_("Works that these texts name, and that we have not read"), named),
        (_("Studies and reviews of studies"), _of(others, STUDIES)),
        (_("Reference works and general knowledge"), _of(others, REFERENCES)),
        (_("Opinions of people in the field"), _of(others, (Kind.OPINION, Kind.BOOK))),
    ]


def _of(sources: Iterable[Source], kinds: tuple[str, ...]) -> list[Source]:
    return [source for source in sources if source.kind in kinds]


def source_page(slug: str, user: Reader) -> SourcePage:
    """The page of one source. Raises Source.DoesNotExist."""
    exercises = Exercise.objects.visible_to(user)
    positions = Position.objects.select_related("claim").order_by("claim__order")
    source = (
        Source.objects.select_related("part_of", "cited_by")
        .prefetch_related(
            Prefetch("positions", positions),
            Prefetch("articles", Article.objects.visible_to(user)),
            Prefetch("exercises", exercises),
            Prefetch("evidence_of", exercises),
            Prefetch("programmes", Programme.objects.visible_to(user)),
            "parts",
            "cites",
        )
        .get(slug=slug)
    )
    return SourcePage(
        source=source,
        positions=tuple(source.positions.all()),
        articles=tuple(source.articles.all()),
        exercises=tuple(source.exercises.all()),
        evidence_of=tuple(source.evidence_of.all()),
        programmes=tuple(source.programmes.all()),
        parts=tuple(source.parts.all()),
        cites=tuple(source.cites.all()),
    )
