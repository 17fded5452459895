"""What scripts add, and that nothing is missing without them."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.architecture.seeding import live_through
from tests.browser.conftest import DESKTOP, unfold, until
from tracking.models import CheckIn, Session

Window = Callable[..., Any]


@pytest.fixture
def person(site: str, make_user: Any) -> Any:
    return make_user()


def choice(page: Any, name: str, value: str) -> Any:
    """The label around one option: what people press."""
    return page.locator(f"label.choice:has(input[name={name}][value='{value}'])")


# --- The body map --------------------------------------------------------------------------------


def test_the_map_ticks_the_list_and_back_with_mouse_and_keyboard(
    window: Window, person: Any
) -> None:
    page = window(person, viewport=DESKTOP, has_touch=False)
    page.goto("/check-ins/new/")
    unfold(page, "where")
    region = page.locator("[data-region=abdomen]")
    for key, ticked in {"Space": "true", "Enter": "false", " ": "true"}.items():
        region.focus()
        page.keyboard.press(key)
        assert region.get_attribute("aria-checked") == ticked
    assert page.locator("input[name=areas][value=abdomen]").is_checked()
    page.locator(".picked").press("Enter")
    assert region.get_attribute("aria-checked") == "false"
    assert page.evaluate("document.activeElement.closest('body-map') !== null")

    region = page.locator("[data-region=groin-left]")
    box = page.locator("input[name=areas][value='groin:left']")
    assert region.is_visible()
    region.click()
    assert region.get_attribute("aria-checked") == "true"
    assert box.is_checked()
    assert page.locator(".picked").count() == 1

    page.get_by_text("Choose from a list instead").click()
    page.locator("label.choice:has(input[name=areas][value='groin:left'])").click()
    assert region.get_attribute("aria-checked") == "false"
    assert page.locator(".picked").count() == 0
    page.locator("label.choice:has(input[name=areas][value='knee:right'])").click()
    assert page.locator("[data-region=knee-right]").first.get_attribute("aria-checked") == "true"


def test_what_is_refused_keeps_all_answers_and_can_be_saved(window: Window, person: Any) -> None:
    page = window(person)
    page.goto("/check-ins/new/")
    unfold(page, "note", "where")
    page.get_by_label("Note").fill("Stiff on the left.\nBetter by noon.")
    page.locator("[data-region=low-back-right]").first.tap()
    page.get_by_role("button", name="Save check-in").tap()
    page.get_by_text("Not saved. Your answers are still here.").wait_for()
    until(page, "document.activeElement.name === 'pain'")
    assert page.get_by_label("Note").input_value() == "Stiff on the left.\nBetter by noon."
    assert page.locator("input[name=areas][value='low_back:right']").is_checked()

    choice(page, "pain", "5").tap()
    page.get_by_role("button", name="Save check-in").tap()
    page.wait_for_url("**/today/")
    felt = CheckIn.objects.owned_by(person).get().areas.get()
    assert (felt.area.code, felt.side) == ("low_back", "right")


# --- Small helps ---------------------------------------------------------------------------------


def test_plus_and_minus_change_the_number_within_its_limits(window: Window, person: Any) -> None:
    page = window(person)
    page.goto("/sessions/new/")
    page.get_by_text(re.compile(r"^\s*More: what it felt like")).tap()
    field = page.get_by_label("Minutes, if you timed it")
    more = page.get_by_role("button", name="More: Minutes, if you timed it")
    less = page.get_by_role("button", name="Less: Minutes, if you timed it")
    for _press in range(3):
        more.tap()
    assert field.input_value() == "2"  # empty begins at the lower limit
    for _press in range(5):
        less.tap(force=True)  # at the limit it says that it is disabled, and does nothing
    assert field.input_value() == "0"
    assert less.get_attribute("aria-disabled") == "true"


def test_the_device_chooses_the_look_until_somebody_does(window: Window, person: Any) -> None:
    page = window(person, color_scheme="dark")
    page.goto("/settings/")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.emulate_media(color_scheme="light")
    light = page.evaluate(ground)
    assert dark != light
    choice(page, "theme", "dark").tap()
    page.get_by_role("button", name="Save").tap()
    page.get_by_text("Saved.").wait_for()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate(ground) == dark
    page.goto("/safety/")
    assert page.evaluate(ground) == dark


def test_a_double_click_on_save_makes_one_record(window: Window, person: Any) -> None:
    page = window(person, viewport=DESKTOP, has_touch=False)
    page.goto("/check-ins/new/")
    choice(page, "pain", "2").click()
    page.get_by_role("button", name="Save check-in").dblclick()
    page.wait_for_url("**/today/")
    page.goto("/sessions/new/?programme=runner")
    page.get_by_role("button", name="Save session").dblclick()
    page.get_by_text("Saved. That is done.").wait_for()
    assert CheckIn.objects.owned_by(person).count() == 1
    assert Session.objects.owned_by(person).count() == 1


# --- Without scripts -----------------------------------------------------------------------------


def test_everything_works_without_scripts(window: Window, person: Any) -> None:
    page = window(person, java_script_enabled=False)
    page.goto("/check-ins/new/")
    choice(page, "pain", "6").tap()
    unfold(page, "where")
    choice(page, "areas", "knee:left").tap()
    page.get_by_role("button", name="Save check-in").tap()
    page.get_by_text("Checked in at").wait_for()

    page.goto("/sessions/new/")
    choice(page, "day", "yesterday").tap()
    page.get_by_label("Find it by its name").fill("runer")
    page.get_by_role("button", name="Search", exact=True).tap()
    choice(page, "programme", "runner").tap()
    page.get_by_role("button", name="Adjust sides and dose").tap()
    page.get_by_role("heading", name="What you did").wait_for()
    page.get_by_role("button", name="Save session").tap()
    page.get_by_text("That is done.").wait_for()

    page.goto("/progress/")
    assert page.locator("svg.chart-narrow path.dots").count() == 1
    page.get_by_text("Show the numbers as a table").tap()
    assert page.locator("table.numbers").first.is_visible()
    assert CheckIn.objects.owned_by(person).get().areas.get().area.code == "knee"
    assert Session.objects.owned_by(person).get().lines.exists()


def test_the_filters_work_without_scripts(window: Window, site: str) -> None:
    page = window(java_script_enabled=False)
    page.goto("/exercises/")
    every = page.locator(".ex-cards > li").count()
    page.get_by_text("Filters", exact=True).tap()
    choice(page, "position", "seated").tap()
    page.get_by_role("button", name="Show exercises").tap()
    page.wait_for_url("**position=seated**")
    assert 0 < page.locator(".ex-cards > li").count() < every


# --- On paper, and without a mouse ---------------------------------------------------------------


def test_paper_shows_what_is_read_and_nothing_to_press(window: Window, person: Any) -> None:
    live_through(person, 3)
    page = window(person)
    page.emulate_media(media="print")
    bars = ("header.site-head", "footer.site-foot", ".tabbar", ".skip", ".messages")
    page.goto("/exercises/runners-lunge/")
    assert [bar for bar in bars if page.locator(bar).is_visible()] == []
    assert page.get_by_role("heading", name="How to do it").is_visible()
    assert page.get_by_text("Stop if pain is sharp").first.is_visible()
    page.goto("/progress/")
    assert [bar for bar in bars if page.locator(bar).is_visible()] == []
    assert page.locator("svg.chart:visible").first.is_visible()


def test_the_keyboard_reaches_the_content_first_and_is_enough(window: Window, person: Any) -> None:
    page = window(person, viewport=DESKTOP, has_touch=False)
    page.goto("/today/")
    page.keyboard.press("Tab")
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator("input[name=pain]").first.focus()
    for _step in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_text("Checked in at").wait_for()
    assert CheckIn.objects.owned_by(person).get().pain in (3, 4)
