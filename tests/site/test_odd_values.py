"""Whatever is typed, sent or put into an address: never a 5xx.

A page takes long, so odd values take turns: of fields that are read alike, one meets these values
and the next one others. Between them they meet all.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from tests.architecture.addresses import DOWNLOADS, addresses
from tests.architecture.documents import CONTROLS, Document, Element, sent_by
from tests.architecture.visits import SETTLED, STRANGER, World, make_world
from tracking.models import Session

# One of each kind that is read in its own way; what nothing reads is one text together.
ODD = (
    "",
    " ",
    "\0",
    "a\0b",
    "-1",
    "0",
    "1.5",
    "1e9",
    "NaN",
    "inf",
    "99999999999999999999999",
    "true",
    '[{"a": 1}]',
    "'; DROP TABLE x; -- <script>{{ 7 }}{% now %} ../../etc/passwd",
    "😀👩🏽‍🦽 \u202eright to left",
    "\ud7ff\ufffe",
    "e\u0301" * 50,
    "٣",
    "²",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "24:61",
    "\r\nX: y %00",
    "x" * 100_000,
)
# What a database may refuse to hold or to compare; a page of its own answers all else alike.
REFUSED = ("a\0b", "99999999999999999999999", "9999-12-31")
EVERYTHING = connection.vendor == "sqlite"
ASKED = ODD if EVERYTHING else REFUSED

# Which parameters pages read, by how they are read. Every page also meets one that nobody reads.
WITH_PAIN = (
    "home", "exercises:library", "exercises:search", "exercises:exercise", "exercises:programmes",
    "exercises:programme", "exercises:play-exercise", "exercises:play-programme", "tracking:today",
    "tracking:check-in-list",
)  # fmt: skip
PLAYED = ("exercises:play", "exercises:play-exercise", "exercises:play-programme")
ENTRANCES = ("account_login", "account_signup", "account_logout", "account_reauthenticate")
FOR_STRANGERS = ("home", *ENTRANCES)  # whoever is logged in is led on from there
LISTS = ("tracking:check-in-list", "tracking:session-list")
PAGED = (*LISTS, "tracking:diary", "tracking:sign-list", "tracking:exercise-history",
         "tracking:movement-history")  # fmt: skip
HISTORIES = ("tracking:exercise-history", "tracking:movement-history")
LIBRARY = ("exercises:library",)
PARAMETERS: dict[str, dict[str, tuple[str, ...]]] = {
    "words": {"q": ("exercises:library", "exercises:search", *LISTS)},
    "a number": {"pain": WITH_PAIN, "minutes": (*LIBRARY, *PLAYED)},
    "a page": {"page": PAGED},
    "weeks": {"weeks": ("tracking:progress",)},
    "a day": {"from": LISTS, "to": LISTS},
    "a thing": {
        "exercise": ("exercises:play", "tracking:session-new"),
        "programme": ("tracking:session-new", "tracking:session-list"),
        "did": ("tracking:session-list",),
    },
    "a choice": {
        **dict.fromkeys(("area", "position", "phase", "equipment", "avoid"), LIBRARY),
        "place": ("tracking:check-in-list",),
        "signs": ("tracking:check-in-list",),
        "outcome": ("tracking:session-list",),
        "side": ("exercises:exercise", *HISTORIES),
        "level": ("exercises:play-exercise",),
        "kind": ("exercises:search",),
        "first": ("exercises:claim",),
        "topic": ("exercises:claims",),
        "verdict": ("exercises:claims",),
    },
    "an address": {"next": ENTRANCES},
}
RAW = ("%00", "%ff", "%F0%9F%98%80", "a=1&a=2&=", "&&&", "%", "%zz", "a[]=1", "\u00fc")

# Without collected static files, as in tests, /readyz says no: that is no page that broke.
LEFT_OUT = {"readyz", *DOWNLOADS}
PAGES = [address for address in addresses() if address.name not in LEFT_OUT]


@pytest.fixture(scope="module")
def lived_in(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """A world that every test here only visits: nothing that is sent to it is kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        world = make_world(1)
        for session in Session.objects.owned_by(world.settled):  # of many lines two speak for all
            few = session.lines.values_list("pk", flat=True)[:2]
            session.lines.exclude(pk__in=[*few]).delete()
        for client in world.clients.values():
            client.raise_request_exception = False  # a page that broke is a status, for the list
            client.get("/settings/")  # the first page of a day writes down that somebody was here
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(lived_in: World, library: None) -> World:
    return lived_in


