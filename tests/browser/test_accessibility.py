"""Every page, in every state, by day and by night, on a phone and on a desk: nothing is wrong."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.architecture.visits import ERRORS, SETTLED, STRANGER, VISITS, World, make_world
from tests.browser.conftest import DESKTOP, HERE, PHONE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast"]  # all that the dark colours can change
RUN = "(rules) => violations(document, rules)"
NARROW = {"width": 320, "height": 844}
FAULTS = (HERE / "faults.js").read_text()

# What is long or wide in a way of its own.
MORE = {
    STRANGER: (
        "/exercises/full-camel/",
        "/exercises/runners-lunge/",
        "/exercises/constructive-rest/",
        "/play/exercise/constructive-rest/",
        "/programmes/runner/",
        "/learn/anatomy/",
        "/learn/find-your-level/",
        "/learn/daily-life/",
        "/learn/self-checks/",
    ),
    SETTLED: ("/sessions/new/?exercise=runners-lunge&exercise=easy-walk",),
}

WRONG = """
<img src="/static/img/logo.svg">
<button type="button"></button>
<input name="unlabelled">
<p lang="en" style="inline-size: 2000px">wide</p>
<a href="/" style="display: block; inline-size: 20px; block-size: 20px">x</a>
<div style="position: fixed; inset: auto 0 0; block-size: 40vh">bar</div>
<p style="color: #888; background: #fff">pale by day and by night</p>
<p class="pale">pale at night</p>
<p style="inline-size: 2em">a column that has no room</p>
"""
PALE = """<style>
  [data-theme="dark"] .pale { color: #444; background: #000 }
  @media (min-width: 60rem) { .pale { color: #aaa; background: #fff } }
</style>"""
FOUND = (
    "320 px: a small target",
    "1280 px: a small target",
    "px too wide at 320 px",
    "px too wide at 390 px",
    "bars take 40 % of the screen",
    "200 % text: a line of 4 letters",
    "390 px: image-alt",
    "390 px: button-name",
    "390 px: label",
    "390 px, light: color-contrast",
    "390 px, dark: color-contrast",
    "1280 px, light: color-contrast",
)

# All that a theme sets.
TOKENS = """(theme) => {
  document.documentElement.dataset.theme = theme;
  const style = getComputedStyle(document.documentElement);
  const names = [...document.documentElement.computedStyleMap().keys()];
  const tokens = names.filter((name) => name.startsWith("--") || name === "color-scheme");
  return tokens.map((name) => `${name}: ${style.getPropertyValue(name).trim()}`);
}"""


@cache
def axe() -> str:
    """The script of axe-core that comes with axe-playwright-python, and ours that run it.

    The page itself runs them: a policy does not stop what a developer's tool brings along.
    """
    package = find_spec("axe_playwright_python")
    assert package is not None
    assert package.origin is not None
    return (Path(package.origin).parent / "axe.min.js").read_text() + FAULTS


def looked_at(page: Any, rules: list[str]) -> list[str]:
    """What axe says of the page by `rules`: kinds of them, or single ones."""
    # As high as the page, so that the bar at the bottom covers nothing.
    size = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": height + 100})
    page.evaluate(axe())
    faults: list[str] = page.evaluate(RUN, rules)
    page.set_viewport_size(size)
    return faults


def sideways(page: Any) -> list[str]:
    """What does not stay within a phone: at 320 and 390 px, and at 390 px with text at 200 %."""
    page.evaluate(FAULTS)
    page.set_viewport_size(NARROW)
    faults: list[str] = page.evaluate("overflow(document)")
    page.set_viewport_size(PHONE)
    faults += page.evaluate("[...overflow(document), ...withLargeText(document)]")
    return faults


@pytest.fixture
def world(site: str) -> World:
    return make_world()


FaultsOf = Callable[[str], list[str]]


@pytest.fixture
def faults_of(world: World, window: Callable[..., Any]) -> FaultsOf:
    """What is wrong with a page, by its HTML. The tool sets styles, so here no policy stops it."""
    page = window(world.clients[SETTLED], bypass_csp=True, viewport=DESKTOP)
    page.goto("/livez")
    page.evaluate(FAULTS)
    page.evaluate("(given) => { window.given = given; }", {"axe": axe(), "rules": RULES})

    def ask(html: str) -> list[str]:
        faults: list[str] = page.evaluate("(html) => faultsOf(html)", html)
        return faults

    return ask


def pages(world: World) -> Iterator[tuple[str, str]]:
    """What each page is, and its HTML."""
    for visit in VISITS:
        yield visit.label, visit.answer(world).content.decode()
    for who, addresses in MORE.items():
        for address in addresses:
            answer = world.clients[who].get(address)
            assert answer.status_code == 200, address
            yield f"{who}: {address}", answer.content.decode()
    for label, (_status, ask) in ERRORS.items():
        yield label, ask(Client()).content.decode()


def test_no_page_has_a_fault(world: World, faults_of: FaultsOf) -> None:
    faults = []
    for label, html in pages(world):
        faults += [f"{label}: {fault}" for fault in faults_of(html)]
    assert not faults, "\n".join(faults)


def test_what_is_wrong_with_a_page_is_found(world: World, faults_of: FaultsOf) -> None:
    """Else a clean page would prove nothing."""
    html = world.clients[STRANGER].get("/safety/").content.decode()
    assert faults_of(html) == []
    wrong = html.replace("</main>", f"{WRONG}</main>").replace("</head>", f"{PALE}</head>")
    faults = faults_of(wrong)
    missed = [words for words in FOUND if not any(words in fault for fault in faults)]
    assert not missed, "\n".join(faults)
    # What is like a page that axe has seen is measured all the same.
    assert any("px too wide" in fault for fault in faults_of(wrong))


def test_a_device_at_night_has_the_colours_of_the_dark_theme(window: Callable[..., Any]) -> None:
    """The pages above are looked at in a theme that was chosen; most people never choose one."""
    page = window(bypass_csp=True)
    page.goto("/learn/")
    chosen = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        chosen[scheme] = page.evaluate(TOKENS, scheme)
        assert page.evaluate(TOKENS, "auto") == chosen[scheme]
    assert len(chosen["light"]) > 30
    assert chosen["light"] != chosen["dark"]
