"""One newcomer's walk, on a phone: from the first page to the first dot of a chart."""

import re
from collections.abc import Callable
from typing import Any

from accounts.models import User
from tests.browser.conftest import DESKTOP
from tests.conftest import PASSWORD


def test_a_newcomer_arrives_and_stays(
    site: str, window: Callable[..., Any], counted: Callable[[int], Any], staff: Any
) -> None:
    page = window(timezone_id="Europe/Berlin")

    # A stranger finds something that fits.
    page.goto("/")
    page.get_by_role("link", name="3–5").tap()
    page.get_by_role("link", name="See how it is done").tap()
    page.wait_for_url("**/exercises/*/?pain=5")
    exercise, exercise_url = page.locator("h1").inner_text(), page.url
    assert page.get_by_text("Stop if pain is sharp").first.is_visible()
    assert page.get_by_role("link", name="Start").first.is_visible()
    assert page.get_by_role("link", name="Did it without the player").count() == 0

    # An account: two fields and the agreement.
    page.get_by_role("link", name="Sign up").tap()
    page.wait_for_url("**/accounts/signup/?next=*")
    form = page.locator("main form")
    shown = form.locator("input:visible:not([aria-hidden] input)")
    assert shown.count() == 3
    page.get_by_label("E-mail").fill("newcomer@example.org")
    page.get_by_label("Password").fill("a quiet morning walk")
    form.get_by_role("checkbox").check()
    page.get_by_role("button", name="Show").tap()
    assert page.get_by_label("Password").get_attribute("type") == "text"
    page.get_by_role("button", name="Create account").tap()
    page.wait_for_url(exercise_url)
    assert page.get_by_text("Your account is ready").is_visible()
    newcomer = User.objects.get(email="newcomer@example.org")
    assert newcomer.time_zone == "Europe/Berlin", "as the device has it"
    page.get_by_role("link", name="Today", exact=True).locator("visible=true").tap()
    page.wait_for_url("**/today/**")

    # A check-in from here.
    with counted(3) as taps:
        taps.on(page.locator(".scale label.choice", has_text=re.compile(r"^\s*4\s*$")))
        taps.on(page.get_by_role("button", name="Save"))
    page.get_by_text("Checked in at").wait_for()
    assert page.locator(".checked-in").inner_text().count("pain 4") == 1

    # Yesterday's session, as planned, from here.
    with counted(4) as taps:
        taps.on(page.get_by_role("link", name="First week: settle", exact=True))
        taps.on(page.get_by_role("link", name="With changes"))
        taps.on(page.locator("label.choice", has_text=re.compile(r"^\s*Yesterday\s*$")))
        taps.on(page.get_by_role("button", name="Save session"))
    page.get_by_text("That is done.").wait_for()

    # The chart has a dot, a session's mark, and one day in the calendar.
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Progress").last.tap()
    page.wait_for_url("**/progress/")
    chart = page.locator("svg.chart-narrow")
    assert chart.is_visible()
    dots = chart.locator("path.dots").get_attribute("d")
    assert dots is not None
    assert len(re.findall("[Mm]", dots)) == 1
    assert chart.locator("path.session").count() == 1
    assert page.get_by_text(re.compile(r"You practised on 1 of \d+ days")).is_visible()

    # Staff gives the exercise a better name, and the newcomer reads it.
    desk = window(viewport=DESKTOP, has_touch=False)
    desk.goto("/admin/")
    desk.get_by_label("E-mail").fill(staff.email)
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_role("button", name="Log in").click()
    desk.goto("/admin/exercises/exercise/")
    desk.get_by_role("link", name=exercise, exact=True).click()
    desk.locator("#id_name").fill("A better name")
    desk.locator("input[name=_save]").click()
    desk.get_by_text(re.compile("was changed successfully")).wait_for()
    page.goto(exercise_url)
    assert page.locator("h1").inner_text() == "A better name"
    assert page.get_by_role("link", name="Did it without the player").is_visible()
