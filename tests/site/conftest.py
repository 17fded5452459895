"""One prepared folder and one running server for the tests that need the real thing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.server import Server, manage, serving


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after `manage.py prepare`; what it printed is in prepare.log."""
    folder = tmp_path_factory.mktemp("data")
    done = manage(folder, "prepare")
    assert done.returncode == 0, done.stderr
    (folder / "prepare.log").write_text(done.stdout)
    return folder


@pytest.fixture(scope="session")
def server(prepared: Path) -> Iterator[Server]:
    """The site, served from the prepared folder."""
    with serving(prepared) as running:
        yield running
