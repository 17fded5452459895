"""Settings are judged before anything starts, and refused by the name of the variable."""

import os
import runpy
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.site.server import ROOT, manage

NAMES = [
    line.removeprefix("#").partition("=")[0]
    for line in (ROOT / ".env.example").read_text().splitlines()
    if line.startswith("#") and line.partition("=")[0][1:].isupper()
]

REFUSED = {
    "SECRET_KEY": [" ", "a", "changeme", "s" * 31, f" {'s' * 31} ", " " * 60],
    "HTTPS": ["enabled", "2", "ture"],
    "DEBUG": ["maybe"],
    "ALLOW_SIGNUP": ["never"],
    "ALLOWED_HOSTS": [
        "*", "https://a.example", "a.example:8000", "a.example/x", "a b", "ä.example", "a_b",
        "a.example, *", "*.a.example", "::1", "[1]", "a..b",
    ],
    "CSRF_TRUSTED_ORIGINS": ["a.example", "https://a.example/x", "https://"],
    "TRUSTED_PROXY_COUNT": ["yes", "-1", "1.5", "1000"],
    "SITE_URL": [
        "rung.example.org", "//rung.example.org", "ftp://a.example", "https://a.example/rung",
        "https://a.example?x", "https://me@a.example", "https://a b", "https://a.example:port",
        "https://a.example:", "https://[::1", "https:///x",
    ],
    "SITE_NAME": ["Rung\nBcc: x@y.z", "Rung\x07"],
    "EMERGENCY_NUMBER": ["112 or 999", "call us", "112; call us", f"{'a' * 41}: 112"],
    "CONTACT_EMAIL": ["hello", "a@b@c", "a b@c.example"],
    "ACCOUNT_EMAIL_VERIFICATION": ["always"],
    "TIME_ZONE": ["Europe/Nowhere", "../x", "CEST+99"],
    "EMAIL_URL": [
        "smtp://", "mail.example.org", "dummymail://", "memorymail://",
        "smtp://me:pass#word@mail.example.org:25", "filemail:///tmp/x", "filemail://tmp/x",
        "filemail:tmp", "filemail://",
    ],
    "DEFAULT_FROM_EMAIL": ["Rung", "Rung, the site <a@b.example>", "Rung <nobody>"],
    "DATABASE_URL": [
        "mysql://u:secret@h/d", "sqlite://", "sqlite://:memory:", "sqlite://var/x.sqlite3",
        "postgres://u:secret@h", "$OTHER", "/var/db.sqlite3",
        "sqlite:////nowhere/at/all/db.sqlite3",
    ],
    "CACHE_URL": [
        "locmemcache://", "dummycache://", "dbcache://other", "redis://h", "site_cache",
        "filecache://tmp/x", "filecache:tmp",
    ],
    "PORT": ["http", "0", "65536", "80.5"],
    "WEB_CONCURRENCY": ["0", "65", "-1", "two"],
    "LOG_LEVEL": ["loud"],
}  # fmt: skip

