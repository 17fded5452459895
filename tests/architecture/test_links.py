"""No link leads nowhere: each address that a page names is followed once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve

from tests.architecture.addresses import DOWNLOADS
from tests.architecture.documents import Document
from tests.architecture.visits import SETTLED, STRANGER, VISITS, World, model_of
from tests.architecture.walk import Answer, Walk, answer_of

pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.xdist_group("walk")]

HERE = "http://testserver"
Kind = tuple[str, ...]


def links(document: Document, base: str) -> Iterator[str]:
    """Every address of ours that a page leads to."""
    for element in document.every("a", "form", "link"):
        target = element["action"] if element.tag == "form" else element["href"]
        if not target or target.startswith(("mailto:", "tel:", settings.STATIC_URL)):
            continue
        if element.tag == "form" and element["method"] == "post":
            continue
        full = urljoin(f"{HERE}{base}", target)
        if urlsplit(full).netloc == "testserver":
            yield full.removeprefix(HERE)


def kind_of(link: str) -> Kind:
    """What addresses share of which one speaks for all: those of entries, and those with filters.

    An address without either is a kind of its own.
    """
    asked = urlsplit(link)
    match = resolve(asked.path)
    filters = sorted({pair.partition("=")[0] for pair in asked.query.split("&") if pair})
    place = match.view_name if filters or "pk" in match.kwargs else asked.path
    return (place, *filters)


@dataclass
class Ways:
    """Where links lead: the ids on each kind of page that somebody has seen."""

    walk: Walk
    seen: dict[Kind, set[str]] = field(default_factory=lambda: defaultdict(set))
    faults: list[str] = field(default_factory=list)

    def see(self, answer: Answer) -> list[str]:
        """Remember a page; where it leads. One filter more, and one more: the first speaks."""
        self.seen[kind_of(answer.path)] |= {
            element["id"] for element in answer.document.root.walk() if "id" in element
        }
        path, _, query = answer.path.partition("?")
        leads_to = dict.fromkeys(links(answer.document, answer.path))
        return [link for link in leads_to if not query or urlsplit(link).path != path]

    def follow(self, client: Client, origin: str, link: str) -> list[str]:
        """Go where a link leads, if nobody has been there; where one comes to from there."""
        path, _, part = link.partition("#")
        try:
            kind, match = kind_of(path), resolve(urlsplit(path).path)
        except Resolver404:
            self.faults.append(f"{link} on {origin}: no such address")
            return []
        if "pk" in match.kwargs and not self.is_entry(match.view_name, match.kwargs["pk"]):
            self.faults.append(f"{link} on {origin}: no such entry")
        if match.view_name in DOWNLOADS or (kind in self.seen and part in {"", *self.seen[kind]}):
            return []
        response = client.get(path)
        if response.status_code >= 400:
            self.faults.append(f"{link} on {origin}: {response.status_code}")
        if response.status_code != 200:
            return []
        further = self.see(answer_of(response))
        if part and part not in self.seen[kind]:
            self.faults.append(f"{link} on {origin}: no such part")
        return further

    def is_entry(self, view_name: str, pk: object) -> bool:
        """Whether it was there during the walk, or is now."""
        model = model_of(view_name)
        return pk in self.walk.entries[model] or model.objects.filter(pk=pk).exists()


def test_no_link_leads_nowhere(walk: Walk, world: World) -> None:
    """Strangers go first; whoever has a diary follows what is left."""
    ways = Ways(walk)
    waiting: dict[str, list[tuple[str, str]]] = {STRANGER: [], SETTLED: []}
    for visit, answer in walk.answered(VISITS):
        who = STRANGER if visit.who == STRANGER else SETTLED
        further = ways.see(answer)
        waiting[who] += [(visit.label, link) for link in further]
    for who, on_the_way in waiting.items():
        for origin, link in on_the_way:
            further = ways.follow(world.clients[who], origin, link)
            on_the_way += [(urlsplit(link).path, other) for other in further]
    assert not ways.faults, "\n".join(ways.faults)
    assert len(ways.seen) > 350
