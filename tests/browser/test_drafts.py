"""What was typed and not saved waits on the device for a day, and for nobody else."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import LogIn
from tests.browser.conftest import unfold
from tests.conftest import PASSWORD
from tracking.models import CheckIn, Session, SessionLine

Window = Callable[..., Any]
NEW = "/check-ins/new/"
NOTE = "Long drive, and a \N{SNOWMAN} on the lawn."


@pytest.fixture
def person(site: str, make_user: Any) -> Any:
    return make_user()


def press(page: Any, name: str, value: str) -> None:
    page.locator(f"label.choice:has(input[name={name}][value='{value}'])").first.click()


def type_a_check_in(page: Any) -> None:
    press(page, "pain", "6")
    unfold(page, "where", "note")
    page.locator("[data-region=groin-left]").first.click()
    page.fill("textarea[name=note]", NOTE)


def assert_it_is_back(page: Any) -> None:
    assert page.locator("textarea[name=note]").input_value() == NOTE
    assert page.locator("input[name=pain][value='6']").is_checked()
    assert page.locator("input[name=areas][value='groin:left']").is_checked()
    assert page.locator(".picked").count() == 1


def log_in(page: Any, person: Any) -> None:
    page.fill("input[name=login]", person.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").click()


def save(page: Any) -> None:
    page.locator("main form[method=post] .form-save [type=submit]").click()


def kept(page: Any) -> list[str]:
    """What is stored on the device of drafts."""
    return list(page.evaluate("Object.keys(localStorage).filter((key) => key.includes('draft'))"))


def test_it_waits_until_it_is_saved_thrown_away_or_a_day_old(window: Window, person: Any) -> None:
    page = window(person)
    page.goto(NEW)
    page.goto(NEW)
    assert page.locator("form-draft").is_hidden(), "it was only looked at"
    assert page.evaluate("Object.keys(localStorage)") == []

    type_a_check_in(page)
    page.goto("/settings/")
    page.goto(NEW)
    assert_it_is_back(page)
    assert "had typed at" in page.locator("form-draft [role=status]").inner_text()
    with page.expect_navigation():
        page.locator("form-draft button").click()
    assert page.locator("textarea[name=note]").input_value() == "", "it was thrown away"
    page.goto(NEW)
    assert page.locator("form-draft").is_hidden()

    type_a_check_in(page)
    save(page)
    page.wait_for_url("**/today/")
    page.goto(NEW)
    assert page.locator("textarea[name=note]").input_value() == "", "it was saved"
    assert kept(page) == []

    type_a_check_in(page)
    page.goto("/settings/")  # where nothing that is typed is kept once more
    page.evaluate(
        """() => { for (const key of Object.keys(localStorage)) {
          const draft = JSON.parse(localStorage.getItem(key));
          localStorage.setItem(key, JSON.stringify({...draft, at: draft.at - 24 * 3600 * 1000}));
        } }"""
    )
    page.goto("/settings/")
    assert kept(page) == [], "it is a day old"
    page.goto(NEW)
    assert page.locator("form-draft").is_hidden()


def test_it_survives_a_log_in_that_has_ended_for_its_owner_alone(
    window: Window, person: Any, make_user: Any
) -> None:
    page = window(person)
    page.goto(NEW)
    type_a_check_in(page)
    LogIn.objects.all().delete()
    save(page)
    page.wait_for_url("**/accounts/login/**")
    log_in(page, person)
    page.wait_for_url(f"**{NEW}")
    assert_it_is_back(page)
    words = page.locator("form-draft [role=status]").inner_text()
    assert "logged out before this was saved" in words
    save(page)
    page.wait_for_url("**/today/")
    assert CheckIn.objects.get().note == NOTE

    page.goto(NEW)
    type_a_check_in(page)
    LogIn.objects.all().delete()
    page.goto(NEW)
    log_in(page, make_user("other@example.org"))
    page.wait_for_url(f"**{NEW}")
    assert page.locator("textarea[name=note]").input_value() == "", "it is somebody else's"
    assert page.locator("form-draft").is_hidden()

    type_a_check_in(page)
    before = kept(page)
    page.goto("/settings/")
    page.locator("form[data-forget-drafts] button").click()
    page.wait_for_url("**/")
    assert 0 < len(kept(page)) < len(before), "logging out takes one's own along, and no more"


def test_single_exercises_come_back_with_what_was_said_of_them(window: Window, person: Any) -> None:
    page = window(person)
    page.goto("/sessions/new/?exercise=runners-lunge")
    page.locator("details:has(input[name=lines-0-sets]) > summary").click()
    page.fill("input[name=lines-0-sets]", "7")
    page.goto("/sessions/new/")
    page.wait_for_selector("input[name=lines-0-sets]", state="attached")
    assert page.locator("input[name=lines-0-sets]").input_value() == "7"
    assert page.locator("form-draft").is_visible()
    page.locator("main button[name=save]").click()
    page.wait_for_url("**/sessions/*-*/")
    assert {line.sets for line in SessionLine.objects.all()} == {7}
    assert Session.objects.count() == 1
