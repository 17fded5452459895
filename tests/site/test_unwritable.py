"""A database or disk that cannot be written is said to be that, and nothing else."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.test import Client

from psoas_site import readiness
from tests.conftest import PASSWORD

pytestmark = pytest.mark.database

LOG_IN = {"login": "ana@example.org", "password": PASSWORD}
CHECK_IN = {"pain": "3", "client_key": "7c3a4e0e-0c7f-4a57-9d0e-2f1f2f7f6a11"}
SIGN_UP = {"email": "new@example.org", "password1": "a quiet morning walk", "consent": "on"}


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after `manage.py prepare`."""
    monkeypatch.setattr(readiness, "static_is_collected", lambda: True)


@pytest.fixture
def read_only(user: Any, signed_in: Client, client: Client) -> Iterator[Client]:
    """Somebody signed in since yesterday, while their database takes no writing any more."""
    if connection.vendor != "sqlite":
        pytest.skip("an aborted transaction of PostgreSQL would hide what is asked here")
    signed_in.raise_request_exception = client.raise_request_exception = False
    signed_in.get("/settings/")
    session = signed_in.session
    session["last_day"] = "2020-01-01"
    session.save()
    # Not through Django: the transaction around each test would refuse it after an error.
    connection.connection.execute("PRAGMA query_only = ON")
    yield signed_in
    connection.connection.execute("PRAGMA query_only = OFF")


def after(answer: Any) -> Any:
    """`answer`, and the transaction around the test goes on as a server's next one would."""
    transaction.set_rollback(False)
    return answer


def test_it_is_never_called_too_fast(
    read_only: Client, client: Client, collected: None, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever counts, writes or stores a log-in: 503, and an ERROR line for each."""
    answers = {
        "log in": after(client.post("/accounts/login/", LOG_IN)),
        "sign up": after(client.post("/accounts/signup/", SIGN_UP)),
        "reset": after(client.post("/accounts/password/reset/", {"email": "ana@example.org"})),
        "json": after(read_only.get("/data/everything.json")),
        "tables": after(read_only.get("/data/everything.zip")),
        "settings": after(read_only.post("/settings/", {"time_zone": "UTC", "theme": "dark"})),
        "check-in": after(read_only.post("/check-ins/new/", CHECK_IN)),
        "delete": after(read_only.post("/settings/delete-account/", {"password": PASSWORD})),
        "log out": after(read_only.post("/accounts/logout/")),
        "ready": after(client.get("/readyz")),
    }
    said = {name: answer.status_code for name, answer in answers.items()}
    assert set(said.values()) == {503}, said
    late = {name: answer.get("Retry-After") for name, answer in answers.items() if name in said}
    assert set(late.values()) == {"5"}
    errors = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert len(errors) >= len(said)


def test_reading_goes_on(read_only: Client, caplog: pytest.LogCaptureFixture) -> None:
    """On a new day too, when the log-in would be prolonged."""
    for path in ("/today/", "/exercises/", "/safety/", "/check-ins/"):
        assert after(read_only.get(path)).status_code == 200, path
    for path, status in (("/", 302), ("/nothing/", 404), ("/.well-known/change-password", 302)):
        assert after(read_only.get(path)).status_code == status, path
    assert after(read_only.options("/today/")).status_code == 405
    assert "a visit could not be written down: OperationalError" in caplog.text


def test_a_session_that_ended_is_still_that(signed_in: Client, user: Any) -> None:
    """Only a store that fails is a 503; a log-in that was ended elsewhere meanwhile is none."""
    from django.contrib.sessions.exceptions import SessionInterrupted
    from django.http import HttpResponse
    from django.test import RequestFactory

    from psoas_site.middleware import VisitMiddleware

    request = RequestFactory().post("/")
    request.session = signed_in.session  # type: ignore[attr-defined]
    request.session["a"] = 1  # type: ignore[attr-defined]
    signed_in.session.delete(signed_in.session.session_key)
    with pytest.raises(SessionInterrupted):
        VisitMiddleware(lambda _request: HttpResponse()).process_response(request, HttpResponse())


@pytest.mark.django_db
def test_readiness_says_what_is_lacking(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    readiness.static_is_collected.cache_clear()
    assert not staticfiles_storage.hashed_files
    said = client.get("/readyz")
    assert (said.status_code, said.json()["static"]) == (503, "not collected")
    monkeypatch.setattr(readiness, "static_is_collected", lambda: True)
    assert client.get("/readyz").status_code == 200
    with connection.cursor() as cursor:
        latest = "SELECT max(id) FROM django_migrations WHERE app = 'tracking'"
        cursor.execute(f"DELETE FROM django_migrations WHERE id = ({latest})")  # noqa: S608
    said = client.get("/readyz")
    assert (said.status_code, said.json()["database"]) == (503, "migrations pending")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) "
                       "VALUES ('tracking', '9999_of_tomorrow', CURRENT_TIMESTAMP)")  # fmt: skip
    said = client.get("/readyz")
    assert (said.status_code, said.json()["database"]) == (503, "newer than the program")


@pytest.mark.django_db
def test_counts_are_kept_as_django_reads_them() -> None:
    cache.clear()
    assert cache.add("one", [1.5], 60)
    assert not cache.add("one", [2.5], 60)
    assert cache.get("one") == [1.5]
    cache.set("one", [3.5], 60)
    assert cache.get("one") == [3.5]
    assert cache.touch("one", -1)
    assert cache.get("one") is None
    cache.set("one", 1, -1)
    assert cache.add("one", 2, None)
    assert (cache.get("one"), cache.touch("none")) == (2, False)
    cache.clear()


def test_every_fault_of_a_store_is_known() -> None:
    import errno

    import django.db
    import psycopg.errors as pg

    from psoas_site.storage_faults import is_storage_fault, storage_fault_behind

    read_only = django.db.InternalError("read-only")
    read_only.__cause__ = pg.ReadOnlySqlTransaction("read-only")
    faults = [OSError(number, "") for number in (errno.ENOSPC, errno.EROFS, errno.EACCES)]
    faults += [FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")]
    faults += [OperationalError("full"), django.db.InterfaceError("closed"), read_only]
    assert [one for one in faults if not is_storage_fault(one)] == []
    others = [django.db.IntegrityError(), FileNotFoundError(errno.ENOENT, "x"), ValueError(), None]
    assert [one for one in others if is_storage_fault(one)] == []
    outer = ValueError()
    outer.__context__ = faults[0]
    assert storage_fault_behind(outer) is faults[0]
