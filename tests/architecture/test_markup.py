"""Sound pages: asked of every page in every state, errors included."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.architecture.addresses import DOWNLOADS, named
from tests.architecture.documents import CONTROLS, Document
from tests.architecture.visits import ERRORS, PLAIN, SETTLED, STRANGER, VISITS, World, make_world

HIDDEN_OR_BUTTONS = {"hidden", "submit", "button", "reset", "image"}

# Without the mark these would run after tests that empty the tables, the library's included.
pytestmark = pytest.mark.usefixtures("library")


def document_of(answer: HttpResponse) -> Document:
    return Document(answer.content.decode())


@pytest.fixture(scope="module")
def answers(django_db_setup: None, django_db_blocker: Any) -> dict[str, HttpResponse | Exception]:
    """Every page and every error page, drawn once."""
    found: dict[str, HttpResponse | Exception] = {}
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        world = make_world()
        for visit in VISITS:
            found[visit.label] = attempt(lambda visit=visit: visit.answer(world))
        for label, (_status, ask) in ERRORS.items():
            found[label] = attempt(lambda ask=ask: ask(Client()))
        transaction.set_rollback(True)
    return found


def attempt(ask: Callable[[], HttpResponse]) -> HttpResponse | Exception:
    """The answer, or what went wrong: that is for the test of this page to say."""
    try:
        with transaction.atomic():
            return ask()
    except Exception as error:
        return error


STATUS = {visit.label: visit.status for visit in VISITS} | {
    label: status for label, (status, _ask) in ERRORS.items()
}


@pytest.mark.parametrize("label", STATUS)
def test_a_page_is_sound(label: str, answers: dict[str, HttpResponse | Exception]) -> None:
    """One test for all of it: each page is drawn once, and every fault is told at once."""
    answer = answers[label]
    if isinstance(answer, Exception):
        raise answer
    assert answer.status_code == STATUS[label]
    document = document_of(answer)
    faults = [
        *document.faults,
        *left_over(answer),
        *inline_code(document),
        *frame(document),
        *ids(document),
        *unlabelled(document),
        *empty_links(document),
        *unreadable(document),
        *third_parties(document),
        *static_files(document),
        *headers(answer),
    ]
    assert not faults


def left_over(answer: HttpResponse) -> Iterator[str]:
    """Marks of a template that came through: Django's comments end with their line."""
    page = answer.content.decode()
    for mark in ("{#", "#}", "{%", "%}", "{{"):
        if mark in page:
            yield f"{mark} on the page: {page[page.index(mark) :][:60]!r}"


def inline_code(document: Document) -> Iterator[str]:
    for one in document.root.walk():
        if one.tag == "style" or (one.tag == "script" and not one["src"]):
            yield f"inline code: {one}"
        for name, value in one.attributes.items():
            if name == "style" or name.startswith("on"):
                yield f"inline {name}: {one}"
            if value.strip().lower().startswith(("javascript:", "data:text")):
                yield f"code as an address: {one}"


def frame(document: Document) -> Iterator[str]:
    (html,) = document.every("html")
    if not html["lang"]:
        yield "no language"
    headings = document.every("h1")
    if len(headings) != 1 or not headings[0].text:
        yield f"{len(headings)} h1, or an empty one"
    titles = [one for one in document.every("title") if one.parent and one.parent.tag == "head"]
    if len(titles) != 1 or not titles[0].text.strip(" ·"):
        yield "no title"
    if len(document.every("main")) != 1:
        yield "not one main"
    level = 0
    for one in document.every("h1", "h2", "h3", "h4", "h5", "h6"):
        if int(one.tag[1]) > level + 1 and level:
            yield f"{one.tag} “{one.text}” skips a level"
        level = int(one.tag[1])


def ids(document: Document) -> Iterator[str]:
    seen: set[str] = set()
    for one in document.root.walk():
        if "id" in one:
            if one["id"] in seen or not one["id"]:
                yield f"id twice: {one}"
            seen.add(one["id"])
    for one in document.root.walk():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            yield from (
                f"{name} names nothing: {one}" for key in one[name].split() if key not in seen
            )
    for one in document.every("a"):
        if one["href"].startswith("#") and one["href"][1:] not in seen:
            yield f"leads nowhere on this page: {one}"


