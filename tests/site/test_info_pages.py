"""About, privacy, accessibility and contact: open to everybody, and true."""

from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.architecture.documents import Document

PAGES = ("about", "privacy", "accessibility", "contact", "how-it-works")

pytestmark = pytest.mark.usefixtures("library")


def text_of(name: str, client: Client) -> str:
    return client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", ["privacy", "contact"])
def test_they_name_the_operator(name: str, client: Client, settings: Any) -> None:
    settings.OPERATOR_NAME = "Anna <b>Example</b>"
    settings.OPERATOR_ADDRESS = "1 Mill Lane\nExampletown"
    settings.CONTACT_EMAIL = "hello@rung.example.org"
    page = text_of(name, client)
    assert "Anna &lt;b&gt;Example&lt;/b&gt;" in page
    assert "1 Mill Lane<br>Exampletown" in page
    assert 'href="mailto:hello@rung.example.org"' in page
    assert "is answerable for it" not in page


@pytest.mark.parametrize("name", ["privacy", "contact"])
def test_they_say_so_when_nobody_is_named(name: str, client: Client, settings: Any) -> None:
    settings.OPERATOR_NAME = settings.OPERATOR_ADDRESS = settings.CONTACT_EMAIL = ""
    page = text_of(name, client)
    assert "ask the person or practice that gave you its address" in page
    assert "<strong>testserver</strong> is answerable for it" in page
    assert "mailto:" not in page
    settings.OPERATOR_ADDRESS = "1 Mill Lane"
    assert "Questions reach them by post" in text_of(name, client)
    settings.OPERATOR_ADDRESS, settings.CONTACT_EMAIL = "", "hello@rung.example.org"
    assert "Write to this address to reach whoever runs this site" in text_of(name, client)


def test_the_operator_hears_of_it_before_others_do(settings: Any) -> None:
    """From `check --deploy`."""
    settings.OPERATOR_NAME = settings.CONTACT_EMAIL = ""
    found = run_checks(tags=[Tags.compatibility], include_deployment_checks=True)
    [warning] = [message for message in found if message.id == "psoas_site.W001"]
    assert "Not set: OPERATOR_NAME, CONTACT_EMAIL" in warning.msg


def test_they_hear_of_an_sqlite_that_is_not_sound(monkeypatch: Any) -> None:
    import sqlite3

    from psoas_site.checks import sqlite_is_sound

    if connection.vendor != "sqlite":
        pytest.skip("asked of SQLite alone")
    for version, words in (((3, 40, 1), 1), ((3, 51, 2), 1), ((3, 51, 3), 0), ((3, 53, 0), 0)):
        monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
        monkeypatch.setattr(sqlite3, "sqlite_version", ".".join(map(str, version)))
        said = sqlite_is_sound(None)
        assert len(said) == words
        assert all(f"SQLite {sqlite3.sqlite_version}." in one.msg for one in said)


@pytest.mark.parametrize("name", PAGES)
def test_their_links_lead_somewhere(name: str, client: Client, signed_in: Client) -> None:
    page = Document(text_of(name, client))
    links = {link["href"] for link in page.root.every("a")}
    inside = {link for link in links if link.startswith("/")}
    assert inside
    for link in inside:
        assert signed_in.get(link, follow=True).status_code == 200, link


@pytest.mark.parametrize("name", PAGES)
def test_every_page_leads_to_them(name: str, client: Client) -> None:
    assert f'href="{reverse(name)}"' in text_of("home", client)


def test_the_privacy_page_names_every_cookie_that_is_set(
    client: Client, user: Any, signed_in: Client
) -> None:
    page = text_of("privacy", client)
    seen: SimpleCookie = SimpleCookie()
    for visitor in (client, signed_in):
        for name in ("account_login", "settings", "tracking:today", "exercises:library"):
            seen.update(visitor.get(reverse(name)).cookies)
        seen.update(visitor.cookies)
    signed_in.post(reverse("settings"), {"name": "Sam", "time_zone": "UTC", "theme": "dark"})
    seen.update(signed_in.cookies)
    assert {"sessionid", "csrftoken", "messages"} <= set(seen)
    for cookie in seen:
        assert f"<code>{cookie}</code>" in page, cookie


def test_password_managers_find_the_page(signed_in: Client) -> None:
    answer = signed_in.get("/.well-known/change-password")
    assert (answer.status_code, answer["Location"]) == (302, reverse("account_change_password"))
