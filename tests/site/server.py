"""The real thing: `manage.py prepare` and `serve` in processes of their own, in a fresh folder."""

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from tests.architecture.documents import Document, sent_by

ROOT = Path(__file__).parents[2]
READY = 180  # seconds that a slow machine may take


def environment(folder: Path, **changes: str) -> dict[str, str]:
    """What an operator's shell holds: nothing of ours but the data folder and `changes`.

    The empty values keep a developer's .env from reaching a test.
    """
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    ours = {
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "SECRET_KEY": "",
        "DEBUG": "0",
        "HTTPS": "0",
    }
    return {**kept, **ours, **changes}


def manage(folder: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command of `manage.py` to its end."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(folder, **changes),
        capture_output=True,
        text=True,
        check=False,
        timeout=READY * 2,
    )


# Each as its own process would run it: the same `main`, and what Python does with a sentence.
IN_TURN = """
import contextlib, io, json, sys
import manage
answers = []
for words in json.loads(sys.argv[1]):
    sys.argv = ["manage.py", *words]
    errors, code = io.StringIO(), 0
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(sys.stderr):
        try:
            manage.main()
        except SystemExit as end:
            code = end.code
    if isinstance(code, str):
        errors.write(code)
        code = 1
    answers.append((code, errors.getvalue()))
print(json.dumps(answers))
"""


def manage_in_turn(
    folder: Path, commands: Sequence[Sequence[str]], **changes: str
) -> list[tuple[int, str]]:
    """Status and standard error of several commands of `manage.py`: one process starts for all."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", IN_TURN, json.dumps(commands)],
        cwd=ROOT,
        env=environment(folder, **changes),
        capture_output=True,
        text=True,
        check=False,
        timeout=READY * 2,
    )
    assert done.returncode == 0, done.stderr
    return [(code, words) for code, words in json.loads(done.stdout)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Server:
    """A running site: where it is, where its data is, and what it printed."""

    url: str
    folder: Path
    process: subprocess.Popen[str]

    def said(self) -> str:
        return (self.folder / "serve.log").read_text()

    def children(self) -> set[int]:
        """The processes that answer; the first one only watches over them."""
        pid = self.process.pid
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return set(map(int, listed.split()))


def copy_of(prepared: Path, folder: Path) -> Path:
    """`folder`, prepared for one server alone."""
    with (
        closing(sqlite3.connect(prepared / "db.sqlite3")) as there,
        closing(sqlite3.connect(folder / "db.sqlite3")) as here,
    ):
        there.backup(here)
    (folder / "static").symlink_to(prepared / "static")
    shutil.copy(prepared / "secret_key", folder)
    return folder


@contextmanager
def serving(folder: Path, **changes: str) -> Iterator[Server]:
    """Serve what is prepared in `folder` until the block ends."""
    port = free_port()
    with (folder / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-u", "manage.py", "serve"],
            cwd=ROOT,
            env=environment(folder, PORT=str(port), **changes),
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
        )
        server = Server(f"http://127.0.0.1:{port}", folder, process)
        try:
            wait_for(server)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for(server: Server) -> None:
    until = time.monotonic() + READY
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise AssertionError(f"the server ended: {server.said()}")
        try:
            with urllib.request.urlopen(f"{server.url}/livez", timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer within {READY} s: {server.said()}")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


class Caller:
    """A visitor with cookies. Every answer comes back, whatever its status; none is followed."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), _Stay()
        )

    def ask(
        self, path: str, data: Mapping[str, object] | None = None, method: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, Mapping[str, str], bytes]:  # fmt: skip
        """Status, headers and body."""
        body = None if data is None else urlencode(data, doseq=True).encode()
        request = urllib.request.Request(  # noqa: S310
            self.url + path, data=body, method=method, headers=dict(headers or {})
        )
        try:
            with self._opener.open(request, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def form(self, path: str) -> dict[str, list[str]]:
        """What the main form of a page would send, its token included."""
        _status, _headers, body = self.ask(path)
        return sent_by(Document(body.decode()).main_form())

    def sign_up(self, email: str = "new@example.org") -> None:
        filled = {"email": email, "password1": "a quiet morning walk", "consent": "on"}
        status, headers, body = self.ask(
            "/accounts/signup/", {**self.form("/accounts/signup/"), **filled}
        )
        assert (status, headers["Location"]) == (302, "/today/"), body.decode()


def printed_address(text: str) -> str:
    """The address that `serve` tells people to open."""
    found = re.search(r"http://\S+", text)
    assert found, text
    return found[0]
