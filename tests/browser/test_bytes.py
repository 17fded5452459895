"""A first visit is small: counted on the wire, from the server that people run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.browser.conftest import PHONE
from tests.site.server import Server

MOST_BYTES = 120_000
MOST_REQUESTS = 14  # besides the small figures
MOST_OF_A_FIGURE = 2_900  # its headers included, which are about 850


@dataclass
class Wire:
    """What came over the wire since it was cleared: addresses and sizes by request."""

    asked: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def listen(self, network: Any) -> None:
        network.on("Network.requestWillBeSent", self.ask)
        network.on("Network.loadingFinished", self.finish)

    def ask(self, event: dict[str, Any]) -> None:
        self.asked[event["requestId"]] = event["request"]["url"]

    def finish(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def clear(self) -> None:
        self.asked.clear()
        self.sizes.clear()


@pytest.fixture
def page(chromium: Any, server: Server) -> Iterator[Any]:
    context = chromium.new_context(base_url=server.url, viewport=PHONE)
    yield context.new_page()
    context.close()


def test_a_first_visit_is_small(page: Any, server: Server) -> None:
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire, faults = Wire(), []
    wire.listen(network)
    for path in ("/", "/exercises/", "/exercises/runners-lunge/", "/safety/"):
        wire.clear()
        page.context.clear_cookies()
        page.goto(path, wait_until="networkidle")
        shown = page.locator("img.figure-thumb").count()
        urls = [url for url in wire.asked.values() if not url.startswith("data:")]
        total = sum(wire.sizes.values())
        figures = f"{server.url}/figures/"
        small = [key for key, url in wire.asked.items() if url.startswith(figures)]
        weight = sum(wire.sizes[key] for key in small)
        told = f"{path}: {total} bytes, {len(urls)} requests, {weight} of {len(small)} figures"
        print(f"\n  {told}")
        is_small = 1_000 < total <= MOST_BYTES and len(urls) - len(small) <= MOST_REQUESTS
        if not is_small or weight > len(small) * MOST_OF_A_FIGURE:
            faults.append(told)
        faults += [f"{path}: {url}" for url in urls if not url.startswith(server.url)]
        if path == "/exercises/" and not 0 < len(small) < shown:
            faults.append(f"{told}: those far below wait until they are near")
    assert not faults, "\n".join(faults)


def test_a_second_page_brings_little(page: Any) -> None:
    page.goto("/exercises/", wait_until="networkidle")
    fetched: list[str] = []
    page.on("response", lambda answer: fetched.append(answer.url))
    page.goto("/exercises/runners-lunge/", wait_until="networkidle")
    fresh = [url for url in fetched if "/static/" in url and not in_cache(page, url)]
    assert len(fresh) <= 3, "the sheet and the script of that page alone, and what moves figures"


def in_cache(page: Any, url: str) -> bool:
    """Whether the browser took this file out of its own cache: nothing came over the wire."""
    script = "(url) => performance.getEntriesByName(url).every((one) => one.transferSize === 0)"
    return bool(page.evaluate(script, url))
