"""The targets, each measured and set beside its limit (P1 to P18 of docs/performance.md)."""

import os
import sqlite3
import statistics
import time
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from bench.client import Answer, Client
from bench.counting import BEGINS, OPENED, QUERIES, REPEATS
from bench.load import Load, load
from bench.pages import OPEN, PAGES, PRIVATE, Measured
from bench.places import Place
from bench.report import Row, at_most, bounded, reaching, told
from bench.rounds import Asking, Page, Ratio, measure, page, ratio, ratios
from bench.servers import FLOOR, SITE, Server, serving
from bench.weight import drawing_of, first_visit

FLOOR_PAGE = "floor"
ROUNDS = 40
CLIENTS = 8
LOAD_SECONDS = 6.0
STARTS = 5
RAW_SECONDS = 2.0
TURNS = count()  # whose turn it is to write: a day of one person has no room for all of it
PASSES = 10  # more than there are threads that read, each with a connection of its own
CORES = str(os.cpu_count() or 1)
DEFAULT, LONGEST = "person-1000", "person-10000"
GROWING = {"today": 1.10, "progress": 1.15, "check-in form": 1.15, "check-ins": 1.15}
KIB = 1000

Shares = dict[str, tuple[Ratio, Ratio]]  # on the wall, in computing; by page and person


def shares(
    lower: Server, base: Place, upper: Server, place: Place, people: Iterable[str], rounds: int
) -> Shares:
    """Every page over the floor's, for each of `people`."""
    asked = [page(FLOOR_PAGE, lower, "/hello/", base.cookies["person"])]
    asked += [page(item.name, upper, item.path, None) for item in OPEN]
    for person in people:
        asked += _private(upper, place, person, PRIVATE)
    return ratios(measure(asked, rounds), FLOOR_PAGE)


def pages(lower: Server, base: Place, upper: Server, place: Place) -> list[Row]:
    """P1, P3, P7, P9, P11, P16: what each page takes, at 1,000 and 10,000 check-ins."""
    seen = shares(lower, base, upper, place, (DEFAULT, LONGEST), ROUNDS)
    rows = []
    for item in PAGES:
        for name in _names(item):
            wall, computing = seen[name]
            rows.append(at_most(item.target, name, wall, item.limit))
            rows.append(told(f"{name}, computing", str(computing)))
    return rows


def growth(
    lower: Server, base: Place, upper: Server, small: Place, wide: Server, large: Place
) -> list[Row]:
    """P2, P8, P9, P10: pages of a person whose diary grows, and in tables that grow."""
    growing = [item for item in PRIVATE if item.name in GROWING]
    everything = [item for item in PRIVATE if item.name == "progress, all time"]
    asked = [page(FLOOR_PAGE, lower, "/hello/", base.cookies["person"])]
    for person in ("person-100", "person-100000"):
        asked += _private(wide, large, person, growing)
    asked += _private(wide, large, "person-100000", everything)
    for item in PRIVATE:
        asked.append(page(f"{item.name}: few", upper, item.path, small.cookies[DEFAULT]))
        asked.append(page(f"{item.name}: many", wide, item.path, large.cookies[DEFAULT]))
    times = measure(asked, ROUNDS)
    rows = []
    for item in growing:
        few, many = times[f"{item.name}, person-100"], times[f"{item.name}, person-100000"]
        what = f"{item.name}, 100 to 100,000 check-ins"
        rows.append(at_most("P2, P9", what, ratio(many.wall, few.wall), GROWING[item.name]))
    longest = times["progress, all time, person-100000"]
    all_time = ratio(longest.wall, times[FLOOR_PAGE].wall)
    rows.append(at_most("P8", "progress, all time, 100,000 check-ins", all_time, 12.0))
    for item in PRIVATE:
        few, many = times[f"{item.name}: few"], times[f"{item.name}: many"]
        what = f"{item.name}, {small.rows:,} to {large.rows:,} rows"
        rows.append(at_most("P10", what, ratio(many.wall, few.wall), 1.2))
    return rows


