"""Beside SQLite: the same pages, and plain commits, on the server that TEST_DATABASE_URL names."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from bench.figures import DEFAULT, RAW_SECONDS, ROUNDS, raw_commits
from bench.pages import PRIVATE
from bench.places import Place, filled
from bench.report import Row, at_most, told
from bench.rounds import measure, page, ratio
from bench.servers import SITE, serving

NAME = "rung_bench"


def beside_sqlite(url: str, root: Path, small: Place, total: int) -> list[Row]:
    """P5, P18: commits of the server itself, and each page over the same page on SQLite."""
    shutil.rmtree(root / NAME, ignore_errors=True)  # its database goes with each run
    with _database(url) as own:
        commits = _raw_commits(own) / raw_commits(small.folder)
        rows = [told("raw commits a second, PostgreSQL over SQLite", f"{commits:.2f}x")]
        place = filled(root / NAME, "postgresql", total, (1_000,), DATABASE_URL=own)
        with (
            serving(small.folder, SITE) as sqlite,
            serving(place.folder, SITE, DATABASE_URL=own) as postgresql,
        ):
            asked = []
            for item in PRIVATE:
                for server, data in ((sqlite, small), (postgresql, place)):
                    name = f"{item.name}, {server.port}"
                    asked.append(page(name, server, item.path, data.cookies[DEFAULT]))
            times = measure(asked, ROUNDS)
    for item in PRIVATE:
        above, below = (times[f"{item.name}, {server.port}"] for server in (postgresql, sqlite))
        seen = ratio(above.wall, below.wall)
        rows.append(at_most("P18", f"{item.name}, PostgreSQL over SQLite", seen, 1.5))
    return rows


@contextmanager
def _database(url: str) -> Iterator[str]:
    """The address of a new database on the server of `url`, which goes afterwards."""
    drop = f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(drop)
        server.execute(f"CREATE DATABASE {NAME}")
        try:
            yield urlsplit(url)._replace(path=f"/{NAME}").geturl()
        finally:
            server.execute(drop)


def _raw_commits(url: str) -> float:
    """How many commits a second the server takes from one client, as durable as it is set up."""
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("CREATE TABLE raw (id bigserial PRIMARY KEY, note text)")
        began, number = time.monotonic(), 0
        while time.monotonic() - began < RAW_SECONDS:
            database.execute("INSERT INTO raw (note) VALUES ('a check-in')")
            number += 1
        taken = time.monotonic() - began
        database.execute("DROP TABLE raw")
    return number / taken
