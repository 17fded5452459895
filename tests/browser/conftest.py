"""A browser for the tests, where the machine has one. REQUIRE_BROWSER=1 insists on it."""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import get_finder
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage
from django.http import HttpRequest
from django.test import Client

from psoas_site.static_storage import joined_sheet
from tests.stock import restock

# Playwright runs a loop of its own in this thread; our database calls beside it are fine.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PATIENCE = 15  # seconds that a page has for what it does by itself

HERE = Path(__file__).parent
QUIET_FILE = "/static/img/favicon.svg"
MEDIA = ("color_scheme", "forced_colors", "reduced_motion")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    # All pages of a context in one process: a new one would begin with a second of its own work.
    "--process-per-site",
]
# A form that was not saved answers 4xx on purpose and shows what was typed; the browser notes both.
ON_PURPOSE = re.compile(
    r"Failed to load resource.* status of 4(04|09|13|22|29)|INTERNET_DISCONNECTED"
    r"|does not conform to the required format"
)
TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


def found_chromium() -> str | None:
    """Where the browser is: CHROMIUM, or one of the usual names."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def cannot(reason: str) -> None:
    """Skip, or fail where a browser is asked for."""
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"REQUIRE_BROWSER=1, but {reason}")
    pytest.skip(f"browser tests need Chromium and playwright: {reason}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests; each test has pages of its own."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        cannot("playwright is not installed")
    path = found_chromium()
    if path is None:
        cannot("Chromium is not found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def site(chromium: Any, transactional_db: None, live_server: Any) -> str:
    """The address of the running site, with the real library in it."""
    restock()
    cache.clear()
    return live_server.url


class Watch:
    """Everything that a window complains about."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.complaints: list[str] = []

    def over(self, context: Any) -> None:
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self.heard)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("request", self.asked)
        context.on("response", self.answered)

    def heard(self, message: Any) -> None:
        if message.type in ("error", "warning") and not ON_PURPOSE.search(message.text):
            self.complaints.append(f"{message.type}: {message.text}")

    def asked(self, request: Any) -> None:
        if not request.url.startswith((self.site, "data:", "about:", "blob:")):
            self.complaints.append(f"third party: {request.url}")

    def answered(self, response: Any) -> None:
        static = "/static/" in response.url and response.status >= 400
        if response.status >= 500 or static:
            self.complaints.append(f"{response.status}: {response.url}")


class Devices:
    """Contexts of the browser, kept from test to test: a new one costs seconds before it paints.

    Each test finds them empty. A quiet page holds the process, and forgets what was stored. A
    clock stays in a context, so those that have one are apart.
    """

    def __init__(self, chromium: Any, site: str) -> None:
        self.chromium, self.site = chromium, site
        self.watch = Watch(site)
        self.quiet_pages: dict[str, Any] = {}

    def context(self, clock: bool, **options: Any) -> Any:
        name = repr((clock, sorted(options.items())))
        if name not in self.quiet_pages:
            usual = {"viewport": PHONE, "has_touch": True, "reduced_motion": "reduce"}
            context = self.chromium.new_context(base_url=self.site, **usual | options)
            self.watch.over(context)
            self.quiet_pages[name] = context.new_page()
            self.quiet_pages[name].goto(QUIET_FILE)
        return self.quiet_pages[name].context

    def clear(self) -> None:
        """Close what a test opened, and forget who was there."""
        for quiet in self.quiet_pages.values():
            context = quiet.context
            opened = [page for page in context.pages if page is not quiet]
            if not opened:
                continue
            for page in opened:
                page.close()
            context.set_offline(False)
            context.clear_cookies()
            quiet.evaluate("localStorage.clear()")
        self.watch.complaints.clear()


@pytest.fixture(scope="session")
def _joined_sheets(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A sheet in one file with those that it imports, as people are sent it: 20 requests less."""
    static, folder = settings.BASE_DIR / "static", tmp_path_factory.mktemp("joined")
    for sheet in static.glob("css/**/*.css"):
        joined = folder / sheet.relative_to(static)
        joined.parent.mkdir(parents=True, exist_ok=True)
        joined.write_text(joined_sheet(sheet))
    finder = get_finder("django.contrib.staticfiles.finders.FileSystemFinder")
    storage = FileSystemStorage(location=folder)
    storage.prefix = ""
    finder.locations.insert(0, ("", str(folder)))
    finder.storages[str(folder)] = storage


@pytest.fixture(scope="session")
def _static_kept() -> Iterator[None]:
    """A browser keeps static files, as in production: it asks again for what changed just now."""
    serve = StaticFilesHandler.serve

    def serve_to_keep(handler: StaticFilesHandler, request: HttpRequest) -> Any:
        answer = serve(handler, request)
        answer["Cache-Control"] = "max-age=31536000, immutable"
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", serve_to_keep)
        yield


@pytest.fixture(scope="session")
def devices(chromium: Any, live_server: Any, _joined_sheets: None, _static_kept: None) -> Devices:
    return Devices(chromium, live_server.url)


@pytest.fixture
def window(devices: Devices, site: str) -> Iterator[Callable[..., Any]]:
    """Opens windows: `page = window(user)`. None of them may complain of anything.

    With `clock`, the time of its device is the test's to move.
    """

    def open_window(user: Any = None, *, clock: bool = False, **options: Any) -> Any:
        size = options.pop("viewport", PHONE)
        media = {name: options.pop(name) for name in MEDIA if name in options}
        context = devices.context(clock, **options)
        if user is not None:
            client = user if isinstance(user, Client) else Client()
            if client is not user:
                client.force_login(user)
            value = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": value, "url": site}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.set_viewport_size(size)
        page.emulate_media(**media)
        if clock:
            page.clock.install()
        return page

    yield open_window
    complaints = list(dict.fromkeys(devices.watch.complaints))
    devices.clear()
    assert "\n".join(complaints) == ""


def until(page: Any, expression: str, given: Any = None) -> None:
    """Wait for what `expression` asks of the page, `given` handed to it.

    Playwright's own wait asks a second time with `eval`, which our policy refuses.
    """
    end = time.monotonic() + PATIENCE
    while not page.evaluate(expression, given):
        assert time.monotonic() < end, f"never: {expression}"
        page.wait_for_timeout(50)


def unfold(page: Any, *groups: str) -> None:
    """Open these groups of the check-in's questions, as people do. The device remembers it."""
    for group in groups:
        fold = page.locator(f"details[data-group={group}]")
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()


class Taps:
    """Counts taps."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, thing: Any) -> None:
        thing.tap()
        self.count += 1


@pytest.fixture
def counted() -> Callable[[int], Any]:
    """`with counted(3) as taps: taps.on(button)`: at most so many."""

    @contextmanager
    def count(most: int) -> Iterator[Taps]:
        taps = Taps()
        yield taps
        print(f"\n  {taps.count} taps (at most {most})")
        assert 0 < taps.count <= most

    return count
