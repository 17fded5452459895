"""Several clients at once, for a while."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bench.client import Client
from bench.rounds import OK, Asking
from bench.servers import Server


@dataclass
class Load:
    """What was answered in so many seconds: how long each request took, and what failed."""

    seconds: float = 0.0
    taken: list[float] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Requests a second."""
        return len(self.taken) / self.seconds

    @property
    def p95(self) -> float:
        """The time within which 95 of 100 answers came."""
        return sorted(self.taken)[int(len(self.taken) * 0.95)]


def load(server: Server, sessions: Iterable[str], ask: Asking, seconds: float) -> Load:
    """Let a client for each session ask without a pause for so many seconds."""
    result = Load()
    until = time.monotonic() + seconds

    def go_on(session: str) -> None:
        client = Client(server.port, session)
        while time.monotonic() < until:
            answer = ask(client)
            if answer.status in OK:
                result.taken.append(answer.seconds)
            else:
                result.failed.append(answer.status)
        client.close()

    result.seconds = _together([lambda session=session: go_on(session) for session in sessions])
    return result


def _together(tasks: list[Callable[[], None]]) -> float:
    """Run `tasks` side by side; answers the seconds until the last one had ended."""
    threads = [threading.Thread(target=task) for task in tasks]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - began
