"""What tests share: people, the real library, and the real server."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

PASSWORD = "a-long-plain-password"


def pytest_configure() -> None:
    """Look for dead circles of objects more rarely: pages make many, and a run ends soon."""
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(tryfirst=True)  # before tests are given to workers by their groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the prepared folder is for one worker: it is dear to make."""
    for item in items:
        if "prepared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("served"))


@pytest.fixture(scope="session")
def kept_library(request: pytest.FixtureRequest) -> Path | None:
    """Where a run leaves the database with the library for the next one; with pytest's cache."""
    from tests.stock import state_of_the_code

    cache = getattr(request.config, "cache", None)
    if cache is None:
        return None
    return Path(cache.mkdir("library")) / f"{state_of_the_code()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_db_keepdb: bool,
    kept_library: Path | None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
) -> bool:
    """A database that was laid out has its tables already, and goes with the throwaway folder."""
    from django.db import connection

    from tests.stock import follow_pattern, lay_out, state_of_the_code

    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            follow_pattern(state_of_the_code())
        return django_db_keepdb
    laid_out = kept_library is not None and lay_out(kept_library)
    return django_db_keepdb or laid_out


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: Any, django_db_blocker: Any, kept_library: Path | None
) -> None:
    """The test database holds the real library, loaded by the real loader."""
    from tests.stock import keep, stock

    with django_db_blocker.unblock():
        stock()
        if kept_library is not None and not kept_library.exists():
            keep(kept_library)


@pytest.fixture(scope="session", autouse=True)
def _yaml_once() -> Iterator[None]:
    """Packs that differ in one file are read and written again and again: the rest is known."""
    import yaml

    from tests.packs import dump_once, load_once

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "load", load_once)
        patch.setattr(yaml, "dump", dump_once)
        yield


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after `manage.py prepare`; what it printed is in prepare.log."""
    from tests.site.server import manage

    folder = tmp_path_factory.mktemp("data")
    done = manage(folder, "prepare")
    assert done.returncode == 0, done.stderr
    (folder / "prepare.log").write_text(done.stdout)
    return folder


@pytest.fixture(scope="session")
def server(prepared: Path) -> Iterator[Any]:
    """The site, served from the prepared folder."""
    from tests.site.server import serving

    with serving(prepared) as running:
        yield running


@pytest.fixture(autouse=True)
def _clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Lets `@pytest.mark.clock("2026-11-21 20:00 +0000")` set the time that a test lives in."""
    marker = request.node.get_closest_marker("clock")
    if marker is None:
        yield
        return
    time_machine = pytest.importorskip("time_machine", reason="needs time-machine (make test)")
    with time_machine.travel(marker.args[0], tick=False):
        yield


@pytest.fixture
def library(db: Any) -> None:
    """Says aloud that a test reads the library."""


@pytest.fixture
def make_user(db: Any) -> Any:
    """A maker of people: `make_user("ana@example.org", time_zone="Europe/Berlin")`.

    They have agreed that their diary is kept, as whoever signs up has; not with `consent=False`.
    """
    from accounts.consent import agree
    from accounts.models import User

    def make(email: str = "ana@example.org", *, consent: bool = True, **fields: Any) -> User:
        person = User.objects.create_user(email, PASSWORD, **fields)
        if consent:
            agree(person)
        return person

    return make


@pytest.fixture
def user(make_user: Any) -> Any:
    """A person with an account."""
    return make_user()


@pytest.fixture
def client_of() -> Any:
    """A client that is signed in as somebody: `client_of(user)`."""

    def sign_in(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def signed_in(user: Any, client_of: Any) -> Client:
    """A client signed in as `user`."""
    return client_of(user)


@pytest.fixture
def staff(make_user: Any) -> Any:
    """Somebody who may edit everything in the admin."""
    return make_user("staff@example.org", is_staff=True, is_superuser=True)
