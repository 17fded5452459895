"""What takes the focus is never under a bar that stays in its place, and shows that it has it."""

from collections.abc import Callable
from typing import Any

from tests.browser.conftest import DESKTOP, PHONE

Window = Callable[..., Any]
OPEN = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
PAGES = (
    "/exercises/",
    "/exercises/runners-lunge/",
    "/programmes/runner/",
    "/check-ins/new/",
    "/check-ins/",
    "/sessions/new/",
    "/settings/follow/",
)

# Gives the focus to all that takes it, as Tab does: the browser scrolls there by the same rule.
WALK = """(backwards) => {
  const bars = [...document.querySelectorAll("body *")].filter((node) =>
    ["sticky", "fixed"].includes(getComputedStyle(node).position) && node.checkVisibility());
  const covering = (stop) => {
    const box = (stop.closest("label") ?? stop).getBoundingClientRect();
    return bars.filter((bar) => !bar.contains(stop)).find((bar) => {
      const { top, bottom } = bar.getBoundingClientRect();
      const begin = Math.max(top, box.top);
      const high = Math.min(bottom, box.bottom) - begin;
      const seen = document.elementFromPoint((box.left + box.right) / 2, begin + high / 2);
      return high > box.height / 4 && bar.contains(seen);
    });
  };
  const look = (stop) => [stop, stop.nextElementSibling, stop.closest("label")].map((node) => {
    const style = node && getComputedStyle(node);
    return node && [style.outline, style.boxShadow, style.border, style.background].join(" ");
  }).join();
  const stops = [...document.querySelectorAll("a, button, input, select, textarea, summary")]
    .filter((node) => node.tabIndex >= 0);
  const faults = [];
  let steps = 0;
  for (const stop of backwards ? stops.reverse() : stops) {
    document.activeElement.blur();
    const before = look(stop);
    stop.focus();
    if (document.activeElement !== stop) continue; // what is hidden or disabled takes none
    steps += 1;
    const name = `${stop.name || stop.innerText} ${stop.value ?? ""}`;
    const bar = covering(stop);
    if (bar) faults.push(`${name} under ${bar.className}`);
    if (look(stop) === before) faults.push(`${name} does not show that it has the focus`);
  }
  return { steps, faults };
}"""


def test_what_has_the_focus_is_in_sight(window: Window, make_user: Any) -> None:
    page, faults = window(make_user(), has_touch=False), []
    for address in PAGES:
        page.goto(address)
        page.evaluate(OPEN)
        page.keyboard.press("Tab")  # so that whoever looks on uses a keyboard
        for viewport in (PHONE, DESKTOP):
            page.set_viewport_size(viewport)
            for backwards in (False, True):
                walk = page.evaluate(WALK, backwards)
                assert walk["steps"] > 20, address
                faults += [f"{address}: {fault}" for fault in walk["faults"]]
    assert "\n".join(dict.fromkeys(faults)) == ""
