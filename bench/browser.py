"""What a person waits for in a browser on a slow phone: the largest paint, and the longest task.

Told in milliseconds of this machine with its computing slowed down, for one state of the code to be
compared with another in the same hour. No target hangs on them.
"""

import shutil
import statistics
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from bench.pages import PAGES
from bench.places import Place
from bench.report import Row, told
from bench.servers import SITE, serving

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
LOOKED_AT = ("landing", "library", "today", "progress")
PHONE = {"width": 390, "height": 844}
SLOWED = 4
LOADS = 7
SETTLED_MS = 400  # after which nothing of the load goes on

# A task of less than 50 ms is told by nobody; the largest paint may be replaced until all is there.
WATCH = """
window.seen = {paint: 0, task: 0};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.seen.paint = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    window.seen.task = Math.max(window.seen.task, entry.duration);
  }
}).observe({type: "longtask", buffered: true});
"""
READ = "() => ({...window.seen, nodes: document.querySelectorAll('*').length})"


def in_a_browser(place: Place, person: str) -> list[Row]:
    """A row for each page that is looked at, as `person` sees it; one that says why if none is."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None or find_spec("playwright") is None:
        return [told("in a browser", "left out: Chromium or playwright is not here")]
    with serving(place.folder, SITE) as server:
        address = f"http://127.0.0.1:{server.port}"
        return list(_rows(program, address, place.cookies[person]))


def _rows(program: str, address: str, session: str) -> Iterator[Row]:
    from playwright.sync_api import sync_playwright

    pages = [page for page in PAGES if page.name in LOOKED_AT]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for page in pages:
            key = session if page.private else ""
            seen = [_load(browser, f"{address}{page.path}", key) for _number in range(LOADS)]
            paint, task, nodes = (_median(seen, name) for name in ("paint", "task", "nodes"))
            figure = f"largest paint {paint:.0f} ms, longest task {_task(task)}, {nodes} elements"
            yield told(f"{page.name}, computing {SLOWED}x slower", figure)
        browser.close()


def _median(seen: list[dict[str, float]], name: str) -> float:
    return statistics.median(load[name] for load in seen)


def _task(milliseconds: float) -> str:
    return f"{milliseconds:.0f} ms" if milliseconds else "under 50 ms"


def _load(browser: Any, url: str, session: str) -> dict[str, float]:
    """Load a page as on a first visit; what was seen of it."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2)
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    page = context.new_page()
    page.add_init_script(WATCH)
    slowed = context.new_cdp_session(page)
    slowed.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(url, wait_until="load")
    page.wait_for_timeout(SETTLED_MS)
    seen: dict[str, float] = page.evaluate(READ)
    context.close()
    return seen
