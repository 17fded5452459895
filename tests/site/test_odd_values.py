"""Whatever is typed, sent or put into an address: never a 5xx."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client

from tests.architecture.addresses import DOWNLOADS, addresses
from tests.architecture.documents import Document, Element, names_in, sent_by
from tests.architecture.visits import SETTLED, STRANGER, World, make_world

pytestmark = pytest.mark.database

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
    "[]",
    '{"a": 1}',
    "None",
    "'; DROP TABLE x; --",
    "<script>alert(1)</script>",
    "{{ 7 }}{% now %}",
    "../../etc/passwd",
    "😀👩🏽‍🦽",
    "\u202eright to left",
    "\ud7ff\ufffe",
    "e\u0301" * 50,
    "٣",
    "²",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "24:61",
    "%00",
    "\r\nX: y",
    "x" * 100_000,
)
# Which parameters a page reads; every page also meets one that nobody reads.
FILTERS = ("q", "pain", "area", "minutes", "position", "phase", "equipment", "avoid")
PARAMETERS = {
    "home": ("pain",),
    "exercises:library": FILTERS,
    "exercises:search": ("q",),
    "exercises:exercise": ("pain",),
    "exercises:programmes": ("pain",),
    "exercises:programme": ("pain",),
    "tracking:check-in-list": ("page", "q", "from", "to", "place", "pain", "signs"),
    "tracking:session-list": ("page", "q", "from", "to", "programme", "did", "outcome"),
    "tracking:session-new": ("programme", "exercise"),
    "tracking:progress": ("weeks",),
    "tracking:exercise-history": ("side", "page"),
    "tracking:movement-history": ("side", "page"),
    "account_login": ("next",),
    "account_signup": ("next",),
    "account_logout": ("next",),
    "account_reauthenticate": ("next",),
}
RAW = ("%00", "%ff", "%F0%9F%98%80", "a=1&a=2&=", "&&&", "%", "%zz", "a[]=1", "\u00fc")

TURNS = 16

# Without collected static files, as in tests, /readyz says no: that is no page that broke.
LEFT_OUT = {"readyz", *DOWNLOADS}
PAGES = [address for address in addresses() if address.name not in LEFT_OUT]

# What ends the visit: whoever sent this would see nothing of the pages after it.
ENDS = ("delete", "take-back")


@pytest.fixture
def world(library: None) -> World:
    cache.clear()
    return make_world(1)


def url_of(address: Any, world: World) -> str:
    if "pk" in address.arguments:
        return address.url(pk=world.pk_for(address.name, hard="detail" in address.name))
    return address.url()


def test_no_odd_parameter_breaks_a_page(world: World) -> None:
    wrong = []
    turn = 0
    for address in PAGES:
        for who in (STRANGER, SETTLED):
            url = url_of(address, world)
            asked = [f"?{raw}" for raw in RAW]
            is_asked_of = who == SETTLED or address.name.startswith("account_")
            for name in PARAMETERS.get(address.name, ()) if is_asked_of else ():
                # A page takes long. The values take turns: between them, the parameters meet all.
                turn += 1
                asked += [f"?{name}={quote(value[:2000])}" for value in ODD[turn % 4 :: 4]]
            client = world.clients[who]
            wrong += [url + query for query in asked if client.get(url + query).status_code >= 500]
    assert not wrong


def test_no_odd_address_breaks_a_page(client: Client, library: None) -> None:
    for start in ("/exercises/", "/programmes/", "/sessions/", "/accounts/confirm-email/", "/"):
        for value in ODD:
            path = start + quote(value[:2000], safe="/") + "/"
            assert client.get(path).status_code < 500, path


def odd_forms(form: Element) -> Iterator[dict[str, Any]]:
    """The form with one odd value everywhere, then with a few odd values in each single field.

    The values take turns: between them, the fields of a form meet all of them.
    """
    sent = {**sent_by(form), "pain": "4"}
    names = sorted(names_in(form) - {"csrfmiddlewaretoken"})
    # Of a row of like fields the first speaks for all.
    names = [name for name in names if not name.startswith("lines-") or name[6] in "0TM"]
    for value in ODD:
        yield sent | dict.fromkeys(names, value)
    for place, name in enumerate(names):
        for value in ODD[place % TURNS :: TURNS]:
            yield sent | {name: value}


@pytest.mark.parametrize("who", [STRANGER, SETTLED])
def test_no_odd_value_breaks_a_form(who: str, world: World) -> None:
    client, wrong, tried = world.clients[who], [], 0
    for address in PAGES:
        page = client.get(url_of(address, world))
        if page.status_code != 200 or address.name.endswith(ENDS):
            continue
        for form in Document(page.content.decode()).forms():
            if form["method"] != "post" or form["action"] == "/accounts/logout/":
                continue
            if not names_in(form) - {"csrfmiddlewaretoken"}:
                continue  # nothing but a button
            url = form["action"] or url_of(address, world)
            for data in odd_forms(form):
                cache.clear()
                status = client.post(url, data).status_code
                tried += 1
                if status >= 500:
                    wrong.append((url, {name: str(data[name])[:20] for name in data}, status))
    assert not wrong
    assert tried > 100


BODIES = (b"", b"\0\xff", b"a=1&a=2", b"lines-TOTAL_FORMS=x", b"lines-TOTAL_FORMS=99999")
KINDS = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=nothing",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "text/plain",
)


def test_no_odd_body_breaks_a_form(world: World) -> None:
    wrong = []
    for address in addresses():
        if address.name.endswith("take-back"):
            continue
        url = url_of(address, world)
        for kind in KINDS:
            for body in BODIES:
                cache.clear()
                # Not `post`: it would put the body into shape first.
                answer = world.clients[SETTLED].generic("POST", url, body, content_type=kind)
                if answer.status_code >= 500:
                    wrong.append((url, kind, body))
    assert not wrong