def writing(lower: Server, base: Place, wide: Server, large: Place) -> list[Row]:
    """P4: logging a check-in, and how it grows with the diary."""
    asked = [page(FLOOR_PAGE, lower, "/hello/", base.cookies["person"])]
    people = ("person-100", "person-100000")
    asked += [Page(f"log, {person}", wide, large.cookies[person], _log) for person in people]
    times = measure(asked, ROUNDS)
    few, many = times["log, person-100"].wall, times["log, person-100000"].wall
    return [
        at_most("P4", "log a check-in", ratio(few, times[FLOOR_PAGE].wall), 2.2),
        at_most("P4", "log a check-in, 100 to 100,000", ratio(many, few), 1.10),
    ]


def queries(place: Place) -> list[Row]:
    """P12, P16: what each page asks of the database; from a server that is not timed."""
    rows = []
    with serving(place.folder, SITE, BENCH_COUNT="1") as server:
        client = Client(server.port, place.cookies[DEFAULT])
        for item in PAGES:
            client.get(item.path)
            answer = client.get(item.path)
            asked, repeats = int(answer.headers[QUERIES.lower()]), answer.headers[REPEATS.lower()]
            rows.append(bounded("P12", f"queries of {item.name}", asked, 12))
            rows.append(bounded("P12", f"repeated in {item.name}", int(repeats), 0))
        opened = int(answer.headers[OPENED.lower()])
        rows.append(bounded("P16", "connections opened for a page", opened, 0))
        client.log_check_in(3)
        logged = client.log_check_in(4)
        rows.append(bounded("P4", "queries of logging", int(logged.headers[QUERIES.lower()]), 8))
        rows.append(bounded("P4", "transactions of it", int(logged.headers[BEGINS.lower()]), 1))
        client.close()
    return rows


def weights(place: Place) -> list[Row]:
    """P13, P14, P15: bytes of first visits, of pages at any length, and of one chart."""
    rows = []
    with serving(place.folder, SITE) as server:
        client, visitor = Client(server.port, place.cookies["person-100000"]), Client(server.port)
        for name, path, limit in (("today", "/today/", 100), ("library", "/exercises/", 60)):
            seen = first_visit(client, path)
            parts = ", ".join(f"{kind} {size / KIB:.1f}" for kind, size in seen.by_kind.items())
            rows.append(bounded("P13", f"first visit, {name}", seen.total / KIB, limit, " kB"))
            rows.append(told(f"first visit, {name}, parts", parts))
            rows.append(bounded("P13", f"requests, {name}", seen.requests, 12))
        for item in PAGES:
            reader = client if item.private else visitor
            answer = reader.get(item.path)
            packed, raw = len(answer.body) / KIB, len(answer.text.encode()) / KIB
            rows.append(bounded("P14", f"{item.name} on the wire", round(packed, 1), 25, " kB"))
            rows.append(bounded("P14", f"{item.name} unpacked", round(raw, 1), 120, " kB"))
        packed_chart, points = drawing_of(client, "/progress/?weeks=all")
        rows.append(bounded("P15", "a chart, packed", round(packed_chart / KIB, 2), 3, " kB"))
        rows.append(bounded("P15", "points of its line", points, 400))
        client.close()
        visitor.close()
    return rows


def memory(place: Place) -> list[Row]:
    """P17: what a process holds after it alone has served everything, and after a second pass."""
    with serving(place.folder, SITE, WEB_CONCURRENCY="1") as server:
        for _number in range(PASSES):
            _visit_everything(server, place)
        first = server.memory()
        for _number in range(PASSES):
            _visit_everything(server, place)
        second = server.memory()
    return [
        bounded("P17", "memory of the worker", round(second, 1), 110, " MiB"),
        bounded("P17", "a second pass adds", round(100 * (second / first - 1), 1), 5, " %"),
    ]


def start_up(base: Place, place: Place) -> list[Row]:
    """P17: the first answer of a fresh server, over the floor's; five of each, in turns."""
    below, above = [], []
    for _number in range(STARTS):
        with serving(base.folder, FLOOR) as server:
            below.append(server.start_up)
        with serving(place.folder, SITE) as server:
            above.append(server.start_up)
    return [at_most("P17", "first answer of a fresh server", ratio(above, below), 2.0)]


