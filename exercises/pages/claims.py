"""Claims: the list, and one claim with every side, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from exercises.models import Article, Claim, Exercise, Position
from exercises.pictures.thumbnails import add_stand_ins
from exercises.shelf.cards import Reader

Stance = Position.Stance
SIDES = (Stance.SUPPORTS, Stance.QUALIFIES, Stance.OPPOSES)


class Side(NamedTuple):
    """One camp: what it is called, and who stands in it."""

    stance: str
    label: str
    positions: tuple[Position, ...]


@dataclass(frozen=True)
class ClaimPage:
    """One claim: what people say of it, what studies found, and what belongs to it."""

    claim: Claim
    sides: tuple[Side, ...]  # who speaks for it, with reserve, and against it
    found: tuple[Position, ...]  # what studies and reference works say
    silent: tuple[Position, ...]
    articles: tuple[Article, ...]
    exercises: tuple[Exercise, ...]
    first: str  # the camp that stands first


def claims_for(topic: str = "", verdict: str = "", source: str = "") -> QuerySet[Claim]:
    """The claims about `topic`, with `verdict`, of which `source` (its address) speaks."""
    asked = {"topic": topic, "verdict": verdict, "positions__source__slug": source}
    wanted = {name: value for name, value in asked.items() if value}
    return Claim.objects.filter(**wanted)


class Meaning(NamedTuple):
    """A verdict, as its sign and its words are drawn, and what it means."""

    verdict: str
    get_verdict_display: str
    words: str


def meanings() -> list[Meaning]:
    """What each verdict means, the surest first."""
    return [
        Meaning(verdict, str(verdict.label), str(words))
        for verdict, words in Claim.MEANINGS.items()
    ]


def by_topic(claims: Iterable[Claim]) -> list[tuple[str, list[Claim]]]:
    """`claims` under the names of their topics, in the order of the topics."""
    groups: dict[str, list[Claim]] = {topic: [] for topic in Claim.Topic.values}
    for claim in claims:
        groups[claim.topic].append(claim)
    return [(str(Claim.Topic(topic).label), group) for topic, group in groups.items() if group]


def claim_page(slug: str, user: Reader, first: str = "") -> ClaimPage:
    """The page of one claim, the camp `first` before the others. Raises Claim.DoesNotExist."""
    claim = Claim.objects.prefetch_related(
        Prefetch("positions", Position.objects.select_related("source")),
        Prefetch("articles", Article.objects.visible_to(user)),
        Prefetch("exercises", Exercise.objects.visible_to(user).with_figures()),
    ).get(slug=slug)
    positions = claim.positions.all()
    opinions = [position for position in positions if not position.source.is_research]
    exercises = tuple(claim.exercises.all())
    add_stand_ins(exercises)
    return ClaimPage(
        claim=claim,
        sides=_sides(opinions, first),
        found=tuple(position for position in positions if position.source.is_research),
        silent=_taking(Stance.SILENT, opinions),
        articles=tuple(claim.articles.all()),
        exercises=exercises,
        first=first if first in SIDES else "",
    )


def _taking(stance: str, opinions: Iterable[Position]) -> tuple[Position, ...]:
    return tuple(position for position in opinions if position.stance == stance)


def _sides(opinions: list[Position], first: str) -> tuple[Side, ...]:
    """For and against always, so that an empty side is seen; the rest where somebody is in it."""
    always = (Stance.SUPPORTS, Stance.OPPOSES)
    sides = []
    for stance in sorted(SIDES, key=lambda stance: stance != first):
        camp = _taking(stance, opinions)
        if camp or stance in always:
            sides.append(Side(stance, str(Stance(stance).label), camp))
    return tuple(sides)
