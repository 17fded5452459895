"""Asks for pages in turns, so that whatever a machine does meets all of them alike."""

import random
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.client import Answer, Client
from bench.servers import Server

WARM_UPS = 5
RESAMPLES = 1_000
OK = (200, 302)

Asking = Callable[[Client], Answer]


@dataclass(frozen=True)
class Page:
    """One page of one server, and who asks for it."""

    name: str
    server: Server
    session: str | None
    ask: Asking


@dataclass
class Times:
    """What each request took: seconds on the wall, and seconds that the server computed."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Ratio:
    """A median over another, with the interval in which it lies in 95 of 100 resamples."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f}x ({self.low:.2f} to {self.high:.2f})"


def page(name: str, server: Server, path: str, session: str | None) -> Page:
    """A page that is read at `path`."""
    return Page(name, server, session, lambda client: client.get(path))


def measure(pages: Iterable[Page], rounds: int, warm_ups: int = WARM_UPS) -> dict[str, Times]:
    """Ask for each page once a round, every second round in the other order. By name."""
    order = list(pages)
    clients = {page.name: Client(page.server.port, page.session) for page in order}
    times = {page.name: Times() for page in order}
    for number in range(-warm_ups, rounds):
        for page in order:
            wall, cpu = _ask(page, clients[page.name])
            if number >= 0:
                times[page.name].wall.append(wall)
                times[page.name].cpu.append(cpu)
        order.reverse()
    for client in clients.values():
        client.close()
    return times


def _ask(page: Page, client: Client) -> tuple[float, float]:
    before = page.server.cpu_seconds()
    answer = page.ask(client)
    used = page.server.cpu_seconds() - before
    if answer.status not in OK:
        raise RuntimeError(f"{page.name}: {answer.status}")
    return answer.seconds, used


def ratio(above: Sequence[float], below: Sequence[float]) -> Ratio:
    """The median of `above` over that of `below`; the interval by resampling both."""
    chance = random.Random(0)  # noqa: S311 (the same interval from the same times)
    seen = sorted(
        statistics.median(chance.choices(above, k=len(above)))
        / statistics.median(chance.choices(below, k=len(below)))
        for _number in range(RESAMPLES)
    )
    value = statistics.median(above) / statistics.median(below)
    return Ratio(value, seen[RESAMPLES // 40], seen[-RESAMPLES // 40])


def ratios(times: Mapping[str, Times], floor: str) -> dict[str, tuple[Ratio, Ratio]]:
    """For each name, the ratios on the wall and in computing to what `floor` took."""
    base = times[floor]
    return {
        name: (ratio(taken.wall, base.wall), ratio(taken.cpu, base.cpu))
        for name, taken in times.items()
    }
