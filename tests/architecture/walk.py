"""One walk over every page in every state: each is drawn once, and all is asked of what is kept."""

import traceback
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.architecture.documents import Document
from tests.architecture.visits import ERRORS, MODEL_OF, SETTLED, Visit, World


@dataclass(frozen=True)
class Answer:
    """What somebody was answered: with `statements`, the SQL that was asked for it."""

    status: int
    headers: Mapping[str, str]
    path: str  # with its query; the last one where a redirect was followed
    page: str
    statements: tuple[str, ...] = ()

    @cached_property
    def document(self) -> Document:
        return Document(self.page)


def answer_of(response: HttpResponse, statements: Iterable[str] = ()) -> Answer:
    """What is kept of a response of the test client."""
    request = getattr(response, "request", {})
    path, query = request.get("PATH_INFO", ""), request.get("QUERY_STRING", "")
    return Answer(
        response.status_code,
        response.headers,
        f"{path}?{query}" if query else path,
        response.content.decode(),
        tuple(statements),
    )


# Pages that between them read all of the library that is kept for those who come later.
KEEPING: Mapping[str, Mapping[str, str]] = {
    "home": {},
    "tracking:today": {},
    "tracking:check-in-new": {},
    "tracking:session-new": {},
    "tracking:progress": {},
    "exercises:library": {"q": "bridge"},
}


@dataclass
class Walk:
    """Answers by the label of their visit, and the visits that ended otherwise than they should."""

    answers: dict[str, Answer] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    entries: dict[type[Model], set[uuid.UUID]] = field(default_factory=dict)  # all that was there

    def visit_all(self, visits: Iterable[Visit], world: World) -> None:
        """Draw each page as whoever comes next sees it: what is kept of the library is there."""
        for warming in (Client(), world.clients[SETTLED]):
            for name, query in KEEPING.items():
                warming.get(reverse(name), query)
        for visit in visits:
            self.keep(visit.label, visit.status, lambda visit=visit: asked(visit, world))

    def answered(self, visits: Iterable[Visit]) -> Iterator[tuple[Visit, Answer]]:
        """Visits with their answers; those that broke are among the faults."""
        for visit in visits:
            if visit.label in self.answers:
                yield visit, self.answers[visit.label]

    def meet_errors(self) -> None:
        for label, (status, ask) in ERRORS.items():
            self.keep(label, status, lambda ask=ask: answer_of(ask(Client())))

    def remember_entries(self) -> None:
        for model in MODEL_OF.values():
            self.entries[model] = set(model._default_manager.values_list("pk", flat=True))

    def keep(self, label: str, status: int, ask: Callable[[], Answer]) -> None:
        """Keep an answer. One that breaks is a fault, and the walk goes on."""
        cache.clear()
        try:
            with transaction.atomic():
                answer = ask()
        except Exception:
            self.faults.append(f"{label}: {traceback.format_exc(limit=-2)}")
            return
        self.answers[label] = answer
        if answer.status != status:
            self.faults.append(f"{label}: {answer.status} instead of {status}")


def asked(visit: Visit, world: World) -> Answer:
    """The answer to a visit, and the statements of this answer alone."""
    url = visit.url(world)
    if visit.name.startswith("exercises:"):
        visit.ask(world, url)  # keeps what is drawn of the library for this page alone
    with CaptureQueriesContext(connection) as captured:
        response = visit.ask(world, url)
    return answer_of(response, [query["sql"] for query in captured])