def unlabelled(document: Document) -> Iterator[str]:
    labels = {one["for"]: one.text for one in document.every("label") if "for" in one}
    for one in document.every(*CONTROLS):
        if one["type"] in HIDDEN_OR_BUTTONS:
            continue
        around = [up.text for up in one.up() if up.tag == "label"]
        if not any([labels.get(one["id"]), *around, one["aria-label"], one["aria-labelledby"]]):
            yield f"no label: {one}"
    yield from wordless(document)


def wordless(document: Document) -> Iterator[str]:
    for one in document.every("button"):
        if not one.text and not one["aria-label"]:
            yield f"a button without a word: {one}"
        if one["type"] not in ("submit", "button"):
            yield f"a button without a type: {one}"
    for one in document.every("img"):
        if "alt" not in one:
            yield f"an image without words: {one}"
    for one in document.every("fieldset"):
        if not one.every("legend") or not one.every("legend")[0].text:
            yield f"a fieldset without a legend: {one}"


def empty_links(document: Document) -> Iterator[str]:
    for one in document.every("a"):
        if not one["href"] or (not one.text and not one["aria-label"]):
            yield f"a link without a word or a place: {one}"


def unreadable(document: Document) -> Iterator[str]:
    """What a browser would send as empty because it cannot read it, and nobody would know."""
    for one in document.every("input"):
        if one["type"] == "number":
            yield f"a number that drops a comma: {one}"
        if one["type"] not in ("date", "time", "datetime-local", "month", "week"):
            continue
        (form,) = [up for up in one.up() if up.tag == "form"]
        scripts = [script["src"] for script in document.every("script")]
        told = {other["id"] for other in form.walk() if other["role"] == "alert"}
        if "novalidate" in form or any("formnovalidate" in button for button in form.walk()):
            yield f"without scripts, half of it leaves: {one}"
        if f"{one['id']}_unread" not in told or not any("js/unread." in src for src in scripts):
            yield f"nobody says that half of it is there: {one}"


def third_parties(document: Document) -> Iterator[str]:
    for one in document.every("link", "script", "img", "use", "image", "iframe", "source", "form"):
        for name in ("src", "href", "srcset", "action", "xlink:href"):
            if re.match(r"(https?:)?//", one[name]):
                yield f"from elsewhere: {one}"
    if document.every("iframe", "object", "embed", "base"):
        yield "something is embedded"


def static_files(document: Document) -> Iterator[str]:
    for one in document.every("link", "script", "img", "use"):
        address = one["src"] or one["href"]
        if not address.startswith(settings.STATIC_URL):
            continue
        name, _hash, part = address.removeprefix(settings.STATIC_URL).partition("#")
        found = finders.find(name)
        if not found:
            yield f"no such file: {address}"
        elif part and f'id="{part}"' not in Path(str(found)).read_text():
            yield f"no such part: {address}"


SECRET_PATH = re.compile(r"/accounts/(password/reset/key/\w+-|confirm-email/.)")


def headers(answer: HttpResponse) -> Iterator[str]:
    path = getattr(answer, "request", {}).get("PATH_INFO", "")
    policy = answer.headers.get("Content-Security-Policy", "")
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";") if rule.strip()}
    if rules.get("default-src") != ["'none'"]:
        yield f"a policy that lets things in: {policy!r}"
    if "unsafe" in policy or "http:" in policy or "*" in policy:
        yield f"an unsafe policy: {policy!r}"
    for name in ("frame-ancestors", "base-uri", "object-src"):
        if rules.get(name) != ["'none'"]:
            yield f"{name} is {rules.get(name)}"
    if rules.get("script-src") != ["'self'"] or rules.get("form-action") != ["'self'"]:
        yield f"scripts or forms of others: {policy!r}"
    if "camera=()" not in answer.headers.get("Permissions-Policy", ""):
        yield "no permissions policy"
    yield from wrong_values(answer, path)


