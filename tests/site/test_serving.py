"""The server as it runs: under locks, with a full disk, among idle guests, and at its end."""

import os
import resource
import signal
import socket
import socketserver
import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from accounts.sessions import SessionStore
from psoas_site.web_server import Lane
from tests.site.server import (
    ROOT,
    Caller,
    Server,
    copy_of,
    free_port,
    manage,
    manage_in_turn,
    serving,
)  # fmt: skip

CARRIED = (
    "Content-Security-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
    "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options",
)  # fmt: skip


@pytest.fixture(scope="module")
def own_server(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose database is locked, and whose disk is full, while no other test looks."""
    with serving(copy_of(prepared, tmp_path_factory.mktemp("own"))) as server:
        yield server


def say(server: Server, *requests: bytes) -> Iterator[bytes]:
    """What comes back for each of `requests`, byte by byte."""
    host, port = server.url.removeprefix("http://").split(":")
    for request in requests:
        with socket.create_connection((host, int(port)), timeout=20) as line:
            line.sendall(request)
            yield b"".join(iter(lambda: line.recv(65536), b""))


def of(start: str, *more: str) -> bytes:
    lines = [f"{start} HTTP/1.1", "Host: localhost", "Connection: close", *more]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


REQUESTS = {
    "/livez": (of("GET /livez"), 200),
    "/livez, head": (of("HEAD /livez"), 200),
    "/livez, post": (of("POST /livez", "Content-Length: 0"), 405),
    "/readyz": (of("GET /readyz"), 200),
    "a wrong method": (of("OPTIONS /exercises/"), 405),
    "a method of no page": (of("PUT /exercises/", "Content-Length: 0"), 405),
    "a form without its token": (of("POST /accounts/login/", "Content-Length: 0"), 403),
    "no such page": (of("GET /nothing/"), 404),
    "no such file": (of("GET /static/none.css"), 404),
    "a drawing": (of("GET /figures/none.1.svg"), 404),
    "a foreign host": (of("GET /").replace(b"localhost", b"evil.example"), 400),
    "too large": (of("POST /accounts/login/", "Content-Length: 20000000"), 413),
    "a header too large": (of("GET /", f"X-A: {'a' * 262_100}"), 431),
    "no such encoding": (of("POST /", "Transfer-Encoding: none"), 400),
    "half a header": (of("GET /", "nonsense"), 400),
}


def test_every_answer_carries_all_headers(server: Server) -> None:
    """Also those that are made before Django hears of a request; refusals are pages of ours."""
    faults = []
    answers = say(server, *(request for request, _status in REQUESTS.values()))
    for (label, (request, status)), answer in zip(REQUESTS.items(), answers, strict=True):
        head, _, body = answer.partition(b"\r\n\r\n")
        words = head.decode().lower()
        lacking = [name for name in CARRIED if f"\r\n{name.lower()}: " not in words]
        if head.split()[1] != str(status).encode() or lacking:
            faults.append(f"{label}: {head.splitlines()[0]!r} lacks {lacking}")
        if status >= 400 and (b"To the start page" not in body or b"waitress" in answer):
            faults.append(f"{label}: no page of ours, but {body[:80]!r}")
        if request.startswith(b"HEAD") and body:
            faults.append(f"{label}: a body")
        if b"access-control-allow-origin" in answer.lower():
            faults.append(f"{label}: open to other origins")
    assert not faults, "\n".join(faults)


def test_a_refused_request_is_one_line_in_the_log(server: Server) -> None:
    """Neither a trace-back nor an error: none of them is a fault of the site."""
    # A cookie of one's own making: without any, a form is refused before it is read.
    cookie = f"Cookie: csrftoken={'a' * 32}"
    form = f"Content-Type: application/x-www-form-urlencoded\r\n{cookie}"
    parts = f"Content-Type: multipart/form-data\r\n{cookie}"
    many, much = "&".join("a=1" for _ in range(1001)), "a=" + "b" * 1_100_000
    sent = (
        (of("POST /accounts/login/", form, f"Content-Length: {len(many)}"), many, 400),
        (of("POST /accounts/login/", form, f"Content-Length: {len(much)}"), much, 413),
        (of("POST /accounts/login/", parts, "Content-Length: 4"), "none", 400),
        (of(f"GET /exercises/?{many}"), "", 400),
        (of("GET /").replace(b"localhost", b"evil.example"), "", 400),
    )
    for head, body, status in sent:
        before = len(server.said())
        [answer] = say(server, head + body.encode())
        assert answer.split()[1] == str(status).encode(), head
        said = server.said()[before:]
        assert said.count("\n") == said.count(" WARNING ") == 1, said


def test_static_files_are_for_this_site_alone(server: Server) -> None:
    caller = Caller(server.url)
    name = caller.ask("/safety/")[2].decode().split('rel="icon" href="')[1].split('"')[0]
    status, headers, _body = caller.ask(name, headers={"Origin": "https://evil.example"})
    assert status == 200
    assert headers["Access-Control-Allow-Origin"] is None
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_cookies_are_kept_from_other_sites(server: Server) -> None:
    """Read from what a browser is sent when somebody signs up."""
    caller = Caller(server.url)
    email = {"email": "cookies@example.org", "password1": "a quiet morning walk", "consent": "on"}
    _status, first, _body = caller.ask("/accounts/signup/")
    answer = caller.ask("/accounts/signup/", {**caller.form("/accounts/signup/"), **email})
    sent = [*first.get_all("Set-Cookie", []), *answer[1].get_all("Set-Cookie", [])]  # type: ignore[attr-defined]
    for name in ("csrftoken", "sessionid"):
        [cookie, *_more] = [one for one in sent if one.startswith(f"{name}=")]
        assert "SameSite=Lax" in cookie
        assert "HttpOnly" in cookie


def test_130_half_open_guests_hold_nobody_up(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    guests = [socket.create_connection((host, int(port))) for _ in range(130)]
    try:
        for guest in guests:
            guest.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        began = time.monotonic()
        assert Caller(server.url).ask("/safety/")[0] == 200
        assert time.monotonic() - began < 3
    finally:
        for guest in guests:
            guest.close()


@contextmanager
def no_room(server: Server) -> Iterator[None]:
    """No file of the server may grow any more, as on a full disk."""
    usual = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in server.children()}
    for pid, (_now, most) in usual.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1 << 20, most))
    yield
    for pid, limits in usual.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs Linux")
def test_a_full_disk_is_said_and_passes(own_server: Server) -> None:
    server = own_server
    caller = Caller(server.url)
    caller.sign_up()
    log_in = Caller(server.url)
    filled = {**log_in.form("/accounts/login/"), "login": "a@b.example", "password": "wrong"}
    check_in = {**caller.form("/check-ins/new/"), "pain": "4"}
    asked: list[tuple[Caller, str, Any]] = [
        (log_in, "/accounts/login/", filled),
        (caller, "/check-ins/new/", check_in),
        (caller, "/data/everything.json", None),
        (caller, "/data/everything.zip", None),
        (caller, "/readyz", None),
    ]
    # A journal beyond the limit, so that the next write stands at its end.
    with closing(sqlite3.connect(server.folder / "db.sqlite3")) as filler:
        filler.executescript(
            "PRAGMA wal_autocheckpoint=0; CREATE TABLE filler (a);"
            "INSERT INTO filler VALUES (zeroblob(2000000));"
        )
        with no_room(server):
            said = [who.ask(path, data)[0] for who, path, data in asked]
            read = [caller.ask(path)[0] for path in ("/today/", "/safety/", "/livez")]
    assert said == [503] * len(asked)
    assert read == [200] * 3
    assert server.said().count(" ERROR ") >= len(asked)
    # The same form again, once there is room: nothing was kept of the first try.
    assert caller.ask("/check-ins/new/", check_in)[0] == 302
    assert caller.ask("/check-ins/")[2].decode().count("pain 4") <= 2
    assert caller.ask("/readyz")[0] == 200


class Post(socketserver.StreamRequestHandler):
    """A slow mail server, which refuses one address and repeats it in its refusal."""

    def handle(self) -> None:
        self.say("220 here")
        for line in iter(lambda: self.rfile.readline().decode(), ""):
            if "refused@" in line and line.lower().startswith("rcpt"):
                self.say("550 nobody is called refused@example.org")
            elif line.lower().startswith("data"):
                self.say("354 go on")
                time.sleep(1)
                while (part := self.rfile.readline()) not in (b".\r\n", b""):
                    self.server.taken.append(part)  # type: ignore[attr-defined]
                self.say("250 taken")
            else:
                self.say("250 well")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def post_office() -> Iterator[tuple[int, list[bytes]]]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as office:
        office.taken = []  # type: ignore[attr-defined]
        threading.Thread(target=office.serve_forever, daemon=True).start()
        yield office.server_address[1], office.taken  # type: ignore[attr-defined]
        office.shutdown()


def test_reading_goes_on_under_a_lock_and_the_end_is_orderly(own_folder: Path) -> None:
    """Six writers wait for one lock; reading does not; SIGTERM cuts nobody off.

    A service manager may send it to all processes at once, and those that serve hear of it twice.
    """
    answers: list[tuple[int, str | None]] = []
    optional = {"ACCOUNT_EMAIL_VERIFICATION": "optional"}  # so that signing up logs in
    with (
        post_office() as (port, taken),
        serving(own_folder, EMAIL_URL=f"smtp://127.0.0.1:{port}", **optional) as server,
    ):
        Caller(server.url).sign_up("refused@example.org")
        caller = Caller(server.url)
        caller.sign_up("kept@example.org")
        filled = {**caller.form("/check-ins/new/"), "pain": "4"}

        def send() -> None:
            status, headers, _body = caller.ask("/check-ins/new/", filled)
            answers.append((status, headers["Location"]))

        writers = [threading.Thread(target=send) for _ in range(6)]
        with closing(sqlite3.connect(own_folder / "db.sqlite3")) as lock:
            lock.execute("BEGIN IMMEDIATE")
            for writer in writers:
                writer.start()
            time.sleep(0.5)
            for path in ("/livez", "/exercises/", "/today/", "/safety/"):
                began = time.monotonic()
                assert caller.ask(path)[0] == 200
                assert time.monotonic() - began < 2, path
            for pid in (*server.children(), server.process.pid):
                os.kill(pid, signal.SIGTERM)
            time.sleep(0.5)
            lock.rollback()
        for writer in writers:
            writer.join()
        assert server.process.wait(timeout=30) == 0
    assert len(answers) == 6
    assert len(set(answers)) == 1
    assert answers[0][0] == 302
    assert b"kept@example.org" in b"".join(taken)
    assert not list(own_folder.glob("db.sqlite3-*"))
    assert "a mail could not be sent: SMTPRecipientsRefused" in server.said()
    assert "@example.org" not in server.said()
    with closing(sqlite3.connect(own_folder / "db.sqlite3")) as kept:
        of_this_form = "SELECT count(*) FROM tracking_checkin WHERE client_key = ?"
        [key] = filled["client_key"]
        # Of this form alone: the folder it was copied from may hold what other tests logged.
        assert kept.execute(of_this_form, (uuid.UUID(key).hex,)).fetchone() == (1,)


FIRST_VISITS = (
    ("/", "GET", 302),
    ("/", "HEAD", 302),
    ("/today/", "GET", 200),
    ("/nothing/", "GET", 404),
    ("/today/", "OPTIONS", 405),
)


def make_yesterday_of(server: Server, settings: Any) -> None:
    """All who are logged in there were here yesterday, and not yet today."""
    settings.SECRET_KEY = (server.folder / "secret_key").read_text().strip()
    store = SessionStore()
    with closing(sqlite3.connect(server.folder / "db.sqlite3")) as kept:
        rows = kept.execute("SELECT session_key, session_data FROM accounts_login").fetchall()
        for key, data in rows:
            earlier = store.encode({**store.decode(data), "last_day": "2020-01-01"})
            kept.execute(
                "UPDATE accounts_login SET session_data = ? WHERE session_key = ?", (earlier, key)
            )
        kept.commit()


def test_the_first_visit_of_a_day_waits_for_no_lock(own_server: Server, settings: Any) -> None:
    """Whatever is answered: pages, redirects, a 404, a 405. The log-in is prolonged later."""
    words, caller = "a visit could not be written down", Caller(own_server.url)
    caller.sign_up("first@example.org")
    make_yesterday_of(own_server, settings)
    before = own_server.said().count(words)
    with closing(sqlite3.connect(own_server.folder / "db.sqlite3")) as lock:
        lock.execute("BEGIN IMMEDIATE")
        for path, method, status in FIRST_VISITS:
            began = time.monotonic()
            assert caller.ask(path, method=method)[0] == status, path
            assert time.monotonic() - began < 1.5, path
        lock.rollback()
    missed = own_server.said().count(words)
    assert missed - before == len(FIRST_VISITS)
    assert caller.ask("/")[0] == 302
    assert caller.ask("/")[0] == 302
    assert own_server.said().count(words) == missed


def test_a_lane_has_ended_once_its_connections_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's side files go with the last connection; one still open at the end leaves them."""
    closed: list[str] = []

    def close_slowly() -> None:
        time.sleep(0.3)
        closed.append(threading.current_thread().name)

    monkeypatch.setattr("psoas_site.web_server.connections.close_all", close_slowly)
    lane = Lane()
    lane.set_thread_count(3)
    lane.shutdown()
    assert len(set(closed)) == 3


SCRIPT = """
import os, sqlite3
from django.db import OperationalError, connection, transaction
from accounts.models import User
folder = os.environ["DATA_DIR"]
other = sqlite3.connect(folder + "/db.sqlite3", timeout=0)
with transaction.atomic():
    User.objects.count()  # has only read
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        print("taken at once:", error)
other.close()
for name in ("journal_mode", "synchronous", "foreign_keys"):
    print(name, connection.cursor().execute(f"PRAGMA {name}").fetchone()[0])
from django.core.cache import cache
print("counted:", cache.add("in-all-processes", 1, 60))
word = "a-word-that-must-go"
user = User.objects.create_user("gone@example.org", name=word)
connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
def holds_it():
    return word.encode() in open(folder + "/db.sqlite3", "rb").read()
before = holds_it()
user.delete()
connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
print("written, then overwritten:", before, holds_it())
"""


def test_the_database_keeps_what_its_settings_promise(own_folder: Path) -> None:
    """A write takes its lock before it reads, and deleted words are not left in the file."""
    done = manage(own_folder, "shell", "--no-imports", "-c", SCRIPT)
    assert "taken at once: database is locked" in done.stdout, done.stderr
    assert "written, then overwritten: True False" in done.stdout
    assert "counted: True" in done.stdout
    assert "journal_mode wal\nsynchronous 2\nforeign_keys 1\n" in done.stdout
    with closing(sqlite3.connect(own_folder / "db.sqlite3")) as kept:
        shared = kept.execute("SELECT count(*) FROM site_cache WHERE cache_key LIKE '%processes'")
        assert shared.fetchone() == (1,)


def test_a_database_of_tomorrow_is_refused(own_folder: Path) -> None:
    with closing(sqlite3.connect(own_folder / "db.sqlite3")) as newer:
        newer.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('tracking', '9999_of_tomorrow', '2030-01-01')"
        )
        newer.commit()
    ours = {folder.stem for folder in (ROOT / "psoas_site/management/commands").glob("[a-z]*.py")}
    assert {"serve", "prepare", "load_library", "seed_demo", "tidy"} <= ours
    more = {"export_library": [str(own_folder / "pack")]}
    commands = [[command, *more.get(command, [])] for command in sorted(ours)]
    answers = manage_in_turn(own_folder, commands, PORT=str(free_port()))
    for command, (status, words) in zip(commands, answers, strict=True):
        assert status == 1, command
        assert "A newer version of this program has changed the database" in words, command
