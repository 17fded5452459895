"""Every page, in every state, light and dark, on a phone and on a desk: axe finds nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.visits import SETTLED, STRANGER, VISITS, Visit, World, make_world
from tests.browser.conftest import DESKTOP, PHONE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast"]  # all that the dark colours can change
NARROW = (320, 390)
SMALLEST = 24  # WCAG 2.5.8, in CSS pixels

# The page itself runs it: a policy does not stop what a developer's tool brings along.
RUN = """async (rules) => {
  const options = {runOnly: rules, resultTypes: ["violations"], preload: false};
  const found = await axe.run(document, options);
  return found.violations.map((one) =>
    `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""

# How far the page can be moved sideways, and what sticks out.
OVERFLOW = """() => {
  const room = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - room;
  if (over <= 0) return "";
  const out = [...document.querySelectorAll("body *")].filter(
    (one) => one.getBoundingClientRect().right > room + 1 && !one.closest("svg, .scroll-x"));
  const inner = out.filter((one) => !out.some((other) => one !== other && one.contains(other)));
  return `${over} px too wide at ${room} px: ` +
    inner.slice(0, 3).map((one) => one.outerHTML.slice(0, 70)).join(" ");
}"""

# What can be pressed, seen, is not a link within a sentence, and has no room of 24 px around it.
SMALL = """(smallest) => {
  const pressed = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const boxes = [...document.querySelectorAll(pressed)].filter((one) => {
    if (one.closest('svg, .visually-hidden, [hidden]') || !one.checkVisibility()) return false;
    const style = getComputedStyle(one);
    return !(one.matches('a') && style.display === 'inline') && style.opacity !== '0';
  }).map((one) => [one, (one.closest('label') || one).getBoundingClientRect()]);
  return boxes
    .filter(([one, box]) => box.width && (box.width < smallest || box.height < smallest))
    .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width}x${box.height}`);
}"""

# How much of the screen the bars take that stay in their place.
BARS = """() => {
  const bars = [...document.querySelectorAll("body *")].filter(
    (one) => getComputedStyle(one).position === "fixed" && one.checkVisibility());
  const high = bars.reduce((sum, one) => sum + one.getBoundingClientRect().height, 0);
  const share = Math.round((100 * high) / innerHeight);
  return share > 30 ? `bars take ${share} % of the screen` : "";
}"""
TEXT = "(size) => document.documentElement.attributeStyleMap.set('font-size', size)"

SEND = """(values) => {
  const count = (form) => form.querySelectorAll('input, select, textarea').length;
  const form = [...document.forms].sort((a, b) => count(b) - count(a))[0];
  for (const [name, value] of Object.entries(values)) {
    for (const one of [...form.elements]) if (one.name === name) one.disabled = true;
    for (const single of [value].flat()) {
      const field = document.createElement('input');
      field.type = 'hidden'; field.name = name; field.value = single;
      form.append(field);
    }
  }
  HTMLFormElement.prototype.submit.call(form);
}"""


@cache
def axe() -> str:
    """The script of axe-core that comes with axe-playwright-python."""
    package = find_spec("axe_playwright_python")
    assert package is not None
    assert package.origin is not None
    return (Path(package.origin).parent / "axe.min.js").read_text()


@pytest.fixture
def world(site: str) -> World:
    return make_world()


def go(page: Any, visit: Visit, world: World) -> None:
    """Bring `page` to what the visit sees."""
    page.goto(visit.url(world))
    if visit.sends is not None:
        with page.expect_navigation():
            page.evaluate(SEND, dict(visit.sends))
    # Closed parts are pages of their own, so all of them are looked at open.
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def looked_at(page: Any, rules: list[str]) -> list[str]:
    """What axe says of the page by `rules`: kinds of them, or single ones."""
    # As high as the page, so that the bar at the bottom covers nothing.
    size = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": height + 100})
    page.evaluate(axe())
    found: list[str] = page.evaluate(RUN, rules)
    page.set_viewport_size(size)
    return found


def sideways(page: Any) -> list[str]:
    """What does not stay within a phone: at 320 and 390 px, and at 390 px with text at 200 %."""
    found = []
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 844})
        found.append(page.evaluate(OVERFLOW))
    page.set_viewport_size(PHONE)
    page.evaluate(TEXT, "200%")
    found += [f"200 % text: {page.evaluate(asked)}" for asked in (OVERFLOW, BARS)]
    page.evaluate(TEXT, "100%")
    return [fault for fault in found if not fault.endswith(": ") and fault]


def grouped(visits: Iterable[Visit]) -> Mapping[str, list[Visit]]:
    """The visits by visitor, and by whether a form is sent."""
    groups: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        kind = "at first" if visit.sends is None else "after a form"
        groups[f"{visit.who}, {kind}"].append(visit)
    return groups


PAGES = grouped(VISITS)
# At night a page is looked at once: who sees it changes the bars, and those are on every page.
NIGHT = grouped({(visit.name, visit.state): visit for visit in VISITS}.values())

Look = Callable[[Any], list[str]]


def by_day(page: Any) -> list[str]:
    return looked_at(page, RULES) + sideways(page) + page.evaluate(SMALL, SMALLEST)


def by_night(page: Any) -> list[str]:
    return looked_at(page, RULES)


def faults_of(page: Any, visits: list[Visit], world: World, look: Look) -> str:
    """A line for each fault; nothing if there is none."""
    faults = []
    for visit in visits:
        go(page, visit, world)
        faults += [f"{visit.label}: {fault}" for fault in look(page)]
    return "\n".join(faults)


@pytest.fixture
def seen_by(world: World, window: Callable[..., Any]) -> Callable[..., Any]:
    """A window of the visitor of a group. The tool sets styles, so here no policy stops it."""

    def open_for(group: str, **options: Any) -> Any:
        who = PAGES[group][0].who
        client = None if who == STRANGER else world.clients[who]
        return window(client, bypass_csp=True, **options)

    return open_for


@pytest.mark.parametrize("group", PAGES)
def test_no_fault_on_a_phone(group: str, world: World, seen_by: Callable[..., Any]) -> None:
    page = seen_by(group, color_scheme="light")
    assert faults_of(page, PAGES[group], world, by_day) == ""


@pytest.mark.parametrize("group", NIGHT)
def test_no_fault_on_a_desk_at_night(group: str, world: World, seen_by: Callable[..., Any]) -> None:
    page = seen_by(group, color_scheme="dark", viewport=DESKTOP, has_touch=False)
    assert faults_of(page, NIGHT[group], world, by_night) == ""


@pytest.mark.parametrize(("who", "path"), [(STRANGER, "/learn/"), (SETTLED, "/today/")])
def test_the_bars_of_a_phone_can_be_read_at_night(
    who: str, path: str, world: World, window: Callable[..., Any]
) -> None:
    client = None if who == STRANGER else world.clients[who]
    page = window(client, bypass_csp=True, color_scheme="dark")
    page.goto(path)
    assert looked_at(page, CONTRAST) == []


def test_no_fault_on_a_page_that_says_something_went_wrong(window: Callable[..., Any]) -> None:
    page = window(bypass_csp=True)
    faults = {}
    for path in ("/nothing/", "/exercises/nothing/"):
        page.goto(path)
        faults[path] = looked_at(page, RULES) + sideways(page)
    assert not any(faults.values()), faults


def test_the_tool_finds_a_fault(window: Callable[..., Any]) -> None:
    """Else a clean page would prove nothing."""
    page = window(bypass_csp=True)
    page.goto("/safety/")
    page.evaluate(
        """document.querySelector('main').insertAdjacentHTML('beforeend',
        '<img src="/static/img/logo.svg"><button class="tiny"></button>')"""
    )
    page.evaluate("document.querySelector('.tiny').attributeStyleMap.set('width', '2000px')")
    found = looked_at(page, RULES)
    assert any(one.startswith("image-alt") for one in found)
    assert any(one.startswith("button-name") for one in found)
    assert sideways(page)