def many_clients(base: Place, place: Place) -> list[Row]:
    """P5, P18: eight clients at once, and what was written is there afterwards."""
    sessions = [place.cookies[f"other-{number}"] for number in range(CLIENTS)]
    with (
        serving(base.folder, FLOOR) as lower,
        serving(place.folder, SITE, WEB_CONCURRENCY=CORES) as upper,
    ):
        hello = load(lower, [base.cookies["person"]] * CLIENTS, _reading("/hello/"), LOAD_SECONDS)
        one = load(upper, sessions[:1], _reading("/today/"), LOAD_SECONDS)
        many = load(upper, sessions, _reading("/today/"), LOAD_SECONDS)
        before = _check_ins(place)
        written, answered = _write_from_many(upper, place)
        lost = answered - (_check_ins(place) - before)
    raw = raw_commits(place.folder)
    slowest = many.p95 / statistics.median(one.taken)
    faults = len(many.failed) + len(written.failed) + len(one.failed)
    share = written.per_second / hello.per_second
    return [
        reaching("P18", "8 clients over 1", many.per_second / one.per_second, 1.5, "x"),
        bounded("P18", "p95 of 8 over the median of 1", round(slowest, 1), 12, "x"),
        bounded("P18", "errors", faults, 0),
        reaching("P5", "writes a second over hellos a second", share, 0.45),
        reaching("P5", "over raw commits", 100 * written.per_second / raw, 6, " %"),
        bounded("P5", "answered and not there", lost, 0),
    ]


def durability(place: Place) -> list[Row]:
    """P6: what FULL costs over NORMAL, in turns."""
    per_second: dict[str, list[float]] = {"FULL": [], "NORMAL": []}
    with (
        serving(place.folder, SITE) as full,
        serving(place.folder, SITE, BENCH_SYNCHRONOUS="NORMAL") as normal,
    ):
        for _number in range(3):
            for name, server in (("FULL", full), ("NORMAL", normal)):
                written, _answered = _write_from_many(server, place, seconds=2)
                per_second[name].append(written.per_second)
    share = statistics.median(per_second["FULL"]) / statistics.median(per_second["NORMAL"])
    return [reaching("P6", "writes a second, FULL over NORMAL", share, 0.85)]


def _private(
    server: Server, place: Place, person: str, items: Iterable[Measured]
) -> Iterator[Page]:
    for item in items:
        yield page(f"{item.name}, {person}", server, item.path, place.cookies[person])


def _names(item: Measured) -> list[str]:
    if not item.private:
        return [item.name]
    return [f"{item.name}, {person}" for person in (DEFAULT, LONGEST)]


def _reading(path: str) -> Asking:
    return lambda client: client.get(path)


def _log(client: Client) -> Answer:
    return client.log_check_in(3)


def _write_from_many(
    server: Server, place: Place, seconds: float = LOAD_SECONDS
) -> tuple[Load, int]:
    """Write from eight clients, by others each time; what came of it, and how many."""
    others = sorted(name for name in place.cookies if name.startswith("other-"))
    sessions = [place.cookies[others[next(TURNS) % len(others)]] for _number in range(CLIENTS)]
    written = load(server, sessions, _log, seconds)
    return written, len(written.taken)


def _check_ins(place: Place) -> int:
    with sqlite3.connect(place.folder / "db.sqlite3") as database:
        return int(database.execute("SELECT count(*) FROM tracking_checkin").fetchone()[0])


def raw_commits(folder: Path) -> float:
    """How many commits a second this disk takes from SQLite alone, each as durable as ours."""
    path = folder / "raw.sqlite3"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path, isolation_level=None) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, note TEXT)")
        began = time.monotonic()
        number = 0
        while time.monotonic() - began < RAW_SECONDS:
            database.execute("INSERT INTO entry (note) VALUES ('a check-in')")
            number += 1
        return number / (time.monotonic() - began)


def _visit_everything(server: Server, place: Place) -> None:
    for person in (DEFAULT, LONGEST):
        client = Client(server.port, place.cookies[person])
        for item in PAGES:
            client.get(item.path)
        client.close()
