"""A database that is busy or gone is said plainly."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
client.cookies["sessionid"] = "x" * 32
for url in ("/", "/today/", "/exercises/", "/accounts/login/", "/livez"):
    answer = client.get(url, headers={"host": "localhost"})
    print(url, answer.status_code, answer.headers.get("Retry-After"))
"""


def test_it_answers_503_and_asks_to_try_again(tmp_path: Path) -> None:
    settings = {
        "DJANGO_SETTINGS_MODULE": "psoas_site.settings",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "DATA_DIR": str(tmp_path),
        "ALLOWED_HOSTS": "localhost",
    }
    run = subprocess.run(  # noqa: S603 (our own script)
        [sys.executable, "-c", SCRIPT],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=True,
    )
    answers = dict(line.split(" ", 1) for line in run.stdout.splitlines())
    assert answers.pop("/livez") == "200 None"
    assert set(answers.values()) == {"503 5"}
