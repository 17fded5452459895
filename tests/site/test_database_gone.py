"""A database that is busy or gone is said plainly; the warning signs need none."""

import os
import subprocess
import sys
from pathlib import Path

from exercises.pack.files import read_warning_signs

SCRIPT = """
import django
django.setup()
from django.test import Client

client = Client(raise_request_exception=False)
stranger = Client(raise_request_exception=False)
client.cookies["sessionid"] = "x" * 32
for url in ("/", "/today/", "/exercises/", "/accounts/login/", "/livez", "/readyz"):
    answer = client.get(url, headers={"host": "localhost"})
    print(url, answer.status_code, answer.headers.get("Retry-After"))
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", url
    assert "no-store" in answer.headers["Cache-Control"], url
for who in (client, stranger):
    answer = who.get("/safety/", headers={"host": "localhost"})
    print("/safety/", answer.status_code, answer.headers["Content-Security-Policy"] != "")
    print(answer.content.decode())
"""


def test_it_answers_503_and_asks_to_try_again(tmp_path: Path) -> None:
    """On PostgreSQL that is not there, and on SQLite whose file holds nothing."""
    for url in ("postgres://nobody@127.0.0.1:1/none", f"sqlite:///{tmp_path}/empty.sqlite3"):
        settings = {
            "DJANGO_SETTINGS_MODULE": "psoas_site.settings",
            "DATABASE_URL": url,
            "DATA_DIR": str(tmp_path),
            "ALLOWED_HOSTS": "localhost",
            "LOG_LEVEL": "ERROR",
        }
        run = subprocess.run(  # noqa: S603 (our own script)
            [sys.executable, "-c", SCRIPT],
            env=os.environ | settings,
            capture_output=True,
            text=True,
            check=True,
        )
        probes, *safety = run.stdout.split("/safety/ ")
        answers = dict(line.split(" ", 1) for line in probes.splitlines())
        assert answers.pop("/livez") == "200 None"
        assert set(answers.values()) == {"503 5"}
        assert len([page for page in safety if page.startswith("200 True")]) == 2
        for page in safety:
            assert_it_holds_all_signs(page)
        assert "from the pack: OperationalError" in run.stderr


def assert_it_holds_all_signs(page: str) -> None:
    """Those of the pack's file, and the sentence that says when to stop."""
    signs = read_warning_signs()
    assert len(signs) > 30
    assert [one.ask for one in signs if one.ask not in page] == []
    assert "Stop if pain is sharp, spreads" in page
    assert "Log in" in page
