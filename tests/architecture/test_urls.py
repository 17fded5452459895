"""Private by default: whoever is not signed in meets the log-in page, but for a named few."""

from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from tests.architecture.addresses import FILES, PRIVATE, PUBLIC, SENT_AWAY, addresses

NAMES = [address.name for address in addresses()]
BY_NAME = {address.name: address for address in addresses()}

pytestmark = pytest.mark.usefixtures("library")


def test_every_address_is_named_as_public_or_private() -> None:
    assert set(NAMES) == PUBLIC | PRIVATE | FILES | SENT_AWAY.keys()
    assert not PUBLIC & PRIVATE


def test_a_stranger_is_asked_to_log_in_and_comes_back(client: Client) -> None:
    login = reverse("account_login")
    for name in sorted(PRIVATE):
        url = BY_NAME[name].url()
        answer = client.get(url)
        assert answer.status_code == 302, name
        assert answer["Location"] == f"{login}?{urlencode({'next': url}, safe='/')}", name


@pytest.mark.parametrize("method", ["post", "put", "delete", "head"])
def test_a_stranger_does_nothing_with_other_methods(method: str, client: Client) -> None:
    for name in sorted(PRIVATE):
        answer = getattr(client, method)(BY_NAME[name].url())
        assert answer.status_code in (302, 405), name
        if answer.status_code == 302:
            assert answer["Location"].startswith(reverse("account_login")), name


def test_a_page_without_a_meaning_for_strangers_sends_them_on(client: Client) -> None:
    for name, address in sorted(SENT_AWAY.items()):
        answer = client.get(BY_NAME[name].url())
        assert (answer.status_code, answer["Location"]) == (302, address), name


def test_a_public_page_answers_everybody_and_signs_nobody_in() -> None:
    """Nor does another address that is only looked at, as by a mail scanner or a browser ahead."""
    answered = {}
    for name in sorted(NAMES):
        client = Client()
        answered[name] = client.get(BY_NAME[name].url()).status_code
        assert "_auth_user_id" not in client.session, name
    public = {name: status for name, status in answered.items() if name in PUBLIC}
    # No static files are collected for the tests, so the site is not ready.
    assert public == dict.fromkeys(PUBLIC, 200) | {"readyz": 503}


def admin_urls() -> list[str]:
    """Every address of the admin; a row is asked for by the number 1."""
    found = []
    for pattern in admin.site.urls[0]:
        patterns = getattr(pattern, "url_patterns", [pattern])
        for inner in patterns:
            if inner.name:
                arguments = list(inner.pattern.converters) or list(inner.pattern.regex.groupindex)
                keys = [SAMPLE.get(argument, "1") for argument in arguments]
                found.append(reverse(f"admin:{inner.name}", args=keys))
    return sorted(set(found))


SAMPLE = {"app_label": "exercises", "url": "nothing/", "content_type_id": "1"}
OPEN = {"/admin/login/", "/admin/logout/", "/admin/jsi18n/"}


def test_the_admin_has_addresses_to_test() -> None:
    assert len(admin_urls()) > 50
    assert any(str(pattern.pattern) == "admin/" for pattern in get_resolver().url_patterns)


def test_a_stranger_is_refused_everywhere_in_the_admin(client: Client) -> None:
    for url in admin_urls():
        for method in (client.get, client.post):
            answer = method(url)
            if url == "/admin/logout/":
                assert answer.status_code in (302, 405), url
            else:
                assert answer.status_code == 302, url
                assert "/login/" in answer["Location"], (url, answer["Location"])


def test_somebody_without_staff_rights_is_refused_everywhere_in_the_admin(
    signed_in: Client,
) -> None:
    for url in admin_urls():
        if url == "/admin/logout/":
            continue
        for method in (signed_in.get, signed_in.post):
            answer = method(url)
            assert answer.status_code in (302, 403, 404), (url, answer.status_code)
            if answer.status_code == 302:
                assert "/login/" in answer["Location"], (url, answer["Location"])


def test_addresses_that_never_were_say_so(client: Client, signed_in: Client) -> None:
    """Also those that look like a file below a private page."""
    for url in ("/nothing", "/today/x.css", "/progress/index.html", "/.env", "/check-ins/1/edit/"):
        for visitor in (client, signed_in):
            assert visitor.get(url).status_code == 404, url


def test_no_address_hides_a_page_of_the_site() -> None:
    """What content may be called is asked of the first page that an address leads to."""
    for name in NAMES:
        assert resolve(BY_NAME[name].url().partition("?")[0]).view_name == name
