"""Probes, HEAD, and answers of the real server."""

import json
import socket
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.site.server import Caller, Server


def test_livez_asks_no_database(client: Client) -> None:
    """Without the mark for the database, a question to it would be an error."""
    answer = client.get("/livez")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert not answer.cookies


@pytest.mark.parametrize("host", ["elsewhere.example", "10.1.2.3:8000", "a_b"])
def test_livez_answers_under_any_name(host: str, client: Client) -> None:
    assert client.get("/livez", headers={"host": host}).status_code == 200


def test_livez_is_not_sent_to_https(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    client = Client()
    assert (client.get("/livez").status_code, client.get("/").status_code) == (200, 301)


def test_readyz_says_ready(server: Server) -> None:
    status, headers, body = Caller(server.url).ask("/readyz")
    assert status == 200
    assert json.loads(body)["ready"] is True
    assert headers["Set-Cookie"] is None


def on_the_wire(server: Server, request: str) -> bytes:
    """All that the server sends back. A library for HTTP would hide a body that must not be."""
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(f"{request}\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: line.recv(65536), b""))


@pytest.mark.parametrize("path", ["/", "/exercises/", "/safety/", "/accounts/login/", "/nothing/"])
def test_head_is_get_without_a_body(path: str, server: Server) -> None:
    head, _, body = on_the_wire(server, f"HEAD {path} HTTP/1.1").partition(b"\r\n\r\n")
    got, _, page = on_the_wire(server, f"GET {path} HTTP/1.1").partition(b"\r\n\r\n")
    assert head.splitlines()[0] == got.splitlines()[0]
    assert f"Content-Length: {len(page)}".encode() in head
    assert page
    assert body == b""


def test_pages_are_compressed(server: Server) -> None:
    answer = Caller(server.url).ask("/exercises/", headers={"Accept-Encoding": "gzip"})
    assert answer[1]["Content-Encoding"] == "gzip"
    assert len(answer[2]) < 25_000


def test_the_server_does_not_say_what_it_is(server: Server) -> None:
    headers = Caller(server.url).ask("/safety/")[1]
    assert not headers.get("Server")
    assert not headers.get("X-Powered-By")


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Original-URL", "X-Forwarded-Proto"])
def test_headers_of_an_unknown_proxy_change_nothing(name: str, server: Server) -> None:
    caller = Caller(server.url)
    answer = caller.ask("/today/", headers={name: "evil.example"})
    assert answer[0] == 302
    assert answer[1]["Location"] == "/accounts/login/?next=/today/"
    assert b"evil.example" not in caller.ask("/", headers={name: "evil.example"})[2]


def at_once(times: int, act: Callable[[], tuple[int, str]]) -> list[tuple[int, str]]:
    """What `act` answered in so many threads that begin together."""
    gate, answers = threading.Barrier(times), []

    def run() -> None:
        gate.wait()
        answers.append(act())

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


FORMS = {
    "/check-ins/new/": {"pain": "4", "note": "six taps"},
    "/sessions/new/": {"programme": "first-week-settle", "note": "six taps"},
}


def six_taps(caller: Caller, path: str) -> list[tuple[int, str]]:
    filled = {**caller.form(path), **FORMS[path]}

    def send() -> tuple[int, str]:
        status, headers, _body = caller.ask(path, filled)
        return status, headers["Location"] or ""

    return at_once(6, send)


def test_six_taps_at_once_make_one_record(server: Server) -> None:
    """Against waitress and its threads, on the database that the site comes with."""
    caller = Caller(server.url)
    caller.sign_up("taps@example.org")
    for path in FORMS:
        answers = six_taps(caller, path)
        assert len(answers) == 6
        assert len(set(answers)) == 1
        assert answers[0][0] == 302
        entries = caller.ask(path.replace("new/", ""))[2].decode()
        assert entries.count("six taps") == 1


@pytest.mark.database
@pytest.mark.skipif(connection.vendor == "sqlite", reason="the running server was asked of it")
@pytest.mark.django_db(transaction=True)
def test_six_taps_at_once_make_one_record_on_postgresql(live_server: Any) -> None:
    from tests.stock import restock
    from tracking.models import CheckIn, Session

    restock()
    caller = Caller(live_server.url)
    caller.sign_up()
    for path in FORMS:
        answers = six_taps(caller, path)
        assert len(set(answers)) == 1
        assert answers[0][0] == 302
    assert (CheckIn.objects.count(), Session.objects.count()) == (1, 1)
