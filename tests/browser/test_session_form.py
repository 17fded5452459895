"""The session form by finger, by keyboard and without scripts."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.conftest import DESKTOP, until
from tracking import logbook
from tracking.clock import moment_of
from tracking.models import Session

NEW = "/sessions/new/"
Window = Callable[..., Any]


@pytest.fixture
def person(site: str, make_user: Any) -> Any:
    return make_user()


@pytest.fixture
def checked_in(person: Any) -> Any:
    """The person, who has just said that pain is 6."""
    facts = logbook.CheckInFacts(moment_of(timezone.now(), person.zone), 6)
    logbook.log_check_in(person, facts, uuid.uuid4())
    return person


def chosen(page: Any) -> list[str]:
    """What is ticked above the search, in its order."""
    ticked = page.locator(".things-picked input:checked")
    return [one.get_attribute("value") for one in ticked.all()]


def box(page: Any, value: str) -> Any:
    return page.locator(f"label.choice:has(input[value='{value}'])")


def save(page: Any) -> Session:
    page.get_by_role("button", name="Save session").click()
    page.get_by_text("That is done.").wait_for()
    return Session.objects.get()


def test_a_usual_thing_takes_three_taps(window: Window, person: Any) -> None:
    page = window(person)
    page.goto(NEW)
    box(page, "gentle-lengthen").tap()
    page.locator("label.choice:has([name=pain_after][value='2'])").tap()
    page.get_by_role("button", name="Save session").tap()
    page.get_by_text("That is done.").wait_for()
    done = Session.objects.get()
    assert (done.programme.slug, done.pain_after) == ("gentle-lengthen", 2)


def test_it_is_found_and_named_with_the_keyboard_alone(window: Window, person: Any) -> None:
    page = window(person, viewport=DESKTOP, has_touch=False)
    page.goto(NEW)
    page.get_by_label("Find it by its name").focus()
    page.keyboard.type("crp")  # another name
    page.keyboard.press("Enter")
    until(page, "document.activeElement.value === 'constructive-rest'")
    page.keyboard.press("Space")
    until(page, "document.activeElement.name === 'find'")
    assert chosen(page) == ["constructive-rest"]
    assert page.locator(".things-note").inner_text() == "Chosen: Constructive rest position"

    page.keyboard.type("Tai chi")
    for key in ("Tab", "Tab", "Space"):
        page.keyboard.press(key)
    assert chosen(page) == ["constructive-rest", "Tai chi"]
    assert page.get_by_label("Find it by its name").input_value() == ""
    names = [line.name for line in save(page).lines.all()]
    assert names == ["Constructive rest position", "Tai chi"]


def test_all_of_it_can_be_shown_though_a_word_found_nothing(window: Window, person: Any) -> None:
    page = window(person)
    page.goto(NEW)
    page.locator("input[type=search]").fill("zzzqq")
    page.get_by_role("button", name="Show everything").tap()
    page.locator(".things-rest label.choice:has(input[value=glute-bridge])").wait_for()
    assert page.locator("input[type=search]").input_value() == ""


def test_what_is_chosen_can_be_taken_out_and_comes_back_from_a_draft(
    window: Window, person: Any
) -> None:
    page = window(person)
    page.goto(NEW)
    box(page, "gentle-lengthen").tap()
    page.get_by_role("button", name="Show everything").tap()
    box(page, "runner").tap()
    box(page, "easy-walk").tap()
    assert chosen(page) == ["runner", "easy-walk"], "one programme takes another's place"
    box(page, "easy-walk").tap()
    assert chosen(page) == ["runner"]
    assert page.locator(".things-picked input[value=easy-walk]").count() == 1

    box(page, "gentle-lengthen").first.tap()
    page.get_by_label("Find it by its name").fill("Tai chi")
    page.locator(".thing-new").tap()
    page.get_by_label("Find it by its name").fill("walk")
    page.goto(NEW)
    page.get_by_text("had typed at").wait_for()
    assert chosen(page) == ["gentle-lengthen", "Tai chi"]
    assert page.locator("h2", has_text="What you did").count() == 0
    assert page.get_by_label("Find it by its name").input_value() == "walk"
    page.get_by_label("Find it by its name").fill("")
    names = {line.name for line in save(page).lines.all()}
    assert {"Tai chi", "Bridge"} <= names


def test_what_is_filled_in_for_now_leaves_with_the_day_and_comes_back(
    window: Window, checked_in: Any
) -> None:
    page = window(checked_in)
    page.goto(NEW)
    words = page.get_by_text("From your check-in at")
    before = page.locator("input[name=pain_before]:checked")

    def day(value: str) -> None:
        page.locator(f"label.choice:has([name=day][value='{value}'])").tap()

    assert (before.input_value(), words.is_visible()) == ("6", True)
    day("yesterday")
    assert (before.count(), words.is_visible()) == (0, False)
    page.goto(NEW)
    page.get_by_text("had typed at").wait_for()
    assert (before.count(), words.is_visible()) == (0, False), "a draft of another day"
    day("now")
    assert before.input_value() == "6"
    day("yesterday")
    page.locator("label.choice:has([name=pain_before][value='6'])").tap()  # an answer now
    day("now")
    assert (before.input_value(), words.is_visible()) == ("6", False)
    day("yesterday")
    box(page, "gentle-lengthen").tap()
    assert save(page).pain_before == 6