def taking_turns(fields: Sequence[Any], values: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Each field with a value, each value with a field; the fewer ones come several times."""
    for turn in range(max(len(fields), len(values))):
        yield fields[turn % len(fields)], values[turn % len(values)]


def url_of(address: Any, world: World) -> str:
    if "pk" in address.arguments:
        return address.url(pk=world.pk_for(address.name, hard="detail" in address.name))
    return address.url()


def status_of(client: Client, ask: Callable[[], HttpResponse]) -> int:
    """What is answered to somebody before whom nobody was there; nothing of it is kept."""
    cache.clear()
    cookies = client.cookies.copy()
    with transaction.atomic():
        status = ask().status_code
        transaction.set_rollback(True)
    client.cookies = cookies
    return status


def odd_parameters() -> Iterator[tuple[str, str]]:
    """Names of pages, and a query for each."""
    for names in PARAMETERS.values():
        read = [(page, name) for name, pages in names.items() for page in pages]
        for (page, name), value in taking_turns(read, ASKED):
            yield page, f"{name}={quote(value[:2000])}"


@pytest.mark.database
def test_no_odd_parameter_breaks_a_page(world: World) -> None:
    urls = {address.name: url_of(address, world) for address in PAGES}
    visitor = {page: STRANGER if page in FOR_STRANGERS else SETTLED for page in urls}
    raw_turns = taking_turns([*urls], RAW) if EVERYTHING else ()
    asked = [(visitor[page], urls[page], raw) for page, raw in raw_turns]
    asked += [(visitor[page], urls[page], query) for page, query in odd_parameters()]
    faults = []
    for who, url, query in asked:
        client, path = world.clients[who], f"{url}?{query}"
        status = status_of(client, lambda client=client, path=path: client.get(path))
        if status >= 500:
            faults.append(f"{who}: {path[:200]}: {status}")
    assert not faults, "\n".join(faults)


@pytest.mark.database
def test_no_odd_address_breaks_a_page(client: Client, library: None) -> None:
    for start in ("/exercises/", "/programmes/", "/sessions/", "/accounts/confirm-email/", "/"):
        for value in ASKED:
            path = start + quote(value[:2000], safe="/") + "/"
            assert client.get(path).status_code < 500, path


@dataclass(frozen=True)
class Form:
    """A form as it stands on a page: who sends it where, and how each field is written."""

    who: str
    url: str
    sent: dict[str, Any]
    kinds: dict[str, str]


def form_of(who: str, url: str, element: Element) -> Form:
    kinds = {}
    for control in element.every(*CONTROLS):
        name = control["name"]
        # Of a row of like fields the first speaks for all.
        is_one_of_many = name.startswith("lines-") and name[6] not in "0TM"
        if name and name != "csrfmiddlewaretoken" and not is_one_of_many:
            kinds[name] = " ".join(
                filter(None, [control.tag, control["type"], control["inputmode"]])
            )
    return Form(who, element["action"] or url, {**sent_by(element), "pain": "4"}, kinds)


def forms_of(world: World) -> Iterator[Form]:
    """Every form of every page that sends more than a button."""
    for who, address in product((STRANGER, SETTLED), PAGES):
        url = url_of(address, world)
        page = world.clients[who].get(url)
        if page.status_code != 200:
            continue
        for element in Document(page.content.decode()).forms():
            form = form_of(who, url, element)
            if element["method"] == "post" and form.kinds:
                yield form


@dataclass
class Turns:
    """Which odd value comes next, for each kind of field."""

    given: Counter[str]

    def next(self, kind: str) -> str:
        self.given[kind] += 1
        return ASKED[self.given[kind] % len(ASKED)]


# In the company of faults nothing is kept: fields of free text meet every value alone. What is
# chosen is refused whatever it is, so others are in order beside it, but need not all be.
TAKES_ANYTHING = {"textarea", "input text"}
CHOSEN = {"select", "input radio", "input checkbox"}
TOGETHER = min(4, len(ASKED))  # times that a form is sent with an odd value in each field
SHARES = 4  # and in every fourth of what is chosen


def odd_forms(forms: Sequence[Form]) -> Iterator[tuple[Form, dict[str, str]]]:
    """Forms, and what is odd in them: all fields, a share of what is chosen, one field alone.

    Each field is odd a few times, and with others in order beside it. A kind of field meets all
    odd values.
    """
    turns = Turns(Counter())
    fields: dict[str, list[tuple[Form, str]]] = {}
    for form in forms:
        for _time in range(TOGETHER):
            yield form, {name: turns.next(kind) for name, kind in form.kinds.items()}
        chosen = [name for name, kind in form.kinds.items() if kind in CHOSEN]
        for share in range(min(SHARES, len(chosen))):
            yield form, {name: turns.next(form.kinds[name]) for name in chosen[share::SHARES]}
        for name, kind in form.kinds.items():
            fields.setdefault(kind, []).append((form, name))
    for kind, written_alike in fields.items():
        lacking = len(ASKED) if kind in TAKES_ANYTHING else len(ASKED) - turns.given[kind]
        once_each = 0 if kind in CHOSEN else len(written_alike)
        for turn in range(max(once_each, lacking)):
            form, name = written_alike[turn % len(written_alike)]
            yield form, {name: turns.next(kind)}


@pytest.mark.database
def test_no_odd_value_breaks_a_form(world: World) -> None:
    forms = [*forms_of(world)]
    faults, tried = [], 0
    for form, changes in odd_forms(forms):
        client = world.clients[form.who]
        data = form.sent | changes
        status = status_of(
            client, lambda client=client, form=form, data=data: client.post(form.url, data)
        )
        tried += 1
        if status >= 500:
            shown = {name: value[:20] for name, value in changes.items()}
            faults.append(f"{form.who}: {form.url}: {status} for {shown}")
    assert not faults, "\n".join(faults)
    assert len(forms) > 20
    assert tried > (200 if EVERYTHING else 100)


def test_the_turns_leave_out_no_field_and_no_value() -> None:
    for number in (1, 3, 8, 32, 50):
        pairs = [*taking_turns(range(number), ODD)]
        assert {field for field, _value in pairs} == set(range(number))
        assert {value for _field, value in pairs} == set(ODD)
    few = Form("", "/a", {}, {"name": "text", "day": "date"})
    many = Form("", "/b", {}, {f"box-{number}": "input checkbox" for number in range(40)})
    met, beside = set(), set()
    for form, changes in odd_forms([few, many]):
        for name, value in changes.items():
            met.add((form.kinds[name], value))
        if len(changes) < len(form.kinds):
            beside |= changes.keys()
    assert met == {*product(("text", "date", "input checkbox"), ASKED)}
    assert beside == few.kinds.keys() | many.kinds.keys()


BODIES = (b"", b"\0\xff", b"a=1&a=2", b"lines-TOTAL_FORMS=x", b"lines-TOTAL_FORMS=99999")
KINDS = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=nothing",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "text/plain",
)


def test_no_odd_body_breaks_a_form(world: World) -> None:
    client = world.clients[SETTLED]
    sent = [*product(KINDS, BODIES)]
    faults = []
    for turn, address in enumerate(addresses()):
        url = url_of(address, world)
        for kind, body in sent[turn % 9 :: 9]:
            # Not `post`: it would put the body into shape first.
            status = status_of(
                client,
                lambda url=url, body=body, kind=kind: client.generic(
                    "POST", url, body, content_type=kind
                ),
            )
            if status >= 500 and address.name != "readyz":
                faults.append(f"{url}: {status} for {kind}, {body!r}")
    assert not faults, "\n".join(faults)