def wrong_values(answer: HttpResponse, path: str) -> Iterator[str]:
    for name, value in {
        "X-Content-Type-Options": "nosniff",
        # What is as good as a password in an address is told to no page, this site's included.
        "Referrer-Policy": "strict-origin" if SECRET_PATH.match(path) else "same-origin",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }.items():
        if answer.headers.get(name) != value:
            yield f"{name} is {answer.headers.get(name)}"


def test_what_a_person_sees_is_kept_by_no_cache(world: World) -> None:
    for visit in VISITS:
        if visit.who != STRANGER:
            assert visit.answer(world)["Cache-Control"] == "private, no-store", visit.label


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
        assert not list(headers(answer)), label


def test_no_two_pages_have_the_same_title(world: World) -> None:
    named: dict[str, set[str]] = defaultdict(set)
    for visit in PLAIN:
        document = document_of(visit.answer(world))
        named[document.every("title")[0].text].add(visit.name)
    assert {title: names for title, names in named.items() if len(names) > 1} == {}


def links(document: Document, base: str) -> Iterator[str]:
    """Every address of ours that a page leads to."""
    for one in document.every("a", "form", "link"):
        target = one["action"] if one.tag == "form" else one["href"]
        if not target or target.startswith(("mailto:", "tel:")) or static(target):
            continue
        if one.tag == "form" and one["method"] == "post":
            continue
        full = urljoin(f"http://testserver{base}", target)
        if urlsplit(full).netloc == "testserver":
            yield full.removeprefix("http://testserver")


def static(target: str) -> bool:
    return target.startswith(settings.STATIC_URL)


@pytest.mark.parametrize("who", [STRANGER, SETTLED])
def test_no_link_leads_nowhere(who: str, world: World) -> None:
    """Follows every link of every page. Filters and pages of one address are followed once each."""
    client = world.clients[who]
    waiting = [visit.url(world) for visit in VISITS if visit.who == who and visit.sends is None]
    came_from = dict.fromkeys(waiting, "a visit")
    seen: set[tuple[str, ...]] = set()
    parts: dict[str, set[str]] = {named(name).url(): set() for name in DOWNLOADS}  # no pages
    while waiting:
        here = waiting.pop(0)
        path, _, part = here.partition("#")
        asked = urlsplit(path)
        names = sorted(pair.split("=")[0] for pair in asked.query.split("&"))
        if path not in parts:
            if (asked.path, *names) in seen:
                continue
            seen.add((asked.path, *names))
            answer = client.get(path)
            assert answer.status_code < 400, (here, came_from[here])
            document = document_of(answer) if answer.status_code == 200 else None
            parts[path] = {one["id"] for one in document.root.walk()} if document else set()
            if document and not path.startswith("/admin/"):
                for link in links(document, path):
                    # One filter more, and one more: the first of each kind was followed.
                    if not (asked.query and urlsplit(link).path == asked.path):
                        came_from.setdefault(link, path)
                        waiting.append(link)
        if part and parts[path]:
            assert part in parts[path], (here, came_from[here])
    assert len(parts) > 60


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
    bad = Document(
        '<html><head><style>a</style></head><body><p id="a"><b id="a"></p><h1></h1><h3>x</h3>'
        '<a href="javascript:x" onclick="y"></a><input name="q"><button>ok</button>'
        '<form novalidate><input type="number"><input type="date"></form>'
        '<script src="https://elsewhere.example/x.js"></script><img src="/static/none.png">'
        '<label for="none">x</label><a href="#none">y</a></body></html>'
    )
    found = [
        *bad.faults, *unreadable(bad), *inline_code(bad), *frame(bad), *ids(bad), *unlabelled(bad),
        *empty_links(bad), *third_parties(bad), *static_files(bad), *headers(HttpResponse()),
        *left_over(HttpResponse("<p>{# a comment\nover two lines #}</p>")),
    ]  # fmt: skip
    for words in (
        "within", "inline code", "inline onclick", "code as an address", "no language", "h1",
        "no title", "not one main", "skips a level", "id twice", "names nothing", "leads nowhere",
        "no label", "without a type", "without words", "without a word", "from elsewhere",
        "no such file", "lets things in", "drops a comma", "leaves", "nobody says", "on the page",
    ):  # fmt: skip
        assert any(words in one for one in found), words
