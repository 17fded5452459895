"""The processes behind `serve`: watched over, replaced, and ended together."""

import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.site.server import Caller, Server, serving

PATIENCE = 30  # seconds


@pytest.fixture
def served(own_folder: Path) -> Iterator[Server]:
    with serving(own_folder, WEB_CONCURRENCY="2") as server:
        eventually(lambda: len(server.children()) == 2)
        yield server


def eventually(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "it never came to hold"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    """Not ended, and not only waiting to be buried by somebody."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2]
    except OSError:
        return False
    return state[0] not in "ZX"


def test_a_process_that_was_killed_is_replaced(served: Server) -> None:
    killed, other = served.children()
    os.kill(killed, signal.SIGKILL)
    assert {Caller(served.url).ask("/livez")[0] for _number in range(10)} == {200}
    eventually(lambda: len(served.children()) == 2)
    assert other in served.children()
    assert killed not in served.children()
    assert "a serving process ended by itself (-9); another one starts" in served.said()


def test_nobody_serves_on_unwatched(served: Server) -> None:
    """A service manager that starts it anew finds the port free, and no second site."""
    left = served.children()
    served.process.kill()
    served.process.wait()
    eventually(lambda: not any(map(is_running, left)))
    with pytest.raises(OSError, match="refused"):
        Caller(served.url).ask("/livez")


def test_a_second_signal_ends_it_at_once(served: Server) -> None:
    """Though somebody is still waiting for an answer."""
    caller = Caller(served.url)
    caller.sign_up()
    filled = {**caller.form("/check-ins/new/"), "pain": "4"}
    with closing(sqlite3.connect(served.folder / "db.sqlite3")) as lock:
        lock.execute("BEGIN IMMEDIATE")
        writer = threading.Thread(target=_send_in_vain, args=(caller, filled))
        writer.start()
        time.sleep(0.5)
        left = served.children()
        served.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert any(map(is_running, left)), "it does not wait for whoever is being answered"
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(timeout=5) == -signal.SIGTERM
        eventually(lambda: not any(map(is_running, left)))
        lock.rollback()
    writer.join()


def _send_in_vain(caller: Caller, filled: dict[str, object]) -> None:
    with pytest.raises(OSError, match=r"closed|reset|Remote"):
        caller.ask("/check-ins/new/", filled)
