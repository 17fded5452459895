"""Where colours are forced, what is chosen is seen; on paper nothing is missing or half empty."""

from collections.abc import Callable
from typing import Any

from tests.architecture.visits import SETTLED, make_world
from tests.browser.conftest import DESKTOP

PAGES = (
    "/exercises/?pain=4&position=supine",
    "/exercises/runners-lunge/",
    "/today/",
    "/check-ins/new/",
    "/sessions/new/",
    "/progress/",
    "/settings/",
    "/settings/follow/",
)

# Each choice looks otherwise when it is chosen, each current link otherwise than another.
ALIKE = """() => {
  const look = (one) => {
    const style = getComputedStyle(one);
    return [style.backgroundColor, style.color, style.borderTopStyle, style.borderTopColor,
      style.borderTopWidth, style.outlineStyle, style.textDecorationLine].join(" ");
  };
  const faults = [];
  for (const input of document.querySelectorAll(".choice:not(.choice-none) input, .check")) {
    const drawn = input.matches(".check") ? input : input.nextElementSibling;
    const before = input.checked;
    input.checked = true;
    const on = look(drawn);
    input.checked = false;
    if (look(drawn) === on) faults.push(`${input.name}=${input.value} looks the same when chosen`);
    input.checked = before;
  }
  for (const here of document.querySelectorAll("a[aria-current]")) {
    const others = [...here.closest("nav, ul, .head-icons")?.querySelectorAll("a") ?? []];
    const other = others.find(
      (one) => !one.matches("[aria-current]") && one.className === here.className);
    if (other && look(other) === look(here)) faults.push(`${here.innerText} looks like the others`);
    const icon = here.querySelector("svg");
    if (icon && getComputedStyle(icon).backgroundColor !== "rgba(0, 0, 0, 0)") {
      faults.push(`the icon of ${here.innerText} has a ground of its own`);
    }
    if (icon && getComputedStyle(icon).color !== getComputedStyle(here).color) {
      faults.push(`the icon of ${here.innerText} is not of the colour of its words`);
    }
  }
  for (const [one, other] of [[".calendar .full", ".calendar td:not([class])"],
      [".calendar .some", ".calendar td:not([class])"], [".swatch-full", ".swatch-some"],
      [".week .did b", ".week li:not(.did, .now) b"]]) {
    const [first, second] = [document.querySelector(one), document.querySelector(other)];
    if (first && second && look(first) === look(second)) faults.push(`${one} looks like ${other}`);
  }
  return faults;
}"""

# Grounds that say something, or that words are pale for, are printed; pictures are all there.
MISSING = """async () => {
  const pictures = [...document.images].filter((one) => !one.complete || !one.naturalWidth);
  const grounds = document.querySelectorAll(".swatch-full, .swatch-some, .calendar td, .week b");
  return [
    ...pictures.map((one) => `not loaded: ${one.src}`),
    ...[...grounds].filter((one) => getComputedStyle(one).printColorAdjust !== "exact")
      .map((one) => `its ground is not printed: ${one.className}`),
  ];
}"""


def test_what_is_chosen_is_seen_and_what_is_printed_is_whole(window: Callable[..., Any]) -> None:
    """One world for both: to make it takes longer than to look at it."""
    client = make_world().clients[SETTLED]
    faults = []
    for scheme in ("light", "dark"):
        page = window(client, forced_colors="active", color_scheme=scheme)
        for path in PAGES:
            page.goto(path)
            faults += [f"{path}, {scheme}: {fault}" for fault in page.evaluate(ALIKE)]
    page = window(client, viewport=DESKTOP)
    for path in ("/progress/", "/programmes/runner/", "/programmes/strengthen-carry-over/"):
        page.goto(path, wait_until="networkidle")
        page.emulate_media(media="print")
        faults += [f"{path}, printed: {fault}" for fault in page.evaluate(MISSING)]
        sides = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
        if not 1 <= sides <= 2:
            faults.append(f"{path}, printed: {sides} sides")
        page.emulate_media(media="screen")
    assert "\n".join(dict.fromkeys(faults)) == ""
