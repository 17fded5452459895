"""Sound pages: asked of every page in every state, errors included."""

from collections import defaultdict

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from tests.architecture.soundness import faults_of, headers
from tests.architecture.visits import PLAIN, SETTLED, STRANGER, VISITS, World
from tests.architecture.walk import Walk, answer_of

# Without the library these would run after tests that empty the tables. The walk is done once.
pytestmark = [pytest.mark.usefixtures("library"), pytest.mark.xdist_group("walk")]


def test_every_page_is_sound(walk: Walk) -> None:
    faults = list(walk.faults)
    for label, answer in walk.answers.items():
        faults += [f"{label}: {fault}" for fault in faults_of(answer)]
    assert not faults, "\n".join(faults)
    assert len(walk.answers) > 190


def test_what_a_person_sees_is_kept_by_no_cache(walk: Walk) -> None:
    policies = {
        visit.label: answer.headers["Cache-Control"]
        for visit, answer in walk.answered(VISITS)
        if visit.who != STRANGER
    }
    assert policies == dict.fromkeys(policies, "private, no-store")
    assert len(policies) > 100


def test_answers_without_a_page_have_the_headers_too(world: World) -> None:
    client = world.clients[SETTLED]
    answers = {
        "a redirect": client.get("/"),
        "readiness": client.get("/readyz"),
        "head": client.head("/today/"),
        "a saved form": client.post("/settings/", {"time_zone": "UTC", "theme": "auto"}),
        "the way to log in": Client().get("/today/"),
        "the admin": Client().get("/admin/"),
    }
    for label, answer in answers.items():
        assert not list(headers(answer_of(answer))), label


def test_no_two_pages_have_the_same_title(walk: Walk) -> None:
    named: dict[str, set[str]] = defaultdict(set)
    for visit, answer in walk.answered(PLAIN):
        named[answer.document.every("title")[0].text].add(visit.name)
    assert {title: names for title, names in named.items() if len(names) > 1} == {}


def test_no_comment_of_a_template_runs_over_its_line() -> None:
    """Pages that no visit sees are asked too: those of the admin, and mails."""
    wrong = [
        f"{path.name}: {line.strip()[:60]}"
        for path in sorted((settings.BASE_DIR / "templates").rglob("*.*"))
        for line in path.read_text().splitlines()
        if line.count("{#") != line.count("#}")
    ]
    assert not wrong


def test_the_reader_finds_faults() -> None:
    """Else a page would be sound because nobody looked."""
    bad = HttpResponse(
        '<html><head><style>a</style></head><body><p id="a"><b id="a"></p><h1></h1><h3>x</h3>'
        '<a href="javascript:x" onclick="y"></a><input name="q"><button>ok</button>'
        '<form novalidate><input type="number"><input type="date"></form>'
        '<script src="https://elsewhere.example/x.js"></script><img src="/static/none.png">'
        '<svg><use href="/static/img/icons.svg#none"></use></svg>'
        '<label for="none">x</label><a href="#none">y</a>{# a comment\nover two lines #}'
        "</body></html>"
    )
    faults = [*faults_of(answer_of(bad))]
    for words in (
        "within", "inline code", "inline onclick", "code as an address", "no language", "h1",
        "no title", "not one main", "skips a level", "id twice", "names nothing", "leads nowhere",
        "no label", "without a type", "without words", "without a word", "from elsewhere",
        "no such file", "no such part", "lets things in", "drops a comma", "leaves", "nobody says",
        "on the page",
    ):  # fmt: skip
        assert any(words in fault for fault in faults), words
