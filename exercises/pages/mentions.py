"""Who says so: the sources, the evidence and the claims of an exercise, in one query."""

from collections import defaultdict
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import CharField, F, Model, QuerySet, Value
from django.db.models.functions import Cast

from exercises.models import Claim, Exercise, Source

Row = dict[str, Any]


class Mentions(NamedTuple):
    """Rows that are read to be shown, and never to be saved: they hold no more than that needs."""

    sources: tuple[Source, ...]
    evidence: tuple[Source, ...]
    claims: tuple[Claim, ...]


def mentions_of(exercise: Exercise) -> Mentions:
    """Where `exercise` comes from, what its evidence rests on, and which claims touch it."""
    of_it = {"exercise": exercise}
    asked = (
        _sources(Exercise.sources.through.objects.filter(**of_it), "source"),
        _sources(Exercise.evidence_sources.through.objects.filter(**of_it), "evidence"),
        _claims(Claim.exercises.through.objects.filter(**of_it)),
    )
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(asked[0].union(*asked[1:], all=True), key=itemgetter("at")):
        rows[row["kind"]].append(row)
    return Mentions(
        sources=tuple(map(_source, rows["source"])),
        evidence=tuple(map(_source, rows["evidence"])),
        claims=tuple(map(_claim, rows["claim"])),
    )


def _sources(links: QuerySet[Model], kind: str) -> QuerySet[Model, Row]:
    return links.values(
        kind=Value(kind, CharField()),
        at=F("source__order"),
        slug=F("source__slug"),
        name=F("source__reader_name"),
        title=F("source__title"),
        note=F("source__note"),
        dated=Cast(F("source__year"), CharField()),
    )


def _claims(links: QuerySet[Model]) -> QuerySet[Model, Row]:
    return links.values(
        kind=Value("claim", CharField()),
        at=F("claim__order"),
        slug=F("claim__slug"),
        name=F("claim__claim"),
        title=F("claim__verdict"),
        note=Value("", CharField()),
        dated=Value("", CharField()),
    )


def _source(row: Row) -> Source:
    year = int(row["dated"]) if row["dated"] else None
    return Source(
        slug=row["slug"], reader_name=row["name"], title=row["title"], note=row["note"], year=year
    )


def _claim(row: Row) -> Claim:
    return Claim(slug=row["slug"], claim=row["name"], verdict=row["title"])
