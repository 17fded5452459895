"""A form that is refused says why: advice that helps in one case never ends in the other."""

import pytest
from django.test import Client
from django.test.utils import override_settings

from tests.architecture.documents import Document

LOG_IN = "/accounts/login/"
CASES = {
    # who sends it, with which cookie, from where: and what the page has to say
    "no cookie": ({}, False, "Forms work only with cookies switched on"),
    "an old form": ({}, True, "reload the page and send it again"),
    "no origin is told": ({"origin": "null"}, True, "reload the page and send it again"),
    "https before us": ({"origin": "https://testserver"}, True, "set HTTPS=1"),
    "https on a port": (
        {"origin": "https://testserver:8443", "host": "testserver:8443"}, True, "set HTTPS=1",
    ),
    "the host is not passed on": (
        {"origin": "https://rung.example.org", "host": "127.0.0.1:8000"}, True, "CSRF_TRUSTED",
    ),
    "another site": ({"origin": "http://evil.example"}, True, "CSRF_TRUSTED_ORIGINS"),
}  # fmt: skip


def test_each_cause_has_its_own_advice() -> None:
    faults = []
    for label, (headers, cookie, words) in CASES.items():
        client = Client(enforce_csrf_checks=True)
        if cookie:
            client.cookies["csrftoken"] = "a" * 32
        answer = client.post(LOG_IN, {"login": "a@b.example"}, headers=headers)
        text = " ".join(Document(answer.content.decode()).root.text.split())
        others = {said for _headers, _cookie, said in CASES.values()} - {words}
        wrong = [one for one in others if one in text and one not in words and words not in one]
        if answer.status_code != 403 or words not in text or "Nothing was saved." not in text:
            faults.append(f"{label}: {answer.status_code} {text}")
        if wrong:
            faults.append(f"{label}: says {wrong} too")
    assert not faults, "\n".join(faults)


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_a_foreign_page_is_told_so_over_https() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    headers = {"x-forwarded-proto": "https", "referer": "https://evil.example/"}
    answer = client.post(LOG_IN, {}, headers=headers)
    assert answer.status_code == 403
    assert "from another address" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_what_is_no_form_is_a_wrong_method(method: str, signed_in: Client) -> None:
    """A token makes no difference, nor who asks."""
    strict = Client(enforce_csrf_checks=True)
    known = Client(enforce_csrf_checks=True)
    known.cookies = signed_in.cookies
    for client in (strict, known):
        for path in ("/", "/exercises/", "/safety/", LOG_IN, "/today/", "/check-ins/new/"):
            answer = getattr(client, method)(path)
            assert answer.status_code == 405, path
            assert "GET" in answer["Allow"]
            assert "To the start page" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_still_refused(signed_in: Client) -> None:
    known = Client(enforce_csrf_checks=True)
    known.cookies = signed_in.cookies
    assert known.post("/check-ins/new/", {"pain": "3"}).status_code == 403
