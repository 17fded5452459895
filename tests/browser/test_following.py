"""Choosing what to follow, and answering it: the taps, the keyboard, and life without scripts."""

from collections.abc import Callable
from typing import Any

import pytest

from exercises.models import Measure
from tests.browser.conftest import DESKTOP, unfold
from tracking import logbook
from tracking.models import CheckIn, Followed

Window = Callable[..., Any]
FOLLOW, NEW = "/settings/follow/", "/check-ins/new/"
ONE_OF_EACH = ("hip_pain", "run_km", "walked", "shoes")


@pytest.fixture
def person(site: str, make_user: Any) -> Any:
    return make_user()


def follow(user: Any, *codes: str) -> None:
    logbook.follow(user, [Measure.objects.get(code=code).pk for code in codes])


def followed(user: Any) -> list[str]:
    return list(Followed.objects.owned_by(user).values_list("measure__code", flat=True))


def chip(page: Any, name: str, value: str) -> Any:
    """The label around one option: what people press."""
    return page.locator(f"label.choice:has(input[name={name}][value='{value}'])")


@pytest.mark.parametrize("scripts", [True, False])
def test_four_things_are_followed_and_each_answered_by_one_tap(
    window: Window, person: Any, counted: Any, scripts: bool
) -> None:
    page = window(person, java_script_enabled=scripts)
    page.goto(FOLLOW)
    with counted(5) as taps:
        for code in ONE_OF_EACH:
            taps.on(page.locator(f"label.choice:has(input[value='{code}'])"))
        taps.on(page.get_by_role("button", name="Save what I follow").last)
    page.get_by_text("Your check-in asks 4 things").wait_for()
    assert sorted(followed(person)) == sorted(ONE_OF_EACH)
    page.goto(NEW)
    with counted(6) as taps:
        taps.on(chip(page, "pain", "3"))
        for code, value in zip(ONE_OF_EACH, ("0", "5", "1", "barefoot"), strict=True):
            taps.on(chip(page, f"measure_{code}", value))
        taps.on(page.get_by_role("button", name="Save check-in"))
    page.wait_for_url("**/today/")
    assert CheckIn.objects.owned_by(person).get().readings.count() == 4


def test_of_a_chip_and_a_typed_number_the_last_one_stays(window: Window, person: Any) -> None:
    page = window(person)
    page.goto(NEW)
    unfold(page, "day")
    typed = page.locator("input[name=measure_sleep_hours_other]")
    ticked = page.locator("input[name=measure_sleep_hours]:checked")
    chip(page, "measure_sleep_hours", "7").tap()
    typed.fill("6.25")
    assert ticked.count() == 0
    chip(page, "measure_sleep_hours", "8").tap()
    assert typed.input_value() == ""
    typed.fill("6.25")
    chip(page, "pain", "3").tap()
    page.get_by_role("button", name="Save check-in").tap()
    page.wait_for_url("**/today/")
    assert float(CheckIn.objects.owned_by(person).get().readings.get().number) == 6.25


def test_both_numbers_are_kept_and_asked_about_without_scripts(window: Window, person: Any) -> None:
    page = window(person, java_script_enabled=False)
    page.goto(NEW)
    unfold(page, "day")
    chip(page, "pain", "3").tap()
    chip(page, "measure_sleep_hours", "7").tap()
    page.locator("input[name=measure_sleep_hours_other]").fill("6.25")
    page.get_by_role("button", name="Save check-in").tap()
    page.get_by_text("Two different numbers are given.").wait_for()
    assert page.locator("input[name=measure_sleep_hours]:checked").input_value() == "7"
    assert page.locator("input[name=measure_sleep_hours_other]").input_value() == "6.25"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_keyboard_moves_a_thing_stays_with_it_and_saves(
    window: Window, person: Any, scripts: bool
) -> None:
    follow(person, "walked", "bath", "fatigue")
    page = window(person, viewport=DESKTOP, has_touch=False, java_script_enabled=scripts)
    page.goto(FOLLOW)
    page.get_by_role("button", name="Move up: Fatigue, now 3 of 3").press("Enter")
    page.wait_for_url("**/#up-fatigue")
    page.get_by_role("button", name="Move up: Fatigue, now 2 of 3").wait_for()
    assert page.locator("#up-fatigue:focus").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/#down-fatigue")
    assert page.locator("#down-fatigue:focus").count() == 1
    assert followed(person) == ["fatigue", "walked", "bath"]

    box = page.locator("input[value=run_km]")
    box.press("Space")
    box.press("Enter")  # saves, and moves nothing
    page.get_by_text("Your check-in asks 4 things").wait_for()
    assert followed(person) == ["fatigue", "walked", "bath", "run_km"]
