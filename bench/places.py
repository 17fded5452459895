"""Data folders of a run: made once for a state of the code, filled, and used again."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.servers import FLOOR, ROOT, SITE, run

MADE_BY = ("bench/data.py", "*/migrations/*.py", "*/models/*.py", "exercises/library/**/*.yaml")


@dataclass(frozen=True)
class Place:
    """A data folder with a filled database, and the cookies of the people in it."""

    folder: Path
    cookies: dict[str, str]
    rows: int


def filled(root: Path, name: str, total: int, lengths: Sequence[int], **more: str) -> Place:
    """The site's data with about `total` rows and a person for each of `lengths` (of check-ins)."""
    folder = root / f"{name}-{_state_of_the_code()}"
    people = folder / "people.json"
    if not people.exists():
        shutil.rmtree(folder, ignore_errors=True)  # a run that was broken off left it half filled
        folder.mkdir(parents=True)
        print(f"Filling {name} with about {total:,} rows ...", flush=True)
        run(["manage.py", "prepare"], folder, SITE, **more)
        numbers = [str(number) for number in (total, *lengths)]
        people.write_text(run(["-m", "bench.data", *numbers], folder, SITE, **more))
    _make_room_in(folder)
    made: dict[str, Any] = json.loads(people.read_text())
    return Place(folder, made["cookies"], made["rows"])


def _make_room_in(folder: Path) -> None:
    """Let nothing have been saved today, however often it was measured: a day holds 200."""
    path = folder / "db.sqlite3"
    if not path.exists():  # it lies on a server, and nobody writes there
        return
    with sqlite3.connect(path) as database:
        database.execute(
            "UPDATE tracking_checkin SET created_at = datetime(at, '-2 days') "
            "WHERE created_at > datetime('now', '-1 day')"
        )


def floor(root: Path) -> Place:
    """The floor's data: one person, who is signed in."""
    folder = root / "floor"
    folder.mkdir(parents=True, exist_ok=True)
    run(["-m", "django", "migrate", "--verbosity=0"], folder, FLOOR)
    return Place(folder, {"person": run(["-m", "bench.floor.person"], folder, FLOOR).strip()}, 0)


def _state_of_the_code() -> str:
    state = hashlib.sha256()
    for pattern in MADE_BY:
        for path in sorted(ROOT.glob(pattern)):
            state.update(path.read_bytes())
    return state.hexdigest()[:12]
