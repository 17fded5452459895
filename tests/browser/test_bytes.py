"""A first visit is small: counted on the wire, from the server that people run."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PHONE
from tests.site.server import Server, manage, serving

MOST_BYTES = 120_000
MOST_REQUESTS = 14  # besides the small figures
MOST_OF_A_FIGURE = 2_900  # its headers included, which are about 850


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("first-visit")
    done = manage(folder, "prepare")
    assert done.returncode == 0, done.stderr
    with serving(folder) as running:
        yield running


@pytest.mark.parametrize("path", ["/", "/exercises/", "/exercises/runners-lunge/", "/safety/"])
def test_a_first_visit_is_small(path: str, chromium: Any, server: Server) -> None:
    context = chromium.new_context(base_url=server.url, viewport=PHONE)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    asked: dict[str, str] = {}
    sizes: dict[str, int] = {}
    network.on(
        "Network.requestWillBeSent",
        lambda event: asked.update({event["requestId"]: event["request"]["url"]}),
    )
    network.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    page.goto(path, wait_until="networkidle")
    shown = page.locator("img.figure-thumb").count()
    context.close()
    urls = [url for url in asked.values() if not url.startswith("data:")]
    total = sum(sizes.values())
    small = {key: url for key, url in asked.items() if url.startswith(f"{server.url}/figures/")}
    weight = sum(sizes[key] for key in small)
    print(f"\n  {path}: {total} bytes in {len(urls)} requests, {weight} of {len(small)} figures")
    assert all(url.startswith(server.url) for url in urls)
    assert 1_000 < total <= MOST_BYTES
    assert len(urls) - len(small) <= MOST_REQUESTS
    assert weight <= len(small) * MOST_OF_A_FIGURE
    if path == "/exercises/":
        assert 0 < len(small) < shown, "those far below wait until they are near"


def test_a_second_page_brings_little(chromium: Any, server: Server) -> None:
    context = chromium.new_context(base_url=server.url, viewport=PHONE)
    page = context.new_page()
    page.goto("/exercises/", wait_until="networkidle")
    fetched: list[str] = []
    page.on("response", lambda answer: fetched.append(answer.url))
    page.goto("/exercises/runners-lunge/", wait_until="networkidle")
    fresh = [url for url in fetched if "/static/" in url and not in_cache(page, url)]
    context.close()
    assert len(fresh) <= 3, "the sheet and the script of that page alone, and what moves figures"


def in_cache(page: Any, url: str) -> bool:
    """Whether the browser took this file out of its own cache: nothing came over the wire."""
    script = "(url) => performance.getEntriesByName(url).every((one) => one.transferSize === 0)"
    return bool(page.evaluate(script, url))