TAKEN = [
    ("SECRET_KEY", "$abc" * 20, "SECRET_KEY", "$abc" * 20),
    ("SECRET_KEY", f" \\$x {'k' * 32} ", "SECRET_KEY", f" \\$x {'k' * 32} "),
    ("SECRET_KEY", "0123456789abcdef" * 2, "SECRET_KEY", "0123456789abcdef" * 2),
    ("SITE_NAME", "$ITE, the site", "SITE_NAME", "$ITE, the site"),
    ("ALLOWED_HOSTS", "a, .b.example ,,[::1]", "ALLOWED_HOSTS", ["a", ".b.example", "[::1]"]),
    ("ALLOWED_HOSTS", " ", "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"]),
    ("CSRF_TRUSTED_ORIGINS", "https://*.a.example, http://b:8000", "CSRF_TRUSTED_ORIGINS",
     ["https://*.a.example", "http://b:8000"]),
    ("HTTPS", "True", "HTTPS", True),
    ("HTTPS", "1", "SECURE_SSL_REDIRECT", True),
    ("HTTPS", "", "HTTPS", False),
    ("ALLOW_SIGNUP", "off", "ALLOW_SIGNUP", False),
    ("SITE_URL", "https://a.example:8443/", "SITE_URL", "https://a.example:8443"),
    ("SITE_URL", "http://[::1]:8000", "SITE_URL", "http://[::1]:8000"),
    ("OPERATOR_ADDRESS", "1 Mill Lane\\nTown", "OPERATOR_ADDRESS", "1 Mill Lane\nTown"),
    ("EMERGENCY_NUMBER", "+49 (0)112", "EMERGENCY_NUMBERS", (("", "+49 (0)112"),)),
    ("EMERGENCY_NUMBER", "112; Doctor on call: 116 117;", "EMERGENCY_NUMBERS",
     (("", "112"), ("Doctor on call", "116 117"))),
    ("EMERGENCY_NUMBER", "", "EMERGENCY_NUMBERS", ()),
    ("LOG_LEVEL", "warning", "LOG_LEVEL", "WARNING"),
    ("EMAIL_URL", "smtp://me:$a%23b@mail.example.org", "EMAIL_HOST_PASSWORD", "$a#b"),
    ("EMAIL_URL", "filemail:////srv/x", "EMAIL_FILE_PATH", "/srv/x"),
    ("TRUSTED_PROXY_COUNT", "", "TRUSTED_PROXY_COUNT", 0),
]  # fmt: skip


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The settings as a process with one variable reads them; no .env reaches them."""
    for name in NAMES:
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))

    def read(**said: str) -> dict[str, Any]:
        with monkeypatch.context() as once:
            for name, value in said.items():
                once.setenv(name, value)
            return runpy.run_path(str(ROOT / "psoas_site" / "settings.py"))

    return read


def test_what_cannot_be_meant_is_refused_by_its_name(load: Any) -> None:
    faults = []
    for name, values in REFUSED.items():
        for value in values:
            try:
                load(**{name: value})
            except ImproperlyConfigured as error:
                if not str(error).startswith(f"{name}: ") or "sec" in str(error):
                    faults.append(f"{name}={value}: {error}")
            else:
                faults.append(f"{name}={value}: taken")
    assert not faults, "\n".join(faults)


def test_what_is_meant_is_taken_as_it_is_written(load: Any) -> None:
    read = [(name, value, load(**{name: value})[setting]) for name, value, setting, _is in TAKEN]
    assert read == [(name, value, wanted) for name, value, _setting, wanted in TAKEN]
    assert load(SITE_NAME="Rung, here")["SERVER_EMAIL"] == "noreply@localhost"


def test_a_short_secret_is_refused_in_words(load: Any, tmp_path: Path) -> None:
    """Where it comes from makes no difference."""
    with pytest.raises(ImproperlyConfigured, match="too short: it needs 32 signs at least"):
        load(SECRET_KEY="a")
    (tmp_path / "secret_key").write_text("a\n")
    with pytest.raises(ImproperlyConfigured, match="secret_key is too short"):
        load()


def test_every_setting_has_its_judge() -> None:
    free = {"DATA_DIR", "OPERATOR_NAME", "OPERATOR_ADDRESS"}
    assert set(NAMES) == set(REFUSED) | free


def test_a_file_of_settings_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    from psoas_site import environment

    file = tmp_path / ".env"
    for content, said in ((b"A=1\nHTTPS = 1\n", "line 2"), (b"\xff\xfe", "cannot be read")):
        file.write_bytes(content)
        with pytest.raises(ImproperlyConfigured, match=said):
            environment.read_file(file)


def test_start_up_faults_are_sentences(load: Any, tmp_path: Path) -> None:
    """Through the real command: the name, a reason, no trace-back."""
    done = manage(tmp_path, "serve", HTTPS="enabled")
    assert done.returncode == 1
    assert done.stderr.startswith("Not started. HTTPS: "), done.stderr
    assert "Traceback" not in done.stderr
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured, match=r"^DATA_DIR: "):
        load(DATA_DIR=str(tmp_path / "file"))
    with pytest.raises(ImproperlyConfigured, match=r"^ALLOWED_HOSTS: .* would let anybody forge"):
        load(ALLOWED_HOSTS="*")
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(ImproperlyConfigured, match="secret_key is empty"):
        load()


def test_the_secret_is_made_once_and_for_its_owner_only(load: Any, tmp_path: Path) -> None:
    """One from the environment is kept nowhere."""
    file = tmp_path / "secret_key"
    load(SECRET_KEY="x" * 60)
    assert not file.exists()
    key = load()["SECRET_KEY"]
    assert len(key) >= 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert load()["SECRET_KEY"] == file.read_text().strip() == key


def test_a_folder_of_somebody_else_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from psoas_site import data_folder

    if os.geteuid():
        tmp_path.chmod(0o500)
    else:  # nothing is closed to root
        monkeypatch.setattr(os, "access", lambda *_anything: False)
    with pytest.raises(ImproperlyConfigured, match="has to belong to that user"):
        data_folder.data_folder(str(tmp_path))


def test_a_key_is_made_where_there_are_no_links(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from psoas_site.data_folder import secret_key_in

    def no_links(*_anything: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    key = secret_key_in(tmp_path)
    assert len(key) >= 64
    assert secret_key_in(tmp_path) == key
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_private_files_are_closed_to_others(load: Any, tmp_path: Path) -> None:
    """New ones from their first moment, and those of an older version at the next start."""
    files = [tmp_path / name for name in ("db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm")]
    old = sqlite3.connect(files[0])
    old.executescript("PRAGMA journal_mode=WAL; CREATE TABLE one (a); INSERT INTO one VALUES (1);")
    (tmp_path / "secret_key").write_text("k" * 60)
    files.append(tmp_path / "secret_key")
    for file in files:
        file.chmod(0o644)
    load()
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert old.execute("SELECT a FROM one").fetchall() == [(1,)]
    old.close()

    load(DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3")
    new = sqlite3.connect(tmp_path / "new.sqlite3")
    new.executescript("PRAGMA journal_mode=WAL; CREATE TABLE one (a); INSERT INTO one VALUES (1);")
    made = list(tmp_path.glob("new.sqlite3*"))
    assert len(made) == 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in made} == {0o600}
    new.close()
