"""Articles: what the page of one shows, and the list of all, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, Value
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from exercises.models import (
    AnatomyPart,
    Article,
    ArticlePoint,
    Claim,
    Exercise,
    Habit,
    Programme,
    SelfCheck,
    Source,
)
from exercises.pictures.thumbnails import add_stand_ins
from exercises.shelf.addresses import address_of
from exercises.shelf.cards import Reader
from exercises.writing import ANATOMY, Heading, Link, Written, read, render

WORDS_A_MINUTE = 200  # read by an adult at ease, rounded down: many read here in pain


class Passage(NamedTuple):
    """A stretch of an article: text, or a figure with its caption."""

    html: SafeString
    exercise: Exercise | None
    is_anatomy: bool
    caption: str


class Numbered(NamedTuple):
    """A source, and its number on the page."""

    number: int
    source: Source


class Neighbour(NamedTuple):
    """The article before or after."""

    title: str
    url: str


class ArticleGroup(NamedTuple):
    """Articles that answer questions of one kind."""

    code: str
    label: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class ArticlePage:
    """One article with all that stands around its text."""

    article: Article
    minutes: int
    key_points: tuple[str, ...]
    disagreements: tuple[str, ...]
    contents: tuple[Heading, ...]
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    exercises: tuple[Exercise, ...]
    sources: tuple[Numbered, ...]
    cited: frozenset[int]  # numbers that stand in the text
    previous: Neighbour | None
    next: Neighbour | None

    @property
    def has_anatomy(self) -> bool:
        """Whether the drawing of the muscles stands in it."""
        return any(passage.is_anatomy for passage in self.passages)


class _Seen(NamedTuple):
    """What the reader may see of all that the text names and of what belongs to it."""

    exercises: tuple[Any, ...]  # rows that know whether they are the article's own (`belongs`)
    claims: tuple[Any, ...]  # these too
    titles: Mapping[Link, str]  # of all else that can be linked to, articles in their order

    @property
    def links(self) -> set[Link]:
        """What a link may lead to."""
        return {
            *(Link("exercise", exercise.slug) for exercise in self.exercises),
            *(Link("claim", claim.slug) for claim in self.claims),
            *self.titles,
        }


def articles_for(user: Reader) -> list[ArticleGroup]:
    """All articles that `user` may see, in their groups; one question."""
    articles = list(Article.objects.visible_to(user))
    groups = []
    for code, label in Article.Group.choices:
        in_group = tuple(article for article in articles if article.group == code)
        if in_group:
            groups.append(ArticleGroup(code, str(label), in_group))
    return groups


def minutes_of(text: str) -> int:
    """How long `text` takes to read, in minutes, one at least."""
    return max(1, round(read(text).words / WORDS_A_MINUTE))


def article_page(slug: str, user: Reader) -> ArticlePage:
    """The page of one article. Raises Article.DoesNotExist for what `user` may not see."""
    article, points = _article(slug, user)
    written = read(article.body)
    seen = _seen(article, written, user)
    sources = _numbered(article, written)
    before, after = _around(article, seen)
    return ArticlePage(
        article=article,
        minutes=minutes_of(article.body),
        key_points=_texts(points, ArticlePoint.Kind.KEY),
        disagreements=_texts(points, ArticlePoint.Kind.DISAGREEMENT),
        contents=tuple(heading for heading in written.headings if heading.level == 2),
        passages=_passages(written, sources, seen),
        claims=_own(seen.claims),
        exercises=_own(seen.exercises),
        sources=sources,
        cited=_cited(sources, written),
        previous=before,
        next=after,
    )


def _own(rows: Iterable[Any]) -> tuple[Any, ...]:
    """Those of `rows` that the article names as its own."""
    return tuple(row for row in rows if row.belongs)


def _cited(sources: Iterable[Numbered], written: Written) -> frozenset[int]:
    return frozenset(number for number, source in sources if source.code in written.codes)


def _around(article: Article, seen: _Seen) -> tuple[Neighbour | None, Neighbour | None]:
    """The articles before and after."""
    articles = [link for link in seen.titles if link.kind == "article"]
    here = articles.index(Link("article", article.slug))
    return _neighbour(articles[:here][-1:], seen), _neighbour(articles[here + 1 :][:1], seen)


def _article(slug: str, user: Reader) -> tuple[Article, list[ArticlePoint]]:
    """The article with its points: one query, as long as it has any."""
    articles = Article.objects.visible_to(user).filter(slug=slug)
    points = list(ArticlePoint.objects.filter(article__in=articles).select_related("article"))
    article = points[0].article if points else articles.get()
    return article, points


def _texts(points: Iterable[ArticlePoint], kind: str) -> tuple[str, ...]:
    return tuple(point.text for point in points if point.kind == kind)


def _seen(article: Article, written: Written, user: Reader) -> _Seen:
    named: dict[str, list[str]] = {"exercise": [], "claim": []}
    for link in written.links:
        if link.kind in named:
            named[link.kind].append(link.name)
    figures = [block.figure for block in written.blocks if block.figure]
    exercises = (
        Exercise.objects.visible_to(user)
        .with_figures()
        .annotate(belongs=_belongs(article.exercises, article, "exercise_id"))
        .filter(Q(slug__in=[*named["exercise"], *figures]) | Q(belongs=True))
        .order_by("-pain_now_max", "phase__order", "rung")
    )
    claims = Claim.objects.annotate(belongs=_belongs(article.claims, article, "claim_id")).filter(
        Q(slug__in=named["claim"]) | Q(belongs=True)
    )
    rows = tuple(exercises)
    add_stand_ins(rows)
    return _Seen(rows, tuple(claims), _titles(user))


def _belongs(related: Any, article: Article, key: str) -> Exists:
    """Whether a row is among those that the article names as its own."""
    rows = related.through.objects.filter(article=article)
    return Exists(rows.filter(**{key: OuterRef("pk")}))


def _titles(user: Reader) -> dict[Link, str]:
    """The titles of whatever else a text may link to and `user` may see, in one query."""
    tables = (
        ("article", Article.objects.visible_to(user), "title", "slug"),
        ("programme", Programme.objects.visible_to(user), "title", "slug"),
        ("source", Source.objects.all(), "reader_name", "slug"),
        ("anatomy", AnatomyPart.objects.all(), "label", "code"),
        ("daily", Habit.objects.all(), "label", "slug"),
        ("check", SelfCheck.objects.all(), "label", "slug"),
    )
    asked = [
        rows.order_by().values_list(Value(kind), "order", title, key)
        for kind, rows, title, key in tables
    ]
    rows = sorted(asked[0].union(*asked[1:], all=True))
    return {Link(kind, key): title for kind, _order, title, key in rows}


def _numbered(article: Article, written: Written) -> tuple[Numbered, ...]:
    """The article's sources in the order in which its text names them."""
    ranks = {code: rank for rank, code in enumerate(written.codes)}
    sources = sorted(article.sources.all(), key=lambda source: ranks.get(source.code, len(ranks)))
    return tuple(Numbered(number, source) for number, source in enumerate(sources, start=1))


def _passages(written: Written, sources: Iterable[Numbered], seen: _Seen) -> tuple[Passage, ...]:
    numbers = {numbered.source.code: numbered.number for numbered in sources}
    drawn = {exercise.slug: exercise for exercise in seen.exercises}
    links = seen.links
    words = _("Source %(number)s") % {"number": "{number}"}

    def leads_to(link: Link) -> str:
        return address_of(link) if link in links or link.kind == "page" else ""

    passages = []
    placed: set[int] = set()
    for block in written.blocks:
        html = mark_safe(render(block, numbers, leads_to, words, placed))  # noqa: S308 (cleaned there)
        is_anatomy = block.figure == ANATOMY
        passages.append(Passage(html, drawn.get(block.figure), is_anatomy, block.caption))
    return tuple(passages)


def _neighbour(links: list[Link], seen: _Seen) -> Neighbour | None:
    if not links:
        return None
    return Neighbour(seen.titles[links[0]], address_of(links[0]))
