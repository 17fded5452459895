"""One search over all that can be read: the best of each kind, in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from exercises.models import (
    AnatomyPart,
    Article,
    Claim,
    Habit,
    Programme,
    SelfCheck,
    Source,
    kept,
)
from exercises.search import Hit, Item, Searched, Texts, begins
from exercises.search.words import words_of
from exercises.shelf.addresses import address_of
from exercises.shelf.cards import Card, Reader
from exercises.shelf.finding import (
    Named,
    Thing,
    known_synonyms,
    movements,
    named_of,
    respelt_words,
)
from exercises.shelf.programmes import drafts_seen_by
from exercises.writing import Link, read

EXERCISES, PROGRAMMES = "exercise", "programme"

# Each kind with its name, and how many of it stand among the others.
KINDS = {
    EXERCISES: (_("Exercises"), 5),
    "article": (_("Articles"), 3),
    "claim": (_("Is it true?"), 4),
    PROGRAMMES: (_("Programmes"), 2),
    "anatomy": (_("Anatomy"), 3),
    "daily": (_("Daily life"), 2),
    "check": (_("Self-checks"), 2),
    "source": (_("Sources"), 2),
}
MOST_SUGGESTED = 8


class Page(NamedTuple):
    """Something to read: its link, where it stands, its name, a line, a mark such as a verdict."""

    link: Link
    url: str
    name: str
    line: str
    mark: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind, best first; `shown` of it, unless this kind alone is asked."""

    kind: str
    label: str
    hits: tuple[Hit[Any], ...]
    shown: tuple[Hit[Any], ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.hits)

    @property
    def has_more(self) -> bool:
        """Whether some are not shown."""
        return len(self.shown) < len(self.hits)


@dataclass(frozen=True)
class SiteFinds:
    """All that was found, a group for each kind, that with the best hit first."""

    query: str
    hits: tuple[Hit[Any], ...]  # of all kinds, best first
    groups: tuple[Group, ...]
    respelt: str
    also: tuple[str, ...]
    nearest: tuple[Named, ...]
    movements: Searched[Thing]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not self.groups

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the best hits; those that begin as the query does, before all others."""
        typed = words_of(self.query)
        names = [_named(hit.thing).label for hit in self.hits]
        return tuple(sorted(names, key=lambda name: not begins(name, typed))[:MOST_SUGGESTED])

    @property
    def moves(self) -> bool:
        """Whether exercises and programmes alone would have something for it."""
        return bool(self.movements.find(self.query).hits)


def find_everywhere(query: str, user: Reader, kind: str = "") -> SiteFinds:
    """What `query` finds of all that `user` may see; all of it of `kind` alone if that is one."""
    programmes, exercises = drafts_seen_by(user)
    articles = Article.objects.all().drafts_are_shown_to(user)
    results = _everything(programmes, exercises, articles).find(query)
    by_kind: dict[str, list[Hit[Any]]] = {}
    for hit in results.hits:
        by_kind.setdefault(_kind_of(hit.thing), []).append(hit)
    alone = kind in by_kind
    shown = {kind: by_kind[kind]} if alone else by_kind
    return SiteFinds(
        query=query,
        hits=results.hits,
        groups=tuple(_group(name, hits, alone=alone) for name, hits in shown.items()),
        respelt=respelt_words(results),
        also=results.also,
        nearest=tuple(_named(thing) for thing in results.nearest),
        movements=movements(programmes, exercises),
    )


@kept
def _everything(programmes: bool, exercises: bool, articles: bool) -> Searched[Any]:
    """All that can be read, ready to be searched; of each kind the drafts too, or not."""
    items: list[Item[Any]] = [*movements(programmes, exercises).items, *_pages(articles)]
    return Searched(items, known_synonyms())


def _named(thing: Any) -> Named:
    """The name and the address of whatever was found."""
    return Named(thing.name, thing.url) if isinstance(thing, Page) else named_of(thing)


def _kind_of(thing: Any) -> str:
    if isinstance(thing, Card):
        return EXERCISES
    return PROGRAMMES if isinstance(thing, Programme) else str(thing.link.kind)


def _group(kind: str, hits: list[Hit[Any]], *, alone: bool) -> Group:
    label, most = KINDS[kind]
    return Group(kind, str(label), tuple(hits), tuple(hits if alone else hits[:most]))


def _pages(drafts: bool) -> list[Item[Page]]:
    """All that is no exercise and no programme, in one question."""
    articles = Article.objects.all() if drafts else Article.objects.published()
    tables = (
        _rows(articles, "article", "slug", "title", "summary", "body"),
        _rows(Claim.objects.all(), "claim", "slug", "claim", "why", "our_default"),
        _rows(AnatomyPart.objects.all(), "anatomy", "code", "label", "text", "also"),
        _rows(Habit.objects.all(), "daily", "slug", "label", "intro", "known"),
        _rows(SelfCheck.objects.all(), "check", "slug", "label", "how", "can_say"),
        _rows(Source.objects.all(), "source", "slug", "reader_name", "note", "title"),
    )
    kinds = list(KINDS)
    rows = tables[0].union(*tables[1:], all=True)
    return [_item(*row) for row in sorted(rows, key=lambda row: (kinds.index(row[0]), row[1]))]


def _rows(rows: Any, kind: str, *columns: str) -> Any:
    """The kind, the place in lists, and four columns as text; for claims the verdict too."""
    names = ("key", "name", "line", "more")
    asked = {
        f"found_{name}": Cast(F(column), TextField())
        for name, column in zip(names, columns, strict=True)
    }
    mark = Cast(F("verdict"), TextField()) if kind == "claim" else Value("", TextField())
    kinds = Value(kind, TextField())
    return (
        rows.order_by()
        .annotate(found_kind=kinds, found_mark=mark, **asked)
        .values_list("found_kind", "order", *asked, "found_mark")
    )


def _item(
    kind: str, _order: int, key: str, name: str, line: str, more: str, mark: str
) -> Item[Page]:
    others: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    if kind == "anatomy":
        others, more = tuple(word.strip() for word in more.split(",") if word.strip()), ""
    elif kind == "daily":
        others = (key.replace("-", " "),)
    elif kind == "article":
        written = read(more)
        headings, more = tuple(heading.words for heading in written.headings), written.text
    verdict = str(Claim.Verdict(mark).label) if mark else ""
    link = Link(kind, key)
    page = Page(link, address_of(link), name, line, verdict)
    texts = Texts(name, others=others, headings=headings, purpose=f"{line}\n{more}")
    return Item(page, texts, answers=kind != "source")
