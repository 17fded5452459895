"""Photographs of the demonstration for the README: `make pictures`, or `python -m tests.pictures`.

Starts the site with the demonstration in a folder that is thrown away, so it touches no data.
Needs Chromium and the packages of requirements-dev.txt; all of it stays on this machine.
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
PERSON = "bea@example.org"
QUALITY = 72
HEADER = 84  # pixels at the top of a page that stay there when it is scrolled
SHARPNESS = 1.5  # pixels of the picture for each of the page
READY_SECONDS = 30
# Empty is "as the site comes", whatever this machine's .env says.
AS_IT_COMES = dict.fromkeys(
    (
        "ALLOWED_HOSTS",
        "CACHE_URL",
        "DATABASE_URL",
        "DEBUG",
        "EMAIL_URL",
        "HTTPS",
        "SITE_NAME",
        "TIME_ZONE",
    ),
    "",
)


@dataclass(frozen=True)
class Picture:
    """A page to photograph. `at`: words that are scrolled to the top; `pressed`: what is chosen."""

    name: str
    path: str
    at: str = ""
    pressed: tuple[str, ...] = ()
    look: str = "light"
    size: tuple[int, int] = (390, 844)


DESKTOP = (1280, 900)
ALL = (
    Picture("today", "/today/"),
    Picture(
        "check-in",
        "/check-ins/new/",
        at="Where do you feel it?",
        pressed=("summary:has-text('Where do you feel it?')", "[data-region='front-hip-left']"),
    ),
    Picture("follow", "/progress/", at="What you follow", look="dark"),
    Picture("history", "/history/exercises/heel-slide-release/"),
    Picture("diary", "/check-ins/"),
    Picture("exercise", "/exercises/heel-slide-release/"),
    Picture("progress", "/progress/", size=DESKTOP),
    Picture("library", "/exercises/", size=DESKTOP),
)


def main() -> None:
    """Take all pictures anew."""
    from playwright.sync_api import sync_playwright

    chromium = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if chromium is None:
        sys.exit("Chromium is not found. Name it: CHROMIUM=/usr/bin/chromium make pictures")
    PICTURES.mkdir(exist_ok=True)
    with demonstration() as (site, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        signed_in = sign_in(browser, site, password)
        for picture in ALL:
            kept = PICTURES / f"{picture.name}.webp"
            kept.write_bytes(as_webp(photograph(browser, site, signed_in, picture)))
            print(f"{kept.relative_to(ROOT)}  {kept.stat().st_size // 1000} kB")
        browser.close()


@contextmanager
def demonstration() -> Iterator[tuple[str, str]]:
    """The site with the demonstration in it: its address and the person's password."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        said = {**os.environ, **AS_IT_COMES, "DATA_DIR": folder, "PORT": str(port)}
        manage("prepare", said)
        password = manage("seed_demo", said).split(PERSON)[1].split()[0]
        command = [sys.executable, "manage.py", "serve"]
        server = subprocess.Popen(command, cwd=ROOT, env=said, stdout=subprocess.DEVNULL)  # noqa: S603
        try:
            site = f"http://127.0.0.1:{port}"
            wait_for(f"{site}/readyz")
            yield site, password
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def manage(command: str, said: dict[str, str]) -> str:
    """What a command of manage.py prints."""
    asked = [sys.executable, "manage.py", command]
    done = subprocess.run(asked, cwd=ROOT, env=said, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return done.stdout


def wait_for(address: str) -> None:
    """Until the page answers."""
    until = time.monotonic() + READY_SECONDS
    while True:
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 (this machine's own server)
            return
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def sign_in(browser: Any, site: str, password: str) -> Any:
    """The state of a browser in which the person is signed in."""
    page = browser.new_page(base_url=site)
    page.goto("/accounts/login/")
    page.get_by_label("E-mail", exact=False).fill(PERSON)
    page.locator("input[type=password]").fill(password)
    page.locator("input[type=password]").press("Enter")
    page.wait_for_url("**/today/")
    return page.context.storage_state()


def photograph(browser: Any, site: str, signed_in: Any, picture: Picture) -> bytes:
    """The part of a page that a screen shows, as PNG."""
    width, height = picture.size
    context = browser.new_context(
        base_url=site,
        storage_state=signed_in,
        viewport={"width": width, "height": height},
        color_scheme=picture.look,
        device_scale_factor=SHARPNESS,
        reduced_motion="reduce",
        locale="en-GB",
    )
    page = context.new_page()
    page.goto(picture.path, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    for pressed in picture.pressed:
        page.locator(pressed).first.click()
    if picture.at:
        page.get_by_text(picture.at, exact=True).first.evaluate(
            f"(place) => scrollTo(0, place.getBoundingClientRect().top + scrollY - {HEADER})"
        )
    page.mouse.move(0, 0)  # what lies under it would look chosen
    shot = page.screenshot()
    context.close()
    return shot


def as_webp(png: bytes) -> bytes:
    """The same picture, smaller."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


if __name__ == "__main__":
    main()
