"""What takes the focus by Tab is never under a bar that stays in its place."""

from collections.abc import Callable
from typing import Any

import pytest

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
MOST_STEPS = 400

# Which bar lies over a good part of what has the focus; null once the focus has left the page.
COVERED = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const box = (here.closest("label") ?? here).getBoundingClientRect();
  const bars = [...document.querySelectorAll("body *")].filter((one) =>
    ["sticky", "fixed"].includes(getComputedStyle(one).position) && one.checkVisibility()
    && !one.contains(here));
  const over = bars.find((one) => {
    const bar = one.getBoundingClientRect();
    const top = Math.max(bar.top, box.top);
    const high = Math.min(bar.bottom, box.bottom) - top;
    const seen = document.elementFromPoint((box.left + box.right) / 2, top + high / 2);
    return high > box.height / 4 && one.contains(seen);
  });
  return over ? `${here.name || here.innerText} under ${over.className}` : "";
}"""


def walk(page: Any, key: str) -> list[str]:
    """What was covered on the way through the page."""
    faults = []
    for _ in range(MOST_STEPS):
        page.keyboard.press(key)
        covered = page.evaluate(COVERED)
        if covered is None:
            break
        faults += [f"{key}: {covered}"] if covered else []
    return faults


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_what_has_the_focus_is_in_sight(
    window: Window, make_user: Any, viewport: dict[str, int]
) -> None:
    page, faults = window(make_user(), viewport=viewport, has_touch=False), []
    for address in PAGES:
        page.goto(address)
        page.evaluate(OPEN)
        for key in ("Tab", "Shift+Tab"):
            page.evaluate("document.activeElement.blur()")
            faults += [f"{address} {fault}" for fault in walk(page, key)]
    assert "\n".join(dict.fromkeys(faults)) == ""
